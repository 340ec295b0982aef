"""Drives onto ports: as many as there is room for, on the port that was named, and on none that is switched off."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.build import Choices, Item, SlotPin
from app.core.case import Case
from app.core.parts import Facts
from app.core.placement.plans import SlotPlan
from app.core.placement.ports import SATA_MODE
from app.core.rig import resolve
from app.core.rules._examples import build, item, record
from tests.rules.harness import words_only


def port(name: str, kind: str = "m2", **facts: object) -> Facts:
    return record(id=name, type=kind, **{"lanes": 4, "root": "cpu0", **facts})


def drive(count: int = 1, item_id: str = "storage", **facts: object) -> Item:
    return item("storage", count, item_id=item_id, **{"form": "m2-2280", "protocol": "nvme", **facts})


def board(*ports: Facts, **facts: object) -> Item:
    return item("motherboard", **{"slots": [], "ports": ports, **facts})


def plan(*items: Item, choices: Choices | None = None) -> SlotPlan:
    return Case(resolve(build(*items, choices=choices), words_only())).slots


def seats(*items: Item, choices: Choices | None = None) -> dict[str, str]:
    return {seat.device: seat.port for seat in plan(*items, choices=choices).ports}


def test_a_picky_drive_moves_an_easy_one_aside() -> None:
    short, long = drive(item_id="short", form="m2-2242"), drive(item_id="long", form="m2-22110")
    both, small = port("M2_1", forms=["m2-2242", "m2-22110"]), port("M2_2", forms=["m2-2242"])
    assert seats(short, long, board(both, small)) == {"short": "M2_2", "long": "M2_1"}
    assert seats(long, short, board(small, both)) == {"short": "M2_2", "long": "M2_1"}


def test_the_port_that_the_builder_names() -> None:
    ports = board(port("M.2_1"), port("M.2_2"))
    assert seats(drive(), ports) == {"storage": "M.2_1"}
    assert seats(drive(port="M2-2"), ports) == {"storage": "M.2_2"}
    assert seats(drive(), ports, choices=Choices(slot_pins=(SlotPin("storage", "M.2_2"),))) == {"storage": "M.2_2"}


def test_a_drive_too_many() -> None:
    found = plan(drive(3), board(port("M2_1"), port("M2_2")))
    assert found.status == "placed"
    assert [(conflict.kind, conflict.devices) for conflict in found.conflicts] == [("port", ("storage#3",))]


def test_unknown_ports() -> None:
    found = plan(drive(), item("motherboard", slots=[]))
    assert [gap.fact for gap in found.missing] == ["ports"]
    assert not found.ports


def test_a_port_of_several_drives_and_its_lanes() -> None:
    disks = drive(3, form="hdd35", protocol="sata")
    found = plan(disks, drive(item_id="fast", pcie_lanes=2), board(port("S", "sata", lanes=0, drives=3), port("M")))
    assert sorted(seat.port for seat in found.ports) == ["M", "S", "S", "S"]
    assert [(use.root, use.used) for use in found.roots] == [("cpu0", 2)]


SWITCHED_OFF = [record(when=["M2_2"], affects="SATA_1", lanes=0)]


def test_a_port_that_another_one_switches_off() -> None:
    sata = drive(item_id="disk", form="hdd35", protocol="sata")
    ports = (port("M2_2"), port("M2_1"), port("SATA_1", "sata", lanes=0, drives=1))
    assert seats(drive(), sata, board(*ports, lane_sharing=SWITCHED_OFF)) == {"storage": "M2_1", "disk": "SATA_1"}
    assert len(seats(drive(2), sata, board(*ports, lane_sharing=SWITCHED_OFF))) == 2


forms = st.sampled_from(("m2-2242", "m2-2280", "u2", "hdd35", "sata25"))
a_port = st.fixed_dictionaries(
    {
        "type": st.sampled_from(("m2", "sata", "slimsas-8i", "mcio-8i", "minisas-hd", "u2")),
        "sata": st.booleans(),
        "forms": st.sampled_from((None, ("m2-2242",), ("m2-2242", "m2-2280"))),
        "drives": st.sampled_from((None, 1, 2)),
    }
)
KINDS = {
    "m2": ("m2",),
    "u2": ("u2", "slimsas-8i", "mcio-8i"),
    "hdd": ("sata", "minisas-hd", "slimsas-8i", "mcio-8i"),
    "sat": ("sata", "minisas-hd", "slimsas-8i", "mcio-8i"),
}


def takes(place: dict[str, Any], form: str, protocol: str) -> bool:
    stem = next(kinds for stem, kinds in KINDS.items() if form.startswith(stem))
    if place["type"] not in stem or (place["forms"] is not None and form not in place["forms"]):
        return False
    return protocol != "sata" or place["type"] not in SATA_MODE or place["sata"]


def most(drives: list[tuple[str, str]], free: list[dict[str, Any]]) -> int:
    """How many drives can be seated, by trying everything."""
    if not drives:
        return 0
    (form, protocol), rest = drives[0], drives[1:]
    without = most(rest, free)
    with_it = [
        1 + most(rest, free[:number] + free[number + 1 :])
        for number, place in enumerate(free)
        if takes(place, form, protocol)
    ]
    return max([without, *with_it])


@settings(deadline=None, max_examples=150)
@given(
    drives=st.lists(st.tuples(forms, st.sampled_from(("nvme", "sata"))), min_size=1, max_size=4),
    places=st.lists(a_port, max_size=4),
)
def test_no_drive_stays_out_that_has_room(drives: list[tuple[str, str]], places: list[dict[str, Any]]) -> None:
    items = [drive(item_id=f"d{number}", form=form, protocol=way) for number, (form, way) in enumerate(drives)]
    ports = [record(id=f"P{number}", **place) for number, place in enumerate(places)]
    found = plan(*items, board(*ports))
    sockets = [place for place in places for _ in range(place["drives"] or 1)]
    assert len(found.ports) == most(drives, sockets)
    assert len(found.conflicts) == len(drives) - len(found.ports)
    for seat in found.ports:
        form, protocol = drives[int(seat.device[1:])]
        assert takes(places[int(seat.port[1:])], form, protocol)


def bare(socket: str) -> Item:
    """A board whose ports nobody listed."""
    return item("motherboard", slots=[], socket=socket)


def test_every_board_of_a_modern_socket_has_an_m2_port_and_two_sata_ports() -> None:
    sata = drive(2, "sata", form="sata25", protocol="sata")
    assert len(seats(bare("AM5"), drive(1), sata)) == 3
    assert not plan(bare("AM5"), drive(1), sata).missing


def test_what_needs_more_than_every_board_has_stays_unknown() -> None:
    assert not seats(bare("AM5"), drive(2))
    assert [gap.fact for gap in plan(bare("AM5"), drive(2)).missing] == ["ports"]
    assert [gap.fact for gap in plan(bare("SP3"), drive(1)).missing] == ["ports"]
    assert [gap.fact for gap in plan(bare("LGA1151"), drive(1)).missing] == ["ports"]


def test_what_finds_no_port_is_told_by_its_form() -> None:
    (conflict,) = plan(drive(2), board(port("M2_1"))).conflicts
    assert conflict.detail == "example motherboard has no free port for m2-2280"


def test_a_port_that_narrows_no_card_is_preferred() -> None:
    card = item("gpu", slot_width=2, connector_lanes=16, pcie_lanes=16, pcie_gen=4)
    slot = record(id="S1", position=1, physical_lanes=16, electrical_lanes=16, pcie_gen=4, root="cpu0")
    shared = [record(when=["M2_1"], affects="S1", lanes=8)]
    ports = board(port("M2_1"), port("M2_2"), slots=[slot], lane_sharing=shared)
    assert seats(drive(), card, ports) == {"storage": "M2_2"}
    assert seats(drive(), ports) == {"storage": "M2_1"}


def test_the_generation_of_a_port() -> None:
    for own, offered, gen in ((4, 3, 3), (4, 5, 4), (None, 4, None), (4, None, None)):
        (seat,) = plan(drive(pcie_gen=own), board(port("M2_1", pcie_gen=offered))).ports
        assert seat.gen == gen
