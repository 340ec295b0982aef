"""A card has to end before the drive cage, the fan or the wall does.

What it checks: the card's length, and the room that plug and cable need behind it where the power connector sits at the
card's end, against the longest card that the chassis takes.

Why it matters: a card that is too long doesn't go in at all; one that goes in with no room behind an end plug bends the
cable hard against the contacts, which is how 16-pin plugs burn.

How to fix: choose a longer chassis or an open frame, remove a drive cage, or choose a shorter card.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._cards import end_plug_mm, has_places_for, is_slot_card, made_for
from app.core.rules._examples import build, item
from app.core.rules._figures import millimetres

# The longest air-cooled cards sold so far are between 360 and 380 mm (general knowledge); a chassis beyond takes any.
LONGEST_CARD_MM = 400.0


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.chassis
    if chassis is None:
        return
    for card in distinct(case.rig.gpus):
        if is_slot_card(card):
            yield _judge(case, card, chassis)


def _judge(case: Case, card: Device, chassis: Device) -> Outcome:
    parts = (card.name, chassis.name)
    length, room = card.number("length_mm"), chassis.number("gpu_max_length_mm")
    if made_for(card, chassis):
        return passed(f"{chassis.label} was made or qualified for {card.label}.", parts)
    if room is None and has_places_for(case, card):
        return passed(f"The machine has places for cards like {card.label}.", parts)
    if room is None:
        return _no_limit(card, chassis)
    if length is None:
        if room >= LONGEST_CARD_MM:
            return passed(f"{chassis.label} takes cards of {millimetres(room)}, more than any card sold.", parts)
        gaps = card.lacks("length_mm")
        return cannot_tell(
            f"{chassis.label} takes {millimetres(room)}; {card.label}'s length isn't known.", gaps, parts=parts
        )
    return _measured(card, chassis, length, room)


def _no_limit(card: Device, chassis: Device) -> Outcome:
    if chassis.text("kind") == "open-frame":
        return passed(f"Nothing ends a card's length on {chassis.label}.", (card.name, chassis.name))
    return cannot_tell(
        f"How long a card {chassis.label} takes isn't known.",
        chassis.lacks("gpu_max_length_mm") + card.lacks("length_mm"),
        parts=(card.name, chassis.name),
    )


def _measured(card: Device, chassis: Device, length: float, room: float) -> Outcome:
    parts = (card.name, chassis.name)
    uses = card.cite("length_mm", "aux_power", "aux_position") + chassis.cite("gpu_max_length_mm")
    figures = {"length_mm": length, "room_mm": room}
    if length > room:
        text = f"{card.label} is {millimetres(length)} long; {chassis.label} takes {millimetres(room)}."
        return error(text, parts, uses, **figures)
    plug = end_plug_mm(card)
    sum_words = f"{millimetres(length)} + {millimetres(plug.high)} for the plug = {millimetres(length + plug.high)}"
    if length + plug.high <= room:
        words = sum_words if plug.high else f"{card.label} is {millimetres(length)} long"
        return passed(f"{words}; {chassis.label} takes {millimetres(room)}.", parts)
    if length + plug.low <= room:
        return cannot_tell(
            f"{card.label} fits, but if its power plug sits at the end, {sum_words} are more than {millimetres(room)}.",
            card.lacks("aux_position", "aux_power"),
            Severity.WARNING,
            parts,
            uses,
        )
    return warning(
        f"{card.label} goes in, but its plug has no room: {sum_words}, and {chassis.label} takes {millimetres(room)}.",
        parts,
        uses,
        **figures,
    )


RULE = Rule(
    id="gpu-length",
    title="The cards are short enough for the chassis",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("gpu", "chassis"),
    needs=(
        "gpu.length_mm",
        "gpu.aux_position",
        "gpu.aux_power",
        "gpu.form_factor",
        "chassis.gpu_max_length_mm",
        "chassis.qualified_gpus",
        "server.gpu_positions",
        "server.gpu_form",
        "chassis.kind",
    ),
    why="A card that is too long doesn't go in, and a plug without room behind it burns.",
    hint="Choose a longer chassis or an open frame, remove a drive cage, or choose a shorter card.",
    sources=(
        Source(
            "https://community.microcenter.com/discussion/12020/nvidia-rtx-4090-power-requirements-compatibility-guide",
            "RTX 4090 compatibility guide: room for card and cable",
        ),
        Source("https://smallformfactor.net/forum/threads/gpu-height-clearance.127", "Room that GPU plugs need"),
    ),
    breaks=build(item("gpu", length_mm=336, aux_position="top"), item("chassis", gpu_max_length_mm=330)),
    passes=build(item("gpu", length_mm=267, aux_position="top"), item("chassis", gpu_max_length_mm=330)),
    check=check,
    page=__doc__ or "",
)
