"""What the rules of supplies and circuits read together: the load with its bounds, and ratings by mains voltage."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.core.case import Case
from app.core.estimate.power import SERVER_FAN_SHARE, has_server_fans
from app.core.parts import Facts
from app.core.report import Missing
from app.core.rig import Device
from app.core.rules._figures import volts as in_volts
from app.core.rules._figures import watts as in_watts

# Upper bounds of what nobody stated.  A PCIe card: 600 W through one 16-pin and 75 W through its slot (PCIe CEM 5.1);
# a processor: 500 W, the highest TDP of today's server sockets (EPYC 9005, Xeon 6900P).  General knowledge.
UNKNOWN_UP_TO_W = {"gpu": 675.0, "cpu": 500.0}
# Mains voltage may stray by a tenth from its nominal value (EN 50160): a row's end is not a cliff.
MAINS_TOLERANCE = 0.1
SERVER_FORMS = ("crps", "m-crps", "1u-redundant")


@dataclass(frozen=True, slots=True)
class Range:
    """What a load may be: `low` is known for certain, `high` is the most that the unknown parts could make of it."""

    low: float
    high: float

    @property
    def known(self) -> bool:
        return self.low == self.high


def dc_range(case: Case) -> Range:
    """The DC load that supplies are held against, with bounds where a GPU's or processor's power is unknown."""
    power = case.power
    if power.judged_w is not None:
        return Range(power.judged_w, power.judged_w)
    unknown = [device for device in case.rig.all("gpu", "cpu") if power.load(device.name) is None]
    extra = sum(UNKNOWN_UP_TO_W[device.category] for device in unknown)
    fans = 1 + SERVER_FAN_SHARE if has_server_fans(case.rig) else 1
    return Range(power.at_least_w, power.at_least_w + extra * fans)


def load_words(case: Case, load: Range) -> str:
    """The load as a sentence's subject: `2,674 W`, or `at least 1,200 W`."""
    return in_watts(load.low) if load.known else f"at least {in_watts(load.low)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a supply's label: watts from one mains voltage to another."""

    low_v: float
    high_v: float
    watts: float

    @property
    def words(self) -> str:
        return f"{in_watts(self.watts)} at {self.low_v:g}–{in_volts(self.high_v)}"


def rows(psu: Device) -> tuple[Row, ...] | None:
    """The label's rows, lowest voltage first; None when nobody stated them."""
    records = psu.records("ratings")
    if records is None:
        return None
    found = [row for row in map(_row, records) if row is not None]
    return tuple(sorted(found, key=lambda row: (row.low_v, row.watts)))


def _row(record: Facts) -> Row | None:
    low, high, watts = (record.number(name) for name in ("volts_min", "volts_max", "watts"))
    return Row(low, high, watts) if low is not None and high is not None and watts is not None else None


def rating_gaps(psu: Device) -> tuple[Missing, ...]:
    """What is missing of the supply's label."""
    return psu.lacks("ratings") or psu.lacks("ratings.watts", "ratings.volts_min", "ratings.volts_max")


def rating_at(label: Iterable[Row], volts: float) -> float | None:
    """The best rating whose row holds the voltage; None when no row does."""
    return max((row.watts for row in label if row.low_v <= volts <= row.high_v), default=None)


def near_miss(label: Iterable[Row], volts: float) -> bool:
    """Whether the voltage lies outside every row, but within the mains' own tolerance of one."""
    return any(row.low_v * (1 - MAINS_TOLERANCE) <= volts <= row.high_v * (1 + MAINS_TOLERANCE) for row in label)


def shared_bus(case: Case) -> bool:
    """Whether several modules feed one 12 V bus, so that redundancy is a question at all."""
    return not case.cables.independent and len(case.rig.all("psu")) > 1


def is_redundant_module(psu: Device) -> bool:
    """Whether the supply is a server's hot-swap module rather than a desktop's supply."""
    return psu.flag("redundant") is True or psu.text("form_factor") in SERVER_FORMS


def by_part(devices: Iterable[Device]) -> Iterator[tuple[Device, int]]:
    """Each kind of device once, with the number of its units."""
    groups: dict[tuple[str, str], list[Device]] = {}
    for device in devices:
        groups.setdefault((device.item.id, device.part.id), []).append(device)
    for group in groups.values():
        yield group[0], len(group)


def at_least_needed(load: float, each: float) -> int:
    """How many of `each` carry `load`."""
    return math.ceil(load / each - 1e-9)


# What the power estimate reads.  Rules that hold a load against something need all of it.
LOAD_FACTS = (
    "gpu.board_power_w",
    "gpu.form_factor",
    "gpu.aux_power",
    "cpu.tdp_w",
    "memory.generation",
    "memory.module_w",
    "memory.capacity_gib",
    "memory.total_gib",
    "memory.kit_modules",
    "storage.power_w",
    "storage.form",
    "storage.rotating",
    "nic.power_w",
    "nic.ports",
    "hba.power_w",
    "motherboard.board_w",
    "motherboard.socket_count",
    "motherboard.bmc",
    "riser.active",
    "pump.power_w",
    "fan.power_w",
    "cpu-cooler.fan_count",
    "cpu-cooler.fan_power_w",
    "chassis.kind",
    "chassis.server_fans",
    "chassis.fans_included",
    "chassis.fan_power_w",
)
