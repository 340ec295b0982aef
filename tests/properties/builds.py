"""Strategies for builds of the catalog's real parts: machines that make sense, and heaps that make none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from app.core.build import Build, Choices, Circuit, Item, Site, SlotPin, Software
from app.core.parts import Part
from tests.eval.corpus_files import corpus
from tests.reference.machines import catalog

# Categories of a whole machine beside board, processor, memory and cooler, which have to suit each other.
LOOSE = ("gpu", "chassis", "psu", "storage", "nic", "riser", "hba", "cable", "fan", "rack", "pdu", "ups", "switch")


@cache
def parts(category: str = "") -> tuple[Part, ...]:
    """The catalog's own parts, by id; of one category, or all."""
    every = (part for part in catalog().parts.values() if category in ("", part.category))
    return tuple(sorted(every, key=lambda part: part.id))


@cache
def _matching(category: str, fact: str, value: str) -> tuple[Part, ...]:
    """Parts whose fact is the value, or has it among others; all of the category where none does."""
    found = [p for p in parts(category) if p.facts.text(fact) == value or value in (p.facts.texts(fact) or ())]
    return tuple(found) or parts(category)


def part_of(category: str = "") -> SearchStrategy[Part]:
    return st.sampled_from(parts(category))


def circuits() -> SearchStrategy[tuple[Circuit, ...]]:
    """No circuit, one, or a few equal ones."""
    kinds = st.sampled_from([(120.0, 15.0), (120.0, 20.0), (208.0, 30.0), (230.0, 16.0), (240.0, 20.0)])
    return st.builds(lambda kind, count: (Circuit(*kind),) * count, kinds, st.integers(0, 3))


def sites() -> SearchStrategy[Site]:
    maybe = st.one_of
    return st.builds(
        Site,
        circuits=circuits(),
        room_c=maybe(st.none(), st.sampled_from([18.0, 24.0, 30.0, 40.0])),
        humidity_pct=maybe(st.none(), st.sampled_from([20.0, 45.0, 70.0])),
        room_cooling_w=maybe(st.none(), st.sampled_from([1000.0, 3500.0, 20_000.0])),
        region=maybe(st.none(), st.sampled_from(["US", "DE"])),
    )


def choices() -> SearchStrategy[Choices]:
    maybe = st.one_of
    return st.builds(
        Choices,
        gpu_power_limit_w=maybe(st.none(), st.sampled_from([150.0, 250.0, 400.0])),
        psu_redundancy=maybe(st.none(), st.sampled_from(["1+1", "2+2", "3+1", "2+0"])),
        workload=maybe(st.none(), st.sampled_from(["inference", "training"])),
        tensor_parallel=maybe(st.none(), st.sampled_from([2, 3, 4])),
        coolant_c=maybe(st.none(), st.sampled_from([10.0, 35.0])),
        boot_mode=maybe(st.none(), st.sampled_from(["uefi", "legacy"])),
        software=st.builds(
            Software, cuda=st.sampled_from([None, "12.8", "13.0"]), driver=st.sampled_from([None, "580"])
        ),
    )


@st.composite
def machines(draw: DrawFn) -> Build:
    """A board with a processor, memory and cooler of its socket and generation, and parts that may suit it."""
    board = draw(part_of("motherboard"))
    socket, generation = board.facts.text("socket") or "", board.facts.text("memory_generation") or ""
    suiting = [
        Item("board", part=board.id),
        Item("cpus", draw(st.integers(1, 2)), part=draw(st.sampled_from(_matching("cpu", "socket", socket))).id),
        Item("cooler", part=draw(st.sampled_from(_matching("cpu-cooler", "sockets", socket))).id),
        Item("memory", draw(st.integers(1, 16)), part=draw(_memory(generation)).id),
        Item("gpus", draw(st.integers(1, 8)), part=draw(part_of("gpu")).id),
        Item("psus", draw(st.integers(1, 4)), part=draw(part_of("psu")).id),
    ]
    loose = draw(st.lists(st.sampled_from(LOOSE), max_size=4, unique=True))
    more = [Item(category, draw(st.integers(1, 3)), part=draw(part_of(category)).id) for category in loose]
    return Build((*suiting, *more), draw(sites()), draw(choices()))


def _memory(generation: str) -> SearchStrategy[Part]:
    return st.sampled_from(_matching("memory", "generation", generation))


@st.composite
def heaps(draw: DrawFn) -> Build:
    """Anything beside anything."""
    drawn = draw(st.lists(st.tuples(part_of(), st.integers(1, 6)), min_size=1, max_size=10))
    items = tuple(Item(f"thing-{number}", quantity, part=part.id) for number, (part, quantity) in enumerate(drawn))
    return Build(items, draw(sites()), draw(choices()))


@st.composite
def variations(draw: DrawFn) -> Build:
    """A build of the corpus with one of its items multiplied, exchanged or left out."""
    build = draw(st.sampled_from(corpus())).build
    index = draw(st.integers(0, len(build.items) - 1))
    item = build.items[index]
    category = _category(item)
    change: Callable[[Item], tuple[Item, ...]] = draw(
        st.sampled_from(
            [
                lambda one: (one,),
                lambda one: (replace(one, quantity=one.quantity + 1),),
                lambda one: (Item(one.id, one.quantity, part=draw(part_of(category)).id),),
                lambda one: (),
            ]
        )
    )
    return replace(build, items=(*build.items[:index], *change(item), *build.items[index + 1 :]))


def _category(item: Item) -> str:
    part = catalog().part(item.part or "")
    return part.category if part is not None else item.custom.category if item.custom is not None else ""


def builds() -> SearchStrategy[Build]:
    """Builds of all kinds."""
    return st.one_of(machines(), variations(), heaps())


@st.composite
def crowds(draw: DrawFn) -> Build:
    """As many devices as a request may name, of kinds that placement has to seat, feed and spread."""
    seated = ("gpu", "nic", "storage", "riser", "psu", "hba", "cable", "pdu", "motherboard", "memory", "server")
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(seated).flatmap(part_of), st.integers(1, 64)), min_size=1, max_size=24)
    )
    items = tuple(Item(f"thing-{number}", quantity, part=part.id) for number, (part, quantity) in enumerate(drawn))
    board = Item("board", part=draw(part_of("motherboard")).id)
    build = Build((board, *items), draw(sites()), draw(choices()))
    pins = tuple(
        SlotPin(f"{item.id}#{number}", f"PCIE{number}")
        for item in items[: draw(st.integers(0, 2))]
        for number in range(1, min(item.quantity, 7) + 1)
    )
    return replace(build, choices=replace(build.choices, slot_pins=pins))
