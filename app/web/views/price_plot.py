"""Dated price observations as a small picture: one for each currency that has two or more."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from app.core.diagrams.scene import SMALL, Box, Group, Picture, Wire, Words
from app.core.parts import Price
from app.web import formats

WIDTH, HEIGHT = 420.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 12.0, 408.0, 28.0, 126.0
MARK = 9.0
LOOKS = {"new": "seen-new", "used": "seen-used"}
LEGEND = {"new": "full mark: new", "used": "hollow mark: used"}
FEWEST = 2


def price_plots(prices: Sequence[Price]) -> tuple[Picture, ...]:
    """A plot for each currency; a single observation is said better in words."""
    currencies = sorted({price.currency for price in prices})
    by_currency = ([price for price in prices if price.currency == currency] for currency in currencies)
    return tuple(_plot(sorted(seen, key=_day)) for seen in by_currency if len(seen) >= FEWEST)


def _plot(seen: Sequence[Price]) -> Picture:
    """Time runs to the right, the amount rises from zero, so that heights can be compared."""
    currency, first, last = seen[0].currency, seen[0].date, seen[-1].date
    most = max(price.amount for price in seen)
    told = "; ".join(_said(price) for price in seen)
    marks = (Group(_said(price), (_mark(price, seen, most),)) for price in seen)
    legend = ", ".join(text for condition, text in LEGEND.items() if any(one.condition == condition for one in seen))
    return Picture(
        slug=f"prices-{currency.lower()}",
        title=f"Prices seen in {currency}",
        description=f"{told}.",
        height=HEIGHT,
        width=WIDTH,
        shapes=(
            Wire(((LEFT, BOTTOM), (RIGHT, BOTTOM))),
            Words(LEFT, 14, f"up to {formats.money(most, currency)}", "soft", SMALL),
            Words(RIGHT, 14, legend, "soft", SMALL, "end"),
            Words(LEFT, HEIGHT - 8, first, "soft", SMALL),
            *((Words(RIGHT, HEIGHT - 8, last, "soft", SMALL, "end"),) if last != first else ()),
            *marks,
        ),
    )


def _mark(price: Price, seen: Sequence[Price], most: float) -> Box:
    begin, end = _day(seen[0]), _day(seen[-1])
    along = (_day(price) - begin) / (end - begin) if end > begin else 0.5
    x = LEFT + MARK + along * (RIGHT - LEFT - 2 * MARK)
    y = BOTTOM - price.amount / most * (BOTTOM - TOP)
    return Box(round(x - MARK / 2, 1), round(y - MARK / 2, 1), MARK, MARK, LOOKS.get(price.condition, "seen-used"))


def _day(price: Price) -> int:
    return datetime.date.fromisoformat(price.date).toordinal()


def _said(price: Price) -> str:
    return f"{formats.money(price.amount, price.currency)} {price.condition} on {price.date}"
