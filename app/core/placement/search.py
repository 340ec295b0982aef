"""Exact search for seats: every body gets a place, or there is none.  Bounded in steps, never in seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from app.core.estimate.bandwidth import pcie_gb_s
from app.core.placement.plans import Slot
from app.core.placement.problem import Body, Place, Problem, device_length, host_length
from app.core.rig import Device

STEP_BUDGET = 10_000
TIES_FROM = 500  # from here on, an assignment that is merely as good as the best is not looked at
NO_LANE_COST = 1_000_000_000

Cost = tuple[int, ...]
Spent = tuple[int, int, int, int]


class BudgetSpentError(Exception):
    """The search ended before an answer."""


@dataclass(frozen=True, slots=True)
class Seated:
    """One body on one place, with what the link gets there."""

    body: Body
    place: Place
    covers: tuple[str, ...]
    electrical_lanes: int | None
    lanes: int | None
    gen: int | None
    narrowed_by: tuple[str, ...]


@dataclass
class Search:
    """Depth first over bodies, keeping the cheapest complete assignment.

    `ports_in_use` are ports that drives already hold: they take lanes from slots like any other occupant.
    """

    problem: Problem
    ports_in_use: frozenset[str] = frozenset()
    first_only: bool = False
    steps: int = 0
    best: tuple[Seated, ...] | None = None
    best_cost: Cost | None = None
    _taken: dict[str, Body] = field(default_factory=dict)
    _chosen: list[tuple[Body, Place]] = field(default_factory=list)
    _slot_places: list[Place] = field(init=False)
    _ribbon_kinds: list[list[Device]] = field(init=False)
    _has_risers: bool = field(init=False)
    _spent: list[Spent] = field(default_factory=lambda: [(0, 0, 0, 0)])
    _known_places: dict[tuple[str, ...], list[Place]] = field(default_factory=dict)
    _prices: dict[tuple[int, str, str, str], Spent] = field(default_factory=dict)

    def __post_init__(self) -> None:
        slots = self.problem.slots
        self._slot_places = [Place(f"slot:{slot.id}", slot, rank=(3, number)) for number, slot in enumerate(slots)]
        kinds: dict[tuple[str, str], list[Device]] = {}
        for ribbon in self.problem.ribbons:
            kinds.setdefault((ribbon.item.id, ribbon.part.id), []).append(ribbon)
        self._ribbon_kinds = list(kinds.values())
        self._has_risers = bool(self.problem.ribbons or self.problem.splitters or self.problem.port_places)

    def run(self) -> tuple[Seated, ...] | None:
        """The cheapest assignment, or None.  Raises BudgetSpentError."""
        if room_suffices(self.problem):
            self._descend(0)
        return self.best

    def _descend(self, depth: int) -> None:
        self.steps += 1
        if self.steps > STEP_BUDGET:
            raise BudgetSpentError
        if self.first_only and self.best is not None:
            return
        if depth == len(self.problem.bodies):
            self._finish()
            return
        body = self.problem.bodies[depth]
        floor = self._twin_floor(depth, body)
        for place in self._places(body):
            if place.rank <= floor or not self._fits(body, place):
                continue
            spent = self._spend(depth, body, place)
            if self._is_hopeless(depth, body, place, spent):
                continue
            self._chosen.append((body, place))
            self._taken[place.key] = body
            self._spent.append(spent)
            self._descend(depth + 1)
            self._spent.pop()
            del self._taken[place.key]
            self._chosen.pop()

    def _spend(self, depth: int, body: Body, place: Place) -> Spent:
        """The first four terms of the cost so far; sharing and budgets can only make the third one larger."""
        price = self._price(depth, body, place)
        overhangs, riser_credit, loss, far = self._spent[-1]
        return overhangs + price[0], riser_credit + price[1], loss + price[2], far + price[3]

    def _price(self, depth: int, body: Body, place: Place) -> Spent:
        """What a body on a place adds to the cost, whatever else is seated: worked out once."""
        key = (depth, place.key, place.slot.id, place.via.name if place.via else "")
        if key not in self._prices:
            seat = _seat(self.problem, body, place, None)
            self._prices[key] = (_overhangs(self.problem, seat), -_riser_credit(seat), _loss(seat), _is_far(seat))
        return self._prices[key]

    def _is_hopeless(self, depth: int, body: Body, place: Place, spent: Spent) -> bool:
        """Whether nothing below this choice can beat the best assignment found so far."""
        if self.best_cost is None:
            return False
        overhangs, riser_credit, loss, far = spent
        if self._has_risers:
            riser_credit -= sum(2 if other.is_gpu else 1 for other in self.problem.bodies[depth + 1 :])
        bound, best = (overhangs, riser_credit, loss, far), self.best_cost[:4]
        if bound != best:
            return bound > best
        if self.steps > TIES_FROM:
            return True
        # Slots alone are tried in the board's own order, which decides between equals: the first found is the best.
        return not self._has_risers and _stacked(self.problem, [*self._chosen, (body, place)]) >= self.best_cost[4]

    def _twin_floor(self, depth: int, body: Body) -> tuple[int, ...]:
        """Twins take places in rising order, so that swapped assignments are tried once: the rank of the last twin."""
        if depth == 0 or body.pinned:
            return ()
        before, place = self._chosen[depth - 1]
        return place.rank if before.twin_key == body.twin_key else ()

    def _places(self, body: Body) -> list[Place]:
        """Places in a fixed order: riser ends first (a riser that was bought is used), then adapters, then slots.

        They depend on where the splitters sit and which ribbons are left, and are worked out once for each such case.
        """
        if body.kind == "splitter" or not self._has_risers:
            return self._slot_places
        splitters = [(other, place) for other, place in self._chosen if other.kind == "splitter"]
        ribbons = self._ribbons_left()
        key = (*(place.key for _, place in splitters), *(ribbon.name for _, ribbon in ribbons))
        if key not in self._known_places:
            adapters = (replace(place, rank=(1, number)) for number, place in enumerate(self.problem.port_places))
            ends = chain(self._splitter_ends(splitters), adapters, self._ribbon_ends(ribbons))
            self._known_places[key] = [*ends, *self._slot_places]
        return self._known_places[key]

    def _ribbons_left(self) -> list[tuple[int, Device]]:
        """The first unused ribbon of each kind, with the kind's number."""
        used = {place.via.name for _, place in self._chosen if place.via is not None}
        left = (next((one for one in ribbons if one.name not in used), None) for ribbons in self._ribbon_kinds)
        return [(kind, ribbon) for kind, ribbon in enumerate(left) if ribbon is not None]

    def _ribbon_ends(self, ribbons: list[tuple[int, Device]]) -> Iterator[Place]:
        """Every slot with each of the ribbons."""
        for kind, riser in ribbons:
            length, lanes, gen = device_length(riser), riser.count("host_lanes"), riser.count("pcie_gen")
            for number, slot in enumerate(self.problem.slots):
                if slot.physical_lanes is None or slot.open_ended or host_length(riser) <= slot.physical_lanes:
                    yield Place(f"slot:{slot.id}", slot, riser, length, lanes, gen, rank=(2, kind, number))

    def _splitter_ends(self, splitters: list[tuple[Body, Place]]) -> Iterator[Place]:
        for order, (body, below) in enumerate(splitters):
            gen = body.device.count("pcie_gen")
            for number, (lanes, length) in enumerate(self.problem.ends_of(body.device)):
                key = f"split:{body.device.name}:{number}"
                rank = (0, order, number)
                yield Place(key, below.slot, body.device, length, lanes, gen, splitter=body.device.name, rank=rank)

    def _fits(self, body: Body, place: Place) -> bool:
        problem, slot = self.problem, place.slot
        if place.key in self._taken:
            return False
        if body.pinned and slot.id != body.pinned and "pin" not in problem.relaxed:
            return False
        if self.ports_in_use.intersection(place.ports):
            return False
        if "length" not in problem.relaxed and not self._long_enough(body, place):
            return False
        if "cpu" not in problem.relaxed and not problem.cpu_present(slot.root):
            return False
        if body.kind == "splitter" and "bifurcation" not in problem.relaxed and not _splits(body, slot):
            return False
        return "cover" in problem.relaxed or place.via is not None or self._clear(body, slot)

    def _long_enough(self, body: Body, place: Place) -> bool:
        slot = place.slot
        if place.via is not None:
            return place.end_length is None or place.end_length >= self.problem.connector_of(body)
        if slot.open_ended:
            return True
        physical = slot.physical_lanes
        if physical is None:
            physical = 1 if "slots.physical_lanes" in self.problem.fears else 16
        return physical >= self.problem.connector_of(body)

    def _clear(self, body: Body, slot: Slot) -> bool:
        """Whether the body's width fits the bay and meets no other body on the board."""
        if slot.max_slots is not None:
            return self.problem.fits_bay(body, slot.max_slots)
        width = self.problem.width_of(body)
        for other, place in self._chosen:
            if place.via is not None or place.slot.max_slots is not None:
                continue
            if self._overlap(slot, width, place.slot, self.problem.width_of(other)):
                return False
        return True

    def _overlap(self, slot: Slot, width: int, other: Slot, other_width: int) -> bool:
        if slot.position is None or other.position is None:
            return "slots.position" in self.problem.fears and max(width, other_width) > 1
        return slot.position < other.position + other_width and other.position < slot.position + width

    def _finish(self) -> None:
        seated = settle(self.problem, self._chosen, self.ports_in_use)
        if seated is None:
            return
        cost = cost_of(self.problem, seated)
        if self.best_cost is None or cost < self.best_cost:
            self.best, self.best_cost = seated, cost


