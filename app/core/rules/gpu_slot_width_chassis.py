"""The case's rear has a number of slot openings, and the cards together are so many slots wide.

What it checks: the widths of all cards in the board's own slots against the chassis' expansion slots, or, in a server,
the number of GPUs against the double-width places that the machine has.

Why it matters: four 2-slot cards need eight openings; an ordinary case has seven.  Cards on risers don't count.

How to fix: a case with more slots, narrower cards (blower or water block), or a riser with a mount of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._cards import is_slot_card, sure_openings
from app.core.rules._examples import build, item
from app.core.rules._figures import several
from app.core.rules._supply import Range

# Widths of cards sold: one slot to four (general knowledge); a network or storage card is one slot wide.
NARROWEST, WIDEST = 1.0, 4.0


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.chassis
    cards = [card for card in case.rig.all("gpu", "nic", "hba") if _in_a_slot(case, card)]
    if chassis is None or not any(card.category == "gpu" for card in cards):
        return
    places = _gpu_places(case, chassis)
    if places is not None:
        yield _in_places(case, chassis, places)
    elif chassis.text("kind") != "open-frame" or chassis.count("expansion_slots") is not None:
        yield _in_openings(case, chassis, cards)
    else:
        yield passed(f"{chassis.label} has no rear wall to limit the cards.", (chassis.name,))


def _in_a_slot(case: Case, card: Device) -> bool:
    """Whether the card takes openings of the case: modules, cabled and riser-mounted cards don't."""
    if (card.category == "gpu" and not is_slot_card(card)) or card.text("form") in ("m2", "ocp2", "ocp3"):
        return False
    seat = case.slots.seat(card.name)
    return seat is None or seat.riser is None


def _gpu_places(case: Case, chassis: Device) -> int | None:
    """Double-width GPU places of the machine that brought the chassis and its board."""
    board = case.rig.board
    if chassis.bundle is None or board is None or board.bundle != chassis.bundle:
        return None
    machine = next((server for server in case.rig.all("server") if server.item.id == chassis.bundle), None)
    return machine.count("gpu_positions") if machine is not None else None


def _in_places(case: Case, chassis: Device, places: int) -> Outcome:
    """Wide cards on a server's double-width places; single-width ones also go into its ordinary slots."""
    names = (*(gpu.name for gpu in case.rig.gpus), chassis.name)
    widths = [width(case, gpu) for gpu in case.rig.gpus]
    least, most = (sum(_places_of(bound) for bound in bounds) for bounds in _bounds(widths))
    text = f"{several(len(widths), 'GPU')}; {chassis.label} has {places} double-width places"
    if least > places:
        return error(f"{text}, and {least} are needed.", names, places=places, needed=least)
    if most > places:
        gaps = [gap for gpu in case.rig.gpus for gap in gpu.lacks("slot_width")]
        return cannot_tell(f"{text}; the cards' widths decide.", gaps, parts=names)
    return passed(f"{text}.", names)


def _bounds(widths: list[Range]) -> tuple[list[float], list[float]]:
    return [each.low for each in widths], [each.high for each in widths]


def _places_of(slots: float) -> int:
    return 0 if slots <= 1 else math.ceil(slots / 2)


def width(case: Case, card: Device) -> Range:
    """Slot widths of the card, with bounds; a card on the loop is as wide as its block makes it."""
    if card.category != "gpu":
        own = card.number("slot_width")
        return Range(own, own) if own is not None else Range(NARROWEST, NARROWEST)
    block = case.rig.first("gpu-block") if card.item.cooling in ("loop", "shroud") else None
    stated = block.number("slot_width") if block is not None else None
    stated = stated if stated is not None else card.number("slot_width")
    return Range(stated, stated) if stated is not None else Range(NARROWEST, WIDEST)


def _in_openings(case: Case, chassis: Device, cards: list[Device]) -> Outcome:
    names = (*(card.name for card in cards), chassis.name)
    openings = chassis.count("expansion_slots")
    widths = [width(case, card) for card in cards]
    spare = _on_unplaced_risers(case)
    # The body beyond a whole slot of the last card may hang over; a riser of unknown use may take the widest card away.
    least = sum(sorted(math.floor(each.low) for each in widths)[: len(widths) - spare])
    most = sum(math.ceil(each.high) for each in widths)
    words = " + ".join(f"{each.low:g}" if each.known else "?" for each in widths)
    gaps: list[Missing] = [gap for card in cards if card.category == "gpu" for gap in card.lacks("slot_width")]
    gaps += chassis.lacks("expansion_slots")
    uses = chassis.cite("expansion_slots") + cards[0].cite("slot_width")
    if openings is None:
        sure = sure_openings(case.rig.board, chassis)
        if sure is not None and most <= sure:
            return passed(f"The cards take {words} slots; {chassis.label} has {sure} at least.", names)
        return cannot_tell(
            f"How many slots {chassis.label} has isn't known; the cards take {words}.", gaps, parts=names
        )
    sentence = f"The cards take {words} slots; {chassis.label} has {openings}"
    if least > openings:
        return error(f"{sentence}.", names, uses, needed=least, openings=openings)
    if most <= openings:
        return passed(f"{sentence}.", names)
    if gaps:
        return cannot_tell(f"{sentence}.", gaps, parts=names, uses=uses)
    text = f"{sentence}: the last card hangs over the last opening, or one has to go on a riser."
    return warning(text, names, uses, needed=most, openings=openings)


def _on_unplaced_risers(case: Case) -> int:
    """Risers whose cards the placement couldn't name."""
    return 0 if case.slots.seats else min(len(case.rig.all("riser")), len(case.rig.gpus))


RULE = Rule(
    id="gpu-slot-width-chassis",
    title="The chassis has enough slots for the cards",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("gpu", "chassis"),
    needs=(
        "gpu.slot_width",
        "gpu.form_factor",
        "gpu-block.slot_width",
        "nic.slot_width",
        "nic.form",
        "hba.slot_width",
        "chassis.expansion_slots",
        "chassis.kind",
        "chassis.board_form_factors",
        "motherboard.form_factor",
        "server.gpu_positions",
    ),
    why="A card without an opening in the rear wall can't be screwed in or plugged in.",
    hint="Choose a case with more slots, narrower cards, or a riser with a mount of its own.",
    sources=(
        Source(
            "https://www.tomshw.it/hardware/asrock-rack-romed8-2t-la-scheda-madre-per-server-con-sette-pci-express-x16/",
            "ASRock Rack ROMED8-2T: seven slots on an ATX board",
        ),
    ),
    breaks=build(item("gpu", 4, slot_width=2), item("chassis", expansion_slots=7)),
    passes=build(item("gpu", 3, slot_width=2), item("chassis", expansion_slots=7)),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
