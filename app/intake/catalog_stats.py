"""What the catalog knows and what it doesn't, in one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.core.parts import Basis, Catalog, Part

COLUMNS = ("category", "parts", "generic", "facts", "vendor", "third party", "general", "unknown", "prices")


def stats_table(catalog: Catalog) -> str:
    """Counts by category, in the bench's order; `vendor`, `third party` and `general` are shares of the facts."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    whole: Counter[str] = Counter()
    for category in sorted(catalog.vocabulary.categories.values(), key=lambda category: category.order):
        counts = _counts(part for part in _with_inner(catalog) if part.category == category.name)
        whole += counts
        rows.append(_row(category.name, counts))
    rows.append(_row("all", whole))
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = [
        "  ".join(_aligned(cell, width, place) for place, (cell, width) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    ]
    sources = {source.url for part in _with_inner(catalog) for source in part.sources.values()}
    return "\n".join(
        [*lines, "", f"{len(sources):,} sources, {len(catalog.moved):,} former ids, version {catalog.version}"]
    )


def _with_inner(catalog: Catalog) -> Iterator[Part]:
    """Every part, and those that exist inside a bundle alone."""
    for part in catalog.parts.values():
        yield part
        yield from (provided.inner for provided in part.provides if provided.inner)


def _counts(parts: Iterator[Part]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for part in parts:
        counts["parts"] += 1
        counts["generic"] += part.generic
        counts["facts"] += len(part.facts)
        counts["unknown"] += len(part.unknown)
        counts["prices"] += len(part.prices)
        counts.update(part.basis(fact).value for fact in part.facts)
    return counts


def _row(name: str, counts: Counter[str]) -> tuple[str, ...]:
    shares = [
        _share(counts[basis.value], counts["facts"]) for basis in (Basis.VENDOR, Basis.THIRD_PARTY, Basis.GENERAL)
    ]
    first, last = ("parts", "generic", "facts"), ("unknown", "prices")
    return (name, *(f"{counts[key]:,}" for key in first), *shares, *(f"{counts[key]:,}" for key in last))


def _share(count: int, whole: int) -> str:
    return f"{count / whole:.0%}" if whole else "-"


def _aligned(cell: str, width: int, place: int) -> str:
    return cell.ljust(width) if place == 0 else cell.rjust(width)
