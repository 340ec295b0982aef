"""A link loses signal at every connector and every centimetre.

What it checks: for every card behind a passive riser, splitter or cable adapter, the loss of the whole path from the
processor to the card's chip, in decibels, against what the link's generation allows: 28 dB at Gen4, 36 dB at Gen5.

Why it matters: a board spends the larger part of that budget on its own traces, the farther slots more than the
nearer ones. Adapter boards, two cable connectors and half a metre of cable use up the rest: the link then trains at
an older generation, or drops out under load. A retimer receives the data and sends it out afresh.

How to fix: a host adapter with a retimer, a shorter cable, a slot nearer to the processor, or the older generation set
in the BIOS. Every figure but the budgets is an estimate for ordinary boards and cables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.case import Case
from app.core.parts import Source
from app.core.placement.plans import Seat
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item
from app.core.rules._seating import devices_by_name, lacking
from app.core.rules._supply import Range


@dataclass(frozen=True, slots=True)
class Losses:
    """Decibels at a generation's highest signal frequency.

    `fixed` is the processor's package, the slot's connector and the card; `adapter` one adapter board.
    """

    budget: float
    fixed: float
    board_per_inch: float
    connector: float
    adapter: float
    cable_per_m: float


# Gen5: budget, fixed share and adapter board as Astera Labs and NVIDIA publish them (36 dB, of which 16 dB are left to
# the board; 2.5 dB for a passive auxiliary card).  The rest, and Gen4 at half the frequency, are engineering estimates
# for low-loss boards and 30 AWG twinax.  Gen3 and older carry as far as anybody builds.
LOSSES = {4: Losses(28, 14, 1.0, 0.8, 1.5, 5.5), 5: Losses(36, 20, 1.2, 1.2, 2.5, 9.0)}
FIRST_GEN, LAST_GEN = 4, 5
# Where a slot lies: three inches from the processor to the first, then one slot height (20.32 mm) each.
FIRST_SLOT_IN, SLOT_IN, LAST_POSITION = 3.0, 0.8, 7
PORT_IN = Range(2.0, 8.0)
LENGTHS_M = Range(0.05, 1.0)  # what is sold as riser or adapter cable
# Adapter boards and connectors that a kind adds between slot and card.
ADDED = {"ribbon": (0.5, 1), "slot-riser": (1, 1), "bifurcation": (1, 1), "m2-adapter": (1, 2), "cabled": (2, 3)}
WITHOUT_CABLE = ("slot-riser", "bifurcation")
REDRIVER_LAST_GEN = 4


def check(case: Case) -> Iterator[Outcome]:
    devices = devices_by_name(case.rig)
    judged: set[tuple[object, ...]] = set()
    for seat in case.slots.seats:
        riser = devices.get(seat.riser or "")
        if riser is None or riser.text("kind") not in ADDED:
            continue
        card = devices[seat.device]
        key = (riser.part.id, riser.item.id, card.part.id, seat.slot.position, seat.slot.pcie_gen)
        if key not in judged:
            judged.add(key)
            yield _judge(case, riser, card, seat)
    for riser in distinct(case.rig.all("riser")):
        kindless = riser.text("kind") is None
        if kindless or (case.slots.status == "unknown" and not case.slots.seats and riser.text("kind") in ADDED):
            gaps = riser.lacks("kind") + case.slots.missing
            question = f"Whether the link behind {riser.label} wants a retimer depends on facts that are missing."
            yield cannot_tell(question, gaps, Severity.WARNING, [riser.name])


def _judge(case: Case, riser: Device, card: Device, seat: Seat) -> Outcome:
    parts = [riser.name, card.name]
    gens = _gens(card, seat)
    active = riser.text("active")
    if gens.high < FIRST_GEN:
        return passed(f"Behind {riser.label} the link runs at Gen{gens.high:g}, which carries that far.", parts)
    if active in ("retimer", "switch") or (active == "redriver" and gens.high <= REDRIVER_LAST_GEN):
        return passed(f"{riser.label} refreshes the signal ({active}).", parts)
    least, most = (_path(riser, seat, int(gen), high) for gen, high in ((gens.low, False), (gens.high, True)))
    budget = LOSSES[int(gens.high)].budget
    if most.total <= budget:
        return passed(f"{card.label} behind {riser.label}: {most.words} of {budget:g} dB at Gen{gens.high:g}.", parts)
    if gens.low == gens.high and least.total > budget and active is not None:
        return warning(
            f"{card.label} behind {riser.label}: {least.words}, and Gen{gens.high:g} allows {budget:g} dB: the link "
            "wants a retimer, or an older generation.",
            parts,
            riser.cite("kind", "active", "length_mm") + card.cite("pcie_gen"),
            loss_db=round(least.total, 1),
            budget_db=budget,
        )
    question = f"Whether the path through {riser.label} stays within {budget:g} dB at Gen{gens.high:g} isn't known."
    return cannot_tell(question, _gaps(case, riser, card), Severity.WARNING, parts)


def _gens(card: Device, seat: Seat) -> Range:
    """The generations at which slot and card can try to run, the riser's own rating aside."""
    known = [gen for gen in (card.count("pcie_gen"), seat.slot.pcie_gen) if gen is not None]
    high = min([LAST_GEN, *known])
    return Range(high if len(known) == 2 else min(high, FIRST_GEN - 1), high)


