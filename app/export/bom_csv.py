"""The bill of materials as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from app.export.bom import Bill, Line

HEADINGS = (
    "quantity",
    "name",
    "maker",
    "part numbers",
    "category",
    "status",
    "condition",
    "unit price low",
    "unit price high",
    "line price low",
    "line price high",
    "currency",
    "price dates",
    "price sources",
    "paid each",
    "note",
    "id",
)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins with one of these is a formula to some spreadsheet (OWASP, CSV injection)."""


def bill_as_csv(bill: Bill) -> str:
    """The lines, and below them one line for each total."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([_cell(value) for value in _row(line)] for line in bill.lines)
    for total in bill.totals:
        label = f"total of {total.lines} priced lines"
        values = ["", label, *[""] * 7, total.low, total.high, total.currency]
        writer.writerow([_cell(value) for value in values])
    if bill.unpriced:
        writer.writerow(["", f"lines without a price: {bill.unpriced}"])
    return out.getvalue()


def _row(line: Line) -> Iterable[object]:
    price = line.price
    status = "owned" if line.owned else "paid" if line.paid is not None else "to buy"
    yield from (line.quantity, line.name, line.maker, ", ".join(line.part_numbers), line.category, status)
    if price:
        yield from (price.condition, price.low, price.high, line.low, line.high, price.currency, price.dated)
        yield "; ".join(price.sources)
    else:
        yield from [""] * 8
    yield from ("" if line.paid is None else line.paid, line.note, line.part_id)


def _cell(value: object) -> object:
    """Numbers as they are; a text that a spreadsheet would run as a formula gets an apostrophe."""
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA_STARTS) else value
