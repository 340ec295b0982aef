"""A supply that runs near its rating for hours trips, ages and roars.

What it checks: the load under full work against the watts that the supply gives at the site's voltage, for each supply
that feeds cables of its own, and for all active modules together where they share one bus.

Why it matters: above 100 % the supply switches off.  Above 80 % nothing is left for power spikes, dust and summer: four
RTX 3090 at 300 W on one 1,600 W supply were measured at 1,717 W on the wall and called nothing to recommend.

How to fix: a larger supply, a second one, or a lower power limit of the cards.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.placement.plans import PsuLoad
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import build, item, record
from app.core.rules._figures import percent, watts
from app.core.rules._supply import LOAD_FACTS, Range, dc_range, rating_gaps, rows, shared_bus

# Rule of thumb of builders and supply makers: a rating of 1.25 × the load.
COMFORTABLE_SHARE = 0.8
STRAINED_SHARE = 0.9


def check(case: Case) -> Iterator[Outcome]:
    if shared_bus(case):
        yield from _modules(case)
        return
    unknown_w = _unknown_w(case)
    seen: set[tuple[str, float]] = set()
    psus = {psu.name: psu for psu in case.rig.all("psu")}
    for load in case.cables.psu_loads:
        psu = psus[load.psu]
        if (psu.item.id, load.watts) not in seen:
            seen.add((psu.item.id, load.watts))
            yield from _one(case, psu, load, unknown_w)


def _unknown_w(case: Case) -> float:
    load = dc_range(case)
    return load.high - load.low


def _one(case: Case, psu: Device, load: PsuLoad, unknown_w: float) -> Iterator[Outcome]:
    """One supply with cables of its own."""
    rating, where = rating_of(psu, load, case.cables.volts)
    name = psu.label if len(case.cables.psu_loads) == 1 else f"{psu.label} ({psu.name})"
    if rating is None:
        yield cannot_tell(f"How much {name} gives isn't known.", rating_gaps(psu), parts=(psu.name,))
    elif load.watts > rating > 0 and (gaps := _unknown_plugs_elsewhere(case, psu)):
        text = f"{watts(load.watts)} of load hang on {name}, which gives {watts(rating)}{where}"
        yield cannot_tell(
            f"{text}; whether another supply has plugs for some of it isn't known.", gaps, parts=(psu.name,)
        )
    elif rating > 0:  # a supply that isn't made for the mains voltage is the low-line rule's finding
        range_w = Range(load.watts, load.watts + unknown_w)
        yield _judge(range_w, rating, f"{name} gives {watts(rating)}{where}", (psu.name,), case, psu)


def _unknown_plugs_elsewhere(case: Case, psu: Device) -> tuple[Missing, ...]:
    """Plugs that nobody has counted, where they could take over what is too much for this supply."""
    loads, psus = case.cables.psu_loads, case.rig.all("psu")
    ratings = [rating_of(one, load, case.cables.volts)[0] for one, load in zip(psus, loads, strict=True)]
    if sum(load.watts for load in loads) > sum(math.inf if rating is None else rating for rating in ratings):
        return ()
    return tuple(gap for other in psus if other is not psu for gap in other.lacks("outputs"))


def rating_of(psu: Device, load: PsuLoad, volts: float | None) -> tuple[float | None, str]:
    """Watts at the site's voltage; at the best voltage of the label, said so, when no circuit is named."""
    if load.rating_w is not None:
        return load.rating_w, f" at {volts:g} V" if volts is not None else ""
    label = rows(psu)
    if not label or volts is not None:
        return None, ""
    best = max(label, key=lambda row: row.watts)
    return best.watts, f" at {best.low_v:g}–{best.high_v:g} V"


def _modules(case: Case) -> Iterator[Outcome]:
    """Modules on one bus: overload is the redundancy rule's finding, comfort is this one's."""
    psus = case.rig.all("psu")
    usable, active = case.cables.usable_w, min(case.cables.mode[0], len(psus))
    names = tuple(psu.name for psu in psus)
    load = dc_range(case)
    if usable is None or not load.known:
        gaps = [gap for psu in psus for gap in rating_gaps(psu)] + list(case.power.missing)
        if gaps:
            text = "How close the load comes to what the active modules give can't be told."
            yield cannot_tell(text, gaps, Severity.WARNING, names)
    elif 0 < load.low <= usable:
        words = f"{active} active × {watts(usable / active)} = {watts(usable)}"
        yield _judge(load, usable, words, names, case, psus[0])


def _judge(load: Range, rating: float, words: str, names: tuple[str, ...], case: Case, psu: Device) -> Outcome:
    gaps: list[Missing] = list(case.power.missing)
    uses = psu.cite("ratings") + tuple(cited for gpu in case.rig.gpus[:1] for cited in gpu.cite("board_power_w"))
    share = load.low / rating
    sentence = f"{watts(load.low)} of load, {words}: {percent(share)}."
    figures = {"load_w": load.low, "rating_w": rating, "share": share}
    if share > 1:
        return error(f"{sentence} The supply switches off under full work.", names, uses, **figures)
    if load.high > rating * COMFORTABLE_SHARE and not load.known:
        worst = Severity.ERROR if load.high > rating else Severity.WARNING
        text = f"At least {sentence} What isn't known could add up to {watts(load.high - load.low)}."
        return cannot_tell(text, gaps, worst, names, uses)
    if share > COMFORTABLE_SHARE:
        strained = " With several cards their spikes will trip it." if share > STRAINED_SHARE else ""
        return warning(f"{sentence} Beyond 80 % little is left for spikes.{strained}", names, uses, **figures)
    return passed(sentence if load.known else f"At most {watts(load.high)} of load, {words}.", names)


RULE = Rule(
    id="psu-continuous-load",
    title="The supply carries the load",
    area=Area.PSU_WATTS,
    worst=Severity.ERROR,
    requires=("gpu", "psu"),
    needs=(*LOAD_FACTS, "psu.ratings", "psu.redundant"),
    why="Above its rating a supply switches off; close to it, every spike can.",
    hint="Choose a larger or a second supply, or lower the cards' power limit.",
    sources=(
        Source(
            "https://www.thefpsreview.com/2020/10/22/puget-systems-tests-four-blower-style-geforce-rtx-3090-cards-in-a-"
            "single-workstation-1717-watt-peak-power-draw/",
            "Four RTX 3090 on one 1,600 W supply: 1,717 W at the wall",
        ),
        Source("https://miningtech.no/en/strømforsyning-guide", "Use at most 80 % of a supply's rating"),
    ),
    breaks=build(
        item("gpu", 4, board_power_w=350),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=1000)]),
    ),
    passes=build(
        item("gpu", 4, board_power_w=350),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=2000)]),
    ),
    check=check,
    stage="cables",
    page=__doc__ or "",
)
