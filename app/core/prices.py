"""What a part was seen at: dated observations gathered into ranges, never quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.core.parts import Part, Price


@dataclass(frozen=True, slots=True)
class PriceRange:
    """What one unit was seen at: all observations of one currency and condition."""

    low: float
    high: float
    currency: str
    condition: str
    first_date: str
    last_date: str
    sources: tuple[str, ...]

    @property
    def dated(self) -> str:
        """The day, or the first and the last day, of the observations."""
        return self.last_date if self.first_date == self.last_date else f"{self.first_date} to {self.last_date}"


def price_range(part: Part) -> PriceRange | None:
    """What the part was seen at, in the condition that it is usually bought in."""
    groups = price_ranges(part.prices)
    if not groups:
        return None
    preferred = "new" if part.status == "current" else "used"
    return min(groups, key=lambda group: (group.condition != preferred, group.currency != "USD", group.currency))


def price_ranges(prices: Iterable[Price]) -> tuple[PriceRange, ...]:
    """One range for each condition and currency."""
    groups: dict[tuple[str, str], list[Price]] = defaultdict(list)
    for price in prices:
        groups[price.condition, price.currency].append(price)
    return tuple(_range(group) for _, group in sorted(groups.items()))


def _range(prices: list[Price]) -> PriceRange:
    amounts = [price.amount for price in prices]
    dates = sorted(price.date for price in prices)
    sources = tuple(dict.fromkeys(price.source for price in prices))
    first = prices[0]
    return PriceRange(min(amounts), max(amounts), first.currency, first.condition, dates[0], dates[-1], sources)
