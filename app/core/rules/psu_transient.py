"""Cards spike to a multiple of their power for a fraction of a millisecond.

What it checks: the shortest peak on each supply, all cards and the largest of them at three times its power, against
what the supply has to ride through: 200 % for an ATX 3.x supply with a 16-pin, 125 % for an older one.

Why it matters: a supply whose average load looks fine switches off in the middle of a job.  An 850 W supply with two
250 W cards and a 145 W processor did just that, and a 1,300 W one ended it.

How to fix: an ATX 3.x supply, a larger one, a second one, or a power limit (which cuts the average, and most of the
spikes).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.mains import TRANSIENT_FACTOR, TRANSIENT_FACTOR_OLD
from app.core.estimate.peaks import supply_peak_w
from app.core.parts import Source
from app.core.placement.plans import PsuLoad
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import build, item, record
from app.core.rules._figures import watts
from app.core.rules._plugs import plugs_of
from app.core.rules._supply import LOAD_FACTS, Range, is_redundant_module, rating_gaps, rows

NEWEST_FACTOR = max(TRANSIENT_FACTOR.values())


def check(case: Case) -> Iterator[Outcome]:
    psus = {psu.name: psu for psu in case.rig.all("psu")}
    said: set[tuple[str, float]] = set()
    for load in case.cables.psu_loads:
        psu = psus[load.psu]
        key = (psu.item.id, 0.0 if is_redundant_module(psu) else load.watts)
        if key not in said:
            said.add(key)
            yield _judge(case, psu, load)


def _judge(case: Case, psu: Device, load: PsuLoad) -> Outcome:
    if is_redundant_module(psu):
        text = f"No figure for spikes is published for {psu.label}; servers cap the cards' power instead."
        return info(text, (psu.name,), psu.cite("redundant", "form_factor"))
    rating = _rating(case, psu, load)
    gaps = list(case.power.missing)
    if rating is None or gaps:
        gaps += rating_gaps(psu)
        text = f"What spikes do to {psu.label} depends on the cards' power and its rating."
        return cannot_tell(text, gaps, Severity.WARNING, (psu.name,))
    return _against(psu, supply_peak_w(case, load), rating)


def _rating(case: Case, psu: Device, load: PsuLoad) -> float | None:
    if load.rating_w is not None or case.cables.volts is not None:
        return load.rating_w
    label = rows(psu)
    return max(row.watts for row in label) if label else None


def _factor(psu: Device) -> Range:
    """How far beyond its rating the supply must ride; bounds while its version or its plugs are unknown."""
    version, plugs = psu.text("atx_version"), plugs_of(psu, "outputs")
    if version is not None and version not in TRANSIENT_FACTOR:
        return Range(TRANSIENT_FACTOR_OLD, TRANSIENT_FACTOR_OLD)
    if plugs is not None and "pcie16" not in plugs:  # the standard waives the test for a supply without the plug
        return Range(TRANSIENT_FACTOR_OLD, TRANSIENT_FACTOR_OLD)
    if version is None or plugs is None:
        return Range(TRANSIENT_FACTOR_OLD, NEWEST_FACTOR)
    return Range(TRANSIENT_FACTOR[version], TRANSIENT_FACTOR[version])


def _against(psu: Device, peak: float, rating: float) -> Outcome:
    factor = _factor(psu)
    names, uses = (psu.name,), psu.cite("ratings", "atx_version", "outputs")
    sentence = f"Peak on {psu.label}: {watts(peak)}"
    figures = {"peak_w": peak, "rating_w": rating}
    if peak <= factor.low * rating:
        return passed(f"{sentence}; {factor.low:g} × {watts(rating)} = {watts(factor.low * rating)}.", names)
    if peak > factor.high * rating:
        text = f"{sentence}; it rides through {factor.high:g} × {watts(rating)} = {watts(factor.high * rating)}."
        return warning(text, names, uses, **figures)
    text = (
        f"{sentence}; an ATX 3.x supply with a 16-pin rides through {watts(factor.high * rating)}, "
        f"an older one through {watts(factor.low * rating)}."
    )
    if psu.text("atx_version") is None:
        return warning(f"{text} Which version it is, is not said, and most are older.", names, uses, **figures)
    return cannot_tell(text, psu.lacks("atx_version", "outputs"), Severity.WARNING, names, uses)


RULE = Rule(
    id="psu-transient",
    title="The supply rides through the cards' spikes",
    area=Area.PSU_WATTS,
    worst=Severity.WARNING,
    requires=("gpu", "psu"),
    needs=(*LOAD_FACTS, "psu.ratings", "psu.atx_version", "psu.outputs", "psu.redundant", "psu.form_factor"),
    why="A spike beyond what the supply rides through switches the machine off.",
    hint="Choose an ATX 3.x supply, a larger or a second one, or lower the cards' power limit.",
    sources=(
        Source(
            "https://hothardware.com/news/psu-manufs-can-skirt-atx-30-tolerance-testing",
            "ATX 3.0: 200 % for 100 µs, and when it is waived",
        ),
        Source(
            "https://www.tweaktown.com/news/85717/pcie-5-0-gpus-can-have-power-excursions-use-up-to-1800w-of/index.html",
            "Cards may take three times their power for 100 µs",
        ),
        Source("https://github.com/tensorflow/tensorflow/issues/8858", "Two 250 W cards reboot an 850 W supply"),
    ),
    breaks=build(
        item("gpu", 2, board_power_w=250),
        item("cpu", tdp_w=145),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=850)], atx_version="2.x"),
    ),
    passes=build(
        item("gpu", 2, board_power_w=250),
        item("cpu", tdp_w=145),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=1300)], atx_version="2.x"),
    ),
    check=check,
    stage="cables",
    page=__doc__ or "",
)