@dataclass(frozen=True, slots=True)
class _Loss:
    fixed: float
    board: float
    added: float

    @property
    def total(self) -> float:
        return self.fixed + self.board + self.added

    @property
    def words(self) -> str:
        """`20 dB of processor, slot and card + 3.6 dB of board + 15.4 dB of adapter and cable = 39 dB`."""
        return (
            f"{self.fixed:g} dB of processor, slot and card + {self.board:.3g} dB of board + {self.added:.3g} dB of "
            f"adapter and cable = {self.total:.3g} dB"
        )


def _path(riser: Device, seat: Seat, gen: int, high: bool) -> _Loss:
    """The loss of the path, with what is unknown at its low or high end."""
    losses = LOSSES[max(gen, FIRST_GEN)]
    kind, length_mm = riser.text("kind") or "", riser.number("length_mm")
    boards, connectors = ADDED[kind]
    bound_m = LENGTHS_M.high if high else LENGTHS_M.low
    cable_m = 0.0 if kind in WITHOUT_CABLE else bound_m if length_mm is None else length_mm / 1000
    added = boards * losses.adapter + connectors * losses.connector + cable_m * losses.cable_per_m
    inches = _trace_in(riser, seat)
    return _Loss(losses.fixed, (inches.high if high else inches.low) * losses.board_per_inch, added)


def _trace_in(riser: Device, seat: Seat) -> Range:
    """Inches of board between processor and slot or port."""
    host = riser.text("host_connector")
    if host is not None and not host.startswith("x"):
        return PORT_IN
    position = seat.slot.position
    first, last = (1, LAST_POSITION) if position is None else (position, position)
    return Range(*(FIRST_SLOT_IN + SLOT_IN * (max(place, 1) - 1) for place in (first, last)))


def _gaps(case: Case, riser: Device, card: Device) -> tuple[Missing, ...]:
    mainboard = case.rig.board
    gaps = riser.lacks("length_mm", "active") + card.lacks("pcie_gen")
    return gaps + (lacking(mainboard, "slots.position", "slots.pcie_gen") if mainboard else ())


RULE = Rule(
    id="retimer-required",
    title="The path behind a riser stays within the link's loss budget",
    area=Area.PCIE_GEN,
    worst=Severity.WARNING,
    requires=("motherboard",),
    needs=(
        *("riser.kind", "riser.active", "riser.length_mm", "riser.host_connector"),
        *("gpu.pcie_gen", "nic.pcie_gen", "hba.pcie_gen", "motherboard.slots"),
    ),
    why="A path that loses too much signal trains at an older generation, or drops out under load.",
    hint="Use an adapter with a retimer, a shorter cable, a nearer slot, or force the older generation.",
    sources=(
        Source("https://www.asteralabs.com/tag/pcie-4-0/", "Astera Labs: the loss budget of PCIe 5.0, and retimers"),
        Source(
            "https://docs.nvidia.com/networking/display/connectx8supernic/channel+insertion+loss",
            "NVIDIA: losses of a card, an auxiliary card and its cable at Gen5",
        ),
        Source(
            "https://forums.servethehome.com/index.php?threads/pcie-gen-4-bifurcation-risers-and-nvme-ssds.32943/page-2",
            "Connectors, inches and retimers at Gen4",
        ),
    ),
    breaks=build(
        cpu(pcie_gen=5),
        gpu(pcie_gen=5),
        board(slot(1, pcie_gen=5)),
        item("riser", kind="cabled", host_connector="x16", active="passive", pcie_gen=5, length_mm=750),
    ),
    passes=build(
        cpu(pcie_gen=5),
        gpu(pcie_gen=5),
        board(slot(1, pcie_gen=5)),
        item("riser", kind="cabled", host_connector="x16", active="retimer", pcie_gen=5, length_mm=750),
    ),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
