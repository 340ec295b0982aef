"""What could be done about a finding: patches in the rule book's order, none of them judged yet.

A move is a generator over (situation, finding).  Which moves suit a rule stands in one table; moves know kinds of
parts, never single products.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from app.core.build import Build, Circuit, Item
from app.core.parts import Part
from app.core.repair.nearest import adding, channels, nearest
from app.core.repair.patches import (
    Add,
    Patch,
    PinSlot,
    Remove,
    SetChoice,
    SetCircuits,
    SetCooling,
    SetPowerLimit,
    SetQuantity,
    apply,
    item_of,
)
from app.core.repair.situation import Situation, is_gone, items_named, quick_findings, rule_named
from app.core.report import Finding

Move = Callable[[Situation, Finding], Iterator[Patch]]

NEAREST = 3
"""Replacements of one part that are judged by all rules."""

# Dew point margin (rule book, `condensation-dew-point`), and the warm-water range that needs no chiller.
DEW_POINT_MARGIN_K = 3
WARM_WATER_C = (35.0, 40.0, 45.0)
LIMIT_STEP_W = 10.0
# The common circuit of a North American home that feeds servers: NEMA L6-20 (general knowledge).
HIGH_VOLTS, HIGH_AMPS, HIGH_RECEPTACLE = 240.0, 20.0, "L6-20"
LOW_LINE_V = 150.0
MOST_CIRCUITS = 4
MOST_MORE = 3
LOOP_PARTS = ("radiator", "pump", "reservoir", "coolant", "fitting", "gpu-block", "cpu-block")
CURRENT_OS = "Ubuntu 24.04"
FULL_FAN_RPM = 1800.0
"""The speed at which radiators are rated in the rule book."""


def moves_for(situation: Situation, finding: Finding) -> Iterator[Patch]:
    """Patches that may do away with a finding, in the rule book's order, each once."""
    seen: set[Patch] = set()
    for move in (unpin, *MOVES.get(finding.rule, DEFAULT_MOVES)):
        for patch in move(situation, finding):
            if patch and patch not in seen:
                seen.add(patch)
                yield patch


def swap(*categories: str, same_kind: bool = True) -> Move:
    """Another part for one of the finding's items, or for the bundle that brings what the finding speaks of."""

    def move(situation: Situation, finding: Finding) -> Iterator[Patch]:
        for item in _items(situation, finding, categories):
            for edit in nearest(situation, finding, item, NEAREST, same_kind):
                yield (edit,)

    return move


def _items(situation: Situation, finding: Finding, categories: tuple[str, ...]) -> list[Item]:
    """Items of these categories that the finding names, else all of them; a bundle stands for what it brings."""
    found: list[Item] = []
    named = items_named(finding)
    for category in categories:
        every = situation.items_of(category) or situation.bundles_with(category)
        mine = [item for item in every if item.id in named] or every
        found += [item for item in mine if item not in found]
    return found


def swap_named(situation: Situation, finding: Finding) -> Iterator[Patch]:
    """Another part for whatever the finding names."""
    for item in situation.build.items:
        if item.id in items_named(finding):
            for edit in nearest(situation, finding, item, NEAREST):
                yield (edit,)


def drop(*categories: str) -> Move:
    """Without the finding's items of these categories."""

    def move(situation: Situation, finding: Finding) -> Iterator[Patch]:
        named = items_named(finding)
        ids = tuple(item.id for item in situation.items_of(*categories) if item.id in named or not named)
        if ids:
            yield (Remove(ids),)

    return move


def unpin(situation: Situation, finding: Finding) -> Iterator[Patch]:
    """Placement seats what the builder had pinned."""
    pinned = tuple(
        pin.device for pin in situation.build.choices.slot_pins if item_of(pin.device) in items_named(finding)
    )
    for device in pinned:
        yield (PinSlot(device),)
    if 1 < len(pinned) <= 4:
        yield tuple(PinSlot(device) for device in pinned)


def another_cpu(situation: Situation, _: Finding) -> Iterator[Patch]:
    """A processor on every socket of the board, or as many as the board has sockets."""
    cpus, board = situation.items_of("cpu"), situation.rig.board
    sockets = board.count("socket_count") if board else None
    if len(cpus) == 1 and sockets is not None and cpus[0].quantity != sockets * situation.rig.machines:
        yield (SetQuantity(cpus[0].id, sockets * situation.rig.machines),)


