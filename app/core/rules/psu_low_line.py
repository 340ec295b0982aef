"""Many large supplies give their printed watts only on 200 V and more.

What it checks: the row of each supply's label that holds the site's voltage: whether there is one, whether it is lower
than the best row, and whether the load still fits what is left.

Why it matters: a module of 2,000 W at 220–240 V gives 1,000 W at 100–127 V; one of 3,000 W gives 1,350 W.  Some don't
start at all below 180 V.

How to fix: a 200–240 V circuit, more modules, N+0 instead of N+1, or a lower power limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.mains import LOW_LINE_MAX_V
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import Circuit, Site, build, item, record
from app.core.rules._figures import watts
from app.core.rules._supply import LOAD_FACTS, Row, dc_range, near_miss, rating_at, rating_gaps, rows, shared_bus


def check(case: Case) -> Iterator[Outcome]:
    for psu in distinct(case.rig.all("psu")):
        label = rows(psu)
        if label:
            yield from _labelled(case, psu, label)
        elif case.cables.volts is not None and case.cables.volts <= LOW_LINE_MAX_V:
            text = f"What {psu.label} gives at {case.cables.volts:g} V isn't known."
            yield cannot_tell(text, rating_gaps(psu), parts=(psu.name,))


def _labelled(case: Case, psu: Device, label: tuple[Row, ...]) -> Iterator[Outcome]:
    volts = case.cables.volts
    if volts is None:
        yield from _no_circuit(case, psu, label)
        return
    rating = rating_at(label, volts)
    words = ", ".join(row.words for row in label)
    if rating is None and near_miss(label, volts):
        text = f"{psu.label} gives {words}; what it gives at {volts:g} V isn't on the label."
        yield cannot_tell(text, (psu.missing("ratings"),), parts=(psu.name,), uses=psu.cite("ratings"))
    elif rating is None:
        text = f"{psu.label} is made for {words}, not for {volts:g} V."
        yield error(text, (psu.name,), psu.cite("ratings"), volts=volts)
    elif rating < max(row.watts for row in label):
        yield _derated(case, psu, label, rating)
    else:
        yield passed(f"{psu.label} gives its full {watts(rating)} at {volts:g} V.", (psu.name,))


def _derated(case: Case, psu: Device, label: tuple[Row, ...], rating: float) -> Outcome:
    best = max(row.watts for row in label)
    load, count = _load_and_modules(case, psu)
    left, full = rating * count, best * count
    times = f"{count} × {watts(rating)} = {watts(left)}" if count > 1 else watts(rating)
    sentence = f"At {case.cables.volts:g} V {psu.label} gives {watts(rating)} instead of {watts(best)}"
    names, uses = (psu.name,), psu.cite("ratings")
    if left < load <= full:
        text = f"{sentence}: {times}, and the load is {watts(load)}."
        return error(text, names, uses, rating_w=rating, usable_w=left, load_w=load)
    return info(f"{sentence}: {times} for a load of {watts(load)}.", names, uses, rating_w=rating, usable_w=left)


def _no_circuit(case: Case, psu: Device, label: tuple[Row, ...]) -> Iterator[Outcome]:
    """Nobody said where the rig will stand: say what depends on it."""
    low, best = min(label, key=lambda row: row.watts), max(label, key=lambda row: row.watts)
    if low.watts == best.watts:
        yield passed(f"{psu.label} gives {watts(best.watts)} at every voltage of its label.", (psu.name,))
        return
    load, count = _load_and_modules(case, psu)
    names, uses = (psu.name,), psu.cite("ratings")
    sentence = f"{psu.label} gives {', '.join(row.words for row in label)}; no circuit was named."
    if low.watts * count < load <= best.watts * count:
        times = f"{count} × " if count > 1 else ""
        text = (
            f"{sentence} {times}{low.words} don't carry the load of {watts(load)}: this rig needs the higher voltage."
        )
        yield warning(text, names, uses, load_w=load)
    else:
        yield info(sentence, names, uses)


def _load_and_modules(case: Case, psu: Device) -> tuple[float, int]:
    """The load that is known for certain, and the active modules that share it."""
    if shared_bus(case):
        return dc_range(case).low, case.cables.mode[0]
    units = {unit.name for unit in case.rig.all("psu") if unit.item.id == psu.item.id}
    return max((load.watts for load in case.cables.psu_loads if load.psu in units), default=0.0), 1


RULE = Rule(
    id="psu-low-line",
    title="The supply gives its watts at the site's voltage",
    area=Area.PSU_WATTS,
    worst=Severity.ERROR,
    requires=("psu",),
    needs=(*LOAD_FACTS, "psu.ratings", "psu.redundant"),
    why="On 100–127 V large supplies give half of what their name says, or nothing.",
    hint="Use a 200–240 V circuit, more modules, N+0, or a lower power limit.",
    sources=(
        Source(
            "https://www.supermicro.com/en/products/system/gpu/4u/as-4124gs-tnr+",
            "Supermicro AS-4124GS-TNR+: 1,000 / 1,800 / 2,000 W by voltage",
        ),
        Source(
            "https://hobbydocbox.com/amp/99253005-Radio/Product-descriptions.html",
            "Artesyn DS3000PE: 3,000 W high line, 1,350 W low line",
        ),
    ),
    breaks=build(
        item("gpu", 4, board_power_w=350),
        item(
            "psu",
            ratings=[
                record(volts_min=100, volts_max=127, watts=1000),
                record(volts_min=200, volts_max=240, watts=2000),
            ],
        ),
        site=Site(circuits=(Circuit(120, 20),)),
    ),
    passes=build(
        item("gpu", 2, board_power_w=350),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=1000)]),
        site=Site(circuits=(Circuit(120, 20),)),
    ),
    check=check,
    stage="cables",
    page=__doc__ or "",
)
