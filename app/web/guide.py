"""The guide's steps: what each asks, which categories it fills, and outlets that a person can choose by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.web.forms.build_fields import CHOICE_FIELDS, SITE_FIELDS
from app.web.forms.fields import FieldSpec

_BY_KEY = {spec.key: spec for spec in (*CHOICE_FIELDS, *SITE_FIELDS)}


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the guide: a question, the fields that answer it, and the categories that it fills."""

    slug: str
    title: str
    question: str
    advice: str
    categories: tuple[str, ...] = ()
    choices: tuple[FieldSpec, ...] = ()
    site: tuple[FieldSpec, ...] = ()


STEPS: tuple[Step, ...] = (
    Step(
        "purpose",
        "Purpose",
        "What will it do?",
        "Running one large model over several cards asks more of the links between them than many small jobs do.",
        choices=(
            FieldSpec("workload", "Work", "select", options=("inference", "training", "rendering", "compute")),
            FieldSpec(
                "tensor_parallel", "Cards that share one model", "integer", where="1 when each card works by itself."
            ),
        ),
    ),
    Step(
        "place",
        "Place",
        "Where will it stand?",
        "The breaker and the room limit a rig before its parts do. A circuit may carry 80 % of its breaker for hours.",
        site=(_BY_KEY["room_c"], _BY_KEY["living_space"], _BY_KEY["room_cooling_w"], _BY_KEY["electricity_price_kwh"]),
    ),
    Step(
        "own",
        "Own parts",
        "What do you own?",
        "Write one part a line. What is read is marked as yours and costs nothing.",
    ),
    Step(
        "gpus",
        "GPUs",
        "Which cards?",
        "Set the number after choosing. Blower and passive cards stand close together; open ones want a free slot.",
        ("gpu",),
    ),
    Step(
        "host",
        "Host",
        "What do they sit in?",
        "A server brings board, supplies and fans. A board of your own wants a processor and a chassis.",
        ("server", "motherboard", "cpu", "chassis"),
    ),
    Step(
        "memory",
        "Memory",
        "How much memory?",
        "As much as the cards have, for loading models; one module a channel.",
        ("memory",),
    ),
    Step(
        "cooling",
        "Cooling",
        "What keeps it cool?",
        "Each processor wants a cooler for its socket. Passive cards want a fan wall or shrouds.",
        ("cpu-cooler", "fan", "gpu-block", "radiator", "pump"),
    ),
    Step(
        "power",
        "Power",
        "What feeds it?",
        "Watts are one thing, plugs another: each large card wants its own cables.",
        ("psu", "cable", "power-breakout", "ups"),
    ),
    Step(
        "storage",
        "Storage and network",
        "What holds the data?",
        "A drive to boot from, and a way in.",
        ("storage", "nic"),
    ),
    Step("review", "Review", "Does it work?", "Everything in one view; the bench has the details."),
)
BY_SLUG = {step.slug: step for step in STEPS}


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet as people know it, and the circuit behind it."""

    slug: str
    title: str
    region: str
    circuit: dict[str, Any]


# Nominal voltages and the usual breakers: general knowledge (NEC, IEC 60364, BS 1363, JIS C 8303, AS/NZS 3112).
OUTLETS: tuple[Outlet, ...] = (
    Outlet("us-15", "US outlet, 15 A", "US", {"volts": 120, "amps": 15, "receptacle": "5-15"}),
    Outlet("us-20", "US outlet, 20 A", "US", {"volts": 120, "amps": 20, "receptacle": "5-20"}),
    Outlet("us-240-20", "US 240 V, 20 A", "US", {"volts": 240, "amps": 20, "receptacle": "6-20"}),
    Outlet("us-240-30", "US 240 V, 30 A", "US", {"volts": 240, "amps": 30, "receptacle": "L6-30"}),
    Outlet("eu-16", "European outlet, 16 A", "DE", {"volts": 230, "amps": 16, "receptacle": "CEE 7/3"}),
    Outlet("uk-13", "British outlet, 13 A fuse", "GB", {"volts": 230, "amps": 13, "receptacle": "BS 1363"}),
    Outlet("au-10", "Australian outlet, 10 A", "AU", {"volts": 230, "amps": 10, "receptacle": "AS 3112"}),
    Outlet("jp-15", "Japanese outlet, 15 A", "JP", {"volts": 100, "amps": 15, "receptacle": "JIS C 8303"}),
)
OUTLETS_BY_SLUG = {outlet.slug: outlet for outlet in OUTLETS}


def after(step: Step) -> Step:
    """The next step; the last is its own."""
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def before(step: Step) -> Step | None:
    """The step before, None at the first."""
    place = STEPS.index(step)
    return STEPS[place - 1] if place else None


def plugged_into(mapping: dict[str, Any], outlet: Outlet) -> dict[str, Any]:
    """The build with one circuit, the outlet's, and its region; what else was said of the place stays."""
    site = {**mapping.get("site", {}), "circuits": [dict(outlet.circuit)], "region": outlet.region}
    return {**mapping, "site": site}
