"""Stage one: cards into slots, drives onto ports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, combinations, islice

from app.core.placement.plans import Conflict, ConflictKind, RootUse, Seat, Slot, SlotPlan, Status
from app.core.placement.ports import DriveSeats, seat_drives
from app.core.placement.problem import FEARS, Body, Problem, build_problem
from app.core.placement.search import STEP_BUDGET, BudgetSpentError, Search, Seated
from app.core.report import Missing
from app.core.rig import Device, Rig

MOST_CLOSINGS = 64
FURTHER_BUDGET = STEP_BUDGET  # for all searches after the first together: beside drives, and for whom to blame
# Which constraint to blame, in this order: the first whose removal alone makes a placement possible.
BLAME: tuple[ConflictKind, ...] = ("length", "cpu", "sharing", "bifurcation", "cover", "lanes", "pin")


def place_slots(rig: Rig) -> SlotPlan:
    """Seat every card and drive of the rig, or say what bars it."""
    board = rig.board
    if board is None:
        return SlotPlan("waiting", _measured(rig))
    if board.records("slots") is None:
        if not _has_cards(rig, board):
            return SlotPlan("placed")
        return SlotPlan("unknown", _measured(rig), missing=board.lacks("slots"))
    problem = build_problem(rig, board)
    try:
        return _solve(rig, board, problem)
    except BudgetSpentError:
        return SlotPlan("undecided")


def _measured(rig: Rig) -> tuple[Seat, ...]:
    """Links that the owner measured, on a board that is unknown."""
    seats = []
    for card in rig.all("gpu", "nic"):
        lanes = card.count("link_lanes")
        if lanes is not None:
            slot = Slot("as measured", None, None, lanes, None, None, None, None, None, None, None)
            seats.append(Seat(card.name, slot, lanes, card.count("link_gen"), lanes))
    return tuple(seats)


def _has_cards(rig: Rig, board: Device) -> bool:
    return bool(build_problem(rig, board).bodies)


def _solve(rig: Rig, board: Device, problem: Problem) -> SlotPlan:
    hopeful = Search(problem)
    seated = hopeful.run()
    if seated is None:
        blamed = _impossible(problem)
        return replace(blamed, steps=hopeful.steps + blamed.steps)
    status: Status = "placed"
    missing: tuple[Missing, ...] = ()
    fears = _fears(problem)
    if fears:
        fearful = Search(replace(problem, fears=fears)).run()
        if fearful is None:
            status, missing = "unknown", _decisive(problem, fears, board)
        else:
            seated = fearful
    wary = problem if status == "unknown" else replace(problem, fears=fears)

    def seat(cards: tuple[Seated, ...], closed: frozenset[str]) -> DriveSeats:
        return seat_drives(rig, board, cards, closed)

    cards, drives, steps = _with_drives(wary, seated, seat)
    if drives.conflicts and wary.fears:
        # With the missing facts at their worst some drive stays out; at their best it may not.
        hopeful_cards, hopeful_drives, more = _with_drives(problem, seated, seat)
        steps += more
        if len(hopeful_drives.conflicts) < len(drives.conflicts):
            status, missing = "unknown", _named(problem, fears, board)
            cards, drives = hopeful_cards, hopeful_drives
    seats = tuple(_seat(one) for one in sorted(cards, key=_board_order(problem)))
    return SlotPlan(
        status,
        seats,
        drives.seats,
        drives.conflicts,
        _root_use(problem, cards, drives.lanes_by_root),
        missing + drives.missing,
        hopeful.steps + steps,
    )


def _with_drives(
    problem: Problem, seated: tuple[Seated, ...], seat: Callable[[tuple[Seated, ...], frozenset[str]], DriveSeats]
) -> tuple[tuple[Seated, ...], DriveSeats, int]:
    """Cards and drives together, and the steps it took: drives beside the cards as they are, else cards beside drives.

    A drive may switch a card's slot off, and a card a drive's port; where they bar each other, drives stay out.
    """
    drives = seat(seated, frozenset())
    if not drives.conflicts and not any(sharing.when & drives.in_use for sharing in problem.sharings):
        return seated, drives, 0
    steps = 0
    best: tuple[tuple[Seated, ...], DriveSeats] | None = None
    for beside in chain([drives], (seat((), closed) for closed in _closings(problem))):
        if best is not None and len(beside.conflicts) >= len(best[1].conflicts):
            continue
        search = Search(problem, beside.in_use)
        cards = search.run()
        steps += search.steps
        if steps > FURTHER_BUDGET:
            raise BudgetSpentError
        if cards is not None:
            best = cards, beside
            if not beside.conflicts:
                break
    return (*(best or (seated, drives)), steps)


def _closings(problem: Problem) -> Iterator[frozenset[str]]:
    """Sets of ports to leave empty, the smallest first: of those that switch a slot off or that a slot switches off.

    Raises BudgetSpentError after MOST_CLOSINGS of them.
    """
    ports: set[str] = set()
    for sharing in problem.sharings:
        if not sharing.lanes:
            ports |= {sharing.affects, *sharing.when} - set(problem.order)
    names = sorted(ports)
    every = chain.from_iterable(combinations(names, count) for count in range(len(names) + 1))
    yield from map(frozenset, islice(every, MOST_CLOSINGS))
    if 2 ** len(names) > MOST_CLOSINGS:
        raise BudgetSpentError


def _board_order(problem: Problem) -> Callable[[Seated], int]:
    return lambda one: problem.order.get(one.place.slot.id, len(problem.slots))


def _seat(one: Seated) -> Seat:
    via = one.place.via.name if one.place.via else None
    return Seat(
        one.body.device.name, one.place.slot, one.lanes, one.gen, one.electrical_lanes, one.covers, via, one.narrowed_by
    )


def _fears(problem: Problem) -> frozenset[str]:
    """The kinds of fact that are missing somewhere in this problem."""
    found = set()
    if any(body.width is None for body in problem.bodies):
        found.add("gpu.slot_width")
    if any(body.connector_lanes is None for body in problem.bodies):
        found.add("connector_lanes")
    if any(slot.position is None and slot.max_slots is None for slot in problem.slots) and len(problem.bodies) > 1:
        found.add("slots.position")
    if any(slot.physical_lanes is None and not slot.open_ended for slot in problem.slots):
        found.add("slots.physical_lanes")
    few = problem.socket_count is not None and 0 < problem.cpu_count < problem.socket_count
    if few and any(slot.root is None for slot in problem.slots):
        found.add("slots.root")
    if any(not splitter.records("downstream") for splitter in problem.splitters):
        found.add("riser.downstream")
    return frozenset(found)


def _decisive(problem: Problem, fears: frozenset[str], board: Device) -> tuple[Missing, ...]:
    """The missing facts that decide: those whose fear alone leaves no placement, or all when only together they do."""
    alone = [
        fear for fear in FEARS if fear in fears and Search(replace(problem, fears=frozenset({fear}))).run() is None
    ]
    return _named(problem, alone or sorted(fears), board)


def _named(problem: Problem, fears: Iterable[str], board: Device) -> tuple[Missing, ...]:
    named: list[Missing] = []
    for fear in fears:
        if fear == "gpu.slot_width":
            named += [body.device.missing("slot_width") for body in problem.bodies if body.width is None]
        elif fear == "riser.downstream":
            named += [one.missing("downstream") for one in problem.splitters if not one.records("downstream")]
        elif fear == "connector_lanes":
            named += [body.device.missing(fear) for body in problem.bodies if body.connector_lanes is None]
        else:
            named.append(board.missing(fear))
    return tuple(dict.fromkeys(named))


@dataclass
class _Asking:
    """Whether changed problems have an answer, with one budget for all of them."""

    steps: int = 0

    def possible(self, problem: Problem, when_undecided: bool) -> bool:
        if self.steps > FURTHER_BUDGET:
            return when_undecided
        search = Search(problem, first_only=True)
        try:
            return search.run() is not None
        except BudgetSpentError:
            return when_undecided
        finally:
            self.steps += search.steps


def _impossible(problem: Problem) -> SlotPlan:
    """Blame an irreducible set of bodies: without any one of them the others can be seated.

    Where the budget ends first, bodies that could perhaps be left out stay in the set.
    """
    asking = _Asking()
    bodies = list(problem.bodies)
    for body in list(bodies):
        if body.kind == "splitter":
            continue
        fewer = [other for other in bodies if other is not body]
        if not asking.possible(replace(problem, bodies=tuple(fewer)), when_undecided=True):
            bodies = fewer
    core = replace(problem, bodies=tuple(bodies))
    kind = _blame(core, asking)
    names = tuple(body.device.name for body in bodies)
    slots = tuple(dict.fromkeys(body.pinned for body in bodies if body.pinned))
    conflict = Conflict(kind, names, slots, _detail(core, kind, bodies))
    return SlotPlan("impossible", conflicts=(conflict,), steps=asking.steps)


def _blame(problem: Problem, asking: _Asking) -> ConflictKind:
    places = len(problem.slots) + len(problem.port_places)
    if sum(body.kind != "splitter" for body in problem.bodies) > places and not problem.splitters:
        return "count"
    for kind in BLAME:
        if asking.possible(replace(problem, relaxed=frozenset({kind})), when_undecided=False):
            return kind
    return "count"


def _detail(problem: Problem, kind: ConflictKind, bodies: list[Body]) -> str:
    """The numbers behind the conflict, as half a sentence."""
    count = len(bodies)
    slots = problem.slots
    match kind:
        case "length":
            longest = max((slot.physical_lanes or 0 for slot in slots), default=0)
            wanted = max(problem.connector_of(body) for body in bodies)
            fitting = sum(bool(slot.open_ended) or (slot.physical_lanes or 0) >= wanted for slot in slots)
            return f"{fitting} of {len(slots)} slots take a ×{wanted} card (longest ×{longest}), {count} are needed"
        case "cover":
            widths = sum(problem.width_of(body) for body in bodies)
            return f"the cards are {widths} slots wide together, and no arrangement keeps them off each other"
        case "cpu":
            live = sum(problem.cpu_present(slot.root) for slot in slots)
            return f"{live} of {len(slots)} slots belong to an installed processor, {count} are needed"
        case "lanes":
            budget = ", ".join(f"{root} {lanes}" for root, lanes in sorted(problem.root_lanes.items()))
            return f"the lanes do not suffice even at ×4 each (available: {budget})"
        case "sharing":
            return "a slot that is needed is switched off by another one in use"
        case "bifurcation":
            return "no slot offers the bifurcation that the splitter needs"
        case "pin":
            return "the slots that the builder chose do not go together"
        case _:
            return f"{count} cards, {len(slots)} slots"


def _root_use(problem: Problem, seated: tuple[Seated, ...], drive_lanes: Mapping[str, int]) -> tuple[RootUse, ...]:
    used: dict[str, int] = dict(drive_lanes)
    for one in seated:
        root = one.place.slot.root
        if root is None or one.place.splitter is not None or one.electrical_lanes is None:
            continue
        used[root] = used.get(root, 0) + one.electrical_lanes
    for root in problem.root_lanes:
        used.setdefault(root, 0)
    return tuple(RootUse(root, lanes, problem.root_lanes.get(root)) for root, lanes in sorted(used.items()))
