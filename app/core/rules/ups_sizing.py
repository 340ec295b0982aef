"""A UPS gives its watts, not its volt-amperes.

What it checks: the rig's watts at the wall against the UPS's watts and volt-amperes, with a quarter of headroom, and
that its output is a sine, and that every supply finds an outlet on it.

Why it matters: an overloaded UPS switches off the moment that it is needed.  Supplies with active power factor
correction, which is all of them today, may drop out on the stepped wave of a cheap UPS.

How to fix: a larger UPS (VA ≥ W / 0.9 × 1.25), an online one, or one for the board and drives alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.mains import ups_va
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item, record
from app.core.rules._figures import several, watts
from app.core.rules._mains import gaps_of, heaviest_share, outlet_words, spare_feeds, wall_range
from app.core.rules._supply import LOAD_FACTS, Range

# Power factor to plan with for computer supplies, and the headroom that batteries want as they age.
POWER_FACTOR = 0.9
HEADROOM = 1.25


def check(case: Case) -> Iterator[Outcome]:
    upses = case.rig.all("ups")
    if not upses:
        return
    for ups in distinct(upses):
        share = 1.0 if spare_feeds(case, len(upses)) else heaviest_share(case, ups, whole_rig=True)
        yield _power(case, ups, share)
        yield from _wave(ups)
    if not case.rig.has("pdu"):
        yield _outlets(case, upses)


def _outlets(case: Case, upses: tuple[Device, ...]) -> Outcome:
    """A supply without an outlet on the UPS runs from the wall, and stops with it."""
    plan, psus = case.outlets, case.rig.all("psu")
    names = (*(ups.name for ups in upses), *(psu.name for psu in psus))
    if plan.status == "impossible":
        uses = [fact for ups in distinct(upses) for fact in ups.cite("outlets")]
        return warning(f"{outlet_words(case, psus)}.", names, uses)
    if plan.status == "unknown":
        text = "Whether every supply finds an outlet on the UPS depends on inlets and outlets."
        return cannot_tell(text, plan.missing, Severity.WARNING, names)
    return passed(f"Each of {len(plan.hookups)} supplies finds an outlet.", names)


def _power(case: Case, ups: Device, share: float) -> Outcome:
    wall = wall_range(case)
    load = Range(wall.low * share, wall.high * share)
    rating, va = ups.number("watts"), ups.number("va")
    names, uses = (ups.name,), ups.cite("watts", "va")
    count = sum(other.item is ups.item for other in case.rig.all("ups"))
    each = " each" if count > 1 else ""
    wanted_va = ups_va(load.low, POWER_FACTOR, HEADROOM)
    sentence = (
        f"{several(count, ups.label)}: {watts(load.low)}{each} at the wall, "
        f"{ups_va(load.low, POWER_FACTOR):,.0f} VA, {wanted_va:,.0f} VA with headroom"
    )
    gives = rating if rating is not None else va
    if gives is None:
        return cannot_tell(f"{sentence}; what it gives isn't known.", ups.lacks("watts", "va"), parts=names)
    offer = f"it gives {watts(gives)}" if rating is not None else f"it gives {gives:,.0f} VA"
    if load.low > gives:  # watts are never more than volt-amperes
        return error(f"{sentence}; {offer}.", names, uses, load_w=load.low, ups_w=gives)
    if rating is None or load.high > gives:
        gaps = ups.lacks("watts") + (gaps_of(case) if load.high > gives else ())
        return cannot_tell(f"{sentence}; {offer}, and its watts decide.", gaps, parts=names, uses=uses)
    if load.high * HEADROOM > rating or (va is not None and wanted_va > va):
        return warning(f"{sentence}; {offer}, which leaves little headroom.", names, uses)
    return passed(f"{sentence}; {offer}.", names)


def _wave(ups: Device) -> Iterator[Outcome]:
    sine = ups.flag("pure_sine")
    if ups.text("topology") == "online" or sine:
        return
    if sine is None:
        text = f"Whether {ups.label} gives a sine on battery isn't known; the supply may drop out without one."
        yield cannot_tell(text, ups.lacks("pure_sine"), Severity.WARNING, (ups.name,))
    else:
        text = f"{ups.label} gives a stepped wave on battery: supplies with power factor correction may drop out."
        yield warning(text, (ups.name,), ups.cite("pure_sine", "topology"))


RULE = Rule(
    id="ups-sizing",
    title="The UPS carries the rig",
    area=Area.CIRCUIT,
    worst=Severity.ERROR,
    requires=("gpu", "psu"),
    needs=(
        *LOAD_FACTS,
        "ups.watts",
        "ups.va",
        "ups.pure_sine",
        "ups.topology",
        "ups.outlets",
        "psu.inlet",
        "psu.form_factor",
        "psu.efficiency",
        "psu.ratings",
        "psu.redundant",
    ),
    why="An overloaded UPS switches off the moment that it is needed.",
    hint="Choose a larger or an online UPS, or one for the board and drives alone.",
    sources=(
        Source(
            "https://www.blackbox.com/en-ca/products/black-box-explains/black-box-explains-sizing-a-ups",
            "Sizing a UPS: watts, volt-amperes and power factor",
        ),
    ),
    breaks=build(
        item("gpu", 4, board_power_w=350),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=2000)], efficiency="platinum"),
        item("ups", watts=900, va=1500, pure_sine=True),
    ),
    passes=build(
        item("gpu", 4, board_power_w=350),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=2000)], efficiency="platinum", inlet="c20"),
        item("ups", watts=2700, va=3000, pure_sine=True, outlets=[record(type="C19", count=1)]),
    ),
    check=check,
    stage="circuits",
    page=__doc__ or "",
)
