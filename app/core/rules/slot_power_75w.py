"""What cards draw through their slots comes through the board's own power plugs.

What it checks: the slot power of all cards together against the board's budget, or against how the board is fed; and
the power that a place of a server allows one card.

Why it matters: a slot gives 75 W, 66 of them at 12 V.  Four cards take 264 W; the two 12 V contacts of a 24-pin plug
carry 144 to 192 W, and mining rigs are known for melted ones.

How to fix: plug the board's auxiliary PCIe power, use powered risers (never SATA-fed ones), or choose a board that
has such inputs.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.power import SLOT_12V_W
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._cards import is_slot_card
from app.core.rules._examples import build, item, record
from app.core.rules._figures import watts
from app.core.rules._plugs import plug_name, plugs_of

MANY_CARDS = 4
AUXILIARY = ("pcie6", "pcie8", "molex", "sata")
OWN_POWER = ("proprietary", "12v-only")


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    if board is None:
        return
    for gpu in distinct(case.rig.gpus):
        yield from _place_allows(case, gpu)
    cards = [card for card in case.rig.gpus if is_slot_card(card) and not _on_powered_riser(case, card)]
    if cards:
        yield _all_slots(case, board, cards)


def _place_allows(case: Case, gpu: Device) -> Iterator[Outcome]:
    seat = case.slots.seat(gpu.name)
    allowed = seat.slot.max_card_power_w if seat is not None else None
    if seat is None or allowed is None:
        return
    limit = case.rig.power_limit_w(gpu)
    if limit is None:
        text = f"{seat.slot.id} allows {watts(allowed)}; what {gpu.label} draws isn't known."
        yield cannot_tell(text, gpu.lacks("board_power_w"), parts=(gpu.name,))
    elif limit > allowed:
        uses = gpu.cite("board_power_w")
        text = f"{gpu.label} draws {watts(limit)}; {seat.slot.id} allows {watts(allowed)}."
        yield error(text, (gpu.name,), uses, power_w=limit, allowed_w=allowed)


def _on_powered_riser(case: Case, card: Device) -> bool:
    seat = case.slots.seat(card.name)
    if seat is None or seat.riser is None:
        return False
    riser = next((riser for riser in case.rig.all("riser") if riser.name == seat.riser), None)
    return riser is not None and riser.text("aux_power") not in (None, "none")


def _all_slots(case: Case, board: Device, cards: list[Device]) -> Outcome:
    draws = [load.slot_w if (load := case.power.load(card.name)) else SLOT_12V_W for card in cards]
    total = sum(draws)
    names = (board.name, *(card.name for card in cards))
    sentence = f"{len(cards)} cards take up to {watts(total)} through the slots of {board.label}"
    budget = board.number("slot_power_budget_w")
    uses = board.cite("slot_power_budget_w", "power_inputs", "power_standard")
    if budget is not None and total > budget:
        text = f"{sentence}, which gives {watts(budget)} to all slots."
        return warning(text, names, uses, slots_w=total, budget_w=budget)
    if budget is not None:
        return passed(f"{sentence}, which gives {watts(budget)} to all slots.", names)
    if board.text("power_standard") in OWN_POWER or board.bundle is not None:
        return passed(f"{sentence}; it came with a power feed for all of them.", names)
    if len(cards) < MANY_CARDS:
        return passed(f"{sentence}: fewer than {MANY_CARDS} cards don't strain a board's own plugs.", names)
    return _by_inputs(board, sentence, names)


def _by_inputs(board: Device, sentence: str, names: tuple[str, ...]) -> Outcome:
    """Nobody stated the budget: what feeds the slots besides the 24-pin?"""
    plugs = plugs_of(board, "power_inputs")
    uses = board.cite("power_inputs")
    if plugs is None:
        text = f"{sentence}; whether it has power inputs of its own for them isn't known."
        return cannot_tell(text, board.lacks("power_inputs"), Severity.WARNING, names)
    helpers = [plug_name(name) for name in AUXILIARY if name in plugs]
    if helpers:
        return passed(f"{sentence}: plug its {helpers[0]} input for the slots.", names)
    if "eps8" in plugs:
        text = f"{sentence}; no auxiliary power input for them is listed: look for one, and plug it."
        return warning(text, names, uses)
    return error(f"{sentence}; its 24-pin carries 144 to 192 W, and it has no other input.", names, uses)


RULE = Rule(
    id="slot-power-75w",
    title="Power through the slots",
    area=Area.POWER_CONNECTOR,
    worst=Severity.ERROR,
    requires=("gpu", "motherboard"),
    needs=(
        "gpu.board_power_w",
        "gpu.aux_power",
        "gpu.form_factor",
        "motherboard.slot_power_budget_w",
        "motherboard.power_inputs",
        "motherboard.power_standard",
        "motherboard.slots",
        "riser.aux_power",
    ),
    why="Slot power of many cards melts a 24-pin plug that has to carry it alone.",
    hint="Plug the board's auxiliary PCIe power, or use powered risers that aren't fed by SATA.",
    sources=(
        Source(
            "http://m.oem-pcb.com/info/pci-express-power-custom-design-circuit-board-7559384.html",
            "PCI Express: 75 W through a slot, 66 W of it at 12 V",
        ),
        Source("https://www.easymanua.ls/hpe/proliant-ml350-gen11/manual?p=24", "HPE ML350: 75 W slots without cable"),
    ),
    breaks=build(
        item("gpu", 4, board_power_w=350),
        item("motherboard", power_inputs=[record(connector="atx24", count=1), record(connector="eps8", count=1)]),
    ),
    passes=build(
        item("gpu", 4, board_power_w=350),
        item("motherboard", power_inputs=[record(connector="atx24", count=1), record(connector="pcie6", count=1)]),
    ),
    check=check,
    stage="cables",
    page=__doc__ or "",
)
