"""Stage two: power connectors onto supply outputs, and watts onto supplies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.core.build import CablePin
from app.core.estimate.power import PowerEstimate
from app.core.parts import Facts
from app.core.placement.connectors import (
    ADAPTER_PLUG_W,
    RATING_W,
    SLOT_W,
    Demand,
    Outlets,
    Served,
    adapters_for,
    listed_adapters,
    serve,
)
from app.core.placement.hanging import LARGE_CARD_W, Card, Crowd, Hook, hang
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

# What every ATX board needs before it starts, where its own inputs are not known.
ATX_MINIMUM = (("atx24", 1), ("eps8", 1))


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
    connectors = _sockets(gpu, "aux_power")
    if connectors is None and at_most:
        connectors = _sockets(gpu, "aux_power_most")
    limit = rig.power_limit_w(gpu)
    load = power.load(gpu.name)
    rest = 0.0 if limit is None or load is None else max(0.0, limit - load.slot_w)
    total = sum(_weight_w(name) for name in connectors or ())
    pin = _pin_of(rig, gpu)
    cables = rig.all("cable")
    demands = []
    for name in connectors or ():
        watts = rest * _weight_w(name) / total
        demands.append(
            Demand(gpu.name, name, watts, adapters_for(gpu, name, watts, cables), pin.output if pin else None)
        )
    return demands


def _sockets(device: Device, fact: str) -> list[str] | None:
    """The name of every single socket; None when they are unknown."""
    records = device.records(fact)
    if records is None:
        return None
    return [record.text("connector") or "proprietary" for record in records for _ in range(record.count("count") or 1)]


def _weight_w(connector: str) -> float:
    """How a card divides its watts among its sockets: by what each may carry."""
    return RATING_W.get(connector, ADAPTER_PLUG_W)


def _pin_of(rig: Rig, gpu: Device) -> CablePin | None:
    return next((pin for pin in rig.choices.cable_pins if pin.device in (gpu.name, gpu.item.id)), None)


def _board_demands(rig: Rig) -> list[Demand]:
    board = rig.board
    if board is None or board.text("power_standard") in ("proprietary", "12v-only", "dc-barrel", "atx12vo"):
        return []
    records = board.records("power_inputs")
    wanted = ATX_MINIMUM if records is None else [_input(record) for record in records]
    cables = rig.all("cable")
    return [
        Demand(board.name, name, 0.0, listed_adapters(name, cables)) for name, count in wanted for _ in range(count)
    ]


def _input(record: Facts) -> tuple[str, int]:
    """A power input and how many plugs it must have; an optional one needs none."""
    count = 0 if record.flag("required") is False else record.count("count") or 1
    return record.text("connector") or "proprietary", count


def _rating_conflicts(rig: Rig) -> list[PowerConflict]:
    """Cards whose own connectors and slot can't carry their limit; connectors without a standard's rating may."""
    found: dict[tuple[str, float], list[Device]] = {}
    for gpu in rig.gpus:
        limit, offered = rig.power_limit_w(gpu), _own_w(gpu)
        if limit is not None and offered is not None and offered < limit and _is_card(gpu):
            found.setdefault((gpu.part.id, limit), []).append(gpu)
    return [
        PowerConflict(
            "rating",
            tuple(gpu.name for gpu in gpus),
            "+".join(record.text("connector") or "?" for record in gpus[0].records("aux_power") or ()) or "slot75",
            limit,
            _own_w(gpus[0]) or SLOT_W,
            f"slot and connectors of {gpus[0].label} carry less than its power limit",
        )
        for (_, limit), gpus in found.items()
    ]


def _own_w(gpu: Device) -> float | None:
    """Watts that slot and connectors carry together; None where a connector is unknown or has no standard rating."""
    names = _sockets(gpu, "aux_power")
    if names is None or any(name not in RATING_W for name in names):
        return None
    return SLOT_W + sum(RATING_W[name] for name in names)


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
        usable_w=None if rating is None else rating * min(active, len(psus)),
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
    records = _outputs(boards)
    lacking = [gap for board in boards for gap in board.lacks("outputs")]
    if lacking:
        return [], [], [], [*gaps, *lacking]
    served, unmet = serve(Outlets.of(tuple(records), None), demands)
    feeds = [_feed(one, psus[0].name) for one in served]
    return feeds, _needed(served), _unmet_conflicts(unmet, records), gaps


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
    found = hang(_hook(rig, power, psus, ratings, at_most=bool(bounded)))
    steps = found.steps
    if bounded and found.best.flaws:
        # The most that such cards have is too much; how many they really have decides.
        found = hang(_hook(rig, power, psus, ratings))
        steps += found.steps
        gaps += [gap for gpu in bounded for gap in gpu.lacks("aux_power")]
    best = found.best
    gaps += [gap for index in best.doubtful for gap in psus[index].lacks("outputs")]
    loads = tuple(
        PsuLoad(psu.name, watts, rating)
        for psu, watts, rating in zip(psus, _judged_w(power, best.watts), ratings, strict=True)
    )
    served = [one for group in best.served for one in group]
    conflicts = _rating_conflicts(rig)
    undecided = bool(best.flaws) and not found.complete
    if not undecided:
        conflicts = _unmet_conflicts(list(best.unmet), _outputs(psus)) + _crowds(best.crowded) + conflicts
    known = [rating for rating in ratings if rating is not None]
    usable = sum(known) if len(known) == len(ratings) else None
    return CablePlan(
        "undecided" if undecided and not conflicts else _status(conflicts, gaps),
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


def _judged_w(power: PowerEstimate, watts: tuple[float, ...]) -> tuple[float, ...]:
    """The supplies' loads, scaled to the load that the builder states."""
    if power.override_w is None:
        return watts
    if not power.at_least_w:
        return (power.override_w / len(watts),) * len(watts)
    return tuple(own * power.override_w / power.at_least_w for own in watts)


