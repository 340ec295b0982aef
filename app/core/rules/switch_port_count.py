"""A switch has only so many ports.

What it checks: whether every network card finds a port on a switch of its protocol that it can be cabled to, with
breakout cables counted, and whether that port is as fast as the card.

Why it matters: a card without a port is an expensive cover for its slot. One fast port can serve several slower
cards (400 Gbit/s as 4 × 100), but only with a breakout cable and a switch that splits its ports. A port that is
slower than the card makes the link as slow as itself.

How to fix: a switch with more or faster ports, a second switch, breakout cables, or fewer cards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._cages import REACHED, Ports, family, is_network, port_gaps, ports_of, splits_into
from app.core.rules._example_cards import nic
from app.core.rules._examples import build, item, record
from app.core.rules._seating import listed

Split = Callable[[Ports, float], int]


def check(case: Case) -> Iterator[Outcome]:
    switches = case.rig.all("switch")
    cards = [card for card in case.rig.all("nic") if any(_may_talk(card, switch) for switch in switches)]
    if not cards:
        return
    names = [*(card.name for card in cards), *(switch.name for switch in switches)]
    gaps = port_gaps([*distinct(cards), *distinct(switches)])
    if gaps:
        question = f"Whether {listed(switches)} has a port for each of {listed(cards)} isn't known."
        yield cannot_tell(question, gaps, Severity.ERROR, names)
        return
    ports = [port for switch in switches for port in ports_of(switch)]
    yield _count(case, cards, switches, ports)
    yield from _slow(cards, switches, ports)


def _may_talk(card: Device, switch: Device) -> bool:
    """Whether card and switch may share a protocol; that they don't is another rule's finding."""
    spoken, understood = card.texts("protocols"), switch.texts("protocols")
    return spoken is None or understood is None or bool({*spoken} & {*understood})


def _count(case: Case, cards: Sequence[Device], switches: Sequence[Device], ports: Sequence[Ports]) -> Outcome:
    parts = [*(card.name for card in cards), *(switch.name for switch in switches)]
    uses = tuple(cited for one in (*distinct(cards), *distinct(switches)) for cited in one.cite("ports"))
    count = "1 card" if len(cards) == 1 else f"{len(cards)} cards"
    text = f"{listed(cards)} on {listed(switches)}: {count} for {_words(ports)}"
    short, left = _short(cards, ports, lambda port, gbps: 1), _short(cards, ports, splits_into)
    if left:
        return error(f"{text}, so that {left} {_has(left)} none.", parts, uses, without_port=left)
    if short > _listed_branches(case):
        return warning(
            f"{text}: {short} more {_has(short)} one only by breakout cables, and on a switch that splits its ports.",
            parts,
            uses,
            without_port=short,
        )
    wired = sum(port.count for card in cards for port in ports_of(card))
    offered = sum(port.count for port in ports)
    if wired > offered and not short:
        return info(f"{text}. Of the cards' {wired} ports, {wired - offered} stay dark.", parts, uses)
    return passed(f"{text}{', with the breakout cables listed' if short else ''}.", parts)


def _has(count: int) -> str:
    return "has" if count == 1 else "have"


def _fastest(card: Device) -> Ports:
    return max(ports_of(card), key=lambda port: port.gbps, default=Ports("rj45", 1.0, 1))


def _short(cards: Sequence[Device], ports: Sequence[Ports], split: Split) -> int:
    """Cards that find no port: the worst shortage of any set of families among the ports that it reaches (Hall)."""
    wanted = [_fastest(card) for card in cards]
    demand = Counter(port.family for port in wanted)
    families = sorted(demand)
    worst = 0
    for chosen in chain.from_iterable(combinations(families, size) for size in range(1, len(families) + 1)):
        slowest = min(port.gbps for port in wanted if port.family in chosen)
        reached = {name for one in chosen for name in REACHED.get(one, ())}
        offered = sum(port.count * split(port, slowest) for port in ports if port.family in reached)
        worst = max(worst, sum(demand[one] for one in chosen) - offered)
    return worst


def _listed_branches(case: Case) -> int:
    """Cards more than ports that the breakout cables of the build connect."""
    cables = (cable for cable in case.rig.all("cable") if is_network(cable))
    return sum(plugs - 1 for cable in cables if (plugs := cable.count("far_plugs")) is not None)


def _slow(cards: Sequence[Device], switches: Sequence[Device], ports: Sequence[Ports]) -> Iterator[Outcome]:
    """Cards that no port of the switches serves at their speed."""
    for card in distinct(cards):
        own = _fastest(card)
        reached = [port.gbps for port in ports if port.family in REACHED.get(own.family, ())]
        if reached and max(reached) < own.gbps:
            yield warning(
                f"{card.label} has a {own.gbps:g} Gbit/s port; {listed(switches)} has none faster than "
                f"{max(reached):g} Gbit/s that it reaches, and the link runs at that.",
                [card.name, *(switch.name for switch in switches)],
                card.cite("ports"),
            )


def _words(ports: Sequence[Ports]) -> str:
    counts: Counter[tuple[str, float]] = Counter()
    for port in ports:
        counts[family(port.form), port.gbps] += port.count
    words = (f"{count} × {name.upper()} of {gbps:g} Gbit/s" for (name, gbps), count in counts.items())
    return ", ".join(words) or "no ports"


RULE = Rule(
    id="switch-port-count",
    title="The switch has a port for every network card",
    area=Area.NETWORK,
    worst=Severity.ERROR,
    requires=(),
    needs=("nic.ports", "nic.protocols", "switch.ports", "switch.protocols", "cable.kind", "cable.far_plugs"),
    why="A card without a port is of no use, and a slow port makes a slow link.",
    hint="Choose a switch with more or faster ports, add one, or split fast ports with breakout cables.",
    sources=(
        Source(
            "https://docs.nvidia.com/networking/display/ConnectX7VPI/Introduction", "ConnectX-7: port speeds and cages"
        ),
        Source("https://en.wikipedia.org/wiki/QSFP", "QSFP: four lanes, and breakout to four SFP"),
    ),
    breaks=build(
        nic(5, ports=[record(form="rj45", gbps=10, count=1)]),
        item("switch", ports=[record(form="rj45", gbps=10, count=4)]),
    ),
    passes=build(
        nic(4, ports=[record(form="rj45", gbps=10, count=1)]),
        item("switch", ports=[record(form="rj45", gbps=10, count=4)]),
    ),
    check=check,
    page=__doc__ or "",
)
