"""The power tree: circuit, supplies, and what hangs on each, every step with its load against its limit.

Drawn as an outline: what a thing feeds stands below it and further in.  A set of supplies on one 12 V bus stands
together, and what the bus feeds below the set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.core.case import Case
from app.core.diagrams.faults import Faults
from app.core.diagrams.scene import SMALL, WIDTH, Box, Group, Picture, Shape, Tone, Wire, Words, load_bar, signed, words
from app.core.diagrams.slot_map import part_address
from app.core.estimate.mains import CONTINUOUS_SHARE
from app.core.placement.plans import CircuitLoad, Feed, PsuLoad

ROW, GAP, MARGIN = 38.0, 5.0, 6.0
INDENT = 22.0


@dataclass(frozen=True, slots=True)
class _Node:
    """One thing in the tree.  `share` of its limit is drawn as a bar with a mark at `limit`; None draws no bar."""

    name: str
    label: str
    said: str
    tone: Tone
    href: str = ""
    share: float | None = None
    limit: float | None = None
    feeds: tuple[_Node, ...] = field(default=())


def power_tree(case: Case, faults: Faults) -> Picture | None:
    """The tree of one machine; None while no supply is chosen."""
    if not case.cables.psu_loads:
        return None
    roots = (*_trunks(case, faults), *_unfed(case))
    shapes: list[Shape] = []
    y = MARGIN
    for root in roots:
        y = _draw(root, 0, y, shapes)
    told = [line for root in roots for line in _told(root, "")]
    return Picture("power-tree", "Power tree", "; ".join(told) + ".", y + MARGIN, tuple(shapes))


def _draw(node: _Node, depth: int, y: float, shapes: list[Shape]) -> float:
    """Add a node and all that it feeds to `shapes`, from `y` down; answers where the next one begins."""
    x = MARGIN + depth * INDENT
    width = WIDTH - x - MARGIN
    inside: list[Box | Words | Wire] = [
        Box(x, y, width, ROW, "card", node.tone),
        words(x + 6, y + 15, signed(node.tone, node.label), width - 10),
        words(x + 6, y + 28, f"{node.name}: {node.said}" if node.name else node.said, width - 10, "soft", SMALL),
    ]
    if node.share is not None:
        inside += load_bar(x + 6, y + 31, width - 12, node.share, node.tone, node.limit)
    shapes.append(Group(f"{node.label} ({node.name}): {node.said}", tuple(inside), node.href))
    below = y + ROW + GAP
    for child in node.feeds:
        middle = below + ROW / 2
        shapes.append(Wire(((x + INDENT / 2, y + ROW), (x + INDENT / 2, middle), (x + INDENT, middle))))
        below = _draw(child, depth + 1, below, shapes)
    return below


def _told(node: _Node, above: str) -> Iterator[str]:
    name = node.name or node.label
    yield f"{name}{f' on {above}' if above else ''}: {node.said}"
    for child in node.feeds:
        yield from _told(child, name)


def _trunks(case: Case, faults: Faults) -> Iterator[_Node]:
    """Circuits with what hangs on them; one trunk without a name when no circuit was said."""
    plan = case.cables
    on_bus = not plan.independent
    supplies = {
        load.psu: _supply(case, load, faults, () if on_bus else tuple(_leaves(case, load.psu, faults)))
        for load in plan.psu_loads
    }
    if not case.circuits.loads:
        yield _Node("", "Wall", "circuit not said", "plain", feeds=tuple(supplies.values()))
    for load in case.circuits.loads:
        mine = {psu: supplies[psu] for psu in load.psus if psu in supplies}
        yield _circuit(load, _behind_outlets(case, mine, faults))
    if on_bus:
        yield _Node("", "12 V bus of all supplies", _bus_words(case), "plain", feeds=tuple(_leaves(case, None, faults)))


def _behind_outlets(case: Case, supplies: dict[str, _Node], faults: Faults) -> tuple[_Node, ...]:
    """The supplies under the PDU or UPS that they are plugged into, and a PDU under the UPS that it hangs on."""
    known = {device.name for device in case.rig.all("pdu", "ups")}
    chains = {
        hookup.psu: tuple(feeder for feeder in (hookup.behind, hookup.feeder) if feeder in known)
        for hookup in case.outlets.hookups
    }
    return _under(case, [(chains.get(name, ()), node) for name, node in supplies.items()], faults)


def _under(case: Case, rows: list[tuple[tuple[str, ...], _Node]], faults: Faults) -> tuple[_Node, ...]:
    """One level of the chains: supplies that end here, and the strips that the others go through."""
    by_name = {device.name: device for device in case.rig.all("pdu", "ups")}
    nodes = [node for chain, node in rows if not chain]
    for feeder in dict.fromkeys(chain[0] for chain, _ in rows if chain):
        inner = _under(case, [(chain[1:], node) for chain, node in rows if chain[:1] == (feeder,)], faults)
        watts = "load not known"
        if case.power.judged_w is not None:
            watts = f"{case.outlets.watts_on()[feeder]:,.0f} W at the wall"
        device, tone = by_name[feeder], faults.tone(feeder)
        nodes.append(_Node(feeder, device.label, watts, tone, part_address(device), feeds=inner))
    return tuple(nodes)


def _bus_words(case: Case) -> str:
    plan, watts = case.cables, case.power.judged_w
    load = "load not known" if watts is None else f"{watts:,.0f} W"
    usable = (
        "rating not known"
        if plan.usable_w is None
        else f"{plan.usable_w:,.0f} W usable at {plan.mode[0]}+{plan.mode[1]}"
    )
    return f"{load}, {usable}"


def _leaves(case: Case, psu: str | None, faults: Faults) -> Iterator[_Node]:
    """The cards that a supply feeds through plugs, then everything else on the supply that feeds the board."""
    plan = case.cables
    by_name = {device.name: device for device in case.rig.devices}
    feeds: dict[str, list[Feed]] = {}
    for feed in plan.feeds:
        if psu is None or feed.psu == psu:
            feeds.setdefault(feed.device, []).append(feed)
    for name, mine in feeds.items():
        device = by_name.get(name)
        if device is None or device.category == "motherboard":
            continue
        yield _Node(name, device.label, _feed_words(case, name, mine), faults.tone(name), part_address(device))
    if psu is None or psu == plan.system_psu:
        yield _Node("", "Board and all the rest", _rest_words(case, feeds), "plain")


def _feed_words(case: Case, name: str, feeds: list[Feed]) -> str:
    plugs = Counter(feed.connector for feed in feeds)
    text = " + ".join(f"{count} × {connector}" for connector, count in plugs.items())
    adapters = list(dict.fromkeys(feed.adapter for feed in feeds if feed.adapter))
    text += f" by {', '.join(adapters)}" if adapters else ""
    load = case.power.load(name)
    ratings = [feed.rating_w for feed in feeds]
    if load is None or len(feeds) != len(case.cables.feeds_of(name)):
        return text
    known = [rating for rating in ratings if rating is not None]
    limit = f" of {sum(known):,.0f} W" if len(known) == len(ratings) else " W, rating not known"
    return f"{load.watts - load.slot_w:,.0f}{limit}, {text}"


def _rest_words(case: Case, feeds: dict[str, list[Feed]]) -> str:
    """The watts that don't come through a card's own plugs; unknown when any card's watts are."""
    plugged = [case.power.load(name) for name in feeds]
    if case.power.judged_w is None or any(load is None for load in plugged):
        return "watts not known"
    through = sum(load.watts - load.slot_w for load in plugged if load is not None)
    if case.cables.independent:
        own = next((load.watts for load in case.cables.psu_loads if load.psu == case.cables.system_psu), None)
        return "watts not known" if own is None else f"{own - through:,.0f} W"
    return f"{case.power.judged_w - through:,.0f} W"


