"""A part's spec sheet."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.parts import Catalog, Part, Source
from app.core.prices import PriceRange, price_ranges
from app.core.vocabulary import Category, FactWord
from app.web import formats
from app.web.views.words import BASIS_WORDS, SEVERITY_CUES, Cue


@dataclass(frozen=True, slots=True)
class SpecLine:
    """One fact on a spec sheet."""

    label: str
    value: str
    basis: str
    source: Source | None
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class GapLine:
    """One fact that the catalog lacks: looked for in vain (`searched`), or one that can't be had, for a `reason`."""

    label: str
    where: str
    searched: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A spec sheet."""

    part: Part
    category: str
    lines: tuple[SpecLine, ...]
    gaps: tuple[GapLine, ...]
    prices: tuple[PriceRange, ...]
    brings: tuple[tuple[int, str, str], ...]
    issues: tuple[tuple[Cue, str, tuple[Source, ...]], ...]

    @property
    def page_title(self) -> str:
        return self.part.name

    @property
    def announcement(self) -> str:
        return f"{self.part.name}: {formats.plural(len(self.lines), 'fact')}."


def view_part(part: Part, catalog: Catalog) -> PartView:
    """The spec sheet of a part."""
    category = catalog.vocabulary.categories.get(part.category)
    words = category.facts if category else {}
    return PartView(
        part=part,
        category=category.title if category else part.category,
        lines=tuple(_spec_line(part, name, words.get(name)) for name in _in_order(part, category)),
        gaps=tuple(
            GapLine(word.label, word.where, word.name in part.unknown, part.unknowable.get(word.name, ""))
            for word in words.values()
            if word.name not in part.facts
        ),
        prices=price_ranges(part.prices),
        brings=tuple(_brings(part, catalog)),
        issues=tuple(
            (cue, issue.text, issue.sources)
            for issue in part.known_issues
            for severity, cue in SEVERITY_CUES.items()
            if severity == issue.severity
        ),
    )


def _in_order(part: Part, category: Category | None) -> list[str]:
    order = {name: number for number, name in enumerate(category.facts)} if category else {}
    return sorted(part.facts, key=lambda name: order.get(name, len(order)))


def _spec_line(part: Part, name: str, word: FactWord | None) -> SpecLine:
    records = part.facts.records(name) if word and word.type == "records" else None
    table: tuple[tuple[str, ...], ...] = ()
    if records and word:
        columns = [field for field in word.fields if any(field.name in record for record in records)]
        heads = tuple(f"{field.label} [{field.unit}]" if field.unit else field.label for field in columns)
        bare = [(field.name, FactWord(field.name, field.type, field.label, "")) for field in columns]
        table = (heads, *(tuple(formats.fact(record.get(key), one) for key, one in bare) for record in records))
    value = "" if table else formats.fact(part.facts[name], word)
    return SpecLine(word.label if word else name, value, BASIS_WORDS[part.basis(name)], part.sources.get(name), table)


def _brings(part: Part, catalog: Catalog) -> list[tuple[int, str, str]]:
    found = []
    for provided in part.provides:
        inner = provided.inner or catalog.part(provided.part or "")
        if inner is not None:
            found.append((provided.quantity, inner.name, provided.part or ""))
    return found
