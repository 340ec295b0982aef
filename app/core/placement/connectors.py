"""Power connectors: what each carries, which plug serves which socket, and which adapters exist."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from app.core.parts import Facts
from app.core.rig import Device

SLOT_W = 75.0
# Watts of a connector as a GPU input.  6-pin, 8-pin and 16-pin: PCI-SIG CEM; EPS as used by NVIDIA's data-centre
# cards: https://support.exxactcorp.com/hc/en-us/articles/20180443940119-PCIe-8-pin-vs-EPS-12V-8-pin-power-connections
RATING_W = {"pcie6": 75.0, "pcie8": 150.0, "pcie12": 300.0, "pcie16": 600.0, "eps8": 300.0, "eps4": 150.0}
# A plug on a supply's cable that also fits a smaller socket: 6+2 and 4+4.
SERVES = {"pcie8": ("pcie8", "pcie6"), "eps8": ("eps8", "eps4")}
ADAPTER_PLUG_W = 150.0
DIRECT = "direct"
# What a 16-pin's sense pins allow, and how much of it before the card is configured: Intel's ATX 3.0 guide, by way of
# https://www.io-tech.fi/uutinen/atx-3-0-diat-paljastavat-pcie-5-0n-12vhpwr-lisavirtaliittimen-taipuvan-moneen-tarpeeseen/
SENSE_INITIAL_W = {600.0: 375.0, 450.0: 225.0, 300.0: 150.0, 150.0: 100.0}


def initial_w(sense_w: float) -> float | None:
    """Watts that a card may draw at power-up from a 16-pin that signals `sense_w`; None for other ratings."""
    return SENSE_INITIAL_W.get(sense_w)


# Plugs that every retail supply of at least so many watts has (general knowledge: supplies since 80 PLUS).  Used only
# where a supply's own plugs are unknown: what these suffice for is certain, what needs more is unknown.
FEWEST_PLUGS = {
    "atx": (
        (1000.0, {"atx24": 1, "eps8": 1, "pcie8": 4}),
        (550.0, {"atx24": 1, "eps8": 1, "pcie8": 2}),
    ),
    "sfx": ((550.0, {"atx24": 1, "eps8": 1, "pcie8": 2}),),
    "sfx-l": ((550.0, {"atx24": 1, "eps8": 1, "pcie8": 2}),),
}
# ATX 3.0 and 3.1 ask for a 16-pin plug, of 600 W at this size, and makers then leave out 8-pin ones.
SIXTEEN_PIN_VERSIONS = ("3.0", "3.1")
FULL_SIXTEEN_PIN_W = 1000.0
FEWEST_8_PIN_BESIDE_16_PIN = 2


def fewest_plugs(psu: Device) -> dict[str, int]:
    """The plugs that a supply with unknown cables surely has; empty when nothing is sure."""
    ratings = [watts for record in psu.records("ratings") or () if (watts := record.number("watts")) is not None]
    if psu.flag("redundant") or not ratings:
        return {}
    tiers = FEWEST_PLUGS.get(psu.text("form_factor") or "", ())
    plugs = next((plugs for least_w, plugs in tiers if max(ratings) >= least_w), {})
    if not plugs or psu.text("atx_version") not in SIXTEEN_PIN_VERSIONS:
        return dict(plugs)
    sixteen_pin = int(max(ratings) >= FULL_SIXTEEN_PIN_W)
    return {**plugs, "pcie8": min(plugs["pcie8"], FEWEST_8_PIN_BESIDE_16_PIN), "pcie16": sixteen_pin}


@cache
def plugs_for(connector: str) -> tuple[str, ...]:
    """The plugs that go into a socket, its own first."""
    return (connector, *(plug for plug, fits in SERVES.items() if connector in fits and plug != connector))


@dataclass(frozen=True, slots=True)
class Adapter:
    """Something between plug and socket; `origin` is `box`, the name of an item, or `buy`.

    `unit` names the very thing, which can be used once (empty: one to buy, as many as are needed); `outputs` says how
    many sockets it feeds, `watts` what each of them gets.
    """

    name: str
    input: str
    input_count: int
    output: str
    watts: float
    origin: str
    unit: str = ""
    outputs: int = 1


@dataclass(frozen=True)
class Demand:
    """One power connector of one device; `watts` is what must come through it."""

    device: str
    connector: str
    watts: float
    adapters: tuple[Adapter, ...] = ()
    pinned_output: str | None = None

    @cached_property
    def thrifty(self) -> tuple[Adapter, ...]:
        """The adapters in the order of the plugs that they take."""
        return tuple(sorted(self.adapters, key=lambda one: one.input_count / one.outputs))

    @cached_property
    def splitters(self) -> tuple[Adapter, ...]:
        """The adapters that feed several sockets."""
        return tuple(one for one in self.thrifty if one.outputs > 1)

    @cached_property
    def fewest_plugs(self) -> float:
        """Plugs that the cheapest adapter takes; endless where no adapter exists."""
        return min((adapter.input_count / adapter.outputs for adapter in self.adapters), default=math.inf)


@dataclass(frozen=True, slots=True)
class Served:
    """How a demand was met; `count` plugs were taken for it (none for the further outputs of a splitter)."""

    demand: Demand
    output: str
    count: int
    adapter: Adapter | None
    rating_w: float


@dataclass
class Outlets:
    """The plugs that one supply still has, with modular sockets that several kinds of cable share.

    `watts` holds what each plug of a kind carries, strongest first, and nothing of plugs that are not rated;
    `cables` holds how many cables carry the plugs of a kind, where that is known; else each plug is a cable.
    """

    plugs: dict[str, int]
    watts: dict[str, tuple[float, ...]] = field(default_factory=dict)
    shared: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    cables: dict[str, int] = field(default_factory=dict)
    _used: dict[str, int] = field(default_factory=dict)
    _spare: dict[str, int] = field(default_factory=dict)
    """Outputs that plugged splitters still have, by unit."""

    @classmethod
    def of(cls, outputs: tuple[Facts, ...], shared: tuple[Facts, ...] | None) -> Outlets:
        plugs: dict[str, int] = {}
        watts: dict[str, list[float]] = {}
        cables: dict[str, int | None] = {}
        for record in outputs:
            name = record.text("connector") or "proprietary"
            plugs[name] = plugs.get(name, 0) + (record.count("count") or 0)
            own, before = record.count("cables"), cables.get(name, 0)
            cables[name] = None if own is None or before is None else before + own
            rating = record.number("watts")
            watts.setdefault(name, []).extend([math.inf if rating is None else rating] * (record.count("count") or 0))
        groups = [(record.count("sockets") or 0, record.texts("connectors") or ()) for record in shared or ()]
        strongest_first = {name: tuple(sorted(ratings, reverse=True)) for name, ratings in watts.items()}
        return cls(plugs, strongest_first, groups, {name: number for name, number in cables.items() if number})

    def unused(self) -> Outlets:
        """The same supply with nothing plugged in."""
        return Outlets(self.plugs, self.watts, self.shared, self.cables)

    def left(self, plug: str) -> int:
        """Plugs of a kind that can still be used, shared sockets considered."""
        used = self._used.get(plug, 0)
        free = self.plugs.get(plug, 0) - used
        for sockets, kinds in self.shared:
            if plug in kinds:
                others = sum(self._cables(kind, self._used.get(kind, 0)) for kind in kinds if kind != plug)
                free = min(free, (sockets - others) * self._per_cable(plug) - used)
        return free

    def _per_cable(self, plug: str) -> int:
        cables = self.cables.get(plug)
        return max(1, math.ceil(self.plugs[plug] / cables)) if cables else 1

    def _cables(self, plug: str, count: int) -> int:
        return math.ceil(count / self._per_cable(plug))

    def take(self, plug: str, count: int = 1) -> bool:
        if self.left(plug) < count:
            return False
        self._used[plug] = self._used.get(plug, 0) + count
        return True

    def plug_in(self, adapter: Adapter) -> int | None:
        """Plugs taken for one output of the adapter; None when it can't be plugged in."""
        if self._spare.get(adapter.unit, 0):
            self._spare[adapter.unit] -= 1
            return 0
        if adapter.unit in self._spare or not self.take(adapter.input, adapter.input_count):
            return None
        if adapter.unit:
            self._spare[adapter.unit] = adapter.outputs - 1
        return adapter.input_count

    def plug_for(self, demand: Demand) -> str | None:
        """A free plug that goes into the socket without an adapter; the one that the builder chose, if any."""
        pinned = demand.pinned_output
        for plug in plugs_for(demand.connector):
            if pinned in (None, plug) and self.left(plug) > 0 and self._next_w(plug) >= demand.watts:
                return plug
        return None

    def _next_w(self, plug: str) -> float:
        """The stated rating of the plug that comes next; endless where none is stated."""
        ratings, used = self.watts.get(plug, ()), self._used.get(plug, 0)
        return ratings[used] if used < len(ratings) else math.inf

    def rating_w(self, plug: str) -> float:
        """What the plug that comes next carries."""
        stated = self._next_w(plug)
        return RATING_W.get(plug, ADAPTER_PLUG_W) if math.isinf(stated) else stated