def _supply(case: Case, load: PsuLoad, faults: Faults, feeds: tuple[_Node, ...]) -> _Node:
    device = next(psu for psu in case.rig.all("psu") if psu.name == load.psu)
    said, share = _load_words(case, load)
    tone = _overload_tone(share, 1.0, faults.tone(load.psu))
    return _Node(load.psu, device.label, said, tone, part_address(device), share, None, feeds)


def _load_words(case: Case, load: PsuLoad) -> tuple[str, float | None]:
    if case.power.judged_w is None:
        return "load not known", None
    if load.rating_w is None:
        return f"{load.watts:,.0f} W, rating not known", None
    return f"{load.watts:,.0f} of {load.rating_w:,.0f} W", load.share


def _overload_tone(share: float | None, limit: float, found: Tone) -> Tone:
    return "error" if share is not None and share > limit else found


def _circuit(load: CircuitLoad, feeds: tuple[_Node, ...]) -> _Node:
    head, said = _circuit_words(load)
    share = load.amps / load.breaker_a if load.breaker_a else None
    return _Node("", head, said, _overload_tone(share, CONTINUOUS_SHARE, "plain"), "", share, CONTINUOUS_SHARE, feeds)


def _circuit_words(load: CircuitLoad) -> tuple[str, str]:
    circuit = load.circuit
    head = f"{circuit.volts:g} V" + (f" {circuit.amps:g} A" if circuit.amps is not None else "")
    limit = "breaker not said" if load.limit_a is None else f"of {load.limit_a:.1f} A"
    return f"Circuit {load.index + 1}, {head}", f"{load.amps:.1f} {limit}"


def _unfed(case: Case) -> Iterator[_Node]:
    """Cards with a connector that nothing feeds."""
    by_name = {device.name: device for device in case.rig.devices}
    for conflict in case.cables.conflicts:
        for name in conflict.devices:
            device = by_name.get(name)
            if device is not None and device.category == "gpu" and not case.cables.feeds_of(name):
                said = f"{conflict.connector}: {conflict.detail}"
                yield _Node(name, device.label, said, "error", part_address(device))
