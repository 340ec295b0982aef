"""Stage two: power connectors onto supply outputs, and watts onto supplies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import product

from app.core.estimate.power import PowerEstimate
from app.core.placement.connectors import RATING_W, SLOT_W, Demand, Outlets, Served, adapters_for, fewest_plugs, serve
from app.core.placement.plans import (
    CablePlan,
    Feed,
    NeededCable,
    PowerConflict,
    PowerConflictKind,
    PsuLoad,
    Status,
)
from app.core.placement.supplies import rating_at, redundancy, share_one_bus, site_volts
from app.core.report import Missing
from app.core.rig import Device, Rig

STEP_BUDGET = 20_000
# What every ATX board needs before it starts, where its own inputs are not known.
ATX_MINIMUM = (("atx24", 1), ("eps8", 1))


@dataclass(frozen=True, slots=True)
class _Try:
    """One way to hang the cards on the supplies."""

    system: int
    of_gpu: tuple[int, ...]
    watts: tuple[float, ...]
    served: tuple[tuple[Served, ...], ...]
    unmet: tuple[Demand, ...]
    doubtful: tuple[int, ...] = ()
    """Supplies whose plugs are unknown and whose sure ones don't suffice."""


def place_cables(rig: Rig, power: PowerEstimate) -> CablePlan:
    """Feed every connector and load every supply, or say what can't be fed."""
    psus = rig.all("psu")
    if not psus:
        return CablePlan("waiting")
    volts = site_volts(rig)
    ratings = [rating_at(psu, volts) for psu in psus]
    missing = [gap for psu, rating in zip(psus, ratings, strict=True) if rating is None for gap in _rating_gap(psu)]
    if share_one_bus(psus):
        return _shared_bus(rig, power, psus, ratings, volts, missing)
    return _separate(rig, power, psus, ratings, volts, missing)


def _rating_gap(psu: Device) -> tuple[Missing, ...]:
    return psu.lacks("ratings") or (psu.missing("ratings"),)


def _gpu_demands(rig: Rig, power: PowerEstimate, gpu: Device, at_most: bool = False) -> list[Demand]:
    """The card's connectors, each with its part of the watts that don't come through the slot.

    `at_most` takes the most that cards of its name have where the card's own are unknown.
    """
    records = gpu.records("aux_power")
    if records is None and at_most:
        records = gpu.records("aux_power_most")
    connectors = [
        record.text("connector") or "proprietary" for record in records or () for _ in range(record.count("count") or 1)
    ]
    limit = rig.power_limit_w(gpu)
    load = power.load(gpu.name)
    rest = 0.0 if limit is None or load is None else max(0.0, limit - load.slot_w)
    total = sum(RATING_W.get(name, 150.0) for name in connectors)
    pin = next((pin.output for pin in rig.choices.cable_pins if pin.device in (gpu.name, gpu.item.id)), None)
    cables = rig.all("cable")
    demands = []
    for name in connectors:
        watts = rest * RATING_W.get(name, 150.0) / total
        demands.append(Demand(gpu.name, name, watts, adapters_for(gpu, name, watts, cables), pin))
    return demands


def _board_demands(board: Device | None) -> list[Demand]:
    if board is None or board.text("power_standard") in ("proprietary", "12v-only", "dc-barrel", "atx12vo"):
        return []
    records = board.records("power_inputs")
    if records is None:
        return [Demand(board.name, name, 0.0) for name, count in ATX_MINIMUM for _ in range(count)]
    demands = []
    for record in records:
        name = record.text("connector") or "proprietary"
        if record.flag("required") is False:
            continue
        demands += [Demand(board.name, name, 0.0) for _ in range(record.count("count") or 1)]
    return demands


