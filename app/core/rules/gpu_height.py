"""An upright card and the cable on its top edge have to fit under the lid.

What it checks: the card's height, and the room that plug and cable need above it where the connector is on the top
edge, against the chassis' clearance: as stated, or a tower's cooler clearance, or what a rack height leaves.

Why it matters: a standard full-height card is 111 mm; with plug and bend it takes about 147 mm, which is a 4U chassis.
In 2U a full-height card goes in only lying on a riser; in 3U only with its connector at the end or an angled cable.

How to fix: a higher chassis, a riser that lays the card flat, a card with its connector at the end, or an angled plug.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._cards import FULL_HEIGHT_MM, has_places_for, height_mm, is_slot_card, made_for, top_plug_mm
from app.core.rules._examples import build, item
from app.core.rules._figures import millimetres
from app.core.rules._supply import Range

RACK_UNIT_MM = 44.45
# Tray, standoffs, board, lid and the slot's seat take about this much of a rack height (estimate: a 4U chassis clears
# 155 to 160 mm above the slot, a 3U one just a bare card, a 2U one a low-profile card).
UNDER_AND_OVER_MM = 19.0


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.chassis
    if chassis is None:
        return
    for card in distinct(case.rig.gpus):
        if is_slot_card(card):
            yield _judge(case, card, chassis)


def _judge(case: Case, card: Device, chassis: Device) -> Outcome:
    parts = (card.name, chassis.name)
    if made_for(card, chassis) or has_places_for(case, card) or _has_gpu_bays(case, chassis):
        return passed(f"{chassis.label} has places for full-height cards.", parts)
    if chassis.text("kind") == "open-frame":
        return passed(f"Nothing stands above a card on {chassis.label}.", parts)
    room, words = _clearance(chassis)
    if room is None:
        return _no_clearance(card, chassis)
    if room < FULL_HEIGHT_MM and any(riser.text("kind") != "m2-adapter" for riser in case.rig.all("riser")):
        return passed(f"{card.label} lies flat on a riser in {chassis.label}.", parts)
    return _measured(card, chassis, room, words)


def _has_gpu_bays(case: Case, chassis: Device) -> bool:
    """A machine made for cards: its own board's slots are full height, or a fan wall blows through them."""
    board = case.rig.board
    own = board is not None and board.bundle is not None and board.bundle == chassis.bundle
    slots = (board.records("slots") if board is not None else None) or ()
    full = own and any(slot.flag("full_height") for slot in slots)
    return full or chassis.flag("fan_wall") is True or bool(chassis.texts("qualified_gpus"))


def _clearance(chassis: Device) -> tuple[float | None, str]:
    """Millimetres above the slot, and where they come from."""
    stated = chassis.number("card_max_height_mm")
    if stated is not None:
        return stated, f"{chassis.label} clears {millimetres(stated)}"
    units = chassis.number("rack_units")
    if units is not None:
        room = units * RACK_UNIT_MM - UNDER_AND_OVER_MM
        return (
            room,
            f"{units:g}U is {millimetres(units * RACK_UNIT_MM)}, about {millimetres(round(room))} above the slot",
        )
    cooler = chassis.number("cpu_cooler_max_mm")  # both are measured from the board to the side panel
    if cooler is not None:
        return cooler, f"{chassis.label} clears {millimetres(cooler)} above the board"
    return None, ""


def _no_clearance(card: Device, chassis: Device) -> Outcome:
    """An ordinary tower takes any card upright; what may press on its lid or glass is the cable."""
    tower = chassis.text("kind") in ("tower", "desktop")
    gaps: tuple[Missing, ...] = chassis.lacks("card_max_height_mm") + card.lacks("height_mm")
    return cannot_tell(
        f"What {chassis.label} clears above a card isn't known.",
        gaps,
        Severity.WARNING if tower else Severity.ERROR,
        (card.name, chassis.name),
        chassis.cite("kind"),
    )


def _measured(card: Device, chassis: Device, room: float, words: str) -> Outcome:
    height, plug = height_mm(card), top_plug_mm(card)
    parts = (card.name, chassis.name)
    uses = card.cite("height_mm", "aux_power", "aux_position")
    uses += chassis.cite("card_max_height_mm", "rack_units", "cpu_cooler_max_mm")
    tall = millimetres(height.low) if height.known else f"{millimetres(height.low)} or more"
    if height.low > room:
        text = f"{card.label} is {tall} high and stands upright; {words}."
        return error(text, parts, uses, height_mm=height.low, room_mm=room)
    whole = Range(height.low + plug.low, height.high + plug.high)
    if whole.high <= room:
        return passed(f"{card.label} with its plug is {millimetres(whole.high)} high at most; {words}.", parts)
    if not height.known or plug.low + height.low <= room:
        gaps = card.lacks("height_mm", "aux_position", "aux_power")
        worst = Severity.ERROR if height.high > room else Severity.WARNING
        return cannot_tell(f"Whether {card.label} and its cable fit isn't known; {words}.", gaps, worst, parts, uses)
    text = (
        f"{card.label} is {tall} high and its cable needs {millimetres(plug.low)} more; {words}: take an angled plug."
    )
    return warning(text, parts, uses, height_mm=height.low, room_mm=room)


RULE = Rule(
    id="gpu-height",
    title="The cards and their cables fit under the lid",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("gpu", "chassis"),
    needs=(
        "gpu.height_mm",
        "gpu.aux_power",
        "gpu.aux_position",
        "gpu.form_factor",
        "chassis.card_max_height_mm",
        "chassis.rack_units",
        "chassis.cpu_cooler_max_mm",
        "chassis.kind",
        "chassis.fan_wall",
        "chassis.qualified_gpus",
        "server.gpu_positions",
        "server.gpu_form",
        "gpu.length_mm",
        "motherboard.slots",
        "riser.kind",
    ),
    why="A card higher than the chassis doesn't go in, and a lid that presses on a 16-pin plug melts it.",
    hint="Choose a higher chassis, a riser that lays the card flat, an end connector, or an angled plug.",
    sources=(
        Source(
            "https://smallformfactor.net/forum/threads/gpu-height-clearance.127", "GPU height clearance: 111 mm + 35 mm"
        ),
    ),
    breaks=build(item("gpu", height_mm=111, aux_position="top"), item("chassis", rack_units=2)),
    passes=build(item("gpu", height_mm=111, aux_position="top"), item("chassis", rack_units=4)),
    check=check,
    page=__doc__ or "",
)
