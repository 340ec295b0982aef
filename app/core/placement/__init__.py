"""Placement: which device sits in which slot, which cable feeds it from which supply, on which circuit and loop."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.core.case import Case


def describe_placement(case: Case) -> dict[str, Any]:
    """The placement as plain mappings, for pages and the JSON API."""
    return {
        "status": {
            "slots": case.slots.status,
            "memory": case.memory.status,
            "cables": case.cables.status,
            "circuits": case.circuits.status,
        },
        "slots": [
            {
                "device": seat.device,
                "slot": seat.slot.id,
                "lanes": seat.lanes,
                "gen": seat.gen,
                "root": seat.slot.root,
                "covers": list(seat.covers),
                "riser": seat.riser,
            }
            for seat in case.slots.seats
        ]
        + [
            {
                "device": port.device,
                "slot": port.port,
                "lanes": port.lanes,
                "gen": port.gen,
                "root": port.root,
                "covers": [],
                "riser": None,
            }
            for port in case.slots.ports
        ],
        "memory": [
            {
                "device": seat.device,
                "module": seat.module,
                "cpu": seat.cpu,
                "channel": seat.channel,
                "place": seat.place,
                "gib": seat.gib,
            }
            for seat in case.memory.seats
        ],
        "cables": [asdict(feed) for feed in case.cables.feeds],
        "needed": [asdict(cable) for cable in case.cables.needed],
        "circuits": [
            {"circuit": load.index + 1, "volts": load.circuit.volts, "psus": list(load.psus), "amps": load.amps}
            for load in case.circuits.loads
        ],
        "outlets": [
            {
                "psu": hookup.psu,
                "outlet": hookup.outlet,
                "feeder": hookup.feeder,
                "behind": hookup.behind,
                "circuit": None if hookup.circuit is None else hookup.circuit + 1,
            }
            for hookup in case.outlets.hookups
        ],
        "loops": []
        if case.loop.status == "waiting"
        else [{"devices": list(case.loop.devices), "heat_w": case.loop.heat_w}],
    }
