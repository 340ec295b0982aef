"""A build as the user describes it: items, the site, and the builder's choices.  Plain frozen values.

None means "not said".  Nothing is assumed in its place here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.core.parts import NO_FACTS, Facts, KnownIssue

GpuCooling = Literal["stock", "loop", "shroud"]


@dataclass(frozen=True, slots=True)
class CustomPart:
    """A part that the user describes inside one build.

    `known_issues` can't be stated by users; the example builds of the rule that reads them have some.
    """

    category: str
    name: str
    facts: Facts = NO_FACTS
    known_issues: tuple[KnownIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the catalog or a custom part, how many, and what the user says of it.

    `facts` are stated by the user.  A fact of something that a bundle brings is written `category.fact`.
    """

    id: str
    quantity: int = 1
    part: str | None = None
    custom: CustomPart | None = None
    facts: Facts = NO_FACTS
    power_limit_w: float | None = None
    cooling: GpuCooling | None = None
    price_paid: float | None = None
    owned: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Circuit:
    """A branch circuit.  `amps` is the breaker's rating; phases 3 means line-to-line volts."""

    volts: float
    amps: float | None = None
    phases: int = 1
    receptacle: str | None = None
    other_load_w: float | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """The place where the rig stands."""

    circuits: tuple[Circuit, ...] = ()
    room_c: float | None = None
    humidity_pct: float | None = None
    altitude_m: float | None = None
    room_cooling_w: float | None = None
    living_space: bool | None = None
    region: str | None = None
    electricity_price_kwh: float | None = None
    rack_depth_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Software:
    """What will run: operating system, driver branch, CUDA and ROCm releases, as the user wrote them."""

    os: str | None = None
    driver: str | None = None
    cuda: str | None = None
    rocm: str | None = None


@dataclass(frozen=True, slots=True)
class SlotPin:
    """The builder puts a device into this very slot or port."""

    device: str
    slot: str


@dataclass(frozen=True, slots=True)
class CablePin:
    """The builder feeds a device's connector from this kind of PSU output, adapters aside."""

    device: str
    output: str
    psu: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the builder decides.

    `psu_redundancy` is "4+0", "2+2" …; `load_override_w` is a DC load to judge instead of the estimate;
    `claimed_load_w` is somebody's claim, shown beside the estimate and judged against it.
    """

    gpu_power_limit_w: float | None = None
    psu_redundancy: str | None = None
    workload: str | None = None
    tensor_parallel: int | None = None
    coolant_c: float | None = None
    loop_lpm: float | None = None
    fan_rpm: float | None = None
    load_override_w: float | None = None
    claimed_load_w: float | None = None
    bus_volts: float | None = None
    lacp: bool | None = None
    boot_mode: Literal["uefi", "legacy"] | None = None
    software: Software = Software()
    slot_pins: tuple[SlotPin, ...] = ()
    cable_pins: tuple[CablePin, ...] = ()


@dataclass(frozen=True, slots=True)
class Build:
    """Everything that is known of one rig.  `title` is its name on pages."""

    items: tuple[Item, ...] = ()
    site: Site = field(default_factory=Site)
    choices: Choices = field(default_factory=Choices)
    title: str = ""
