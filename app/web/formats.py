"""How values look: figures with units, money, dates.  Used by templates as filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from app.core.facets import UNKNOWN, Span
from app.core.parts import Facts, Value
from app.core.vocabulary import Facet, FactWord

NOTHING = "–"
MOST_DIGITS = 7
"""`g` rounds figures with more."""
NARROW_SPACE = "\u202f"
"""Between a figure and its unit, so that the two stay on one line."""


def number(value: float, decimals: int = 0) -> str:
    """`2378.4` as `2,378`; with decimals, zeros at the end are dropped."""
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(value: float | None, unit: str = "", decimals: int = 0) -> str:
    """A figure with its unit, or “not known”: a missing figure is never zero."""
    if value is None:
        return "not known"
    return f"{number(value, decimals)}{NARROW_SPACE}{unit}" if unit else number(value, decimals)


def money(amount: float, currency: str) -> str:
    """`1234.5` USD as `$1,234.50`; whole amounts without cents."""
    decimals = 0 if float(amount).is_integer() else 2
    signs = {"USD": "$", "EUR": "€", "GBP": "£"}
    sign = signs.get(currency)
    return f"{sign}{amount:,.{decimals}f}" if sign else f"{amount:,.{decimals}f}{NARROW_SPACE}{currency}"


def money_range(low: float, high: float, currency: str) -> str:
    """`$1,200–1,500`, or one amount when both are the same."""
    if low == high:
        return money(low, currency)
    return f"{money(low, currency)} – {money(high, currency)}"


def fact(value: Value | None, word: FactWord | None) -> str:
    """A fact's value as a person reads it."""
    unit = word.unit if word else ""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        text = f"{value:,g}" if abs(value) < 1e6 else number(float(value), 2)
        return f"{text}{NARROW_SPACE}{unit}" if unit else text
    if isinstance(value, str):
        return value
    if not value:
        return "none"
    return "; ".join(entry if isinstance(entry, str) else record(entry, word) for entry in value)


def facet_value(word: str, facet: Facet) -> str:
    """A facet's value as a person reads it: `24` as `24 GB`, `75..150` as `over 75 to 150 W`."""
    if word == UNKNOWN:
        return "not known"
    if not facet.numeric:
        return word
    span = Span.read(word)
    text = _figure(word) if span is None else _span(span)
    return f"{text}{NARROW_SPACE}{facet.unit}" if facet.unit else text


def _span(span: Span) -> str:
    if span.up_to is None:
        return f"over {span.above:,g}"
    if span.above is None:
        return f"up to {span.up_to:,g}" if span.up_to else "0"
    return f"over {span.above:,g} to {span.up_to:,g}"


def _figure(word: str) -> str:
    """A figure in an address with its thousands; whatever else somebody wrote there, as it is."""
    try:
        return f"{float(word):,g}" if len(word) < MOST_DIGITS else word
    except ValueError:
        return word


def record(entry: Facts, word: FactWord | None) -> str:
    """One record as `id PCIE1, 16 lanes …`."""
    fields: Mapping[str, FactWord] = {field.name: field for field in word.fields} if word else {}
    places = {name: place for place, name in enumerate(fields)}
    shown = []
    for name in sorted(entry, key=lambda name: places.get(name, len(places))):
        field = fields.get(name)
        shown.append(f"{field.label if field else name}: {fact(entry[name], field)}")
    return ", ".join(shown)


def paragraphs(text: str) -> Markup:
    """Plain text as HTML paragraphs; a lead such as “Why it matters:” becomes bold."""
    blocks = [" ".join(block.split()) for block in text.strip().split("\n\n")]
    html = []
    for block in filter(None, blocks):
        lead, colon, rest = block.partition(": ")
        if colon and len(lead) <= 24:
            html.append(f"<h2>{escape(lead)}</h2><p>{code_spans(sentence_case(rest))}</p>")
        else:
            html.append(f"<p>{code_spans(block)}</p>")
    return Markup("".join(html))  # noqa: S704  every part of it is escaped above


def sentence_case(text: str) -> str:
    """The text with a capital first letter and everything else as it is."""
    return text[:1].upper() + text[1:]


def code_spans(text: str) -> Markup:
    """Text between backticks as code, everything else as it is."""
    pieces = text.split("`")
    html = [f"<code>{escape(piece)}</code>" if odd else str(escape(piece)) for piece, odd in _numbered(pieces)]
    return Markup("".join(html))  # noqa: S704  every piece of it is escaped above


def _numbered(pieces: list[str]) -> list[tuple[str, bool]]:
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces)]


def plural(count: int, one: str, many: str = "") -> str:
    """`1 error`, `2,000 errors`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "number": number,
    "figure": figure,
    "money": money,
    "money_range": money_range,
    "fact": fact,
    "paragraphs": paragraphs,
    "plural": plural,
    "sentence_case": sentence_case,
    "code_spans": code_spans,
}
