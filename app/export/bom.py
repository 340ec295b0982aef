"""The bill of materials of a build: plain lines that a page, CSV, Markdown and JSON all write down.

A price is a range of dated observations, never a quotation; a line without one stays without one, and the totals say
how many such lines there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.core.build import Build, Item
from app.core.parts import Catalog, Part
from app.core.prices import PriceRange, price_range
from app.core.report import Report

LineKind = Literal["part", "custom", "needed"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line.  `paid` is what the user gave for one unit, in their own currency."""

    kind: LineKind
    quantity: int
    name: str
    category: str
    maker: str = ""
    part_id: str = ""
    part_numbers: tuple[str, ...] = ()
    price: PriceRange | None = None
    paid: float | None = None
    owned: bool = False
    note: str = ""

    @property
    def to_buy(self) -> bool:
        """Whether money still has to be spent on it."""
        return not self.owned and self.paid is None

    @property
    def low(self) -> float | None:
        return self.price.low * self.quantity if self.price else None

    @property
    def high(self) -> float | None:
        return self.price.high * self.quantity if self.price else None


@dataclass(frozen=True, slots=True)
class Total:
    """What the priced lines to buy add up to in one currency."""

    currency: str
    low: float
    high: float
    lines: int


@dataclass(frozen=True, slots=True)
class Bill:
    """All lines with their totals.  `link` is an address that brings the whole build back."""

    title: str
    lines: tuple[Line, ...]
    link: str = ""

    @property
    def to_buy(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.to_buy)

    @property
    def unpriced(self) -> int:
        """How many lines to buy have no price, so that the totals leave them out."""
        return sum(line.price is None for line in self.to_buy)

    @property
    def totals(self) -> tuple[Total, ...]:
        """One total for each currency, lines without a price left out."""
        by_currency: dict[str, list[Line]] = defaultdict(list)
        for line in self.to_buy:
            if line.price:
                by_currency[line.price.currency].append(line)
        return tuple(_total(currency, lines) for currency, lines in sorted(by_currency.items()))

    @property
    def paid(self) -> float | None:
        """What the user says they paid, or None when they said nothing."""
        amounts = [line.paid * line.quantity for line in self.lines if line.paid is not None]
        return sum(amounts) if amounts else None


def _total(currency: str, lines: list[Line]) -> Total:
    priced = [(line.price, line.quantity) for line in lines if line.price]
    low = sum(price.low * quantity for price, quantity in priced)
    high = sum(price.high * quantity for price, quantity in priced)
    return Total(currency, low, high, len(lines))


def bill_of(build: Build, report: Report, catalog: Catalog) -> Bill:
    """The bill of a build: its items in the order of their categories, then what the placement found wanting."""
    lines = [_line(item, catalog) for item in build.items]
    order = {name: category.order for name, category in catalog.vocabulary.categories.items()}
    lines.sort(key=lambda line: (order.get(line.category, len(order)), line.name.lower()))
    return Bill(build.title or "Untitled build", (*lines, *_needed(report.placement)))


def _line(item: Item, catalog: Catalog) -> Line:
    part = catalog.part(item.part or "")
    if part is None:
        name, category = (item.custom.name, item.custom.category) if item.custom else (item.part or item.id, "")
        return Line(
            "custom", item.quantity, name, category, paid=item.price_paid, owned=item.owned, note=item.note.strip()
        )
    return Line(
        kind="part",
        quantity=item.quantity,
        name=part.name,
        category=part.category,
        maker=part.maker,
        part_id=part.id,
        part_numbers=part.part_numbers,
        price=price_range(part),
        paid=item.price_paid,
        owned=item.owned,
        note="; ".join(filter(None, (_brings(part, catalog), item.note.strip()))),
    )


def _brings(part: Part, catalog: Catalog) -> str:
    """What a bundle contains, so that nobody buys it twice."""
    names = []
    for provided in part.provides:
        inner = provided.inner or catalog.part(provided.part or "")
        if inner is not None:
            names.append(f"{provided.quantity} × {inner.name}")
    return f"includes {', '.join(names)}" if names else ""


def _needed(placement: Mapping[str, Any]) -> Iterator[Line]:
    """Adapters and cables without which the placement doesn't hold."""
    for cable in placement.get("needed", ()):
        yield Line("needed", int(cable["quantity"]), str(cable["name"]), "cable", note=str(cable.get("reason", "")))
