"""Parts, rules and what is not known, as pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.core.parts import Catalog, Part, Source
from app.core.rules import Rule
from app.core.vocabulary import Category, FactWord
from app.export.bom import PriceRange, price_range, price_ranges
from app.web import formats
from app.web.views.words import AREA_WORDS, BASIS_WORDS, SEVERITY_CUES, Cue

HEADLINE_FACTS = 5
HEADLINE_TYPES = ("number", "integer", "choice", "choices")


def headline(part: Part, catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """The first facts of the part that fit on one line, in the vocabulary's order."""
    category = catalog.vocabulary.categories.get(part.category)
    words = category.facts.values() if category else ()
    known = [word for word in words if word.type in HEADLINE_TYPES and word.name in part.facts]
    return tuple((word.label, formats.fact(part.facts[word.name], word)) for word in known[:HEADLINE_FACTS])


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part in a list."""

    id: str
    name: str
    maker: str
    category: str
    status: str
    facts: tuple[tuple[str, str], ...]
    price: PriceRange | None
    imported: bool = False

    @classmethod
    def of(cls, part: Part, catalog: Catalog) -> PartLine:
        """The line of a part."""
        facts, price = headline(part, catalog), price_range(part)
        imported = part.attribution is not None
        return cls(part.id, part.name, part.maker, part.category, part.status, facts, price, imported)


@dataclass(frozen=True, slots=True)
class PartsView:
    """The parts list: a search, the categories, one page of parts."""

    query: str
    category: str
    categories: tuple[tuple[str, str, int], ...]
    lines: tuple[PartLine, ...]
    found: int
    page: int
    pages: int

    @property
    def page_title(self) -> str:
        return "Parts"

    @property
    def announcement(self) -> str:
        return formats.plural(self.found, "part") + " found."


def count_categories(catalog: Catalog, imported: Mapping[str, int]) -> tuple[tuple[str, str, int], ...]:
    """Every category with a part in it: name, plural, count with the imported parts."""
    counts = Counter(part.category for part in catalog.parts.values()) + Counter(imported)
    every = sorted(catalog.vocabulary.categories.values(), key=lambda category: category.order)
    return tuple((one.name, one.plural, counts[one.name]) for one in every if counts[one.name])


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


@dataclass(frozen=True, slots=True)
class RulesView:
    """All rules by area."""

    groups: tuple[tuple[str, tuple[tuple[Cue, Rule], ...]], ...]
    count: int

    @property
    def page_title(self) -> str:
        return "Rules"

    @property
    def announcement(self) -> str:
        return formats.plural(self.count, "rule") + "."


def view_rules(rules: tuple[Rule, ...]) -> RulesView:
    """The rule book's table of contents."""
    groups = tuple(
        (words, mine)
        for area, words in AREA_WORDS.items()
        if (mine := tuple((SEVERITY_CUES[rule.worst], rule) for rule in rules if rule.area is area))
    )
    return RulesView(groups, len(rules))


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule: its docstring, what it reads, and where it comes from."""

    rule: Rule
    area: str
    cue: Cue

    @classmethod
    def of(cls, rule: Rule) -> RuleView:
        """The page of a rule."""
        return cls(rule, AREA_WORDS[rule.area], SEVERITY_CUES[rule.worst])

    @property
    def page_title(self) -> str:
        return self.rule.title

    @property
    def announcement(self) -> str:
        return self.rule.why
