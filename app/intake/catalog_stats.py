"""What the catalog knows and what it doesn't, in tables for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from app.core.decidable import error_needs, lacks_of
from app.core.parts import Basis, Catalog, Part
from app.core.rules import Rule

COLUMNS = (
    *("category", "parts", "generic", "decidable", "share"),
    *("facts", "vendor", "third party", "general", "unknown", "prices"),
)


def stats_table(catalog: Catalog, rules: Iterable[Rule]) -> str:
    """Counts by category, in the bench's order.

    `parts` are files; `share` is that of the decidable ones among those that aren't generic.  `vendor`, `third party`
    and `general` are shares of the facts, those of parts that exist inside a bundle alone included.
    """
    needs = error_needs(rules)
    products = [part for part in catalog.parts.values() if not part.generic]
    decided = Counter(part.category for part in products if not lacks_of(part, catalog, needs))
    rows: list[tuple[str, ...]] = [COLUMNS]
    whole: Counter[str] = Counter()
    for category in sorted(catalog.vocabulary.categories.values(), key=lambda category: category.order):
        counts = Counter({"decidable": decided[category.name]})
        counts += _part_counts(part for part in catalog.parts.values() if part.category == category.name)
        counts += _fact_counts(part for part in _with_inner(catalog) if part.category == category.name)
        whole += counts
        rows.append(_row(category.name, counts))
    rows.append(_row("all", whole))
    sources = {source.url for part in _with_inner(catalog) for source in part.sources.values()}
    told = f"{len(sources):,} sources, {len(catalog.moved):,} former ids, version {catalog.version}"
    return f"{_aligned(rows)}\n\n{told}"


def undecided_table(catalog: Catalog, rules: Iterable[Rule], category: str) -> str:
    """Every part of the category that lacks a fact which an error-level rule needs, fewest lacks first."""
    needs = error_needs(rules)
    rows = []
    for part in catalog.of(category):
        lacks = lacks_of(part, catalog, needs)
        named = [
            f"{lack.category}.{lack.fact}".rstrip(".") if lack.part is not part or not lack.fact else lack.fact
            for lack in lacks
        ]
        if named:
            rows.append((len(named), part.id, ", ".join(dict.fromkeys(named))))
    rows.sort()
    lines = [f"{part_id}: {named}" for _, part_id, named in rows]
    return "\n".join([*lines, f"{len(rows):,} parts undecided"])


def _with_inner(catalog: Catalog) -> Iterator[Part]:
    """Every part, and those that exist inside a bundle alone."""
    for part in catalog.parts.values():
        yield part
        yield from (provided.inner for provided in part.provides if provided.inner)


def _part_counts(parts: Iterable[Part]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for part in parts:
        counts["parts"] += 1
        counts["generic"] += part.generic
    return counts


def _fact_counts(parts: Iterable[Part]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for part in parts:
        counts["facts"] += len(part.facts)
        counts["unknown"] += len(part.unknown)
        counts["prices"] += len(part.prices)
        counts.update(part.basis(fact).value for fact in part.facts)
    return counts


def _row(name: str, counts: Counter[str]) -> tuple[str, ...]:
    trust = [_share(counts[basis.value], counts["facts"]) for basis in (Basis.VENDOR, Basis.THIRD_PARTY, Basis.GENERAL)]
    parts, generic, decidable, facts, unknown, prices = (
        f"{counts[key]:,}" for key in ("parts", "generic", "decidable", "facts", "unknown", "prices")
    )
    share = _share(counts["decidable"], counts["parts"] - counts["generic"])
    return (name, parts, generic, decidable, share, facts, *trust, unknown, prices)


def _share(count: int, whole: int) -> str:
    return f"{count / whole:.0%}" if whole else "-"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Columns side by side: the first to the left, figures to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