def _rating_conflicts(rig: Rig) -> list[PowerConflict]:
    """Cards whose own connectors and slot can't carry their limit."""
    found: dict[tuple[str, float], list[Device]] = {}
    for gpu in rig.gpus:
        limit = rig.power_limit_w(gpu)
        records = gpu.records("aux_power")
        if limit is None or records is None or (gpu.text("form_factor") or "pcie") != "pcie":
            continue
        names = [
            record.text("connector") or "proprietary" for record in records for _ in range(record.count("count") or 1)
        ]
        if "proprietary" in names:
            continue
        offered = SLOT_W + sum(RATING_W.get(name, 150.0) for name in names)
        if offered < limit:
            found.setdefault((gpu.part.id, limit), []).append(gpu)
    return [
        PowerConflict(
            "rating",
            tuple(gpu.name for gpu in gpus),
            "+".join(record.text("connector") or "?" for record in gpus[0].records("aux_power") or ()) or "slot75",
            limit,
            SLOT_W
            + sum(
                RATING_W.get(record.text("connector") or "", 150.0) * (record.count("count") or 1)
                for record in gpus[0].records("aux_power") or ()
            ),
            f"slot and connectors of {gpus[0].label} carry less than its power limit",
        )
        for (_, limit), gpus in found.items()
    ]


def _shared_bus(
    rig: Rig,
    power: PowerEstimate,
    psus: tuple[Device, ...],
    ratings: list[float | None],
    volts: float | None,
    missing: list[Missing],
) -> CablePlan:
    """Hot-swap modules on one bus: the load divides evenly, connectors belong to the distribution board."""
    active, spare = redundancy(rig, len(psus))
    known = set(ratings)
    rating = known.pop() if len(known) == 1 else None
    total = power.judged_w if power.judged_w is not None else power.at_least_w
    loads = tuple(PsuLoad(psu.name, total / len(psus), rating) for psu in psus)
    feeds, needed, conflicts, gaps = _bus_feeds(rig, power, psus)
    conflicts += _rating_conflicts(rig)
    return CablePlan(
        _status(conflicts, gaps),
        feeds=tuple(feeds),
        psu_loads=loads,
        conflicts=tuple(conflicts),
        needed=tuple(needed),
        missing=tuple(dict.fromkeys([*missing, *gaps])),
        system_psu=psus[0].name,
        independent=False,
        mode=(active, spare),
        volts=volts,
        rating_w=rating,
        usable_w=None if rating is None else rating * active,
    )


def _status(conflicts: list[PowerConflict], gaps: list[Missing]) -> Status:
    if conflicts:
        return "impossible"
    return "unknown" if gaps else "placed"


def _bus_feeds(
    rig: Rig, power: PowerEstimate, psus: tuple[Device, ...]
) -> tuple[list[Feed], list[NeededCable], list[PowerConflict], list[Missing]]:
    """Cards fed from a distribution board, or with the machine maker's cables."""
    demands = [demand for gpu in rig.gpus for demand in _gpu_demands(rig, power, gpu)]
    gaps = [gap for gpu in rig.gpus if _is_card(gpu) for gap in gpu.lacks("aux_power")]
    chassis = rig.chassis
    if not demands:
        return [], [], [], gaps
    if chassis is not None and chassis.text("gpu_power_cables") == "vendor":
        feeds = [
            Feed(d.device, d.connector, psus[0].name, "vendor cable", 1, "vendor cable", "buy", None) for d in demands
        ]
        counts = Counter(demand.connector for demand in demands)
        needed = [
            NeededCable(
                f"{chassis.label}: maker's GPU power cable ending in {name}",
                count,
                "the machine feeds its cards with its own cables",
            )
            for name, count in counts.items()
        ]
        return feeds, needed, [], gaps
    boards = rig.all("power-breakout") or psus
    records = [record for board in boards for record in board.records("outputs") or ()]
    lacking = [gap for board in boards for gap in board.lacks("outputs")]
    if lacking:
        return [], [], [], [*gaps, *lacking]
    served, unmet = serve(Outlets.of(tuple(records), None), demands)
    feeds = [_feed(one, psus[0].name) for one in served]
    return feeds, _needed(served), _unmet_conflicts(unmet, {}), gaps


def _is_bounded(gpu: Device) -> bool:
    """Whether the card's connectors are unknown, but not the most that cards of its name have."""
    return gpu.records("aux_power") is None and gpu.records("aux_power_most") is not None


