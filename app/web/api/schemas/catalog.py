"""Parts and rules."""

from __future__ import annotations

from typing import Any, Literal

from app.core.parts import Basis
from app.core.report import Area, Severity
from app.web.api.schemas.answer import CatalogVersion, Told
from app.web.api.schemas.report import Citation

Facts = dict[str, Any]
"""Facts by name, the unit in the name; one that is not there is unknown."""


class Attribution(Told):
    """Whose database an imported part comes from."""

    text: str
    url: str
    licence_url: str


class Part(Told):
    """Identity and facts.  `attribution` is there for imported parts alone."""

    id: str
    category: str
    name: str
    maker: str
    status: str
    generic: bool
    facts: Facts
    attribution: Attribution | None = None


class DatedSource(Citation):
    """Where a fact was read, and on which day."""

    basis: Basis
    read: str


class Price(Told):
    """One dated observation, never a quotation."""

    amount: float
    currency: str
    condition: str
    date: str
    source: str


class Provided(Told):
    """What a bundle brings."""

    category: str
    quantity: int
    part: Part | None


class KnownIssue(Told):
    """What is true of this product alone."""

    area: Area
    severity: Severity
    text: str
    sources: list[DatedSource]


class PartDetail(Part):
    """Everything that the catalog says of a part, and what it looked for in vain (`unknown`)."""

    part_numbers: list[str]
    aliases: list[str]
    note: str
    sources: dict[str, DatedSource]
    basis: dict[str, Basis]
    unknown: list[str]
    prices: list[Price]
    provides: list[Provided]
    known_issues: list[KnownIssue]


class FacetValue(Told):
    """A value that a list can be narrowed to, and how many parts have it."""

    value: str
    label: str
    count: int


class Facet(Told):
    """Something that a list can be narrowed by."""

    name: str
    label: str
    unit: str
    values: list[FacetValue]


class PartsOut(Told):
    """A page of parts; `next` leads on until it is null, `facets` come with the first page."""

    parts: list[Part]
    total: int
    next: str | None
    facets: list[Facet] | None
    catalog: CatalogVersion


class Rule(Told):
    """One rule: `requires` are categories without which it waits, `needs` the facts that it reads."""

    id: str
    title: str
    area: Area
    worst: Literal["error", "warning", "info", "unknown"]
    requires: list[str]
    needs: list[str]


class RulesOut(Told):
    """The rule book."""

    rules: list[Rule]


class RuleDetail(Rule):
    """One rule with its page (Markdown) and where it comes from."""

    why: str
    hint: str
    page: str
    sources: list[Citation]
