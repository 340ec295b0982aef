"""Which card hangs on which supply: every way is tried, within a budget.

Equal cards of one item are interchangeable, so ways that only swap them are tried once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations_with_replacement, groupby

from app.core.placement.connectors import Demand, Outlets, Served, fewest_plugs, plugs_for, serve
from app.core.rig import Device

# Sockets and supplies looked at, all ways together: steady whether a rig has two cards or two hundred.
STEP_BUDGET = 100_000
# No way feeds a machine with too few plugs; a short search still finds out which sockets to name.
HOPELESS_BUDGET = 10_000
# A larger card wants a cable of its own for each of its sockets.
LARGE_CARD_W = 225.0

Key = tuple[float, ...]


@dataclass(frozen=True)
class Card:
    """A card as the supplies see it: watts through its own sockets, and the supplies (by index) that it may hang on.

    Cards with one `twin_key` are interchangeable.
    """

    name: str
    twin_key: tuple[str, ...]
    aux_w: float
    is_large: bool
    demands: tuple[Demand, ...]
    supplies: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Crowd:
    """A large card that takes more plugs of a kind than the supply has cables."""

    device: str
    output: str
    plugs: int
    cables: int


@dataclass(frozen=True, slots=True)
class Hanging:
    """One way to hang the cards: `of_card` names each card's supply, `system` the one that feeds all the rest.

    `unmet` sockets stay empty; `doubtful` supplies have unknown plugs, and the sure ones don't suffice; `crowded` are
    large cards that one cable would feed twice.
    """

    system: int
    of_card: tuple[int, ...]
    watts: tuple[float, ...]
    served: tuple[tuple[Served, ...], ...]
    unmet: tuple[Demand, ...]
    doubtful: tuple[int, ...]
    crowded: tuple[Crowd, ...]

    @property
    def flaws(self) -> int:
        return len(self.unmet) + len(self.doubtful) + len(self.crowded)

    @property
    def bought(self) -> int:
        """Adapters that would have to be bought."""
        return sum(one.adapter is not None and one.adapter.origin == "buy" for group in self.served for one in group)


@dataclass(frozen=True, slots=True)
class Fed:
    """One supply with what hangs on it; `units` are the adapters that it uses up."""

    watts: float
    served: tuple[Served, ...]
    unmet: tuple[Demand, ...]
    is_doubtful: bool
    crowded: tuple[Crowd, ...]
    units: frozenset[str]


@dataclass(frozen=True)
class Hook:
    """What hangs on what: supplies with their ratings, cards, the board's sockets, and the watts of all the rest."""

    psus: tuple[Device, ...]
    ratings: tuple[float | None, ...]
    cards: tuple[Card, ...]
    board: tuple[Demand, ...]
    rest_w: float
    _known: dict[tuple[object, ...], Fed] = field(default_factory=dict, compare=False)

    def fed(self, index: int, numbers: tuple[int, ...], is_system: bool, elsewhere: frozenset[str]) -> Fed:
        """The supply with these cards; many ways share it, so it is worked out once."""
        key = (index, numbers, is_system, elsewhere)
        if key not in self._known:
            self._known[key] = self._feed(index, [self.cards[number] for number in numbers], is_system, elsewhere)
        return self._known[key]

    def _feed(self, index: int, cards: list[Card], is_system: bool, elsewhere: frozenset[str]) -> Fed:
        outlets, is_known = self.outlets[index]
        demands = [demand for card in cards for demand in card.demands]
        served, left = serve(outlets, [*self.board, *demands] if is_system else demands, elsewhere)
        return Fed(
            sum((card.aux_w for card in cards), self.rest_w if is_system else 0.0),
            tuple(served),
            tuple(left) if is_known else (),
            bool(left) and not is_known,
            tuple(_crowded(outlets, cards, served)),
            frozenset(one.adapter.unit for one in served if one.adapter is not None and one.adapter.unit),
        )

    @cached_property
    def outlets(self) -> tuple[tuple[Outlets, bool], ...]:
        """The plugs of each supply and whether they are known; where they are not, those that it surely has."""
        return tuple(
            (Outlets(fewest_plugs(psu)), False)
            if (outputs := psu.records("outputs")) is None
            else (Outlets.of(outputs, psu.records("shared_sockets")), True)
            for psu in self.psus
        )

    @cached_property
    def systems(self) -> tuple[int, ...]:
        """The supplies that may feed the board; of equal ones the first."""
        parts = [psu.part for psu in self.psus]
        return tuple(index for index, part in enumerate(parts) if not index or part != parts[index - 1])


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best way that was found; `complete` says whether its flaws are certain: nothing else is left to try."""

    best: Hanging
    steps: int
    complete: bool


def hang(hook: Hook) -> Outcome:
    """The way that leaves least unfed, overloads none, buys least, and loads the fullest supply least."""
    starts = [(system, _balanced(hook, system)) for system in hook.systems]
    best = min((_judged(hook, system, way) for system, way in starts), key=lambda pair: pair[0])
    hopeless = has_too_few_plugs(hook)
    budget = HOPELESS_BUDGET if hopeless else STEP_BUDGET
    steps = 0
    price = 1 + len(hook.psus) + len(hook.board) + sum(len(card.demands) for card in hook.cards)
    for system in hook.systems:
        for way in _ways(_groups(hook.cards)):
            steps += price
            if steps > budget:
                return Outcome(best[1], steps, complete=hopeless)
            best = min(best, _judged(hook, system, way), key=lambda pair: pair[0])
    return Outcome(best[1], steps, complete=True)


def has_too_few_plugs(hook: Hook) -> bool:
    """Whether the sockets need more plugs than all supplies have together, so that no way can feed every one.

    A lower bound: each socket takes a plug of its own or what its most frugal adapter takes, and any plug will do.
    Supplies with known plugs beside others leave it open which of them would be the one that lacks some.
    """
    if len({is_known for _, is_known in hook.outlets}) > 1:
        return False
    demands = [*hook.board, *(demand for card in hook.cards for demand in card.demands)]
    needed = sum(min(1.0, demand.fewest_plugs) for demand in demands)
    useful = {plug for demand in demands for plug in plugs_for(demand.connector)}
    useful |= {adapter.input for demand in demands for adapter in demand.adapters}
    return round(needed, 6) > sum(outlets.plugs.get(plug, 0) for outlets, _ in hook.outlets for plug in useful)


def _groups(cards: Sequence[Card]) -> list[list[Card]]:
    return [list(twins) for _, twins in groupby(cards, key=lambda card: card.twin_key)]


def _ways(groups: list[list[Card]]) -> Iterator[tuple[int, ...]]:
    if not groups:
        yield ()
        return
    twins = groups[0]
    for first in combinations_with_replacement(twins[0].supplies, len(twins)):
        for rest in _ways(groups[1:]):
            yield first + rest


def _balanced(hook: Hook, system: int) -> tuple[int, ...]:
    """A way to begin with: each card in turn on the supply that it fills least."""
    watts = [0.0] * len(hook.psus)
    watts[system] = hook.rest_w
    way: list[int] = []
    for twins in _groups(hook.cards):
        chosen = []
        for card in twins:
            index = _emptiest(card, watts, hook.ratings)
            watts[index] += card.aux_w
            chosen.append(index)
        way += sorted(chosen)
    return tuple(way)


def _emptiest(card: Card, watts: list[float], ratings: tuple[float | None, ...]) -> int:
    return min(card.supplies, key=lambda index: _share(watts[index] + card.aux_w, ratings[index]))


def _share(watts: float, rating: float | None) -> float:
    if rating:
        return watts / rating
    return float("inf") if watts else 0.0


def _judged(hook: Hook, system: int, way: tuple[int, ...]) -> tuple[Key, Hanging]:
    found = _hung(hook, system, way)
    fullest = max(_share(watts, rating) for watts, rating in zip(found.watts, hook.ratings, strict=True))
    across = sum(index != system for index in way)
    overloaded = fullest > 1 and fullest != float("inf")
    return (found.flaws, overloaded, found.bought, round(fullest, 6), across, *way, system), found


def _hung(hook: Hook, system: int, way: tuple[int, ...]) -> Hanging:
    fed: list[Fed] = []
    units: frozenset[str] = frozenset()
    for index in range(len(hook.psus)):
        cards = tuple(number for number, where in enumerate(way) if where == index)
        one = hook.fed(index, cards, index == system, units)
        units |= one.units
        fed.append(one)
    return Hanging(
        system,
        way,
        tuple(one.watts for one in fed),
        tuple(one.served for one in fed),
        tuple(demand for one in fed for demand in one.unmet),
        tuple(index for index, one in enumerate(fed) if one.is_doubtful),
        tuple(crowd for one in fed for crowd in one.crowded),
    )


def _crowded(outlets: Outlets, cards: list[Card], served: list[Served]) -> Iterator[Crowd]:
    """Large cards that take more plugs of a kind than the supply has cables for them."""
    for card in cards:
        if not card.is_large or not outlets.cables:
            continue
        plugs: Counter[str] = Counter()
        for one in served:
            if one.demand.device == card.name:
                plugs[one.output] += one.count
        for output, count in plugs.items():
            if count > outlets.cables.get(output, count):
                yield Crowd(card.name, output, count, outlets.cables[output])
