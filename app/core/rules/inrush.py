"""Many large supplies that start in the same moment can trip a breaker that carries them all day.

What it checks: how many supplies of 1,000 W and more hang on one circuit.

Why it matters: a supply charges its capacitors when the mains come on, with some 130 A for a few milliseconds.  One or
two of them pass; when the power returns after an outage, a row of them starts at once.

How to fix: spread them over circuits, switch them on one after the other (a switched PDU with a power-on delay does
that), or ask an electrician for a breaker with a slow characteristic.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import Circuit, Site, build, item, record
from app.core.rules._figures import amps
from app.core.rules._supply import LOAD_FACTS

LARGE_W = 1000.0
FEW = 3  # large supplies that circuits are commonly found to start together (engineering estimate)
INRUSH_A = 130.0  # what makers of large supplies state as their limit at 230 V


def check(case: Case) -> Iterator[Outcome]:
    supplies = {psu.name: psu for psu in case.rig.all("psu")}
    if not supplies:
        return
    loads = [load for load in case.circuits.loads if load.psus]
    for load in loads:
        here = [supplies[name.partition(" of machine ")[0]] for name in load.psus]
        yield _judge(here, f"circuit {load.index + 1}")
    if not loads:
        yield _judge(list(supplies.values()) * case.rig.machines, "one circuit")


def _judge(psus: list[Device], where: str) -> Outcome:
    ratings = [_largest_w(psu) for psu in psus]
    names = [psu.name for psu in psus]
    large = sum(rating is not None and rating >= LARGE_W for rating in ratings)
    unknown = sum(rating is None for rating in ratings)
    uses = psus[0].cite("ratings")
    if large > FEW:
        text = f"{large} supplies of {LARGE_W:,.0f} W or more start at once on {where}, each with up to"
        text = f"{text} {amps(INRUSH_A)} for a few milliseconds; let them start one after the other."
        return info(text, names, uses, large=large, inrush_a=INRUSH_A)
    if large + unknown > FEW:
        gaps = [gap for psu in psus for gap in psu.lacks("ratings", "ratings.watts")]
        text = f"How many of {len(psus)} supplies on {where} are large isn't known."
        return cannot_tell(text, gaps, Severity.INFO, names)
    few = f"{large} of {len(psus)} supplies on {where} have {LARGE_W:,.0f} W or more"
    return passed(f"{few}: few enough to start together.", names)


def _largest_w(psu: Device) -> float | None:
    """The supply's largest rating; None when it isn't known whether the supply is a large one."""
    records = psu.records("ratings") or ()
    watts = [rating for record in records if (rating := record.number("watts")) is not None]
    largest = max(watts, default=None)
    return largest if len(watts) == len(records) or (largest is not None and largest >= LARGE_W) else None


RULE = Rule(
    id="inrush",
    title="Not too many supplies start at once",
    area=Area.CIRCUIT,
    worst=Severity.INFO,
    requires=("psu",),
    needs=(*LOAD_FACTS, "psu.ratings", "psu.efficiency", "psu.redundant"),
    why="A row of large supplies that starts after an outage can trip a breaker that carries it all day.",
    hint="Spread the supplies over circuits, or switch them on one after the other.",
    sources=(
        Source(
            "https://manuals.plus/m/4370730bb6e019af79fd6a9365e97aa69da2e94ba6da8dc01f197f7d5b62c05b",
            "A 1200 W supply's data sheet: inrush below 130 A at 230 V",
        ),
    ),
    breaks=build(
        item("gpu", 8, board_power_w=350),
        item("psu", 4, ratings=[record(volts_min=200, volts_max=240, watts=1600)], efficiency="platinum"),
        site=Site(circuits=(Circuit(240, 30),)),
    ),
    passes=build(
        item("gpu", 4, board_power_w=350),
        item("psu", 2, ratings=[record(volts_min=200, volts_max=240, watts=1600)], efficiency="platinum"),
        site=Site(circuits=(Circuit(240, 30),)),
    ),
    check=check,
    stage="circuits",
    page=__doc__ or "",
)