def room_suffices(problem: Problem) -> bool:
    """Whether the places could be enough at all, told without a search: as many as cards, and cards as thin as the
    thinnest.

    Adapters on ports and ends of splitters spare a card its slot; a ribbon still takes one, and covers no other.
    """
    ends = sum(len(problem.ends_of(splitter)) for splitter in problem.splitters)
    on_slots = len(problem.bodies) - len(problem.port_places) - ends
    if on_slots > len(problem.slots):
        return False
    if "cover" in problem.relaxed or not problem.bodies:
        return True
    thinnest = min(problem.width_of(body) for body in problem.bodies)
    return on_slots - len(problem.ribbons) <= _most_beside(problem, thinnest)


def _most_beside(problem: Problem, width: int) -> int:
    """How many cards of that width the slots take; a bay, or a slot whose position is unknown, takes one."""
    positions = sorted(
        {slot.position for slot in problem.slots if slot.position is not None and slot.max_slots is None}
    )
    elsewhere = sum(slot.position is None or slot.max_slots is not None for slot in problem.slots)
    seated, free_from = 0, 0
    for position in positions:
        if position >= free_from:
            seated, free_from = seated + 1, position + width
    return elsewhere + seated


def _splits(body: Body, slot: Slot) -> bool:
    """Whether a passive splitter's slot offers the mode it needs; unknown modes are left to the rule that asks."""
    if body.device.text("kind") != "bifurcation" or slot.bifurcation is None:
        return True
    wanted = body.device.text("required_bifurcation")
    return wanted is None or wanted in slot.bifurcation