def serve(
    outlets: Outlets, demands: Iterable[Demand], elsewhere: frozenset[str] = frozenset()
) -> tuple[list[Served], list[Demand]]:
    """Meet demands from one supply; `elsewhere` names adapters that hang on another one.

    Returns what was served and what could not be.  Direct plugs go first, because an adapter takes as many or more.
    Where that leaves a socket empty, the adapters with the fewest plugs are tried, and splitters before direct plugs.
    """
    # A socket that no adapter fits can't wait, nor can one whose adapter takes many plugs; of equal ones the hungriest
    # goes first, to the strongest plug.
    urgent = sorted(demands, key=lambda demand: (-demand.fewest_plugs, -demand.watts))
    best = _serve(outlets.unused(), urgent, elsewhere, (DIRECT, "adapters"))
    for turns in _other_turns(urgent):
        if not best[1]:
            break
        other = _serve(outlets.unused(), urgent, elsewhere, turns)
        if len(other[1]) < len(best[1]):
            best = other
    return best


def _other_turns(demands: list[Demand]) -> Iterator[tuple[str, ...]]:
    """What else to try: nothing where the demands leave no choice of adapters."""
    if any(demand.thrifty != demand.adapters for demand in demands):
        yield DIRECT, "thrifty"
    if any(demand.splitters for demand in demands):
        yield "splitters", DIRECT, "thrifty"


