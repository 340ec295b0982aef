"""The columns of a bill: all of them for spreadsheets, the few that a forum post has room for."""

from __future__ import annotations

from collections.abc import Iterator

from app.export.bom import Bill, Line, Total

Cell = str | int | float

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
SHORT_HEADINGS = ("Qty", "Part", "Part numbers", "Unit price", "Seen", "Status", "Note")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins with one of these is a formula to some spreadsheet (OWASP, CSV injection)."""


def rows(bill: Bill) -> Iterator[tuple[Cell, ...]]:
    """The lines, below them one row for each total, and last the address of the build."""
    for line in bill.lines:
        yield tuple(_row(line))
    for total in bill.totals:
        label = f"total of {total.lines} priced lines"
        yield ("", label, *[""] * 7, total.low, total.high, total.currency)
    if bill.unpriced:
        yield ("", f"lines without a price: {bill.unpriced}")
    if bill.link:
        yield ("", f"mini-Colossus build: {bill.link}")


def _row(line: Line) -> Iterator[Cell]:
    price = line.price
    yield from (line.quantity, line.name, line.maker, ", ".join(line.part_numbers), line.category, status(line))
    if price:
        yield from (
            price.condition,
            price.low,
            price.high,
            line.low or "",
            line.high or "",
            price.currency,
            price.dated,
        )
        yield "; ".join(price.sources)
    else:
        yield from [""] * 8
    yield from ("" if line.paid is None else line.paid, line.note, line.part_id)


def status(line: Line) -> str:
    """Whether money still has to be spent on a line."""
    return "owned" if line.owned else "paid" if line.paid is not None else "to buy"


def without_formula(value: Cell) -> Cell:
    """Numbers as they are; a text that a spreadsheet would run as a formula gets an apostrophe."""
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA_STARTS) else value


def short_row(line: Line) -> tuple[str, ...]:
    """A line in the columns of SHORT_HEADINGS."""
    price = line.price
    unit = seen = ""
    if price:
        unit = f"{_amount(price.low, price.high)} {price.currency} {price.condition}"
        seen = f"{price.dated}: {'; '.join(price.sources)}"
    numbers = ", ".join(line.part_numbers)
    return str(line.quantity), line.name, numbers, unit, seen, status(line), line.note


def total_words(total: Total) -> str:
    """`Total of 3 priced lines: 2,800 – 3,600 USD`."""
    return f"Total of {total.lines} priced lines: {_amount(total.low, total.high)} {total.currency}"


def closing_words(bill: Bill) -> Iterator[str]:
    """What stands below the table and its totals."""
    if bill.unpriced:
        yield f"{bill.unpriced} lines to buy have no price and are not in the total."
    if bill.paid is not None:
        yield f"Already paid: {bill.paid:,.2f}"


def _amount(low: float, high: float) -> str:
    return f"{low:,.0f}" if low == high else f"{low:,.0f} – {high:,.0f}"
