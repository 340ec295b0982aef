"""The figures beside the verdict as lines: those that a builder looks at first, and the folded rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.build import Build
from app.web import formats


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One figure of the totals."""

    label: str
    value: str
    note: str = ""
    claim: str = ""


def main_lines(totals: Mapping[str, Any], build: Build) -> Iterator[TotalLine]:
    """Watts, supplies, circuits, heat, GPU memory, price."""
    claim = build.choices.claimed_load_w
    claimed = f"claimed: {formats.figure(claim, 'W')}" if claim is not None else ""
    grade = "" if totals["efficiency_known"] else "at 80 %, a supply's grade isn't known"
    yield TotalLine("DC under load", formats.figure(totals["dc_w"], "W"), claim=claimed)
    yield TotalLine("At the wall", formats.figure(totals["wall_w"], "W"), grade, claimed)
    yield from _supplies(totals["psus"])
    yield from _circuits(totals["circuits"])
    yield TotalLine("Heat", formats.figure(totals["btu_h"], "BTU/h"))
    yield TotalLine("GPU memory", formats.figure(totals["vram_gb"], "GB", 1))
    yield from _prices(totals["price"])


def more_lines(totals: Mapping[str, Any]) -> Iterator[TotalLine]:
    """Idle and peak, air and coolant, memory, lanes and links, weight, energy."""
    yield TotalLine("Idle", _both(totals["idle_w"], totals["idle_wall_w"]))
    yield TotalLine("Shortest peak", formats.figure(totals["peak_w"], "W"), "from the supplies, not the wall")
    yield TotalLine("Air needed", formats.figure(totals["cfm"], "CFM"))
    yield from _coolant(totals["coolant"])
    yield TotalLine("GPU memory bandwidth", formats.figure(totals["memory_gb_s"], "GB/s"))
    yield from _ram(totals["ram"])
    for root in totals["pcie_lanes"]:
        available = root["available"]
        note = f"of {available}" if available is not None else "of an unknown number"
        yield TotalLine(f"PCIe lanes, {root['root']}", formats.figure(root["used"]), note)
    yield from _links(totals["links"])
    yield _weight(totals)
    if totals["rack_units"] != 0:
        yield TotalLine("Rack units", formats.figure(totals["rack_units"], "U", 1))
    yield from _energy(totals["energy"])


def _both(dc_w: float | None, wall_w: float | None) -> str:
    return f"{formats.figure(dc_w, 'W')} DC, {formats.figure(wall_w, 'W')} at the wall"


def _supplies(loads: Iterable[Mapping[str, Any]]) -> Iterator[TotalLine]:
    """The supplies' loads; equal modules of one set are one line."""
    lines: dict[tuple[float | None, float | None], list[str]] = {}
    for load in loads:
        lines.setdefault((load["watts"], load["rating_w"]), []).append(str(load["psu"]))
    for (watts, rating), names in lines.items():
        label = names[0] if len(names) == 1 else f"{len(names)} × {names[0].partition('#')[0]}, each"
        note = "of an unknown rating" if rating is None else f"of {formats.figure(rating, 'W')}"
        note += f", {watts / rating:.1%}" if watts is not None and rating else ""
        yield TotalLine(f"PSU {label}", formats.figure(watts, "W"), note)


def _circuits(circuits: Iterable[Mapping[str, Any]]) -> Iterator[TotalLine]:
    for number, circuit in enumerate(circuits, 1):
        limit, failover = circuit["limit_a"], circuit["failover_amps"]
        note = f"of {formats.figure(limit, 'A', 1)} continuous" if limit is not None else "breaker unknown"
        note += f", {formats.figure(failover, 'A', 2)} when the other feed fails" if failover is not None else ""
        yield TotalLine(f"Circuit {number}", formats.figure(circuit["amps"], "A", 2), note)


def _coolant(coolant: Mapping[str, Any] | None) -> Iterator[TotalLine]:
    if coolant is None:
        return
    heat, flow = formats.figure(coolant["heat_w"], "W"), formats.figure(coolant["flow_lpm"], "L/min", 1)
    yield TotalLine("Coolant, inlet to outlet", formats.figure(coolant["rise_k"], "K", 1), f"{heat} at {flow}")
    yield TotalLine("Coolant above room air", formats.figure(coolant["above_room_k"], "K", 1))


def _ram(ram: Mapping[str, Any]) -> Iterator[TotalLine]:
    yield TotalLine("Memory", formats.figure(ram["gib"], "GiB", 1))
    filled, channels = ram["channels_filled"], ram["channels"]
    note = "" if filled is None or channels is None else f"{filled} of {channels} channels"
    note += f" at {formats.figure(ram['mts'], 'MT/s')}" if note and ram["mts"] is not None else ""
    yield TotalLine("Memory bandwidth", formats.figure(ram["gb_s"], "GB/s", 1), note)


def _links(links: Iterable[Mapping[str, Any]]) -> Iterator[TotalLine]:
    """Equal links of one item are one line."""
    lines: dict[tuple[str, int | None, int | None], list[Mapping[str, Any]]] = {}
    for link in links:
        lines.setdefault((str(link["device"]).partition("#")[0], link["lanes"], link["gen"]), []).append(link)
    for (item, lanes, gen), alike in lines.items():
        label = item if len(alike) == 1 else f"{len(alike)} × {item}, each"
        width, speed = "?" if lanes is None else lanes, "?" if gen is None else gen
        yield TotalLine(f"Link of {label}", formats.figure(alike[0]["gb_s"], "GB/s", 1), f"×{width} Gen {speed}")


def _weight(totals: Mapping[str, Any]) -> TotalLine:
    known, least = totals["weight_kg"], totals["weight_at_least_kg"]
    if known is None and least is not None:
        return TotalLine("Weight", f"at least {formats.figure(least, 'kg', 1)}", "the rest is not known")
    return TotalLine("Weight", formats.figure(known, "kg", 1))


def _energy(energy: Mapping[str, Any]) -> Iterator[TotalLine]:
    """From a year at idle to a year under load."""
    idle, load = energy["idle_kwh_year"], energy["load_kwh_year"]
    yield TotalLine("Energy, a year idle", formats.figure(idle, "kWh"))
    yield TotalLine("Energy, a year under load", formats.figure(load, "kWh"))
    if energy["price_kwh"] is None:
        yield TotalLine("Energy cost a year", formats.figure(None), "say what a kWh costs")
    else:
        low, high = (formats.figure(energy[name], "", 2) for name in ("idle_cost_year", "load_cost_year"))
        yield TotalLine(
            "Energy cost a year", f"{low} to {high}", f"idle to full load, at {energy['price_kwh']:g} a kWh"
        )


def _prices(price: Mapping[str, Any]) -> Iterator[TotalLine]:
    lows, highs = price["low"], price["high"]
    for currency, low in lows.items():
        if currency == "paid":
            yield TotalLine("Paid", formats.number(low, 2))
        else:
            yield TotalLine("Price seen", formats.money_range(low, highs[currency], currency))
    if price["unpriced_lines"]:
        yield TotalLine("Without a price", formats.plural(price["unpriced_lines"], "line"))
