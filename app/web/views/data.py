"""What is not known: by category, by rule, and part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.core.decidable import Lack
from app.core.parts import Basis, Catalog, Part
from app.core.rules import Rule
from app.core.vocabulary import Category, FactWord, Vocabulary
from app.web import formats
from app.web.census import Census

MOST_MISSED = 4


@dataclass(frozen=True, slots=True)
class Missed:
    """A fact that keeps `parts` parts undecided; `key` is `category.fact`, as an address names it."""

    key: str
    label: str
    parts: int


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """How many parts of a category the rules can decide about, and what their facts rest on (percent)."""

    name: str
    title: str
    parts: int
    generic: int
    decidable: int
    share: int | None
    trust: tuple[int, ...]
    missed: tuple[Missed, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How many of the products that an error-level rule asks about have what it needs, and where others are listed."""

    rule: Rule
    parts: int
    share: int
    lacking: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """What we don't know, in shares, worst first."""

    lines: tuple[CategoryLine, ...]
    rules: tuple[RuleLine, ...]
    parts: int
    decidable: int
    products: int
    unpriced: int
    version: str

    @property
    def page_title(self) -> str:
        return "What we don’t know"

    @property
    def announcement(self) -> str:
        return f"{self.decidable:,} of {self.products:,} products are decidable."


@dataclass(frozen=True, slots=True)
class UndecidedLine:
    """A part with the facts that it lacks, and where a person finds them."""

    part: Part
    lacks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UndecidedView:
    """The undecided parts of a category: all of them, or those that lack one fact, or what one rule needs."""

    category: Category
    lines: tuple[UndecidedLine, ...]
    products: int
    fact: str = ""
    rule: Rule | None = None

    @property
    def page_title(self) -> str:
        return f"{self.category.plural}: what we don’t know"

    @property
    def announcement(self) -> str:
        return f"{formats.plural(len(self.lines), 'part')} listed."


def view_data(catalog: Catalog, rules: Iterable[Rule], census: Census) -> DataView:
    """Count what the catalog knows and lacks."""
    products = [part for part in catalog.parts.values() if not part.generic]
    categories = [_category_line(category, catalog, census) for category in catalog.vocabulary.categories.values()]
    by_rule = [line for rule in rules if (line := _rule_line(rule, products, catalog.vocabulary, census))]
    return DataView(
        lines=tuple(sorted((line for line in categories if line.parts), key=_worst_first)),
        rules=tuple(sorted(by_rule, key=lambda line: (line.share, line.rule.title))),
        parts=len(catalog.parts),
        decidable=sum(not census.lacks(part) for part in products),
        products=len(products),
        unpriced=sum(not part.prices for part in catalog.parts.values()),
        version=catalog.version,
    )


def view_undecided(
    category: Category, catalog: Catalog, census: Census, fact: str = "", rule: Rule | None = None
) -> UndecidedView:
    """The category's undecided parts, those that lack least first: they are the quickest to complete."""
    found = []
    products = [part for part in catalog.of(category.name) if not part.generic]
    for part in products:
        lacks = [
            lack
            for lack in census.lacks(part)
            if (not fact or _key(lack) == fact) and (rule is None or rule.id in lack.rules)
        ]
        if lacks:
            words = catalog.vocabulary
            told = dict.fromkeys((_label(lack, category.name, words), _where(lack, words)) for lack in lacks)
            found.append(UndecidedLine(part, tuple(told)))
    found.sort(key=lambda line: len(line.lacks))
    return UndecidedView(category, tuple(found), len(products), fact, rule)


def _category_line(category: Category, catalog: Catalog, census: Census) -> CategoryLine:
    parts = catalog.of(category.name)
    products = [part for part in parts if not part.generic]
    decidable = sum(not census.lacks(part) for part in products)
    missing = Counter(key for part in products for key in {_key(lack) for lack in census.lacks(part)})
    labels = {
        _key(lack): _label(lack, category.name, catalog.vocabulary) for part in products for lack in census.lacks(part)
    }
    return CategoryLine(
        name=category.name,
        title=category.plural,
        parts=len(parts),
        generic=len(parts) - len(products),
        decidable=decidable,
        share=_percent(decidable, len(products)) if products else None,
        trust=_trust(parts),
        missed=tuple(Missed(key, labels[key], count) for key, count in missing.most_common(MOST_MISSED)),
    )


def _trust(parts: Iterable[Part]) -> tuple[int, ...]:
    """Percent of all facts that rest on a vendor, on a third party, on general knowledge."""
    counts = Counter(part.basis(fact) for part in parts for fact in part.facts)
    whole = counts.total()
    return tuple(_percent(counts[basis], whole) for basis in (Basis.VENDOR, Basis.THIRD_PARTY, Basis.GENERAL))


def _rule_line(rule: Rule, products: list[Part], vocabulary: Vocabulary, census: Census) -> RuleLine | None:
    """None for a rule that raises no error, or asks about no part of the catalog."""
    asked = {category for category, facts in census.needs.items() for ids in facts.values() if rule.id in ids}
    mine = [part for part in products if part.category in asked]
    if not mine:
        return None
    lacking = Counter(part.category for part in mine if any(rule.id in lack.rules for lack in census.lacks(part)))
    named = ((name, vocabulary.categories[name].plural, count) for name, count in lacking.most_common())
    return RuleLine(rule, len(mine), _percent(len(mine) - lacking.total(), len(mine)), tuple(named))


def _percent(count: int, whole: int) -> int:
    """Rounded down, so that 100 % means all."""
    return 100 * count // whole if whole else 0


def _worst_first(line: CategoryLine) -> tuple[int, str]:
    return (101 if line.share is None else line.share, line.title)


def _key(lack: Lack) -> str:
    return f"{lack.category}.{lack.fact}".rstrip(".")


def _label(lack: Lack, shown_in: str, vocabulary: Vocabulary) -> str:
    """The fact in words; `shown_in` is the category of the list, beside whose own facts those of a bundle are named."""
    category = vocabulary.categories[lack.category]
    if not lack.fact:
        return f"which {category.title.lower()} it brings"
    label = ": ".join(word.label for word in _words(lack, vocabulary))
    return label if lack.category == shown_in else f"{category.title.lower()}: {label}"


def _where(lack: Lack, vocabulary: Vocabulary) -> str:
    return _words(lack, vocabulary)[-1].where if lack.fact else "The machine's parts list."


def _words(lack: Lack, vocabulary: Vocabulary) -> list[FactWord]:
    """The word for the fact, and after it the one for the field of its records."""
    head, _, field = lack.fact.partition(".")
    word = vocabulary.categories[lack.category].facts[head]
    return [word, *(inner for inner in word.fields if inner.name == field)]
