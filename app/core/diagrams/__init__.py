"""Pictures of a judged build: values in, a drawing out; `svg.to_svg` turns it into text."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.build import Build
from app.core.case import Case
from app.core.diagrams.coolant_loop import coolant_loop
from app.core.diagrams.elevation import elevation
from app.core.diagrams.faults import LOOP_AREAS, POWER_AREAS, SLOT_AREAS, within
from app.core.diagrams.power_tree import power_tree
from app.core.diagrams.scene import Picture
from app.core.diagrams.slot_map import slot_map
from app.core.parts import Catalog
from app.core.report import Finding
from app.core.rig import resolve


def draw(build: Build, catalog: Catalog, findings: Sequence[Finding]) -> tuple[Picture, ...]:
    """Every picture that the build has something for, marked with its findings.  Raises RigError as evaluate() does."""
    case = Case(resolve(build, catalog))
    pictures = (
        slot_map(case.rig, case.slots, within(findings, SLOT_AREAS)),
        power_tree(case, within(findings, POWER_AREAS)),
        coolant_loop(case, within(findings, LOOP_AREAS)),
        elevation(case.rig, findings),
    )
    return tuple(picture for picture in pictures if picture is not None)
