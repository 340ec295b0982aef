"""Two ATX supplies have to start together and share one ground.

What it checks: whether several supplies with cables of their own run one machine, and which cards then take their plugs
from another supply than their slot; and that no riser draws a large card's slot power through a SATA plug.

Why it matters: while one supply is on and the other is not, a card or board is fed through one of its inputs alone, and
current flows where it should not.  A SATA power plug carries 54 W; a card takes up to 66 W from the slot's 12 V, and
the plug melts.

How to fix: an ADD2PSU or sync cable, both supplies on one outlet strip and bolted to one frame, all plugs of a card and
its powered riser from one supply; or a single larger supply.  Replace SATA-fed risers by ones with a PCIe plug.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import listed, several, watts

# 4.5 A through the three 12 V pins of a SATA power plug.
SATA_PLUG_W = 54.0


def check(case: Case) -> Iterator[Outcome]:
    psus = case.rig.all("psu")
    if len(psus) > 1 and case.cables.independent:
        yield _several(case, psus)
    elif len(psus) > 1:
        yield passed("The modules share one bus and start together.", [psu.name for psu in psus])
    for riser in distinct(case.rig.all("riser")):
        yield from _riser(case, riser)


def _several(case: Case, psus: tuple[Device, ...]) -> Outcome:
    synced = [cable for cable in case.rig.all("cable") if cable.text("kind") == "sync"]
    first = (
        f"{several(len(psus), psus[0].label)}" if len({psu.part.id for psu in psus}) == 1 else f"{len(psus)} supplies"
    )
    how = f"(the build lists {synced[0].label})" if synced else "through an ADD2PSU or sync cable"
    start = f"{first} have to start together {how}"
    split = [gpu for gpu in case.rig.gpus if _fed_elsewhere(case, gpu)]
    tail = ""
    if split:
        names = listed(gpu.name for gpu in split)
        tail = f" {names} take the slot's 12 V from {case.cables.system_psu} and their plugs from another supply."
    text = f"{start} and need one common ground.{tail}"
    parts = [psu.name for psu in psus] + [gpu.name for gpu in split] + [cable.name for cable in synced]
    return warning(text, parts, psus[0].cite("redundant", "form_factor"))


def _fed_elsewhere(case: Case, gpu: Device) -> bool:
    return any(feed.psu != case.cables.system_psu for feed in case.cables.feeds_of(gpu.name))


def _riser(case: Case, riser: Device) -> Iterator[Outcome]:
    """A riser that takes its card's slot power from a SATA plug."""
    plug = riser.text("aux_power")
    if plug not in (None, "sata") or (plug is None and riser.text("kind") != "usb-riser"):
        return
    cards = _cards_on(case, riser)
    if not cards:
        return
    parts = (riser.name, *(card.name for card in cards))
    draws = [_slot_w(case, card) for card in cards]
    most = max(draws)
    gaps: list[Missing] = [gap for card in cards for gap in card.lacks("board_power_w", "aux_power")]
    uses = riser.cite("aux_power")
    sentence = f"{riser.label} feeds {listed(dict.fromkeys(card.label for card in cards))} through a SATA plug"
    if most <= SATA_PLUG_W:
        yield passed(f"{sentence}: {watts(most)} of the {watts(SATA_PLUG_W)} that it carries.", parts)
    elif plug is None:
        yield cannot_tell(f"What feeds {riser.label} isn't known.", riser.lacks("aux_power"), parts=parts)
    elif min(draws) > SATA_PLUG_W and not gaps:
        text = f"{sentence}: up to {watts(most)} of slot power through a plug for {watts(SATA_PLUG_W)}."
        yield error(text, parts, uses, slot_w=most, plug_w=SATA_PLUG_W)
    elif gaps:
        yield cannot_tell(f"{sentence}; what a card draws from its slot isn't known.", gaps, parts=parts, uses=uses)
    else:
        yield warning(f"{sentence}: only a card of up to {watts(SATA_PLUG_W)} may sit on it.", parts, uses)


def _cards_on(case: Case, riser: Device) -> list[Device]:
    """The cards that the placement seats on risers of this kind; all cards when it can't tell."""
    units = {unit.name for unit in case.rig.all("riser") if unit.item.id == riser.item.id}
    on_it = [gpu for gpu in case.rig.gpus if (seat := case.slots.seat(gpu.name)) and seat.riser in units]
    return on_it if on_it or case.slots.seats else list(case.rig.gpus)


def _slot_w(case: Case, card: Device) -> float:
    load = case.power.load(card.name)
    return load.slot_w if load is not None else SATA_PLUG_W + 1


RULE = Rule(
    id="psu-dual-sync",
    title="Several supplies in one machine",
    area=Area.POWER_CONNECTOR,
    worst=Severity.ERROR,
    requires=("gpu", "psu"),
    needs=(
        "psu.redundant",
        "psu.form_factor",
        "riser.aux_power",
        "riser.kind",
        "cable.kind",
        "gpu.board_power_w",
        "gpu.aux_power",
    ),
    why="Supplies that don't start together feed a card through one input alone, and SATA plugs melt on risers.",
    hint="Use a sync cable, one supply for all plugs of a card, or one larger supply; no SATA-fed risers.",
    sources=(
        Source(
            "https://peerip.com/configuring-dual-corsair-hx1600i-psus-with-an-add2psu-relay-for-synchronized-atx-startup/",
            "Two supplies with an ADD2PSU relay",
        ),
        Source("https://www.mov-axbx.com/wopr/wopr_power.html", "All power of one card from one supply"),
    ),
    breaks=build(item("gpu", 2, board_power_w=350), item("psu", 2, form_factor="atx", redundant=False)),
    passes=build(item("gpu", 2, board_power_w=350), item("psu", 2, form_factor="crps", redundant=True)),
    check=check,
    stage="cables",
    page=__doc__ or "",
)
