"""Saved builds and bills of materials."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from app.core.report import Verdict
from app.intake.builds import BuildIn
from app.web.api.schemas.answer import Told


class SavedWith(Told):
    """The catalog and the checker that judged a build when it was saved."""

    catalog: str
    checker: str


class BuildOut(Told):
    """A build with its addresses; what only a saved one has is null for a share code."""

    id: str | None
    link: str
    code: str = Field(description="The share code that holds the whole build.")
    parent: str | None
    created_at: str | None
    saved_with: SavedWith | None
    build: BuildIn


class SavedOut(BuildOut):
    """A build that was just saved."""

    owner_secret: str = Field(description="Told once: with it the build can be renamed or withdrawn.")


class Said(Told):
    """One finding in short."""

    rule: str
    title: str
    severity: str
    could_be: str
    message: str
    parts: list[str]


class FindingChange(Told):
    """A finding of then with today's finding of the same rule on the same parts."""

    then: Said
    now: Said


class FactChange(Told):
    """A fact that the catalog tells otherwise now; null where it told or tells nothing."""

    fact: str
    then: Any
    now: Any


class PartChange(Told):
    """A part that the catalog has changed.  `now` is its present id, null when it is gone."""

    part: str
    now: str | None
    name: str
    category: str
    facts: list[FactChange]


class VerdictChange(Told):
    """The verdict at saving and today's; `then` is null for a build saved before reports were kept."""

    then: Verdict | None
    now: Verdict


class VersionChange(Told):
    """A version at saving and today's."""

    then: str
    now: str


class ChangesOut(Told):
    """How today's report differs from the one at saving."""

    verdict: VerdictChange
    catalog: VersionChange
    checker: VersionChange
    came: list[Said]
    went: list[Said]
    changed: list[FindingChange]
    parts: list[PartChange]


class BillPrice(Told):
    """What one unit was seen at: dated observations, never a quotation."""

    low: float
    high: float
    currency: str
    condition: str
    first_date: str
    last_date: str
    sources: list[str]


class BillLine(Told):
    """One line; `paid` is for one unit, in the user's own currency."""

    kind: Literal["part", "custom", "needed"]
    quantity: int
    name: str
    category: str
    maker: str
    part_id: str
    part_numbers: list[str]
    price: BillPrice | None
    paid: float | None
    owned: bool
    note: str
    to_buy: bool
    line_low: float | None
    line_high: float | None


class BillTotal(Told):
    """What the priced lines to buy add up to in one currency."""

    currency: str
    low: float
    high: float
    lines: int


class BillOut(Told):
    """A bill of materials; `link` brings the whole build back."""

    title: str
    lines: list[BillLine]
    totals: list[BillTotal]
    lines_without_price: int
    paid: float | None
    link: str
