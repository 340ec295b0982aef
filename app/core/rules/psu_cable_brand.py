"""Modular cables belong to one family of supplies.

What it checks: power cables in the build come from the maker of the supply; two kinds of supply in one machine belong
to one cable family.

Why it matters: the device's end of a modular cable is standard, the supply's end is not.  A cable of another family
fits the socket and puts 12 V where ground should be.

How to fix: use the cables that came with the supply, or the ones that its maker lists for it; mark them when two
families share a machine.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import listed
from app.core.rules._supply import is_redundant_module


def check(case: Case) -> Iterator[Outcome]:
    psus = [psu for psu in distinct(case.rig.all("psu")) if not is_redundant_module(psu)]
    if not psus:
        return
    for cable in distinct(case.rig.all("cable")):
        if cable.text("kind") == "power-cable" and cable.bundle is None:
            yield _of_the_supply(cable, psus)
    if len({psu.part.id for psu in psus}) > 1:
        yield _one_family(psus)


def _of_the_supply(cable: Device, psus: list[Device]) -> Outcome:
    vendor = cable.text("vendor")
    parts = (cable.name, *(psu.name for psu in psus))
    labels = listed(psu.label for psu in psus)
    if vendor is None:
        text = f"Whose supplies {cable.label} belongs to isn't known."
        return cannot_tell(text, cable.lacks("vendor"), Severity.WARNING, parts)
    name = vendor.replace("-", " ")
    if any(name in f"{psu.part.maker} {psu.label}".lower().replace("-", " ") for psu in psus):
        return passed(f"{cable.label} is of the maker of {labels}.", parts)
    text = f"{cable.label} is a cable for {vendor}, and the build's supply is {labels}: the supply's end differs."
    return warning(text, parts, cable.cite("vendor"))


def _one_family(psus: list[Device]) -> Outcome:
    names = [psu.name for psu in psus]
    labels = listed(dict.fromkeys(psu.label for psu in psus))
    families = {psu.text("family") for psu in psus}
    if None in families and len(families - {None}) <= 1:
        gaps = [gap for psu in psus for gap in psu.lacks("family")]
        return cannot_tell(f"Whether {labels} share their cables isn't known.", gaps, Severity.WARNING, names)
    uses = [cited for psu in psus for cited in psu.cite("family")]
    if len(families) == 1:
        return passed(f"{labels} take the same cables.", names)
    return warning(f"{labels} take different cables: mark them, and never swap one over.", names, uses)


RULE = Rule(
    id="psu-cable-brand",
    title="Cables of the supply's own family",
    area=Area.POWER_CONNECTOR,
    worst=Severity.WARNING,
    requires=("psu",),
    needs=("psu.family", "psu.redundant", "psu.form_factor", "cable.vendor", "cable.kind"),
    why="A modular cable of another family fits and puts 12 V where ground should be.",
    hint="Use the supply's own cables, and mark them when two families share a machine.",
    sources=(Source("https://techgamingmedia.com/are-psu-cables-interchangeable", "Are PSU cables interchangeable?"),),
    breaks=build(item("psu", family="family-a"), item("psu", item_id="psu-2", name="other psu", family="family-b")),
    passes=build(item("psu", family="family-a"), item("psu", item_id="psu-2", name="other psu", family="family-a")),
    check=check,
    stage="cables",
    page=__doc__ or "",
)
