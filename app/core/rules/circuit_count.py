"""How many separate circuits the rig wants, and what many supplies do to protective switches.

What it checks: the current at the wall against what one such circuit may carry for hours, and how many supplies hang
on one circuit.

Why it matters: two outlets of one room usually share a breaker.  Every supply leaks up to 3.5 mA to earth, so several
of them come close to what trips a GFCI or AFCI outlet.

How to fix: count breakers, not outlets; spread the supplies over circuits; don't put many of them on one GFCI outlet.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.build import Circuit
from app.core.case import Case
from app.core.estimate.mains import circuit_w
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rules import Rule
from app.core.rules._examples import Site, build, item, record
from app.core.rules._figures import watts
from app.core.rules._mains import gaps_of, wall_range
from app.core.rules._supply import LOAD_FACTS, at_least_needed

LEAKAGE_MA = 3.5


def check(case: Case) -> Iterator[Outcome]:
    loads = [load for load in case.circuits.loads if load.psus]
    names = [name for load in loads for name in load.psus]
    most = max((len(load.psus) for load in loads), default=0)
    if most > 1:
        leak = most * LEAKAGE_MA
        text = f"{most} supplies on one circuit may leak up to {leak:g} mA to earth"
        yield info(f"{text}: a GFCI or AFCI outlet can trip on that.", names, leakage_ma=leak)
    circuit = loads[0].circuit if loads else None
    if circuit is not None and circuit.amps is not None:
        yield _count(case, circuit, circuit.amps, names)


def _count(case: Case, circuit: Circuit, breaker: float, names: list[str]) -> Outcome:
    each, wall = circuit_w(circuit.volts, breaker, circuit.phases), wall_range(case)
    least, most = (max(1, at_least_needed(load, each)) for load in (wall.low, wall.high))
    if most != least:
        text = f"The rig needs {least} to {most} circuits of {breaker:g} A at {circuit.volts:g} V."
        return cannot_tell(text, gaps_of(case), Severity.INFO, names)
    carries = f"a {breaker:g} A circuit at {circuit.volts:g} V carries {watts(each)} for hours"
    sentence = f"{watts(wall.high)} at the wall; {carries}"
    if most > 1:
        text = f"{sentence}: the rig needs {most} such circuits, each with a breaker of its own. Ask an electrician."
        return info(text, names, circuits=most)
    return passed(f"{sentence}: one circuit is enough by the numbers. Ask an electrician about the wiring.", names)


RULE = Rule(
    id="circuit-count",
    title="How many circuits",
    area=Area.CIRCUIT,
    worst=Severity.INFO,
    requires=("gpu", "psu"),
    needs=(*LOAD_FACTS, "psu.efficiency", "psu.ratings", "psu.redundant"),
    why="Two outlets of one room usually share a breaker.",
    hint="Count breakers, not outlets, and spread the supplies over circuits.",
    sources=(
        Source(
            "https://manuals.plus/m/4370730bb6e019af79fd6a9365e97aa69da2e94ba6da8dc01f197f7d5b62c05b",
            "A supply's data sheet: leakage current of up to 3.5 mA",
        ),
        Source(
            "https://www.beowulf.org/pipermail/beowulf/2006-May/015386.html", "Circuits for machines that run all day"
        ),
    ),
    breaks=build(
        item("gpu", 8, board_power_w=350),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=4000)], efficiency="platinum"),
        site=Site(circuits=(Circuit(120, 20),)),
    ),
    passes=build(
        item("gpu", 2, board_power_w=350),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=2000)], efficiency="platinum"),
        site=Site(circuits=(Circuit(120, 20),)),
    ),
    check=check,
    stage="circuits",
    page=__doc__ or "",
)