def settle(
    problem: Problem, chosen: list[tuple[Body, Place]], ports_in_use: frozenset[str]
) -> tuple[Seated, ...] | None:
    """The links of a complete assignment after sharing and lane budgets; None when a device is left without lanes."""
    in_use = {place.slot.id for _, place in chosen if not place.ports} | ports_in_use
    in_use |= {port for _, place in chosen for port in place.ports}
    capped: dict[str, tuple[int, str]] = {}
    for sharing in problem.sharings:
        causes = sharing.when & in_use
        if not causes or sharing.affects not in in_use:
            continue
        if sharing.lanes == 0 and "sharing" not in problem.relaxed:
            return None
        if sharing.affects not in capped or sharing.lanes < capped[sharing.affects][0]:
            capped[sharing.affects] = (sharing.lanes, ", ".join(sorted(causes)))
    seated = tuple(_seat(problem, body, place, capped.get(place.slot.id)) for body, place in chosen)
    return _within_budgets(problem, seated)


def _seat(problem: Problem, body: Body, place: Place, cap: tuple[int, str] | None) -> Seated:
    slot = place.slot
    wired = slot.electrical_lanes
    narrowed: tuple[str, ...] = ()
    if cap is not None and (wired is None or cap[0] < wired):
        wired, narrowed = cap[0], (cap[1],)
    lanes = _least(body.lanes, wired) if place.via is None else _least(body.lanes, wired, place.lanes)
    measured_lanes, measured_gen = body.device.count("link_lanes"), body.device.count("link_gen")
    if measured_lanes is not None:
        lanes = measured_lanes
    gens = [body.gen, slot.pcie_gen]
    if place.via is not None:
        gens.append(place.gen)
    if slot.root is not None and slot.root.startswith("cpu") and problem.cpu_count:
        gens.append(problem.cpu_gen if problem.cpu_known else None)
    covers = () if place.via is not None else covered_slots(problem, slot, problem.width_of(body))
    gen = _least(*gens) if measured_gen is None else measured_gen
    return Seated(body, place, covers, wired, lanes, gen, narrowed)


