"""Ribbon risers carry a PCIe generation only so far.

What it checks: the generation that a passive riser is rated for and its length, against the generation at which
slot and card will try to run.

Why it matters: a ribbon doesn't take part in the negotiation. Slot and card train at the fastest rate that both
know, and a ribbon that is too long or too old for it brings corrected errors, retraining, lost cards or a
machine that doesn't finish its self-test. Lengths are working values from builders' reports, not limits of the
standard.

How to fix: force the older generation in the BIOS, use a shorter shielded riser, or SlimSAS or MCIO cables with
a redriver (Gen3, Gen4) or retimer (Gen4, Gen5).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item
from app.core.rules._seating import devices_by_name, lacking

# Millimetres up to which a passive ribbon usually works, by generation: an engineering estimate from builders' reports
# (a 900 mm ribbon ran with errors at Gen4).  Gen1 and Gen2 are taken like Gen3.
RIBBON_MM = {1: 900, 2: 900, 3: 900, 4: 300, 5: 150, 6: 150}
# Gen4 over SlimSAS with 85 Ω cables is used up to 75 cm; Gen3 is given the ribbon's length.
CABLED_MM = {1: 900, 2: 900, 3: 900, 4: 750}
FAR_TOO_LONG = 2
REDRIVER_LAST_GEN = 4
PASSIVE_KINDS = ("ribbon", "cabled", "slot-riser")


def check(case: Case) -> Iterator[Outcome]:
    for riser in distinct(device for device in case.rig.all("riser") if device.text("kind") in (*PASSIVE_KINDS, None)):
        yield from _judge(case, riser)


def _judge(case: Case, riser: Device) -> Iterator[Outcome]:
    gen = _tried_gen(case, riser)
    if _is_active(riser, gen):
        yield passed(f"{riser.label} refreshes the signal ({riser.text('active')}).", [riser.name])
        return
    rated, length_mm = riser.count("pcie_gen"), riser.number("length_mm")
    limit_mm = _limit_mm(riser, gen) if gen is not None else None
    cited = riser.cite("pcie_gen", "length_mm", "active", "kind")
    if gen is not None and rated is not None and rated < gen:
        yield warning(
            f"{riser.label} is rated for Gen{rated}; slot and card will try Gen{gen} through it: set the slot to "
            f"Gen{rated} in the BIOS.",
            [riser.name],
            cited,
            rated_gen=rated,
            link_gen=gen,
        )
    elif gen is not None and length_mm is not None and limit_mm is not None and length_mm > limit_mm:
        errors = ": expect errors and lost cards" if length_mm >= FAR_TOO_LONG * limit_mm else ""
        yield warning(
            f"{riser.label} is {length_mm:,.0f} mm long; passive ones usually carry Gen{gen} up to "
            f"{limit_mm} mm{errors}.",
            [riser.name],
            cited,
            length_mm=length_mm,
            limit_mm=limit_mm,
        )
    else:
        yield _fine_or_unknown(case, riser, gen)


def _fine_or_unknown(case: Case, riser: Device, gen: int | None) -> Outcome:
    gaps: tuple[Missing, ...] = riser.lacks("kind", "pcie_gen")
    if riser.text("kind") != "slot-riser":
        gaps += riser.lacks("length_mm")
    if gen is None:
        gaps += tuple(gap for gpu in distinct(case.rig.gpus) for gap in gpu.lacks("pcie_gen"))
        gaps += lacking(case.rig.board, "slots", "slots.pcie_gen") if case.rig.board else ()
    if not gaps and gen is not None:
        return passed(f"{riser.label} carries Gen{gen}.", [riser.name])
    return cannot_tell(f"Whether {riser.label} carries the link is not known.", gaps, Severity.WARNING, [riser.name])


def _tried_gen(case: Case, riser: Device) -> int | None:
    """The newest generation that slot and card both know, the riser aside; without a seat, the newest possible one."""
    devices = devices_by_name(case.rig)
    own = {device.name for device in case.rig.all("riser") if device.part.id == riser.part.id}
    tried = [
        _least(devices[seat.device].count("pcie_gen"), seat.slot.pcie_gen)
        for seat in case.slots.seats
        if seat.riser in own
    ]
    if tried:
        return None if None in tried else max(gen for gen in tried if gen is not None)
    cards = [gpu.count("pcie_gen") for gpu in case.rig.gpus]
    records = (case.rig.board.records("slots") if case.rig.board else None) or ()
    slots = [record.count("pcie_gen") for record in records]
    return _least(_most(cards), _most(slots))


def _least(*gens: int | None) -> int | None:
    known = [gen for gen in gens if gen is not None]
    return min(known) if len(known) == len(gens) else None


def _most(gens: list[int | None]) -> int | None:
    known = [gen for gen in gens if gen is not None]
    return max(known) if known and len(known) == len(gens) else None


def _is_active(riser: Device, gen: int | None) -> bool:
    active = riser.text("active")
    if active == "redriver":
        return gen is not None and gen <= REDRIVER_LAST_GEN
    return active in ("retimer", "switch")


def _limit_mm(riser: Device, gen: int) -> int | None:
    """None where nobody has published a working length, or the riser is a rigid board."""
    match riser.text("kind"):
        case "ribbon":
            return RIBBON_MM.get(gen)
        case "cabled":
            return CABLED_MM.get(gen)
    return None


RULE = Rule(
    id="riser-gen-limit",
    title="Risers carry the generation that the link tries",
    area=Area.PCIE_GEN,
    worst=Severity.WARNING,
    requires=(),
    needs=("riser.kind", "riser.pcie_gen", "riser.length_mm", "gpu.pcie_gen", "motherboard.slots"),
    why="A ribbon that is too long or too old for the link brings errors, retraining and lost cards.",
    hint="Force the older generation, shorten the riser, or use cables with a redriver or retimer.",
    sources=(
        Source("https://www.mov-axbx.com/wopr/wopr_risers.html", "Seven cards on risers: what worked and what didn't"),
        Source(
            "https://www.eproductsolutions.com/tech-briefs/mcio-vs-slimsas-vs-oculink/", "MCIO, SlimSAS and OCuLink"
        ),
    ),
    breaks=build(
        cpu(), gpu(), board(slot(1)), item("riser", kind="ribbon", host_connector="x16", pcie_gen=3, length_mm=600)
    ),
    passes=build(
        cpu(), gpu(), board(slot(1)), item("riser", kind="ribbon", host_connector="x16", pcie_gen=4, length_mm=200)
    ),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
