"""A card wants a plug of its own kind, with enough watts behind it.

What it checks: slot and connectors of each card carry its power limit; each connector is fed by a plug of its type, or
through an adapter, and which adapters that takes.

Why it matters: the EPS plug of processors and data-centre cards and the PCIe 8-pin look alike and are wired the other
way round: forced, they kill the card.  Adapters to the 16-pin plug add contacts, and contacts are what burns: melted
sockets of 450 W cards were reported with the adapter from the box.

How to fix: a supply with native plugs, the maker's cable, an EPS adapter with two PCIe cables of its own, or a lower
power limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.placement.connectors import RATING_W, SLOT_W, initial_w
from app.core.placement.plans import Feed, PowerConflict
from app.core.report import Area, Cited, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._cards import is_slot_card
from app.core.rules._examples import build, item, record
from app.core.rules._figures import several, watts
from app.core.rules._plugs import adapter_words, plug_gaps, plug_name, plugs_of

MINE = ("type", "rating", "weak-plug", "shared-cable")
# From here on an adapter to the 16-pin is a risk even when it came with the card: the melted plugs on record are those
# of 450 W cards and more.
RISKY_FROM_W = 450.0
# Connector ratings are nominal.  A few cards draw 2 % more as their makers sell them: RTX A5000, 230 W, one 8-pin.
NOMINAL_MARGIN = 1.03
VENDOR_CABLE = "vendor cable"


def check(case: Case) -> Iterator[Outcome]:
    stuck: set[str] = set()
    for conflict in case.cables.conflicts:
        stuck.update(conflict.devices)
        if conflict.kind in MINE:
            yield _conflict(case, conflict)
    if case.rig.has("psu"):
        for cards in _alike(case):
            yield from _fed(case, cards, is_stuck=cards[0].name in stuck)
    else:
        yield from _listed_adapters(case)


def _conflict(case: Case, conflict: PowerConflict) -> Outcome:
    cards = [device for device in case.rig.devices if device.name in conflict.devices]
    uses = [cited for card in cards[:1] for cited in card.cite("aux_power", "board_power_w")]
    subject = several(len(cards), cards[0].label) if cards else conflict.connector
    figures = {"needed": conflict.needed, "offered": conflict.offered}
    if conflict.kind == "rating":
        text = f"{subject}: {_own_sum(cards[0])} for {watts(conflict.needed)}."
        if conflict.needed <= NOMINAL_MARGIN * conflict.offered and _as_made(case, cards[0]):
            return warning(f"{text} The maker built it so, a little beyond the plug's rating.", conflict.devices, uses)
        return error(text, conflict.devices, uses, **figures)
    return error(f"{subject}: {conflict.detail}.", conflict.devices, uses, **figures)


def _as_made(case: Case, card: Device) -> bool:
    """Whether the card runs at its maker's power, not at a limit that somebody raised."""
    limit, made_for = case.rig.power_limit_w(card), card.number("board_power_w")
    return limit is not None and made_for is not None and limit <= made_for and card.part.status != "custom"


def _own_sum(card: Device) -> str:
    """`75 W slot + 2 × 150 W PCIe 8-pin = 375 W`."""
    plugs = plugs_of(card) or {}
    total = SLOT_W + sum(RATING_W.get(name, 0.0) * count for name, count in plugs.items())
    terms = [f"{watts(SLOT_W)} slot"]
    for name, count in plugs.items():
        terms.append(f"{several(count, watts(RATING_W.get(name, 0.0)))} {plug_name(name)}")
    return f"{' + '.join(terms)} = {watts(total)}"


def _alike(case: Case) -> list[list[Device]]:
    """Cards of one item that are fed in the same way."""
    groups: dict[tuple[object, ...], list[Device]] = {}
    for card in case.rig.gpus:
        feeds = tuple((f.connector, f.output, f.adapter, f.adapter_from) for f in case.cables.feeds_of(card.name))
        if is_slot_card(card):
            groups.setdefault((card.item.id, card.part.id, feeds), []).append(card)
    return list(groups.values())


def _fed(case: Case, cards: list[Device], is_stuck: bool) -> Iterator[Outcome]:
    """What feeds the cards; of stuck ones, which a conflict names, only what isn't known about them."""
    card, names = cards[0], [card.name for card in cards]
    subject = several(len(cards), card.label)
    plugs = plugs_of(card)
    feeds = case.cables.feeds_of(card.name)
    most = plugs_of(card, "aux_power_most")
    if plugs is None and most and feeds and not is_stuck:
        yield passed(f"{subject}: at most {_wants(most)} on any card of that name, and that is fed.", names)
    elif plugs is None:
        text = f"Which power connectors {card.label} has isn't known."
        yield cannot_tell(text, plug_gaps(card), parts=names)
    elif not plugs and not is_stuck:
        yield passed(f"{subject} takes its power from the slot.", names)
    elif not feeds:
        gaps = [gap for psu in case.rig.all("psu", "power-breakout") for gap in plug_gaps(psu, "outputs")]
        if gaps:
            text = f"{card.label} needs {_wants(plugs)}; which plugs the supply has isn't known."
            yield cannot_tell(text, gaps, parts=names, uses=card.cite("aux_power"))
    elif not is_stuck:
        adapters = [feed for feed in feeds if feed.adapter is not None and feed.output != VENDOR_CABLE]
        if adapters:
            yield _through_adapter(case, cards, adapters)
        else:
            how = "fed by the machine maker's cables" if feeds[0].output == VENDOR_CABLE else "fed directly"
            yield passed(f"{subject}: {_wants(plugs)}, {how}; {_own_sum(card)}.", names)


