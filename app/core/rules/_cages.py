"""Network cages and plugs: families that mate, and the lanes of one port."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.report import Missing
from app.core.rig import Device
from app.core.rules._seating import lacking

SFP = ("sfp", "sfp+", "sfp28", "sfp56", "sfp112")
QSFP = ("qsfp+", "qsfp28", "qsfp56", "qsfp112", "qsfp-dd")
PORT_FACTS = ("ports", "ports.form", "ports.gbps", "ports.count")
# The ports of a switch that a card of a family reaches with one cable, or with a module at one end.
REACHED: Mapping[str, tuple[str, ...]] = {
    "rj45": ("rj45", "sfp"),
    "sfp": ("sfp", "rj45", "qsfp", "osfp"),
    "qsfp": ("qsfp", "osfp"),
    "osfp": ("osfp", "qsfp"),
}
LANES = {"qsfp": 4, "qsfp-dd": 8, "osfp": 8}


@dataclass(frozen=True, slots=True)
class Ports:
    """Equal ports of a card or switch."""

    form: str
    gbps: float
    count: int

    @property
    def family(self) -> str:
        return family(self.form)


def family(form: str) -> str:
    """`sfp` for SFP28, `qsfp` for QSFP-DD …"""
    return next((stem for stem in ("qsfp", "osfp", "sfp") if form.startswith(stem)), form)


def ports_of(device: Device) -> tuple[Ports, ...]:
    """The ports of a card or switch, those alone of which form, speed and number are known."""
    found = []
    for record in device.records("ports") or ():
        form, gbps, count = record.text("form"), record.number("gbps"), record.count("count")
        if form is not None and gbps is not None and count is not None:
            found.append(Ports(form, gbps, count))
    return tuple(found)


def port_gaps(devices: Sequence[Device]) -> tuple[Missing, ...]:
    """What isn't known of the ports."""
    return tuple(gap for device in devices for gap in lacking(device, *PORT_FACTS))


def splits_into(port: Ports, gbps: float) -> int:
    """Links of a speed that a breakout cable makes of one port; one at least, no more than the port has lanes."""
    lanes = LANES.get(port.form, LANES.get(port.family, 1))
    return max(1, min(lanes, int(port.gbps // gbps)))


def cage_takes(cage: str, plug: str) -> bool:
    """Whether a cage takes a plug: its own, or an older one of its family."""
    for line in (SFP, QSFP):
        if cage in line and plug in line:
            return line.index(plug) <= line.index(cage)
    return cage == plug


def is_network(device: Device) -> bool:
    """Whether a cable carries a network; one that doesn't say is known by its medium."""
    kind = device.text("kind")
    return kind == "network" or (kind is None and device.text("medium") is not None)