def _is_gpu(rig: Rig, one: Served) -> bool:
    return any(gpu.name == one.demand.device for gpu in rig.gpus)


def _outputs(boards: Iterable[Device]) -> list[Facts]:
    return [record for board in boards for record in board.records("outputs") or ()]


def _hook(
    rig: Rig, power: PowerEstimate, psus: tuple[Device, ...], ratings: list[float | None], at_most: bool = False
) -> Hook:
    cards = tuple(_card(rig, power, gpu, psus, at_most) for gpu in rig.gpus)
    rest_w = power.at_least_w - sum(card.aux_w for card in cards)
    return Hook(psus, tuple(ratings), cards, tuple(_board_demands(rig)), rest_w)


def _card(rig: Rig, power: PowerEstimate, gpu: Device, psus: tuple[Device, ...], at_most: bool) -> Card:
    load, limit, pin = power.load(gpu.name), rig.power_limit_w(gpu), _pin_of(rig, gpu)
    chosen = [index for index, psu in enumerate(psus) if pin is not None and pin.psu in (psu.name, psu.item.id)]
    return Card(
        gpu.name,
        (gpu.item.id, gpu.part.id, repr(pin and (pin.output, pin.psu))),
        0.0 if load is None else load.watts - load.slot_w,
        limit is not None and limit > LARGE_CARD_W,
        tuple(_gpu_demands(rig, power, gpu, at_most)),
        tuple(chosen or range(len(psus))),
    )


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


def _unmet_conflicts(unmet: list[Demand], outputs: list[Facts]) -> list[PowerConflict]:
    """One conflict for each kind of connector that stays unfed."""
    counts: Counter[str] = Counter()
    for record in outputs:
        counts[record.text("connector") or "?"] += record.count("count") or 0
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
        weak = _strongest_weak_w(demands, outputs)
        if weak is not None:
            wanted = max(demand.watts for demand in demands)
            detail = (
                f"{wanted:,.0f} W are to come through a {connector} socket; what the build has carries {weak:,.0f} W"
            )
            found.append(PowerConflict("weak-plug", devices, connector, wanted, weak, detail))
            continue
        detail = f"{len(demands)} {connector} sockets stay without a plug"
        idle = all(not demand.adapters and not demand.watts for demand in demands)
        kind: PowerConflictKind = "board-input" if idle else "count"
        offered = counts[connector]
        found.append(PowerConflict(kind, devices, connector, len(demands), offered, detail))
    return found


def _strongest_weak_w(demands: list[Demand], outputs: list[Facts]) -> float | None:
    """What the best of those plugs and adapters at hand carries that go into the socket and are too weak for it."""
    connector, least = demands[0].connector, min(demand.watts for demand in demands)
    plugs = [record.number("watts") for record in outputs if record.text("connector") == connector]
    adapters = [adapter.watts for adapter in demands[0].adapters if adapter.origin != "buy"]
    return max((watts for watts in (*plugs, *adapters) if watts is not None and watts < least), default=None)


def _crowds(crowded: tuple[Crowd, ...]) -> list[PowerConflict]:
    """One conflict for each card that one cable would feed twice."""
    return [
        PowerConflict(
            "shared-cable",
            (crowd.device,),
            crowd.output,
            crowd.plugs,
            crowd.cables,
            f"its {crowd.plugs} {crowd.output} plugs hang on {crowd.cables} of the supply's cables, and a card of more "
            f"than {LARGE_CARD_W:g} W wants a cable for each",
        )
        for crowd in crowded
    ]