def _is_card(gpu: Device) -> bool:
    return (gpu.text("form_factor") or "pcie") == "pcie"


def _separate(
    rig: Rig,
    power: PowerEstimate,
    psus: tuple[Device, ...],
    ratings: list[float | None],
    volts: float | None,
    missing: list[Missing],
) -> CablePlan:
    """One supply, or several that each feed their own cables."""
    gaps = [gap for gpu in rig.gpus if _is_card(gpu) and not _is_bounded(gpu) for gap in gpu.lacks("aux_power")]
    board = rig.board
    if board is not None and board.bundle is None and board.text("power_standard") in (None, "atx"):
        gaps += board.lacks("power_inputs")
    bounded = [gpu for gpu in rig.gpus if _is_card(gpu) and _is_bounded(gpu)]
    best, steps = _best_try(rig, power, psus, ratings, at_most=bool(bounded))
    if bounded and best is not None and (best.unmet or best.doubtful):
        # The most that such cards have is too much; how many they really have decides.
        best, more = _best_try(rig, power, psus, ratings)
        steps += more
        gaps += [gap for gpu in bounded for gap in gpu.lacks("aux_power")]
    if best is None:
        return CablePlan("undecided", missing=tuple(dict.fromkeys(gaps)), volts=volts, steps=steps)
    gaps += [gap for index in best.doubtful for gap in psus[index].lacks("outputs")]
    factor = power.override_w / power.at_least_w if power.override_w is not None and power.at_least_w else 1.0
    loads = tuple(
        PsuLoad(psu.name, watts * factor, rating) for psu, watts, rating in zip(psus, best.watts, ratings, strict=True)
    )
    served = [one for group in best.served for one in group]
    conflicts = _unmet_conflicts(list(best.unmet), _outputs_by_kind(psus)) + _rating_conflicts(rig)
    known = [rating for rating in ratings if rating is not None]
    usable = sum(known) if len(known) == len(ratings) else None
    return CablePlan(
        _status(conflicts, gaps),
        feeds=tuple(
            _feed(one, psus[index].name)
            for index, group in enumerate(best.served)
            for one in group
            if one.demand.watts or _is_gpu(rig, one)
        ),
        psu_loads=loads,
        conflicts=tuple(conflicts),
        needed=tuple(_needed(served)),
        missing=tuple(dict.fromkeys([*missing, *gaps])),
        system_psu=psus[best.system].name,
        independent=True,
        mode=(len(psus), 0),
        volts=volts,
        rating_w=ratings[0] if len(set(ratings)) == 1 else None,
        usable_w=usable,
        steps=steps,
    )


def _is_gpu(rig: Rig, one: Served) -> bool:
    return any(gpu.name == one.demand.device for gpu in rig.gpus)


