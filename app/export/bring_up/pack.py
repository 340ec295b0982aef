"""What the pack says, as plain values; `markdown` and `script` write it down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.build import Build
from app.core.parts import Catalog
from app.core.report import Report
from app.core.rig import Device, Rig, resolve

SETTINGS_RULE = "bios-settings"
# PCI vendor ids of the chip makers, and class codes of what can be told apart (https://pci-ids.ucw.cz).
VENDOR_IDS = {"nvidia": "0x10de", "amd": "0x1002", "intel": "0x8086"}
DISPLAY_CLASS, NVME_CLASS = "0x03", "0x0108"


@dataclass(frozen=True, slots=True)
class Wire:
    """One power connector: from the plug on the supply to the device."""

    device: str
    connector: str
    supply: str
    plugs: str
    adapter: str


@dataclass(frozen=True, slots=True)
class Expected:
    """Links that devices of one kind train at: `links` counts (lanes, generation)."""

    what: str
    pci_class: str
    vendor_id: str
    links: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A power limit of some cards.  `for_all` is whether every NVIDIA card of the build gets it."""

    label: str
    devices: tuple[str, ...]
    watts: float
    for_all: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that a build needs on the day when it is put together."""

    title: str
    verdict: str
    settings: tuple[str, ...]
    seats: tuple[tuple[str, str, str], ...]
    memory: tuple[tuple[str, str], ...]
    wiring: tuple[Wire, ...]
    to_buy: tuple[str, ...]
    steps: tuple[str, ...]
    expected: tuple[Expected, ...]
    limits: tuple[Limit, ...]


def pack_of(build: Build, report: Report, catalog: Catalog) -> Pack:
    """The pack of a judged build."""
    rig = resolve(build, catalog)
    devices = {device.name: device for device in rig.devices}
    placement = report.placement
    return Pack(
        title=build.title or "Untitled build",
        verdict=report.verdict.value,
        settings=_settings(report),
        seats=tuple(_seats(placement, devices)),
        memory=tuple(_memory(placement)),
        wiring=tuple(_wiring(placement, devices)),
        to_buy=tuple(f"{cable['quantity']} × {cable['name']}" for cable in placement["needed"]),
        steps=tuple(_steps(rig, placement)),
        expected=tuple(_expected(placement, devices)),
        limits=_limits(rig),
    )


def _settings(report: Report) -> tuple[str, ...]:
    return tuple(
        str(setting)
        for finding in report.findings
        if finding.rule == SETTINGS_RULE
        for setting in finding.figures.get("settings", ())
    )


def _seats(placement: Mapping[str, Any], devices: Mapping[str, Device]) -> Iterator[tuple[str, str, str]]:
    """(slot or port, device, link that it should train at)."""
    for seat in placement["slots"]:
        riser = f", through {devices[seat['riser']].label}" if seat["riser"] in devices else ""
        yield seat["slot"], f"{devices[seat['device']].label} ({seat['device']})", _link(seat) + riser


def _link(seat: Mapping[str, Any]) -> str:
    if not seat["lanes"]:
        return "SATA" if seat["lanes"] == 0 else "link not known"
    return f"×{seat['lanes']}" + (f" Gen {seat['gen']}" if seat["gen"] is not None else ", generation not known")


def _memory(placement: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(processor and channel, modules there), in the order of the plan."""
    found: dict[tuple[int, str], list[str]] = {}
    for seat in placement["memory"]:
        found.setdefault((seat["cpu"], str(seat["channel"])), []).append(seat["device"])
    for (cpu, channel), names in sorted(found.items()):
        yield f"cpu{cpu}, channel {channel}", ", ".join(names)


def _wiring(placement: Mapping[str, Any], devices: Mapping[str, Device]) -> Iterator[Wire]:
    for feed in placement["cables"]:
        device = devices.get(feed["device"])
        name = f"{device.label} ({feed['device']})" if device else feed["device"]
        used = feed["outputs_used"]
        plugs = f"{used} × {feed['output']}" if used != 1 else feed["output"]
        origin = {"box": " (in the card's box)", "buy": " (to buy)"}.get(feed["adapter_from"] or "", "")
        adapter = f"{feed['adapter']}{origin}" if feed["adapter"] else ""
        yield Wire(name, feed["connector"], feed["psu"], plugs, adapter)