def _serve(
    outlets: Outlets, demands: list[Demand], elsewhere: frozenset[str], turns: tuple[str, ...]
) -> tuple[list[Served], list[Demand]]:
    """One turn after the other for the sockets that are left: direct plugs, or one of a demand's lists of adapters."""
    served: list[Served] = []
    for turn in turns:
        later = []
        for demand in demands:
            found = _direct(outlets, demand) if turn == DIRECT else _adapted(outlets, demand, turn, elsewhere)
            if found is None:
                later.append(demand)
            else:
                served.append(found)
        demands = later
    return served, demands


def _direct(outlets: Outlets, demand: Demand) -> Served | None:
    plug = outlets.plug_for(demand)
    if plug is None:
        return None
    carries = outlets.rating_w(plug)
    if not outlets.take(plug):
        return None
    rating = min(carries, RATING_W.get(demand.connector, carries))
    return Served(demand, plug, 1, None, rating)


def _adapted(outlets: Outlets, demand: Demand, turn: str, elsewhere: frozenset[str]) -> Served | None:
    for adapter in {"adapters": demand.adapters, "thrifty": demand.thrifty, "splitters": demand.splitters}[turn]:
        if demand.pinned_output and (adapter.input != demand.pinned_output or adapter.origin == "buy"):
            continue
        if adapter.watts < demand.watts or adapter.unit in elsewhere:
            continue
        count = outlets.plug_in(adapter)
        if count is not None:
            return Served(demand, adapter.input, count, adapter, adapter.watts)
    return None


def adapters_for(gpu: Device, connector: str, watts: float, cables: tuple[Device, ...]) -> tuple[Adapter, ...]:
    """Adapters that could feed the connector: from the card's box, from the build, and ones to buy."""
    found = [
        _boxed(record, connector, f"{gpu.name}:{number}")
        for number, record in enumerate(gpu.records("included_adapters") or ())
        if record.text("output") == connector
    ]
    return (*found, *listed_adapters(connector, cables), *_for_sale(connector, watts))


def _boxed(record: Facts, connector: str, unit: str) -> Adapter:
    plug, count, rating = record.text("input") or "pcie8", record.count("input_count") or 1, record.number("watts")
    limit = rating if rating is not None else count * ADAPTER_PLUG_W
    return Adapter(f"{count}× {plug} to {connector}", plug, count, connector, limit, "box", unit)


def listed_adapters(connector: str, cables: tuple[Device, ...]) -> tuple[Adapter, ...]:
    """Adapters and splitters of the build that end in the connector; all ends of one share its rating."""
    found = []
    for cable in cables:
        count, plug = cable.count("input_count"), cable.text("input")
        is_adapter = cable.text("kind") in ("power-adapter", "splitter") and cable.text("output") == connector
        if is_adapter and count is not None and plug is not None:
            rating = cable.number("watts")
            limit = rating if rating is not None else count * RATING_W.get(plug, ADAPTER_PLUG_W)
            ends = cable.count("output_count") or 1
            found.append(Adapter(cable.label, plug, count, connector, limit / ends, cable.item.id, cable.name, ends))
    return tuple(found)


def _for_sale(connector: str, watts: float) -> tuple[Adapter, ...]:
    """Adapters that shops sell for this connector, the smallest that carries the watts."""
    if connector == "eps8":
        return (Adapter("2× PCIe 8-pin to EPS 8-pin adapter", "pcie8", 2, "eps8", 300.0, "buy"),)
    if connector == "pcie12":
        return (Adapter("2× PCIe 8-pin to 12-pin adapter", "pcie8", 2, "pcie12", 375.0, "buy"),)
    if connector == "pcie16":
        count = next((count for count in (2, 3, 4) if count * ADAPTER_PLUG_W >= watts), 4)
        name = f"{count}× PCIe 8-pin to 16-pin adapter"
        return (Adapter(name, "pcie8", count, "pcie16", count * ADAPTER_PLUG_W, "buy"),)
    return ()
