"""Answers about many builds, repaired builds and lists."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from app.core.build import GpuCooling
from app.core.report import Verdict
from app.intake.builds import BuildIn, CustomIn
from app.web.api.schemas.answer import CatalogVersion, Told
from app.web.api.schemas.report import Edit, Finding, Report

ProblemDocument = Annotated[dict[str, Any], WithJsonSchema({"type": "object", "required": ["type", "status"]})]
"""A problem inside an answer (RFC 9457)."""


class Judged(Told):
    """One build of a batch: `report`, or `problem` for a build that can't be read."""

    report: Report | None = None
    problem: ProblemDocument | None = None


class BatchOut(Told):
    """One entry for each build, in their order."""

    results: list[Judged]


class RepairStep(Told):
    """What was changed, and the finding that asked for it."""

    title: str
    rule: str
    reason: str
    patch: list[Edit]


class RepairOut(Told):
    """The repaired build; `blocked` holds the errors that nothing helped against."""

    build: BuildIn
    verdict: Verdict
    steps: list[RepairStep]
    tried: int
    blocked: list[Finding]


class SeenPrice(Told):
    """What one unit was seen at."""

    low: float
    high: float
    currency: str


class CandidatePart(Told):
    """A part, and what the build would be with it.  `fits` is null when a missing fact decides."""

    part: str
    name: str
    fits: bool | None
    verdict: Verdict | None
    errors: int | None
    reason: str | None
    watts_delta: float | None
    price: SeenPrice | None


class CandidatesOut(Told):
    """A page of candidates, best first; `next` leads on until it is null."""

    candidates: list[CandidatePart]
    total: int
    next: str | None
    catalog: CatalogVersion


class ReadLine(Told):
    """A line that was understood, as an item of a build.  Either `part` or `custom` is there."""

    line: int
    text: str
    confidence: float = Field(ge=0, le=1)
    alternatives: list[str] = Field(description="Ids of parts that the line may mean as well.")
    quantity: int
    id: str | None = None
    part: str | None = None
    custom: CustomIn | None = None
    facts: dict[str, Any] | None = None
    power_limit_w: float | None = None
    cooling: GpuCooling | None = None
    price_paid: float | None = None
    owned: bool | None = None
    note: str | None = None


class UnreadLine(Told):
    """A line that nobody understood, or that leaves open which part it means."""

    line: int
    text: str
    alternatives: list[str]


class ImportOut(Told):
    """A list, line by line; `build` is there when the text held a whole one."""

    items: list[ReadLine]
    unmatched: list[UnreadLine]
    build: BuildIn | None = None
