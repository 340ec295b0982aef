"""The figures of a report.  All are of one machine; the circuits alone carry all machines of the build."""

from __future__ import annotations

from pydantic import Field

from app.web.api.schemas.answer import Told

Amounts = dict[str, float]
"""Money by currency; what the user paid, in their own, under `paid`."""


class SupplyTotals(Told):
    """Watts on one power supply."""

    psu: str
    watts: float | None
    rating_w: float | None
    share: float | None = Field(description="Of the rating: 0.5 is half of it.")
    idle_w: float | None
    peak_w: float | None


class CircuitTotals(Told):
    """One circuit: watts of the rig alone, amperes with what else hangs there."""

    volts: float
    psus: list[str]
    wall_w: float | None
    amps: float | None
    idle_amps: float | None
    failover_amps: float | None = Field(description="After the other feed is lost.")
    breaker_a: float | None
    limit_a: float | None = Field(description="What the circuit may carry continuously.")


class CoolantTotals(Told):
    """The coolant loop: `rise_k` from its inlet to its outlet, `above_room_k` at its radiators."""

    heat_w: float | None
    flow_lpm: float | None
    rise_k: float | None
    above_room_k: float | None
    coolant_c: float | None


class MemoryTotals(Told):
    """The processors' memory."""

    gib: float | None
    mts: float | None
    channels_filled: int | None
    channels: int | None
    gb_s: float | None


class RootLanes(Told):
    """PCIe lanes of one root."""

    root: str
    used: int
    available: int | None


class Link(Told):
    """One device's PCIe link; `gb_s` is one direction's."""

    device: str
    slot: str
    lanes: int | None
    gen: int | None
    gb_s: float | None


class Energy(Told):
    """A year at idle and a year under load, at the wall."""

    idle_kwh_year: float | None
    load_kwh_year: float | None
    price_kwh: float | None
    idle_cost_year: float | None
    load_cost_year: float | None


class PriceTotals(Told):
    """What the chosen parts were seen at, lowest and highest, by currency."""

    low: Amounts
    high: Amounts
    unpriced_lines: int


class Totals(Told):
    """A sum with an unknown term is null, never a partial sum."""

    machines: int
    dc_w: float | None
    dc_at_least_w: float | None
    wall_w: float | None
    claimed_w: float | None
    idle_w: float | None
    idle_wall_w: float | None
    peak_w: float | None
    arithmetic: str
    efficiency_pct: float | None
    efficiency_known: bool
    psus: list[SupplyTotals]
    circuits: list[CircuitTotals]
    btu_h: float | None
    cfm: float | None
    coolant: CoolantTotals | None
    vram_gb: float | None
    memory_gb_s: float | None
    fp16_dense_tflops: float | None
    ram: MemoryTotals
    pcie_lanes: list[RootLanes]
    links: list[Link]
    weight_kg: float | None
    weight_at_least_kg: float | None
    rack_units: float | None
    energy: Energy
    price: PriceTotals
