"""Redundant modules give the watts of the active ones, not of all that are plugged in.

What it checks: the load against active modules × one module's watts at the site's voltage, in the mode that the builder
declared (2+2 is two active and two spare); that the mode counts the modules which are there; that they are alike.

Why it matters: four 2,000 W modules are 8,000 W as 4+0, 6,000 W as 3+1 and 4,000 W as 2+2.  A load beyond the active
ones runs until the first module or feed fails, and then all of it is gone.

How to fix: declare N+0 and accept the risk, add modules, use a higher mains voltage, or lower the power limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import Choices, build, item, record
from app.core.rules._figures import watts
from app.core.rules._supply import LOAD_FACTS, Range, dc_range, load_words, rating_gaps, rows, shared_bus

HALF = 0.5


def check(case: Case) -> Iterator[Outcome]:
    psus = case.rig.all("psu")
    if not shared_bus(case):
        yield from _not_redundant(case, psus)
        return
    yield from _modules_fit_mode(case, psus)
    rating = _one_module_w(case, psus)
    if rating is None:
        gaps = [gap for psu in psus for gap in rating_gaps(psu)]
        yield cannot_tell("What one module gives isn't known.", gaps, parts=[psu.name for psu in psus])
    elif rating > 0:  # modules that aren't made for the mains voltage are the low-line rule's finding
        yield from _judge(case, psus, rating)


def _not_redundant(case: Case, psus: tuple[Device, ...]) -> Iterator[Outcome]:
    """A declared spare that supplies with cables of their own can't give."""
    declared = case.rig.choices.psu_redundancy
    if not declared or not psus or declared.endswith("+0"):
        return
    names = [psu.name for psu in psus]
    gaps = [gap for psu in psus for gap in psu.lacks("redundant")]
    if len(psus) > 1 and gaps and not any(psu.flag("redundant") is False for psu in psus):
        text = f"{declared} needs hot-swap modules on one bus; whether these supplies are such isn't known."
        yield cannot_tell(text, gaps, Severity.WARNING, names)
    else:
        text = f"{declared} is declared, but {len(psus)} × {psus[0].label} can't take over each other's load."
        yield warning(text, names, psus[0].cite("redundant"))


def _modules_fit_mode(case: Case, psus: tuple[Device, ...]) -> Iterator[Outcome]:
    active, spare = case.cables.mode
    names = [psu.name for psu in psus]
    if active + spare != len(psus):
        text = f"{active}+{spare} means {active + spare} modules; the build has {len(psus)}."
        yield warning(text, names)
    kinds = list(distinct(psus))
    if len({psu.part.id for psu in kinds}) > 1:
        labels = " and ".join(psu.label for psu in kinds)
        yield warning(f"Modules on one bus must be of one model; the build mixes {labels}.", names)
    if spare and len(case.rig.site.circuits) == 1:
        text = "All modules hang on one circuit: when its breaker trips, the spare ones go too."
        yield info(text, names)


def _one_module_w(case: Case, psus: tuple[Device, ...]) -> float | None:
    """The weakest module's watts at the site's voltage, or at its best when no circuit is named."""
    found: list[float] = []
    for psu, load in zip(psus, case.cables.psu_loads, strict=True):
        label = rows(psu)
        if load.rating_w is not None:
            found.append(load.rating_w)
        elif label and case.cables.volts is None:
            found.append(max(row.watts for row in label))
        else:
            return None
    return min(found, default=None)


def _judge(case: Case, psus: tuple[Device, ...], rating: float) -> Iterator[Outcome]:
    active, spare = case.cables.mode
    active = min(active, len(psus))
    usable, every = rating * active, rating * len(psus)
    load = dc_range(case)
    names = [psu.name for psu in psus]
    sentence = f"{load_words(case, load)} of load; {active}+{spare} gives {active} × {watts(rating)} = {watts(usable)}."
    if load.low > usable:
        rest = f"All {len(psus)} modules together give {watts(every)}"
        rest += ": it runs, but not redundantly." if load.low <= every and spare else ", which is not enough either."
        if every == usable:
            rest = "No mode of these modules carries it."
        uses = psus[0].cite("ratings")
        yield error(f"{sentence} {rest}", names, uses, load_w=load.low, usable_w=usable, all_w=every)
    elif load.high > usable:
        gaps: list[Missing] = list(case.power.missing)
        yield cannot_tell(f"{sentence} What isn't known could tip it.", gaps, parts=names)
    else:
        yield passed(sentence, names)
        yield from _undeclared(case, psus, load, every)


def _undeclared(case: Case, psus: tuple[Device, ...], load: Range, every: float) -> Iterator[Outcome]:
    if case.rig.choices.psu_redundancy or load.low <= every * HALF:
        return
    text = (
        f"No redundancy mode was chosen, so all {len(psus)} modules count as active: {watts(load.low)} are more than "
        f"half of {watts(every)}, so half of them can't carry the machine alone."
    )
    yield info(text, [psu.name for psu in psus])


RULE = Rule(
    id="psu-redundancy-usable",
    title="The active modules carry the load",
    area=Area.PSU_REDUNDANCY,
    worst=Severity.ERROR,
    requires=("gpu", "psu"),
    needs=(*LOAD_FACTS, "psu.ratings", "psu.redundant"),
    why="Beyond the active modules' watts there is no redundancy, or no machine.",
    hint="Declare N+0, add modules, use a higher mains voltage, or lower the cards' power limit.",
    sources=(
        Source(
            "https://www.supermicro.com/en/products/system/gpu/4u/as-4124gs-tnr+",
            "Supermicro AS-4124GS-TNR+: 1,000 / 1,800 / 2,000 W modules by voltage",
        ),
    ),
    breaks=build(
        item("gpu", 8, board_power_w=350),
        item("psu", 4, ratings=[record(volts_min=200, volts_max=240, watts=1000)], redundant=True),
        choices=Choices(psu_redundancy="2+2"),
    ),
    passes=build(
        item("gpu", 4, board_power_w=350),
        item("psu", 4, ratings=[record(volts_min=200, volts_max=240, watts=1000)], redundant=True),
        choices=Choices(psu_redundancy="2+2"),
    ),
    check=check,
    stage="cables",
    page=__doc__ or "",
)
