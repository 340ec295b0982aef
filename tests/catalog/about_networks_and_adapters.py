"""What can't be true of network cards, switches, transceivers and PCIe adapters."""

from __future__ import annotations

import re

from app.core.parts import Catalog, Part

from .contradictions import above, check, records
from .hardware import CAGE_GBPS, LANE_GBPS, PORT_LANES


def _speed_faults(form: str | None, gbps: float | None) -> list[str]:
    if form is None or gbps is None or gbps in CAGE_GBPS.get(form, set()):
        return []
    return [f"{gbps:g} Gbit/s in {form}"]


@check("nic", "switch")
def ports_run_at_a_speed_of_their_cage(part: Part, catalog: Catalog) -> list[str]:
    """The cage sets the number of electrical lanes and so the speeds."""
    return [
        fault
        for port in records(part.facts, "ports")
        for fault in _speed_faults(port.text("form"), port.number("gbps"))
    ]


@check("transceiver")
def transceiver_runs_at_a_speed_of_its_form(part: Part, catalog: Catalog) -> list[str]:
    """A module's form sets the number of electrical lanes and so the speeds."""
    return _speed_faults(part.facts.text("form"), part.facts.number("gbps"))


@check("cable")
def network_cable_runs_at_a_speed_of_its_plug(part: Part, catalog: Catalog) -> list[str]:
    """A direct-attach cable ends in a module's form."""
    return _speed_faults(part.facts.text("network_form"), part.facts.number("gbps"))


@check("nic")
def one_port_fits_the_link(part: Part, catalog: Catalog) -> list[str]:
    """Makers let two ports share a link that is too narrow for both, but never sell one that can't fill a port."""
    gen, lanes = part.facts.count("pcie_gen"), part.facts.count("pcie_lanes")
    if gen is None or lanes is None:
        return []
    fastest = max((port.number("gbps") or 0 for port in records(part.facts, "ports")), default=None)
    return above(fastest, LANE_GBPS[gen] * lanes, "a port faster than the PCIe link")


HOST_LANES = {"x1": 1, "x4": 4, "x8": 8, "x16": 16, "usb4": 4} | {
    name: lanes for name, lanes in PORT_LANES.items() if lanes
}


@check("riser")
def adapter_gives_no_more_lanes_than_it_gets(part: Part, catalog: Catalog) -> list[str]:
    """Only a switch has more lanes below than above; anything else is wire."""
    facts = part.facts
    lanes, count = facts.count("host_lanes"), facts.count("host_connector_count")
    found = []
    per_plug = HOST_LANES.get(facts.text("host_connector") or "")
    if per_plug is not None and count is not None:
        found += above(lanes, per_plug * count, "lanes above the host's connectors")
    if facts.text("active") != "switch" and "downstream" in facts:
        below = [(one.count("lanes"), one.count("count")) for one in records(facts, "downstream")]
        total = sum(wide * many for wide, many in below if wide is not None and many is not None)
        found += above(total, lanes, "lanes below above those towards the board")
    for one in records(facts, "downstream"):
        found += above(one.count("lanes"), one.count("connector_lanes"), "wires above contacts")
    return found


@check("riser")
def bifurcation_sums_to_the_host_lanes(part: Part, catalog: Catalog) -> list[str]:
    """The mode that an adapter asks for divides the lanes that it gets, and a switch asks for none."""
    mode = part.facts.text("required_bifurcation")
    if mode is None:
        return []
    found = above(sum(map(int, re.findall(r"\d+", mode))), part.facts.count("host_lanes"), f"splits {mode}")
    return found + (["a switch that needs bifurcation"] if part.facts.text("active") == "switch" else [])


@check("carrier")
def carrier_has_lanes_for_its_connector(part: Part, catalog: Catalog) -> list[str]:
    """Lanes towards the board go through the connector."""
    limit = HOST_LANES.get(part.facts.text("host_connector") or "")
    return above(part.facts.count("host_lanes"), limit, "lanes above the connector")
