"""The lowest card needs a bracket opening in the case.

What it checks: the last slot height that each card on the board takes, against the expansion slots of the
chassis.

Why it matters: an ATX board has seven slot positions. A card two slots wide in the seventh needs an eighth
opening; in a case with seven its lower half has nowhere to go, and the card can't be screwed down or doesn't go
in at all.

How to fix: move the card up, use a thinner one, or choose a case with eight or more expansion slots.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.case import Case
from app.core.parts import Source
from app.core.placement.problem import THICKEST_CARD_SLOTS
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._cards import POSITIONS, sure_openings
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item
from app.core.rules._seating import cards, lacking, seated, width_slots

# A lone card goes into the graphics slot, the first or second position of any board of these forms.
LOWEST_GRAPHICS_SLOT = 2


@dataclass(frozen=True, slots=True)
class Body:
    """A card on the board with the slot heights that it takes, as far as they are known."""

    device: Device
    slot: str
    position: int | None
    width: int | None

    @property
    def last(self) -> int | None:
        """The last slot height under the card."""
        return None if self.position is None or self.width is None else self.position + self.width - 1


def check(case: Case) -> Iterator[Outcome]:
    mainboard, chassis = case.rig.board, case.rig.chassis
    bodies = list(_bodies(case))
    if mainboard is None or chassis is None or not bodies:
        return
    names = [body.device.name for body in bodies]
    openings = chassis.count("expansion_slots")
    if openings is None and chassis.text("kind") == "open-frame":
        yield passed(f"{chassis.label} is an open frame: no bracket opening limits the cards.", names)
    elif chassis.bundle is not None and chassis.bundle == mainboard.bundle:
        yield passed(f"{chassis.label} was built around its board: its openings belong to its slots.", names)
    else:
        yield from _judge(mainboard, chassis, bodies)


def _bodies(case: Case) -> Iterator[Body]:
    """Cards in the board's own slots; those without a seat yet have no position."""
    pairs = seated(case)
    for device, seat in pairs:
        if seat.riser is None and seat.slot.max_slots is None:
            yield Body(device, seat.slot.id, seat.slot.position, width_slots(device, case.rig))
    if case.slots.status == "unknown":
        placed = {device.name for device, _ in pairs}
        for device in (card for card in cards(case.rig, "gpu", "nic", "hba") if card.name not in placed):
            yield Body(device, "its slot", None, width_slots(device, case.rig))


def _judge(mainboard: Device, chassis: Device, bodies: list[Body]) -> Iterator[Outcome]:
    openings = chassis.count("expansion_slots")
    sure = sure_openings(mainboard, chassis) if openings is None else openings
    beyond = [body for body in bodies if openings is not None and body.last is not None and body.last > openings]
    for body in beyond:
        yield _overhang(body, mainboard, chassis)
    alone = len(bodies) == 1
    inside = [body for body in bodies if sure is not None and _last_at_most(mainboard, body, alone) <= sure]
    doubtful = [body for body in bodies if body not in beyond and body not in inside]
    if doubtful:
        devices = [body.device for body in doubtful]
        gaps = _gaps(mainboard, chassis, devices)
        question = f"Whether {chassis.label} has an opening for every card depends on facts that are missing."
        yield cannot_tell(question, gaps, Severity.ERROR, [device.name for device in devices])
    elif not beyond:
        names = [body.device.name for body in inside]
        yield passed(f"The cards stay within the {sure} expansion slots of {chassis.label}.", names)


def _last_at_most(mainboard: Device, body: Body, alone: bool) -> int:
    """The last slot height that a card takes in the worst case."""
    form = POSITIONS.get(mainboard.text("form_factor") or "")
    position = body.position
    if position is None and form is not None:
        position = min(form, LOWEST_GRAPHICS_SLOT) if alone else form
    elif position is None:
        position = max(POSITIONS.values())
    return position + (THICKEST_CARD_SLOTS if body.width is None else body.width) - 1


def _overhang(body: Body, mainboard: Device, chassis: Device) -> Outcome:
    return error(
        f"{body.device.name} in {body.slot} (position {body.position}) is {body.width} slots wide and reaches position "
        f"{body.last}; {chassis.label} has {chassis.count('expansion_slots')} expansion slots.",
        [body.device.name, chassis.name],
        body.device.cite("slot_width") + mainboard.cite("slots") + chassis.cite("expansion_slots"),
        last_position=body.last,
    )


def _gaps(mainboard: Device, chassis: Device, devices: list[Device]) -> tuple[Missing, ...]:
    gaps = chassis.lacks("expansion_slots") + lacking(mainboard, "slots", "slots.position")
    return gaps + tuple(gap for device in devices if device.category == "gpu" for gap in device.lacks("slot_width"))


RULE = Rule(
    id="chassis-slot-overhang",
    title="The lowest card still has an opening in the case",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("motherboard", "chassis"),
    needs=(
        "gpu.slot_width",
        "motherboard.slots",
        "motherboard.form_factor",
        "chassis.expansion_slots",
        "chassis.board_form_factors",
        "chassis.kind",
    ),
    why="A two-slot card in the board's seventh slot needs an eighth opening in the case.",
    hint="Move the card up, use a thinner one, or choose a case with more expansion slots.",
    sources=(Source("https://en.wikipedia.org/wiki/ATX", "ATX: seven expansion slots"),),
    breaks=build(cpu(), gpu(), board(slot(7)), item("chassis", expansion_slots=7)),
    passes=build(cpu(), gpu(), board(slot(7)), item("chassis", expansion_slots=8)),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
