"""The elevation: what goes into the case against the room that it has, to scale; and the rack, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.diagrams.faults import by_rule
from app.core.diagrams.scene import SMALL, WIDTH, Box, Group, Picture, Shape, Tone, Words, signed, words
from app.core.diagrams.slot_map import part_address
from app.core.report import Finding
from app.core.rig import Device, Rig, distinct

ROW, GAP, MARGIN = 34.0, 6.0, 6.0
BAR_W = 300.0
UNIT = 22.0
LABEL_W = WIDTH - 2 * MARGIN
# (category, its fact, what the fact is called, the chassis' fact, the rule that judges it)
CLEARANCES = (
    ("gpu", "length_mm", "length", "gpu_max_length_mm", "gpu-length"),
    ("gpu", "height_mm", "height", "card_max_height_mm", "gpu-height"),
    ("cpu-cooler", "height_mm", "height", "cpu_cooler_max_mm", "cpu-cooler-height"),
    ("psu", "length_mm", "length", "psu_max_length_mm", "psu-form-factor"),
)
RACKED = ("chassis", "switch", "pdu", "ups")


@dataclass(frozen=True, slots=True)
class _Clearance:
    """One measure of a device against the chassis' room; None is unknown."""

    device: Device
    measure: str
    own_mm: float | None
    room_mm: float | None
    tone: Tone

    @property
    def said(self) -> str:
        own = "not known" if self.own_mm is None else f"{self.own_mm:g} mm"
        room = "room not known" if self.room_mm is None else f"of {self.room_mm:g} mm"
        return f"{self.measure} {own} {room}"


def elevation(rig: Rig, findings: Sequence[Finding]) -> Picture | None:
    """Clearances and rack units of a rig; None without a chassis."""
    chassis = rig.chassis
    if chassis is None:
        return None
    clearances = tuple(_clearances(rig, chassis, findings))
    racked = tuple(_racked(rig)) if rig.has("rack") or chassis.number("rack_units") is not None else ()
    longest = max((mm for one in clearances for mm in (one.own_mm, one.room_mm) if mm is not None), default=1.0)
    shapes: list[Shape] = []
    y = 8.0
    for clearance in clearances:
        shapes.append(_bar(clearance, longest, y))
        y += ROW + GAP
    if racked:
        y, drawn = _rack(rig, racked, y)
        shapes += drawn
    told = [f"{one.device.name}: {one.said}" for one in clearances]
    told += [f"{device.name}: {_units_words(units)}" for device, units in racked]
    if not told:
        return None
    return Picture("elevation", f"Room in {chassis.label}", "; ".join(told) + ".", y + MARGIN, tuple(shapes))


def _clearances(rig: Rig, chassis: Device, findings: Sequence[Finding]) -> Iterator[_Clearance]:
    """The measures that either side knows, one for each kind of part."""
    for category, fact, measure, room, rule in CLEARANCES:
        judged = by_rule(findings, rule)
        for device in distinct(rig.all(category)):
            own_mm, room_mm = device.number(fact), chassis.number(room)
            if own_mm is None and room_mm is None:
                continue
            yield _Clearance(device, measure, own_mm, room_mm, judged.tone(device.name))


def _bar(clearance: _Clearance, longest: float, y: float) -> Group:
    scale = BAR_W / longest
    device, tone = clearance.device, clearance.tone
    inside: list[Box | Words] = [
        words(MARGIN, y + 11, signed(tone, f"{device.label}: {clearance.said}"), LABEL_W, "name", SMALL)
    ]
    if clearance.own_mm is not None:
        inside.append(Box(MARGIN, y + 17, round(clearance.own_mm * scale, 1), 12, "fill", tone))
    if clearance.room_mm is not None:
        inside.append(Box(round(MARGIN + clearance.room_mm * scale, 1), y + 14, 2, 18, "mark"))
    return Group(f"{device.label}: {clearance.said}", tuple(inside), part_address(device))


def _racked(rig: Rig) -> Iterator[tuple[Device, float | None]]:
    for device in rig.all(*RACKED):
        units = device.number("rack_units")
        if device.category == "chassis" or units is not None or rig.has("rack"):
            yield device, units


def _rack(rig: Rig, racked: tuple[tuple[Device, float | None], ...], y: float) -> tuple[float, list[Shape]]:
    rack = rig.first("rack")
    own = rack.number("rack_units") if rack is not None else None
    known = [units for _, units in racked if units is not None]
    used = f"{sum(known):g} U" if len(known) == len(racked) else f"at least {sum(known):g} U"
    of = f" of {own:g} U in {rack.label}" if rack is not None and own is not None else ""
    shapes: list[Shape] = [words(MARGIN, y + 12, f"Rack: {used}{of}", LABEL_W, "soft", SMALL)]
    y += 18
    for device, units in racked:
        height = UNIT * (units if units is not None else 1.0)
        tone: Tone = "plain" if units is not None else "unknown"
        label = signed(tone, f"{device.label}: {_units_words(units)}")
        inside = (
            Box(MARGIN, y, LABEL_W, height, "card", tone),
            words(MARGIN + 6, y + 15, label, LABEL_W - 12, "name", SMALL),
        )
        shapes.append(Group(f"{device.label}: {_units_words(units)}", inside, part_address(device)))
        y += height + 2
    return y, shapes


def _units_words(units: float | None) -> str:
    return "height not known" if units is None else f"{units:g} U"