def _steps(rig: Rig, placement: Mapping[str, Any]) -> Iterator[str]:
    """An order in which nothing has to come out again; only what the build has is spoken of."""
    yield "Unplug everything from the mains, and keep the board on its bag until it goes in."
    if rig.cpus:
        yield f"Fit {_counted(rig.cpus)} on the board, with the coolers' own torque and order of screws."
    if placement["memory"]:
        yield "Put the memory where the table below has it; the board's manual says which slot is which channel."
    if rig.has("cpu-cooler") or rig.has("cpu-block"):
        yield f"Mount {_counted(rig.all('cpu-cooler', 'cpu-block'))}."
    if rig.chassis is not None and rig.board is not None and rig.board.bundle is None:
        yield f"Put {rig.board.label} into {rig.chassis.label}; every stand-off under a hole, none elsewhere."
    if rig.has("psu"):
        yield f"Put in {_counted(rig.all('psu'))}, and lay the cables of the wiring table without plugging them in."
    if rig.has("storage"):
        yield f"Fit {_counted(rig.all('storage'))} where the seating table has them."
    first = next((seat for seat in placement["slots"] if seat["device"] in {gpu.name for gpu in rig.gpus}), None)
    if first is not None:
        yield f"Start once with one card alone, {first['device']} in {first['slot']}, and make the firmware settings."
    if len(rig.gpus) > 1:
        yield "Switch off, unplug, and seat the other cards as in the table, the one next to the processor first."
    if placement["cables"]:
        yield "Plug the cards in as in the wiring table. Each plug clicks; EPS and PCIe plugs are not the same."
    if rig.has("pump"):
        yield "Fill the loop, run the pump alone for a day on paper towels, and look for drops."
    yield "Start, run the script, then run the cards one by one and all together, with a hand on the plugs' warmth."


def _counted(devices: tuple[Device, ...]) -> str:
    counts = Counter(device.label for device in devices)
    return ", ".join(f"{count} × {label}" for label, count in counts.items())


def _expected(placement: Mapping[str, Any], devices: Mapping[str, Device]) -> Iterator[Expected]:
    """Links by kind of device: cards of a chip maker, and NVMe drives.  A link that isn't known is not asserted."""
    found: dict[tuple[str, str, str], Counter[tuple[int, int]]] = {}
    for seat in placement["slots"]:
        kind = _kind(devices[seat["device"]])
        if kind is not None and seat["lanes"] and seat["gen"] is not None:
            found.setdefault(kind, Counter())[seat["lanes"], seat["gen"]] += 1
    for (what, pci_class, vendor), links in found.items():
        yield Expected(what, pci_class, vendor, tuple((lanes, gen, n) for (lanes, gen), n in sorted(links.items())))


def _kind(device: Device) -> tuple[str, str, str] | None:
    if device.category == "gpu" and device.text("vendor") in VENDOR_IDS:
        vendor = str(device.text("vendor"))
        return f"{vendor} cards", DISPLAY_CLASS, VENDOR_IDS[vendor]
    if device.category == "storage" and device.text("protocol") == "nvme":
        return "NVMe drives", NVME_CLASS, ""
    return None


def _limits(rig: Rig) -> tuple[Limit, ...]:
    """Power limits below what a card is sold with."""
    limited: dict[tuple[str, float], list[Device]] = {}
    for gpu in rig.gpus:
        limit, sold = rig.power_limit_w(gpu), gpu.number("board_power_w")
        if limit is not None and limit != sold:
            limited.setdefault((gpu.label, limit), []).append(gpu)
    is_common = len({watts for _, watts in limited}) == 1 and _covers_all(rig, limited.values())
    return tuple(
        Limit(label, tuple(gpu.name for gpu in gpus), watts, is_common) for (label, watts), gpus in limited.items()
    )


def _covers_all(rig: Rig, limited: Iterable[list[Device]]) -> bool:
    """Whether the limited cards are NVIDIA's alone, and all that there are."""
    names = {gpu.name for gpus in limited for gpu in gpus}
    return names == {gpu.name for gpu in rig.gpus} and all(gpu.text("vendor") == "nvidia" for gpu in rig.gpus)
