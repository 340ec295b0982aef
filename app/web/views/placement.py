"""The placement as tables: slots, memory channels, power cables, outlets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.web import formats
from app.web.views.devices import Devices

Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PlacementTable:
    """A table of three columns; the first of each row names it."""

    title: str
    heads: Row
    rows: tuple[Row, ...]


def tables(placement: Mapping[str, Any], devices: Devices) -> tuple[PlacementTable, ...]:
    """The tables that have rows."""
    every = (
        PlacementTable("Slots and ports", ("Slot or port", "Device", "Link"), tuple(_seats(placement, devices))),
        PlacementTable("Memory channels", ("Channel", "Module", "Size"), tuple(_modules(placement, devices))),
        PlacementTable("Power cables", ("Device", "Connector", "Fed by"), tuple(_cables(placement, devices))),
        PlacementTable("Outlets", ("Supply", "Outlet", "Circuit"), tuple(_outlets(placement, devices))),
    )
    return tuple(table for table in every if table.rows)


def _named(device: str, devices: Devices) -> str:
    place = devices.place(device)
    return f"{place.label if place else device} ({device})"


def _seats(placement: Mapping[str, Any], devices: Devices) -> Iterator[Row]:
    for seat in placement["slots"]:
        lanes, gen = seat["lanes"], seat["gen"]
        link = f"×{lanes if lanes is not None else '?'} Gen {gen if gen is not None else '?'}"
        covers = f", covers {', '.join(seat['covers'])}" if seat["covers"] else ""
        yield seat["slot"], _named(seat["device"], devices), link + covers


def _modules(placement: Mapping[str, Any], devices: Devices) -> Iterator[Row]:
    """By processor and channel; the letters count channels, they are not the board's names."""
    for seat in sorted(placement["memory"], key=lambda seat: (seat["cpu"], seat["channel"], seat["place"])):
        channel = f"CPU {seat['cpu'] + 1}, {seat['channel']}{seat['place']}"
        yield channel, _named(seat["device"], devices), formats.figure(seat["gib"], "GiB", 1)


def _cables(placement: Mapping[str, Any], devices: Devices) -> Iterator[Row]:
    for feed in placement["cables"]:
        adapter = f" through {feed['adapter']}" if feed["adapter"] else ""
        yield _named(feed["device"], devices), feed["connector"], f"{feed['output']} of {feed['psu']}{adapter}"


def _outlets(placement: Mapping[str, Any], devices: Devices) -> Iterator[Row]:
    for way in placement["outlets"]:
        outlet = f"{way['outlet'] or 'outlet not known'} of {way['feeder']}" if way["feeder"] else "wall socket"
        behind = f", behind {way['behind']}" if way["behind"] else ""
        circuit = "not said" if way["circuit"] is None else str(way["circuit"])
        yield _named(way["psu"], devices), outlet + behind, circuit