def _wants(plugs: dict[str, int]) -> str:
    return " + ".join(f"{count} × {plug_name(name)}" for name, count in plugs.items())


def _through_adapter(case: Case, cards: list[Device], feeds: list[Feed]) -> Outcome:
    card, feed = cards[0], feeds[0]
    limit = case.rig.power_limit_w(card)
    names = [card.name for card in cards]
    uses = card.cite("aux_power", "board_power_w", "included_adapters")
    origin = {"box": "from the card's box", "buy": "which the bill of materials lists"}
    sentence = (
        f"{several(len(cards), card.label)}: no {plug_name(feed.connector)} plug of the supply is free, so "
        f"{adapter_words(feed.adapter or '')} feeds it, {origin.get(feed.adapter_from or '', 'which the build lists')}"
    )
    if feed.adapter_from == "box" and limit is None:
        text = f"{sentence}; whether that is safe depends on the card's power."
        return cannot_tell(text, card.lacks("board_power_w"), Severity.WARNING, names, uses)
    if feed.adapter_from == "box" and limit is not None and limit < RISKY_FROM_W:
        return info(f"{sentence}. Each input needs a cable of its own.{_signalled(feed)}", names, uses)
    return _risky(sentence, feed.connector, limit, names, uses)


def _signalled(feed: Feed) -> str:
    """What a 16-pin adapter's sense pins tell the card."""
    sense_w = feed.rating_w if feed.connector == "pcie16" else None
    start_w = initial_w(sense_w) if sense_w is not None else None
    return f" It signals {watts(sense_w)}, {watts(start_w)} of them at power-up." if sense_w and start_w else ""


def _risky(sentence: str, connector: str, limit: float | None, names: list[str], uses: tuple[Cited, ...]) -> Outcome:
    load = f" at {watts(limit)}" if limit is not None else ""
    if connector == "pcie16":
        advice = "push it home, don't bend it within 35 mm, and use a cable of its own for each input"
        return warning(f"{sentence}. Adapters to the 16-pin plug have melted{load}: {advice}.", names, uses)
    return warning(f"{sentence}. Use a cable of its own for each input{load}.", names, uses)


def _listed_adapters(case: Case) -> Iterator[Outcome]:
    """Without a supply in the build: a listed adapter to the 16-pin plug of a large card speaks for itself."""
    adapters = [cable for cable in case.rig.all("cable") if cable.text("kind") in ("power-adapter", "splitter")]
    for cards in _alike(case):
        plugs = plugs_of(cards[0])
        for adapter in adapters:
            output = adapter.text("output")
            if output is not None and (output == "pcie16" if plugs is None else output in plugs):
                yield _listed(case, cards, adapter, output)


def _listed(case: Case, cards: list[Device], adapter: Device, output: str) -> Outcome:
    card = cards[0]
    limit = case.rig.power_limit_w(card)
    names = [*(card.name for card in cards), adapter.name]
    uses = card.cite("board_power_w", "aux_power") + adapter.cite("input", "input_count", "output")
    sentence = f"{several(len(cards), card.label)} is to be fed through {adapter.label}"
    if limit is None:
        return cannot_tell(f"{sentence}.", card.lacks("board_power_w"), Severity.WARNING, names, uses)
    if limit < RISKY_FROM_W:
        return info(f"{sentence}. Each input needs a cable of its own.", names, uses)
    return _risky(sentence, output, limit, names, uses)


RULE = Rule(
    id="gpu-power-connector",
    title="The cards' power plugs",
    area=Area.POWER_CONNECTOR,
    worst=Severity.ERROR,
    requires=("gpu",),
    needs=(
        "gpu.aux_power",
        "gpu.aux_power_most",
        "gpu.board_power_w",
        "gpu.included_adapters",
        "gpu.form_factor",
        "psu.outputs",
        "psu.shared_sockets",
        "power-breakout.outputs",
        "cable.kind",
        "cable.input",
        "cable.input_count",
        "cable.output",
        "cable.watts",
        "chassis.gpu_power_cables",
    ),
    why="The wrong plug kills the card, and a weak or half-seated one burns.",
    hint="Use a supply with native plugs, the maker's cable, an adapter with a cable for each input, or a lower limit.",
    sources=(
        Source(
            "https://support.exxactcorp.com/hc/en-us/articles/20180443940119-PCIe-8-pin-vs-EPS-12V-8-pin-power-connections",
            "PCIe 8-pin and EPS 8-pin: not the same plug",
        ),
        Source("https://www.easymanua.ls/intel/atx12vo/manual?p=24", "Intel: 75, 150 and 600 W connectors"),
        Source(
            "https://community.microcenter.com/discussion/12020/nvidia-rtx-4090-power-requirements-compatibility-guide",
            "RTX 4090: adapters and how not to bend them",
        ),
    ),
    breaks=build(
        item("gpu", board_power_w=450, aux_power=[record(connector="pcie16", count=1)]),
        item(
            "psu",
            outputs=[record(connector="pcie8", count=4, cables=4)],
            ratings=[record(volts_min=100, volts_max=240, watts=1000)],
        ),
    ),
    passes=build(
        item("gpu", board_power_w=450, aux_power=[record(connector="pcie16", count=1)]),
        item(
            "psu",
            outputs=[record(connector="pcie16", count=1, cables=1, watts=600)],
            ratings=[record(volts_min=100, volts_max=240, watts=1000)],
        ),
    ),
    check=check,
    stage="cables",
    page=__doc__ or "",
)
