"""How the files of parts and of shared facts are written.  Facts themselves are checked by `facts.py`."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.core.report import Area

ID_PATTERN = r"^[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9.+_-]*)+$"
Line = Annotated[str, Field(max_length=300, pattern=r"\S")]
Paragraph = Annotated[str, Field(max_length=2000, pattern=r"\S")]
PartId = Annotated[str, Field(pattern=ID_PATTERN)]
Names = Annotated[list[Line], Field(max_length=400)]
Reasons = Annotated[dict[Line, Line], Field(max_length=100)]
Address = Annotated[str, Field(max_length=500, pattern=r"^https?://[^\s/]+\.[^\s/]+(?:/\S*)?$")]
Quantity = Annotated[int, Field(ge=1, le=256)]


class Strict(BaseModel):
    """Unknown keys and wrong types are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CitationFile(Strict):
    """Where something was read, when, and whether the maker says so."""

    url: Address
    title: Line
    read: datetime.date
    kind: Literal["vendor", "third-party"]


class SourceFile(CitationFile):
    """A citation with the facts that it vouches for."""

    facts: Names = []


class PriceFile(Strict):
    """One dated observation of a price."""

    amount: Annotated[float, Field(gt=0, le=10_000_000)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    condition: Literal["new", "used"]
    date: datetime.date
    source: Line


class ConditionFile(Strict):
    """One clause of a known issue."""

    category: Line
    fact: Line
    test: Literal["in", "not-in", "below", "at-least", "count-at-least"]
    values: Annotated[list[bool | int | float | Line], Field(min_length=1)]


class KnownIssueFile(Strict):
    """What is true of this product alone, or of the parts that share this file."""

    area: Literal[tuple(area.value for area in Area)]  # type: ignore[valid-type]
    severity: Literal["error", "warning", "info"]
    text: Paragraph
    when: list[ConditionFile] = []
    sources: Annotated[list[CitationFile], Field(min_length=1)]


class Vouched(Strict):
    """Facts with what they rest on: a source each, or general knowledge; and what was looked for and not found."""

    facts: dict[str, Any] = {}
    sources: list[SourceFile] = []
    general_knowledge: Names = []
    unknown: Names = []


class ProvidedFile(Vouched):
    """What a bundle brings: a part of the catalog by id, or an inner part described here."""

    unknowable: Reasons = {}

    category: Line
    quantity: Quantity = 1
    part: PartId | None = None
    name: Line | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.part is None) == (self.name is None):
            raise ValueError("needs either `part` (a part of the catalog) or `name` (an inner part), and not both.")
        if self.part is not None and self.model_fields_set - {"category", "quantity", "part"}:
            raise ValueError("names a part of the catalog: facts and sources belong into that part's file.")
        return self


class SharedFile(Vouched):
    """Facts and known issues that several parts share: a chip's, a circuit board's."""

    known_issues: list[KnownIssueFile] = []


class PartFile(Vouched):
    """One part.  `unknowable` tells of facts that nobody can state of this product why that is so."""

    unknowable: Reasons = {}

    name: Line
    maker: Annotated[str, Field(max_length=100)] = ""
    status: Literal["current", "discontinued", "used-market"] = "current"
    generic: bool = False
    part_numbers: Names = []
    aliases: Names = []
    shares: Names = []
    formerly: list[PartId] = []
    note: Annotated[str, Field(max_length=2000)] = ""
    prices: list[PriceFile] = []
    known_issues: list[KnownIssueFile] = []
    provides: list[ProvidedFile] = []


FILE_KEYS = tuple(
    dict.fromkeys(
        key
        for model in (PartFile, SharedFile, ProvidedFile, SourceFile, PriceFile, KnownIssueFile, ConditionFile)
        for key in model.model_fields
    )
)