def _least(*values: int | None) -> int | None:
    """The smallest, or None when one is unknown."""
    known = [value for value in values if value is not None]
    return min(known) if len(known) == len(values) else None


def covered_slots(problem: Problem, slot: Slot, width: int) -> tuple[str, ...]:
    """Other slots under a body of that width."""
    if slot.position is None or slot.max_slots is not None:
        return ()
    under = range(slot.position + 1, slot.position + width)
    return tuple(other.id for other in problem.slots if other.position is not None and other.position in under)


def _within_budgets(problem: Problem, seated: tuple[Seated, ...]) -> tuple[Seated, ...] | None:
    """Narrow the widest links of a root that has fewer lanes than its slots are wired for, down to ×4 each."""
    result = list(seated)
    for root, available in problem.root_lanes.items():
        while True:
            on_root = [index for index, seat in enumerate(result) if _costs_lanes(seat, root)]
            used = sum(result[index].electrical_lanes or 0 for index in on_root)
            if used <= available:
                break
            widest = max(on_root, key=lambda index: (result[index].electrical_lanes or 0, index))
            lanes = result[widest].electrical_lanes or 0
            if lanes <= 4:
                if "lanes" in problem.relaxed:
                    break
                return None
            result[widest] = _narrow(result[widest], lanes // 2, f"{root} has {available} lanes")
    return tuple(result)


def _costs_lanes(seat: Seated, root: str) -> bool:
    """Splitter ends share what the splitter itself costs."""
    return seat.place.slot.root == root and seat.place.splitter is None and seat.electrical_lanes is not None


def _narrow(seat: Seated, lanes: int, why: str) -> Seated:
    reached = lanes if seat.lanes is None else min(seat.lanes, lanes)
    narrowed = tuple(dict.fromkeys((*seat.narrowed_by, why)))
    return Seated(seat.body, seat.place, seat.covers, lanes, reached, seat.gen, narrowed)


def cost_of(problem: Problem, seated: tuple[Seated, ...]) -> Cost:
    """What makes one assignment worse than another, most important first.

    Bodies beyond the chassis' last bracket; risers left unused; bandwidth lost; GPUs
    behind the chipset; open-air cards without a free slot between; then the board's own order.
    """
    return (
        sum(_overhangs(problem, seat) for seat in seated),
        -sum(_riser_credit(seat) for seat in seated),
        sum(_loss(seat) for seat in seated),
        sum(_is_far(seat) for seat in seated),
        _stacked(problem, ((seat.body, seat.place) for seat in seated)),
        *(problem.order.get(seat.place.slot.id, len(problem.slots)) for seat in seated),
    )


def _riser_credit(seat: Seated) -> int:
    """A riser that was bought is used, for a GPU before anything else."""
    if seat.place.via is None:
        return 0
    return 2 if seat.body.is_gpu else 1


def _is_far(seat: Seated) -> bool:
    """Whether a GPU sits behind the chipset."""
    return seat.body.is_gpu and (seat.place.slot.root or "").startswith("pch")


def _overhangs(problem: Problem, seat: Seated) -> bool:
    slot = seat.place.slot
    if problem.expansion_slots is None or seat.place.via is not None or slot.position is None:
        return False
    return slot.max_slots is None and slot.position + problem.width_of(seat.body) - 1 > problem.expansion_slots


def _loss(seat: Seated) -> int:
    """Bandwidth that the link lacks, in promille of the card's own, squared: two cards at half lose less than one at a
    quarter, because cards that work together wait for the slowest.  GPUs weigh double."""
    body = seat.body
    if body.lanes is None or body.gen is None or seat.lanes is None or seat.gen is None:
        return 0
    if seat.lanes == 0:
        return NO_LANE_COST
    share = pcie_gb_s(seat.gen, seat.lanes) / pcie_gb_s(body.gen, body.lanes)
    loss = round(1000 * (1 - share))
    return loss * loss * (2 if body.is_gpu else 1)


def _stacked(problem: Problem, chosen: Iterable[tuple[Body, Place]]) -> int:
    """Open-air cards without a free slot between; one more card on the board never makes them fewer."""
    spans = []
    for body, place in chosen:
        slot = place.slot
        axial = body.is_gpu and body.device.text("cooling") == "axial"
        if axial and place.via is None and slot.position is not None and slot.max_slots is None:
            spans.append((slot.position, slot.position + problem.width_of(body)))
    spans.sort()
    return sum(end == start for (_, end), (start, _) in pairwise(spans))
