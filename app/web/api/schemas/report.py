"""What the checker says of a build."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from app.core.build import GpuCooling
from app.core.parts import Basis
from app.core.report import Area, Severity, Verdict
from app.intake.builds import CircuitIn
from app.web.api.schemas.answer import CatalogVersion, Told
from app.web.api.schemas.placement import Placement
from app.web.api.schemas.totals import Totals

Operation = Literal[
    "replace",
    "add",
    "remove",
    "set_quantity",
    "set_power_limit",
    "set_cooling",
    "set_choice",
    "set_circuits",
    "pin_slot",
]


class Citation(Told):
    """Where something can be read."""

    url: str
    title: str


class CitedFact(Told):
    """A fact that a finding rests on; `source` is an address."""

    part: str
    value: Any
    basis: Basis
    source: str | None


class MissingFact(Told):
    """A fact that nobody has given, and where a person can find it."""

    item: str
    part: str
    category: str
    fact: str
    label: str
    where: str


class PriceDelta(Told):
    """What a change adds to the price; `currency` is null when no line changed."""

    currency: str | None
    low: float
    high: float


class Edit(Told):
    """One edit of a build; which keys it has depends on `op`."""

    op: Operation
    item: str | None = None
    items: list[str] | None = None
    part: str | None = None
    quantity: int | None = None
    watts: float | None = None
    cooling: GpuCooling | None = None
    name: str | None = None
    value: float | str | bool | None = None
    circuits: list[CircuitIn] | None = None
    device: str | None = None
    slot: str | None = None


class Fix(Told):
    """A patch that was judged; `watts_delta` is DC watts under load, null when unknown."""

    title: str
    patch: list[Edit]
    verdict_after: Verdict
    price_delta: PriceDelta | None
    watts_delta: float | None


class Finding(Told):
    """What one rule says.  `could_be` and `missing` belong to unknowns; `fixes` and `tried` come when asked for."""

    rule: str
    area: Area | None
    severity: Severity
    could_be: Severity | None
    title: str
    message: str
    parts: list[str]
    facts: dict[str, CitedFact] = Field(description="The facts that it rests on, by `device.fact`.")
    figures: dict[str, Any] = Field(description="The numbers that the sentence is made of.")
    missing: list[MissingFact]
    sources: list[Citation]
    confidence: Basis
    hint: str
    fixes: list[Fix] | None = None
    tried: int | None = None


class Passed(Told):
    """What was checked and is fine."""

    rule: str
    title: str
    message: str
    parts: list[str]


class Report(Told):
    """Verdict and everything that led to it."""

    verdict: Verdict
    complete: bool
    missing: list[str] = Field(description="Categories that a running machine needs and the build has not chosen.")
    findings: list[Finding]
    passed: list[Passed]
    waiting: list[str] = Field(description="Rules that wait for a part of a category that is missing.")
    totals: Totals
    placement: Placement
    catalog: CatalogVersion
