"""What can't be true of a power supply, a cable or the mains gear behind them."""

from __future__ import annotations

from itertools import pairwise

from app.core.parts import Catalog, Facts, Part

from .contradictions import above, check, outside, records
from .hardware import PLUG_A, PLUG_W

LENGTH_MM = {"sfx": (95, 105), "sfx-l": (125, 135), "atx": (120, 250), "flex-atx": (140, 200), "tfx": (150, 190)}
MOST_W = {"sfx": 1300, "sfx-l": 1300, "flex-atx": 1000, "tfx": 600, "atx": 3300}


def _ratings(facts: Facts) -> list[tuple[float, float, float]]:
    """Voltage ranges with watts, lowest first."""
    found = []
    for one in records(facts, "ratings"):
        low, high, watts = one.number("volts_min"), one.number("volts_max"), one.number("watts")
        if low is not None and high is not None and watts is not None:
            found.append((low, high, watts))
    return sorted(found)


def _best_w(facts: Facts) -> float | None:
    return max((watts for _, _, watts in _ratings(facts)), default=None)


def _plugs(facts: Facts, connector: str) -> int | None:
    """How many plugs of a kind; None where the outputs or the count are unknown."""
    counts = [one.count("count") for one in records(facts, "outputs") if one.text("connector") == connector]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


@check("psu")
def low_line_watts_stay_below_high_line(part: Part, catalog: Catalog) -> list[str]:
    """Less voltage means more current for the same watts: no supply gives more at 115 V than at 230 V."""
    return [
        f"{lower[2]:g} W from {lower[0]:g} V, but {upper[2]:g} W from {upper[0]:g} V"
        for lower, upper in pairwise(_ratings(part.facts))
        if lower[2] > upper[2]
    ]


@check("psu")
def ratings_do_not_overlap(part: Part, catalog: Catalog) -> list[str]:
    """At one voltage a supply has one rating, and a range goes upwards."""
    ratings = _ratings(part.facts)
    found = [f"from {low:g} V to {high:g} V" for low, high, _ in ratings if low > high]
    for lower, upper in pairwise(ratings):
        if lower[1] >= upper[0] and lower[2] != upper[2]:
            found.append(f"{lower[2]:g} W and {upper[2]:g} W at {upper[0]:g} V")
    return found


@check("psu")
def low_line_watts_fit_a_wall_socket(part: Part, catalog: Catalog) -> list[str]:
    """At 100 V even a 20 A inlet takes in 2,000 W, and something is lost on the way."""
    return [f"{watts:g} W from {low:g} V" for low, _, watts in _ratings(part.facts) if low <= 127 and watts > 1800]


@check("psu")
def inlet_carries_the_watts(part: Part, catalog: Catalog) -> list[str]:
    """IEC 60320 rates a C14 at 10 A: 2,300 W at 230 V; a C8 at 2.5 A, and a C20 at 16 A."""
    limits = {"c14": 2300, "c8": 575, "c6": 575, "c20": 3680}
    return above(_best_w(part.facts), limits.get(part.facts.text("inlet") or ""), "watts above what the inlet carries")


@check("psu")
def outputs_are_plausible_for_the_watts(part: Part, catalog: Catalog) -> list[str]:
    """Makers don't put far more graphics plugs on a supply than it can feed, nor two main plugs."""
    facts = part.facts
    watts = _best_w(facts)
    found = [*above(_plugs(facts, "atx24"), 1, "24-pin plugs"), *above(_plugs(facts, "eps8"), 6, "EPS plugs")]
    if watts is not None:
        found += above(_plugs(facts, "pcie8"), watts / 75 + 1, f"8-pin plugs on {watts:g} W")
        found += above(_plugs(facts, "pcie16"), watts / 325, f"16-pin plugs on {watts:g} W")
    return found


@check("psu")
def sixteen_pin_came_with_atx_3(part: Part, catalog: Catalog) -> list[str]:
    """The 16-pin plug is ATX 3.0's; a supply by the older guide has one only where its maker added the cable."""
    plugs = _plugs(part.facts, "pcie16")
    return [f"{plugs} 16-pin plugs with ATX 2.x"] if plugs and part.facts.text("atx_version") == "2.x" else []