def _outputs_by_kind(psus: tuple[Device, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for psu in psus:
        for record in psu.records("outputs") or ():
            name = record.text("connector") or "?"
            counts[name] = counts.get(name, 0) + (record.count("count") or 0)
    return counts


def _best_try(
    rig: Rig, power: PowerEstimate, psus: tuple[Device, ...], ratings: list[float | None], at_most: bool = False
) -> tuple[_Try | None, int]:
    """The way that leaves least unfed and loads the fullest supply least."""
    gpus = rig.gpus
    demands = [_gpu_demands(rig, power, gpu, at_most) for gpu in gpus]
    aux = [_aux_w(power, gpu) for gpu in gpus]
    rest = power.at_least_w - sum(aux)
    board = _board_demands(rig.board)
    best: tuple[tuple[float, ...], _Try] | None = None
    steps = 0
    for system in range(len(psus)):
        if system and psus[system].part.id == psus[system - 1].part.id:
            continue
        for of_gpu in product(range(len(psus)), repeat=len(gpus)):
            steps += 1
            if steps > STEP_BUDGET:
                return (best[1] if best else None), steps
            if _is_swapped(gpus, of_gpu):
                continue
            attempt = _attempt(psus, system, of_gpu, demands, aux, rest, board)
            shares = [w / r if r else float("inf") if w else 0.0 for w, r in zip(attempt.watts, ratings, strict=True)]
            cross = sum(index != system for index in of_gpu)
            key = (len(attempt.unmet) + len(attempt.doubtful), _bought(attempt), round(max(shares), 6), cross, *of_gpu)
            if best is None or key < best[0]:
                best = (key, attempt)
    return (best[1] if best else None), steps


def _is_swapped(gpus: tuple[Device, ...], of_gpu: tuple[int, ...]) -> bool:
    """Whether the same result with two equal cards swapped is tried elsewhere."""
    pairs = zip(gpus, gpus[1:], of_gpu, of_gpu[1:], strict=False)
    return any(a.item.id == b.item.id and a.part.id == b.part.id and left > right for a, b, left, right in pairs)


def _aux_w(power: PowerEstimate, gpu: Device) -> float:
    load = power.load(gpu.name)
    return 0.0 if load is None else load.watts - load.slot_w


def _bought(attempt: _Try) -> int:
    """Adapters that would have to be bought, and never more of an item's adapters than it has."""
    return sum(one.adapter is not None and one.adapter.origin == "buy" for group in attempt.served for one in group)


def _attempt(
    psus: tuple[Device, ...],
    system: int,
    of_gpu: tuple[int, ...],
    demands: list[list[Demand]],
    aux: list[float],
    rest: float,
    board: list[Demand],
) -> _Try:
    watts = [0.0] * len(psus)
    watts[system] += rest
    served: list[tuple[Served, ...]] = []
    unmet: list[Demand] = []
    doubtful: list[int] = []
    for index, psu in enumerate(psus):
        mine = list(board) if index == system else []
        for gpu, where in enumerate(of_gpu):
            if where == index:
                mine += demands[gpu]
                watts[index] += aux[gpu]
        outputs = psu.records("outputs")
        if outputs is None:
            got, left = serve(Outlets(dict(fewest_plugs(psu)), {}, []), mine)
            doubtful += [index] if left else []
        else:
            got, left = serve(Outlets.of(outputs, psu.records("shared_sockets")), mine)
            unmet += left
        served.append(tuple(got))
    return _Try(system, of_gpu, tuple(watts), tuple(served), tuple(unmet), tuple(doubtful))


def _feed(one: Served, psu: str) -> Feed:
    adapter = one.adapter
    return Feed(
        one.demand.device,
        one.demand.connector,
        psu,
        one.output,
        one.count,
        adapter.name if adapter else None,
        adapter.origin if adapter else None,
        one.rating_w,
    )


def _needed(served: list[Served]) -> list[NeededCable]:
    counts: dict[str, int] = {}
    for one in served:
        if one.adapter is not None and one.adapter.origin == "buy":
            counts[one.adapter.name] = counts.get(one.adapter.name, 0) + 1
    return [
        NeededCable(name, count, "no supply output fits the card's connector directly")
        for name, count in counts.items()
    ]


def _unmet_conflicts(unmet: list[Demand], outputs: dict[str, int]) -> list[PowerConflict]:
    """One conflict for each kind of connector that stays unfed."""
    groups: dict[tuple[str, str | None], list[Demand]] = {}
    for demand in unmet:
        groups.setdefault((demand.connector, demand.pinned_output), []).append(demand)
    found = []
    for (connector, pinned), demands in groups.items():
        devices = tuple(dict.fromkeys(demand.device for demand in demands))
        if pinned is not None and pinned != connector:
            detail = f"a {pinned} plug does not go into a {connector} socket without an adapter"
            found.append(PowerConflict("type", devices, connector, len(demands), 0, detail))
            continue
        detail = f"{len(demands)} {connector} sockets stay without a plug"
        idle = all(not demand.adapters and not demand.watts for demand in demands)
        kind: PowerConflictKind = "board-input" if idle else "count"
        offered = outputs.get(connector, 0)
        found.append(PowerConflict(kind, devices, connector, len(demands), offered, detail))
    return found
