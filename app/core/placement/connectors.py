"""Power connectors: what each carries, which plug serves which socket, and which adapters exist."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.core.parts import Facts
from app.core.rig import Device

SLOT_W = 75.0
# Watts of a connector as a GPU input.  6-pin, 8-pin and 16-pin: PCI-SIG CEM; EPS as used by NVIDIA's data-centre
# cards: https://support.exxactcorp.com/hc/en-us/articles/20180443940119-PCIe-8-pin-vs-EPS-12V-8-pin-power-connections
RATING_W = {"pcie6": 75.0, "pcie8": 150.0, "pcie12": 300.0, "pcie16": 600.0, "eps8": 300.0, "eps4": 150.0}
# A plug on a supply's cable that also fits a smaller socket: 6+2 and 4+4.
SERVES = {"pcie8": ("pcie8", "pcie6"), "eps8": ("eps8", "eps4")}
ADAPTER_PLUG_W = 150.0
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


@dataclass(frozen=True, slots=True)
class Adapter:
    """Something between plug and socket; `origin` is `box`, the name of an item, or `buy`."""

    name: str
    input: str
    input_count: int
    output: str
    watts: float
    origin: str


@dataclass(frozen=True, slots=True)
class Demand:
    """One power connector of one device; `watts` is what must come through it."""

    device: str
    connector: str
    watts: float
    adapters: tuple[Adapter, ...] = ()
    pinned_output: str | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """How a demand was met."""

    demand: Demand
    output: str
    count: int
    adapter: Adapter | None
    rating_w: float


@dataclass
class Outlets:
    """The plugs that one supply still has, with modular sockets that several kinds of cable share."""

    plugs: dict[str, int]
    watts: dict[str, float]
    shared: list[tuple[int, tuple[str, ...]]]
    _used: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, outputs: tuple[Facts, ...], shared: tuple[Facts, ...] | None) -> Outlets:
        plugs: dict[str, int] = {}
        watts: dict[str, float] = {}
        for record in outputs:
            name = record.text("connector") or "proprietary"
            plugs[name] = plugs.get(name, 0) + (record.count("count") or 0)
            rating = record.number("watts")
            if rating is not None:
                watts[name] = rating
        groups = [(record.count("sockets") or 0, record.texts("connectors") or ()) for record in shared or ()]
        return cls(plugs, watts, groups)

    def left(self, plug: str) -> int:
        """Plugs of a kind that can still be used, shared sockets considered."""
        free = self.plugs.get(plug, 0) - self._used.get(plug, 0)
        for sockets, kinds in self.shared:
            if plug in kinds:
                free = min(free, sockets - sum(self._used.get(kind, 0) for kind in kinds))
        return free

    def take(self, plug: str, count: int = 1) -> bool:
        if self.left(plug) < count:
            return False
        self._used[plug] = self._used.get(plug, 0) + count
        return True

    def plug_for(self, connector: str) -> str | None:
        """A free plug that goes into the socket without an adapter."""
        kinds = [connector, *(plug for plug, fits in SERVES.items() if connector in fits and plug != connector)]
        return next((kind for kind in kinds if self.left(kind) > 0), None)

    def rating_w(self, plug: str) -> float:
        return self.watts.get(plug, RATING_W.get(plug, ADAPTER_PLUG_W))


def serve(outlets: Outlets, demands: list[Demand]) -> tuple[list[Served], list[Demand]]:
    """Meet demands from one supply: direct plugs first, because an adapter always takes at least as many plugs.

    Returns what was served and what could not be.
    """
    served: list[Served] = []
    later: list[Demand] = []
    for demand in demands:
        plug = None if demand.pinned_output else outlets.plug_for(demand.connector)
        if demand.pinned_output and demand.connector in SERVES.get(demand.pinned_output, (demand.pinned_output,)):
            plug = demand.pinned_output if outlets.left(demand.pinned_output) > 0 else None
        if plug is not None and outlets.take(plug):
            rating = min(outlets.rating_w(plug), RATING_W.get(demand.connector, outlets.rating_w(plug)))
            served.append(Served(demand, plug, 1, None, rating))
        else:
            later.append(demand)
    unmet: list[Demand] = []
    for demand in later:
        adapter = _adapter_for(outlets, demand)
        if adapter is None:
            unmet.append(demand)
        else:
            served.append(Served(demand, adapter.input, adapter.input_count, adapter, adapter.watts))
    return served, unmet


def _adapter_for(outlets: Outlets, demand: Demand) -> Adapter | None:
    for adapter in demand.adapters:
        if demand.pinned_output and (adapter.input != demand.pinned_output or adapter.origin == "buy"):
            continue
        if adapter.watts >= demand.watts and outlets.take(adapter.input, adapter.input_count):
            return adapter
    return None


def adapters_for(gpu: Device, connector: str, watts: float, cables: tuple[Device, ...]) -> tuple[Adapter, ...]:
    """Adapters that could feed the connector: from the card's box, from the build, and ones to buy."""
    found = [
        Adapter(
            f"{record.count('input_count') or 1}× {record.text('input')} to {connector}",
            record.text("input") or "pcie8",
            record.count("input_count") or 1,
            connector,
            record.number("watts") or (record.count("input_count") or 1) * ADAPTER_PLUG_W,
            "box",
        )
        for record in gpu.records("included_adapters") or ()
        if record.text("output") == connector
    ]
    for cable in cables:
        if cable.text("kind") in ("power-adapter", "splitter") and cable.text("output") == connector:
            count = cable.count("input_count")
            kind = cable.text("input")
            if count is not None and kind is not None:
                rating = cable.number("watts")
                limit = rating if rating is not None else count * RATING_W.get(kind, ADAPTER_PLUG_W)
                found.append(Adapter(cable.label, kind, count, connector, limit, cable.item.id))
    return (*found, *_for_sale(connector, watts))


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