def single_cpu(situation: Situation, _: Finding) -> Iterator[Patch]:
    """One processor alone."""
    cpus = situation.items_of("cpu")
    if len(cpus) == 1 and cpus[0].quantity > 1 and situation.rig.machines == 1:
        yield (SetQuantity(cpus[0].id, 1),)


def fill_channels(situation: Situation, finding: Finding) -> Iterator[Patch]:
    """The same modules, but one (or two) for every channel."""
    memory = situation.items_of("memory")
    for modules in channels(situation):
        part = situation.part_of(memory[0]) if len(memory) == 1 else None
        kit = (part.facts.count("kit_modules") or 1) if part else 1
        if part is not None and modules % kit == 0 and memory[0].quantity < modules // kit:
            yield (SetQuantity(memory[0].id, modules // kit),)


def own_supplies(situation: Situation, _: Finding) -> Iterator[Patch]:
    """Without listed supplies, so that the machine's own come back."""
    listed = tuple(item.id for item in situation.items_of("psu"))
    brought = [provided for item in situation.build.items for provided in _provides(situation, item)]
    counts = [quantity for category, quantity in brought if category == "psu"]
    if not listed or not counts:
        return
    yield (Remove(listed),)
    for mode in _modes(sum(counts)):
        yield (Remove(listed), SetChoice("psu_redundancy", mode))


def _provides(situation: Situation, item: Item) -> Iterator[tuple[str, int]]:
    part = situation.part_of(item)
    for provided in part.provides if part else ():
        yield provided.category, provided.quantity * item.quantity


def _modes(modules: int) -> Iterator[str]:
    """From half of the modules spare to none."""
    spares = dict.fromkeys((modules // 2, 1, 0))
    return (f"{modules - spare}+{spare}" for spare in spares if 0 <= spare < modules)


def redundancy(situation: Situation, _: Finding) -> Iterator[Patch]:
    """Another redundancy mode of the same modules."""
    for mode in _modes(len(situation.rig.all("psu"))):
        if mode != situation.build.choices.psu_redundancy:
            yield (SetChoice("psu_redundancy", mode),)


def more(category: str) -> Move:
    """One to three more of what the build has."""

    def move(situation: Situation, _: Finding) -> Iterator[Patch]:
        for item in situation.items_of(category):
            for extra in range(1, MOST_MORE + 1):
                yield (SetQuantity(item.id, item.quantity + extra),)

    return move


def lower_limit(situation: Situation, finding: Finding) -> Iterator[Patch]:
    """The highest power limit of the GPUs that the finding's rule accepts, never below what the cards accept."""
    rig = situation.rig
    bounds = [(rig.power_limit_w(gpu), gpu.number("power_min_w")) for gpu in rig.gpus]
    now = [limit for limit, _ in bounds if limit is not None]
    floors = [floor for _, floor in bounds if floor is not None]
    rule = rule_named(finding.rule)
    if rule is None or not bounds or len(now) < len(bounds) or len(floors) < len(bounds):
        return  # a limit that a card may refuse is no fix
    items = tuple(dict.fromkeys(gpu.item.id for gpu in rig.gpus))
    low, high = math.ceil(max(floors) / LIMIT_STEP_W), math.ceil(min(now) / LIMIT_STEP_W) - 1

    def accepts(step: int) -> bool:
        build = apply(situation.build, (SetPowerLimit(items, step * LIMIT_STEP_W),), situation.catalog)
        own = quick_findings(build, situation.catalog, [rule])
        return own is not None and is_gone(finding, situation.report.findings, own)

    if low > high or not accepts(low):
        return
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if accepts(middle) else (low, middle - 1)
    yield (SetPowerLimit(items, low * LIMIT_STEP_W),)


def legal_limit(situation: Situation, finding: Finding) -> Iterator[Patch]:
    """A power limit at the end of the card's own range."""
    for gpu in situation.rig.gpus:
        limit = situation.rig.power_limit_w(gpu)
        low, high = gpu.number("power_min_w"), gpu.number("power_max_w")
        if gpu.item.id not in items_named(finding) or limit is None:
            continue
        if low is not None and limit < low:
            yield (SetPowerLimit((gpu.item.id,), low),)
        if high is not None and limit > high:
            yield (SetPowerLimit((gpu.item.id,), high),)


def circuits(situation: Situation, _: Finding) -> Iterator[Patch]:
    """Circuits of 240 V where they have less, then more of the same."""
    now = situation.build.site.circuits
    if not now:
        return
    for count in range(len(now), MOST_CIRCUITS + 1):
        if now[0].volts < LOW_LINE_V:
            yield (SetCircuits(_circuits(now, count, high=True)),)
        if count > len(now):
            yield (SetCircuits(_circuits(now, count, high=False)),)


def _circuits(now: tuple[Circuit, ...], count: int, high: bool) -> tuple[Circuit, ...]:
    """Circuits that are added carry nothing else; those of another voltage are new as well."""
    if high:
        return (Circuit(HIGH_VOLTS, HIGH_AMPS, receptacle=HIGH_RECEPTACLE, other_load_w=0.0),) * count
    return now + (replace(now[0], other_load_w=0.0),) * (count - len(now))


def no_bus(situation: Situation, finding: Finding) -> Iterator[Patch]:
    """No DC bus of a voltage of its own, and supplies of 12 V with it."""
    if situation.build.choices.bus_volts is None:
        return
    plain: Patch = (SetChoice("bus_volts"),)
    yield plain
    for patch in own_supplies(situation, finding):
        yield plain + patch
    without = situation.after(plain)
    for item in without.items_of("psu"):
        for edit in nearest(without, finding, item, NEAREST):
            yield (*plain, edit)


def no_loop(situation: Situation, _: Finding) -> Iterator[Patch]:
    """Air instead of coolant, where every processor keeps a cooler and every card was made with one."""
    looped = situation.items_of("gpu")
    if any((part := situation.part_of(item)) is None or part.facts.text("cooling") == "water" for item in looped):
        return
    if situation.items_of("cpu-block") and not situation.rig.has("cpu-cooler"):
        return
    gone = [item.id for item in situation.items_of(*LOOP_PARTS)]
    if _blows_by_itself(situation):
        gone += [item.id for item in situation.items_of("fan")]
    wet = tuple(item.id for item in looped if item.cooling == "loop")
    if not gone and not wet:
        return
    edits: list[SetCooling | Remove | SetChoice] = []
    edits += [SetCooling(wet, "stock")] if wet else []
    edits += [Remove(tuple(gone))] if gone else []
    edits += [SetChoice("coolant_c")] if situation.build.choices.coolant_c is not None else []
    yield tuple(edits)


def _blows_by_itself(situation: Situation) -> bool:
    """Whether the chassis has fans of its own: those that were listed were the radiators'."""
    chassis = situation.rig.chassis
    return chassis is not None and bool(chassis.flag("server_fans") or chassis.flag("fan_wall"))


def warmer_coolant(situation: Situation, finding: Finding) -> Iterator[Patch]:
    """Coolant just above the dew point, then warm water."""
    dew_point_c = finding.figures.get("dew_point_c")
    now = situation.build.choices.coolant_c
    wanted = [float(math.ceil(dew_point_c + DEW_POINT_MARGIN_K))] if isinstance(dew_point_c, float) else []
    for coolant_c in (*wanted, *WARM_WATER_C):
        if now is not None and coolant_c > now:
            yield (SetChoice("coolant_c", coolant_c),)


def faster_fans(situation: Situation, _: Finding) -> Iterator[Patch]:
    """Radiator fans at the speed that radiators are rated for."""
    now = situation.build.choices.fan_rpm
    if now is not None and now < FULL_FAN_RPM:
        yield (SetChoice("fan_rpm", FULL_FAN_RPM),)


def more_flow(situation: Situation, _: Finding) -> Iterator[Patch]:
    """Half as much flow again, and twice as much."""
    now = situation.build.choices.loop_lpm
    if now is not None:
        yield (SetChoice("loop_lpm", now * 1.5),)
        yield (SetChoice("loop_lpm", now * 2),)


def add_for_gpus(category: str, kind: str = "") -> Move:
    """One of a category (and of a kind) for every GPU that the finding names."""

    def move(situation: Situation, finding: Finding) -> Iterator[Patch]:
        names = items_named(finding)
        count = sum(gpu.item.id in names for gpu in situation.rig.gpus)

        def with_part(part: Part) -> Build:
            return apply(situation.build, (Add(part.id, count),), situation.catalog)

        if count:
            for part in adding(situation, finding, category, kind, NEAREST, with_part):
                yield (Add(part.id, count),)

    return move


def add_one(category: str, kind: str = "") -> Move:
    """One of a category (and of a kind)."""

    def move(situation: Situation, finding: Finding) -> Iterator[Patch]:
        def with_part(part: Part) -> Build:
            return apply(situation.build, (Add(part.id),), situation.catalog)

        for part in adding(situation, finding, category, kind, NEAREST, with_part):
            yield (Add(part.id),)

    return move


def choose(name: str, *values: str | float | None) -> Move:
    """Another choice of the builder."""

    def move(situation: Situation, _: Finding) -> Iterator[Patch]:
        for value in values:
            yield (SetChoice(name, value),)

    return move


def fewer_memory(situation: Situation, _: Finding) -> Iterator[Patch]:
    """As many modules as the board has places for."""
    memory, board = situation.items_of("memory"), situation.rig.board
    places = board.count("dimm_slots") if board else None
    if len(memory) == 1 and places is not None and memory[0].quantity > places:
        yield (SetQuantity(memory[0].id, places),)


def fewer_drives(situation: Situation, finding: Finding) -> Iterator[Patch]:
    """Without the drives that the finding names."""
    named = Counter(item_of(name) for name in finding.parts)
    edits: list[SetQuantity | Remove] = []
    for item in situation.items_of("storage"):
        left = item.quantity - named[item.id] * situation.rig.machines
        if item.id in named:
            edits.append(SetQuantity(item.id, left) if left > 0 else Remove((item.id,)))
    yield tuple(edits)


BOARD_THEN_CPU = (swap("motherboard"), swap("cpu"))
BIGGER_SUPPLY = (swap("psu"), more("psu"))
PLUGS = (
    *(add_for_gpus("cable", "power-cable"), add_for_gpus("cable", "power-adapter")),
    *(swap("cable"), swap("psu"), more("psu"), swap("gpu")),
)
OTHER_CHIP = swap("gpu", same_kind=False)
SEATS = (
    *(swap("gpu"), swap("riser"), add_one("riser", "ribbon"), add_for_gpus("riser", "ribbon")),
    *(swap("nic"), swap("motherboard")),
)
MEMORY = (swap("memory"), swap("motherboard"))
SOFTWARE = (choose("software.os", CURRENT_OS),)
LOOP = (faster_fans, more("radiator"), swap("radiator"), more_flow, warmer_coolant, lower_limit, no_loop)

DEFAULT_MOVES: tuple[Move, ...] = (swap_named,)
"""What is tried where the table says nothing else."""
MOVES: Mapping[str, tuple[Move, ...]] = {
    "cpu-socket-match": BOARD_THEN_CPU,
    "cpu-platform-chipset": BOARD_THEN_CPU,
    "cpu-generation-bios": BOARD_THEN_CPU,
    "cpu-count-supported": (swap("cpu"), single_cpu, swap("motherboard")),
    "cpu-tdp-board": (swap("cpu"), swap("motherboard")),
    "dual-socket-lane-ownership": (another_cpu, swap("motherboard")),
    "cpu-lane-budget": (another_cpu, swap("motherboard")),
    "chipset-lane-budget": (swap("motherboard"),),
    "memory-generation": MEMORY,
    "memory-module-type": MEMORY,
    "memory-mixing": (swap("memory"),),
    "memory-channel-population": (swap("memory"), fill_channels),
    "memory-dimm-capacity": MEMORY,
    "memory-total-capacity": (*MEMORY, fewer_memory),
    "memory-slots": (fewer_memory, *MEMORY),
    "memory-ecc": (swap("memory"),),
    "cpu-cooler-socket": (swap("cpu-cooler"), swap("cpu")),
    "cpu-cooler-height": (swap("cpu-cooler"), swap("chassis")),
    "cpu-cooler-tdp": (swap("cpu-cooler"), swap("cpu")),
    "gpu-power-connector": PLUGS,
    "gpu-power-connector-proprietary": PLUGS,
    "psu-connector-count": (*BIGGER_SUPPLY, add_for_gpus("cable", "power-cable")),
    "psu-cable-brand": (swap("cable"), drop("cable"), swap("psu")),
    "psu-continuous-load": (*BIGGER_SUPPLY, lower_limit),
    "psu-transient": (*BIGGER_SUPPLY, lower_limit),
    "psu-low-line": (circuits, more("psu"), redundancy, lower_limit, swap("psu")),
    "psu-redundancy-usable": (redundancy, more("psu"), circuits, swap("psu"), lower_limit),
    "psu-dual-sync": (add_one("cable", "sync"), swap("psu")),
    "psu-server-breakout": (add_one("power-breakout"), swap("psu")),
    "psu-form-factor": (own_supplies, swap("psu"), swap("chassis")),
    "psu-bays": (own_supplies, swap("psu"), swap("chassis")),
    "dc-bus-voltage": (no_bus, swap("psu"), own_supplies),
    "circuit-continuous": (lower_limit, circuits, redundancy),
    "plug-coupler-rating": (lower_limit, circuits, swap("psu")),
    "pdu-rating": (circuits, swap("pdu"), lower_limit, drop("pdu")),
    "ups-sizing": (swap("ups"), lower_limit, drop("ups")),
    "room-heat": (lower_limit,),
    "noise": (),  # quieter fans or another room: no part takes the place of either
    "gpu-power-limit": (legal_limit,),
    "passive-needs-airflow": (swap("chassis"), add_for_gpus("gpu-block"), swap("gpu")),
    "gpu-waterblock-match": (swap("gpu-block"), add_for_gpus("gpu-block"), no_loop),
    "chassis-radiators": (swap("radiator"), no_loop, swap("chassis")),
    "radiator-capacity": LOOP,
    "loop-coolant-delta-t": (more_flow, more("pump"), lower_limit),
    "pump-head-flow": (more("pump"), swap("pump")),
    "loop-mixed-metals": (swap_named, no_loop),
    "loop-fittings": (swap_named, no_loop),
    "condensation-dew-point": (warmer_coolant, no_loop),
    "chiller-sizing": (swap("chiller"), no_loop),
    "slot-covered-by-neighbour": SEATS,
    "chassis-slot-overhang": (swap("gpu"), swap("chassis")),
    "gpu-slot-width-chassis": (swap("chassis"), swap("gpu")),
    "slot-spacing-airflow": (swap("gpu"), lower_limit),
    "pcie-slot-physical-length": SEATS,
    "slot-lane-sharing": (swap("storage"), swap("motherboard")),
    "bifurcation-support": (swap("riser"), drop("riser"), swap("motherboard")),
    "retimer-required": (swap("riser"),),
    "cabled-pcie-connector": (swap("riser"), swap("motherboard")),
    "slot-power-75w": (swap("riser"), swap("gpu"), swap("motherboard")),
    "motherboard-form-factor": (swap("chassis"), swap("motherboard")),
    "gpu-length": (swap("chassis"), swap("gpu")),
    "gpu-height": (swap("chassis"), swap("gpu")),
    "rack-units": (swap("rack"),),
    "rack-depth": (swap("rack"), drop("rack")),
    "nvlink-bridge": (swap("nvlink-bridge"), drop("nvlink-bridge")),
    "nvlink-same-root": (swap("motherboard"), drop("nvlink-bridge")),
    "form-factor-sxm": (OTHER_CHIP, add_for_gpus("carrier"), swap("server")),
    "driver-minimum": (choose("software.driver", None, "580"),),
    "cuda-architecture": (choose("software.cuda", None, "12.8"), OTHER_CHIP),
    "dgx-os-version": SOFTWARE,
    "rocm-support": (choose("software.rocm", None), OTHER_CHIP),
    "above-4g-decoding": (choose("boot_mode", "uefi"), swap("motherboard")),
    "resizable-bar": (choose("boot_mode", "uefi"), swap("motherboard")),
    "storage-capacity": (swap("storage"), more("storage")),
    "storage-connector": (swap("storage"), swap("motherboard")),
    "storage-backplane": (swap("storage"), swap("chassis")),
    "drive-bays": (swap("chassis"), swap("storage"), fewer_drives),
    "transceiver-form-factor": (swap("transceiver"), swap("nic")),
    "switch-port-count": (swap("switch"), more("switch")),
    "cable-length": (swap("cable"), swap("transceiver")),
}
