"""A part's spec sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from app.core.parts import Catalog, Part, Source
from app.core.prices import PriceRange, price_ranges
from app.core.report import SEVERITY_RANK
from app.core.rules import Rule
from app.core.vocabulary import Category, FactWord
from app.web import formats
from app.web.forms.apply import add_part
from app.web.held import Held
from app.web.services import Services
from app.web.views.pictures import Drawing, view_pictures
from app.web.views.price_plot import price_plots
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
class RuleLine:
    """A rule that reads facts of the part; `missing` are the labels of those that it would read and aren't known."""

    id: str
    title: str
    cue: Cue
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A category whose parts are judged together with this one, by so many rules, and where to choose among them."""

    title: str
    rules: int
    url: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A spec sheet."""

    part: Part
    category: str
    lines: tuple[SpecLine, ...]
    gaps: tuple[GapLine, ...]
    prices: tuple[PriceRange, ...]
    plots: tuple[Drawing, ...]
    brings: tuple[tuple[int, str, str], ...]
    comes_with: tuple[tuple[str, str], ...]
    issues: tuple[tuple[Cue, str, tuple[Source, ...]], ...]
    rules: tuple[RuleLine, ...]
    partners: tuple[Partner, ...]
    builds: tuple[tuple[str, str], ...]
    bench_url: str
    compare_url: str

    @property
    def page_title(self) -> str:
        return self.part.name

    @property
    def announcement(self) -> str:
        return f"{self.part.name}: {formats.plural(len(self.lines), 'fact')}."


def view_part(part: Part, services: Services) -> PartView:
    """The spec sheet of a part.  Nothing is judged for it: links lead to where it will be."""
    catalog = services.catalog
    category = catalog.vocabulary.categories.get(part.category)
    words = category.facts if category else {}
    alone = services.held(services.read(add_part({"items": []}, part, None)))
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
        plots=view_pictures(price_plots(part.prices)),
        brings=tuple(_brings(part, catalog)),
        comes_with=tuple(
            (bundle.id, bundle.name)
            for bundle in catalog.parts.values()
            if any(provided.part == part.id for provided in bundle.provides)
        ),
        issues=tuple(
            (cue, issue.text, issue.sources)
            for issue in part.known_issues
            for severity, cue in SEVERITY_CUES.items()
            if severity == issue.severity
        ),
        rules=tuple(_rules(part, words, services.rules)),
        partners=tuple(_partners(part, alone, services)),
        builds=tuple(
            (template.title, services.address("/build", template.build))
            for template in services.templates
            if any(item.part == part.id for item in template.build.items)
        ),
        bench_url=f"/build?{alone.query}",
        compare_url=f"/parts?{urlencode([('category', part.category), ('with', part.id)])}",
    )


def _rules(part: Part, words: Mapping[str, FactWord], rules: Iterable[Rule]) -> Iterator[RuleLine]:
    """The rules that read the part's category, worst first; those that lack a fact of it say which."""
    reading = []
    for rule in rules:
        facts = [fact for category, fact in _needs(rule) if category == part.category]
        if facts:
            missing = tuple(words[fact].label for fact in facts if fact in words and fact not in part.facts)
            reading.append((rule, missing))
    for rule, missing in sorted(reading, key=lambda one: -SEVERITY_RANK[one[0].worst]):
        yield RuleLine(rule.id, rule.title, SEVERITY_CUES[rule.worst], missing)


def _partners(part: Part, alone: Held, services: Services) -> Iterator[Partner]:
    """Categories that rules read together with what the part is or brings, in the bench's order."""
    own = {part.category, *(provided.category for provided in part.provides)}
    counts: Counter[str] = Counter()
    for rule in services.rules:
        categories = {category for category, _ in _needs(rule)}
        if categories & own:
            counts.update(categories - own)
    for category in sorted(services.catalog.vocabulary.categories.values(), key=lambda one: one.order):
        if category.name in counts:
            yield Partner(category.plural, counts[category.name], f"/build/choose/{category.name}?{alone.query}")


def _needs(rule: Rule) -> Iterator[tuple[str, str]]:
    for need in rule.needs:
        category, _, fact = need.partition(".")
        yield category, fact


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
