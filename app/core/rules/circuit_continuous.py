"""A machine that works for hours may use 80 % of a circuit's breaker.

What it checks: the current of the rig and of whatever else hangs on each circuit against 80 % of the breaker, in
normal running and, with redundant feeds, after the other feed is lost.

Why it matters: North American code counts a load of three hours and more at 125 %.  Elsewhere the breaker's rating
binds and 80 % is good practice.  A breaker that trips stops the job; a conductor that runs hot for weeks does worse.

How to fix: a lower power limit, a 200–240 V circuit, a second circuit, or other loads moved away.  Ask an
electrician: no number here says that the wiring is fine.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.mains import CONTINUOUS_SHARE
from app.core.parts import Source
from app.core.placement.plans import CircuitLoad
from app.core.report import Area, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rules import Rule
from app.core.rules._examples import Circuit, Site, build, item, record
from app.core.rules._figures import amps, watts
from app.core.rules._mains import gaps_of, north_american, other_amps, rig_amps
from app.core.rules._supply import LOAD_FACTS, Range

# Above this share of the breaker the room that is left is worth a word.
TELL_FROM_SHARE = 0.7
ASK = "Ask an electrician about the wiring."


def check(case: Case) -> Iterator[Outcome]:
    said: set[tuple[object, ...]] = set()
    for load in case.circuits.loads:
        key = (load.circuit, round(load.amps, 6), load.failover_amps)
        if load.psus and key not in said:
            said.add(key)
            yield from _judge(case, load)


def _judge(case: Case, load: CircuitLoad) -> Iterator[Outcome]:
    other = other_amps(load.circuit)
    own = rig_amps(case, load)
    current = Range(own.low + other, own.high + other)
    sentence = _sentence(load, own, other)
    if load.breaker_a is None:
        yield info(f"{sentence}; the breaker's rating wasn't said. {ASK}", load.psus, amps=current.low)
    else:
        yield _against(case, load, current, load.breaker_a, sentence)


def _sentence(load: CircuitLoad, own: Range, other: float) -> str:
    circuit = load.circuit
    draw = own.low * circuit.volts * (3**0.5 if circuit.phases == 3 else 1)
    least = "" if own.known else "at least "
    words = f"Circuit {load.index + 1}: {least}{watts(draw)} at {circuit.volts:g} V"
    words += " three-phase" if circuit.phases == 3 else ""
    return f"{words} = {amps(own.low)}" + (f", and {amps(other)} of other load" if other else "")


def _against(case: Case, load: CircuitLoad, current: Range, breaker: float, sentence: str) -> Outcome:
    limit = CONTINUOUS_SHARE * breaker
    bound = f"{CONTINUOUS_SHARE:g} × {amps(breaker)} = {amps(limit)}"
    names = load.psus
    figures = {"amps": current.low, "limit_a": limit, "breaker_a": breaker}
    coded = north_american(case, load.circuit)
    if current.low > (limit if coded else breaker):
        over = f"more than {bound}" if coded else f"more than the breaker's {amps(breaker)}"
        return error(f"{sentence}: {over}. {ASK}", names, (), **figures)
    if load.failover_amps is not None and load.failover_amps > (limit if coded else breaker):
        over = f"{amps(load.failover_amps)} come here: more than {bound if coded else amps(breaker)}"
        text = f"{sentence}; when the other feed fails, {over}. {ASK}"
        return error(text, names, (), failover_a=load.failover_amps, **figures)
    if current.high > limit and not current.known:
        text = f"{sentence}, and up to {amps(current.high)} with what isn't known; {bound}."
        return cannot_tell(text, gaps_of(case), Severity.ERROR, names)
    if current.low > limit:
        text = f"{sentence}: within the breaker's {amps(breaker)}, but beyond {bound} for hours on end. {ASK}"
        return warning(text, names, (), **figures)
    if current.high > TELL_FROM_SHARE * breaker:
        text = f"{sentence} of {bound}: {amps(limit - current.high)} are left. {ASK}"
        return info(text, names, (), **figures)
    return passed(f"{sentence} of {bound}. {ASK}", names)


RULE = Rule(
    id="circuit-continuous",
    title="The circuit carries the rig for hours",
    area=Area.CIRCUIT,
    worst=Severity.ERROR,
    requires=("gpu", "psu"),
    needs=(*LOAD_FACTS, "psu.efficiency", "psu.ratings", "psu.redundant"),
    why="Beyond 80 % of its breaker a circuit is not meant to run for hours.",
    hint="Lower the power limit, use a 200–240 V or a second circuit, or move other loads. Ask an electrician.",
    sources=(
        Source(
            "https://docs.oracle.com/cd/G14306_01/amogd/facility-power-requirements.html",
            "Facility power: 80 % of the branch circuit in the US and Canada",
        ),
        Source(
            "https://www.mail-archive.com/emc-pstc@listserv.ieee.org/msg74333.html",
            "NEC: conductors at 125 % of continuous load",
        ),
        Source("https://www.beowulf.org/pipermail/beowulf/2006-May/015386.html", "An L6-30 circuit is used at 24 A"),
    ),
    breaks=build(
        item("gpu", 4, board_power_w=350),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=2000)], efficiency="platinum"),
        site=Site(circuits=(Circuit(120, 15),)),
    ),
    passes=build(
        item("gpu", 2, board_power_w=350),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=2000)], efficiency="platinum"),
        site=Site(circuits=(Circuit(120, 15),)),
    ),
    check=check,
    stage="circuits",
    page=__doc__ or "",
)