@check("psu")
def form_agrees_with_size_and_watts(part: Part, catalog: Catalog) -> list[str]:
    """A form factor is a size, and what fits into it has grown to a known limit."""
    form = part.facts.text("form_factor") or ""
    found = above(_best_w(part.facts), MOST_W.get(form), f"watts for {form}")
    if form in LENGTH_MM:
        found += outside(part.facts.number("length_mm"), *LENGTH_MM[form], f"length for {form}")
    return found


@check("psu")
def twelve_volts_alone_have_no_24_pin(part: Part, catalog: Catalog) -> list[str]:
    """A supply without 3.3 V and 5 V can't end in the plug that carries them; an ATX supply has them."""
    facts = part.facts
    if facts.flag("twelve_volt_only") is not True:
        return []
    found = ["a 24-pin plug on a 12 V supply"] if _plugs(facts, "atx24") else []
    return found + (["an ATX supply with 12 V alone"] if facts.text("form_factor") == "atx" else [])


@check("psu")
def redundant_module_tells_its_efficiency(part: Part, catalog: Catalog) -> list[str]:
    """Server modules are sold by their 80 PLUS grade: it is known, or somebody looked for it in vain and said so."""
    told = "efficiency" in part.facts or "efficiency" in part.unknown
    return (
        []
        if told or part.generic or part.facts.flag("redundant") is not True
        else ["efficiency neither known nor sought"]
    )


@check("cable")
def adapter_carries_no_more_than_its_plugs(part: Part, catalog: Catalog) -> list[str]:
    """An adapter adds no copper: its rating is at most that of the plugs on either side."""
    facts = part.facts
    found = []
    for side in ("input", "output"):
        rating, count = PLUG_W.get(facts.text(side) or ""), facts.count(f"{side}_count")
        if rating is not None and count is not None:
            found += above(facts.number("watts"), rating * count, f"watts above the {side} plugs")
    return found


@check("ups")
def watts_stay_within_volt_amperes(part: Part, catalog: Catalog) -> list[str]:
    """The power factor is at most one, and no UPS is sold with less than a half."""
    watts, va = part.facts.number("watts"), part.facts.number("va")
    found = above(watts, va, "watts above volt-amperes")
    if watts is not None and va is not None and watts < va / 2:
        found.append(f"{watts:g} W from {va:g} VA")
    return found


@check("ups")
def plug_feeds_the_ups(part: Part, catalog: Catalog) -> list[str]:
    """What a UPS gives out it takes in through its plug."""
    plug = part.facts.text("input_plug") or ""
    if plug not in PLUG_A:
        return []
    volts = 127 if plug.startswith(("NEMA 5", "NEMA L5")) else 240
    return above(part.facts.number("watts"), PLUG_A[plug] * volts, f"watts through {plug}")


@check("pdu")
def continuous_current_stays_within_the_rated(part: Part, catalog: Catalog) -> list[str]:
    """North American practice loads a circuit to 80 % for long; more than the rating is never allowed."""
    rated, continuous = part.facts.number("rated_a"), part.facts.number("continuous_a")
    found = above(continuous, rated, "continuous current above the rated")
    plug_a = PLUG_A.get(part.facts.text("input_plug") or "")
    return found + above(rated, plug_a, "rated current above the plug's")


@check("pdu")
def plug_agrees_with_the_voltage(part: Part, catalog: Catalog) -> list[str]:
    """NEMA 5 is a 120 V plug (100 V in Japan), NEMA 6 a 208 to 240 V plug (200 V in Japan)."""
    plug, volts = part.facts.text("input_plug") or "", part.facts.number("volts")
    if plug.startswith(("NEMA 5", "NEMA L5")):
        return outside(volts, 100, 127, plug)
    if plug.startswith(("NEMA 6", "NEMA L6", "NEMA L15", "NEMA L21", "IEC 60309 2P", "CEE")):
        return outside(volts, 200, 250, plug)
    return []


@check("psu")
def mains_voltages_exist(part: Part, catalog: Catalog) -> list[str]:
    """Mains are 100 to 240 V with a tenth of tolerance; a rating outside is a slip of the pen."""
    return [
        fault
        for low, high, _ in _ratings(part.facts)
        for one in (low, high)
        for fault in outside(one, 90, 264, "volts")
    ]
