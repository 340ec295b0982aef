"""The bill of materials as a Markdown table (GitHub's dialect)."""

from __future__ import annotations

import re

from app.export.bom import Bill, Line

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def bill_as_markdown(bill: Bill) -> str:
    """Title, table, totals."""
    rows = [
        f"# {_text(bill.title)}",
        "",
        "| Qty | Part | Part numbers | Unit price | Seen | Status | Note |",
        "| --: | :-- | :-- | :-- | :-- | :-- | :-- |",
        *(_row(line) for line in bill.lines),
        "",
    ]
    for total in bill.totals:
        amount = f"{total.low:,.0f} – {total.high:,.0f}" if total.low != total.high else f"{total.low:,.0f}"
        rows.append(f"**Total of {total.lines} priced lines: {amount} {total.currency}**  ")
    if bill.unpriced:
        rows.append(f"{bill.unpriced} lines to buy have no price and are not in the total.  ")
    if bill.paid is not None:
        rows.append(f"Already paid: {bill.paid:,.2f}  ")
    return "\n".join(rows).rstrip() + "\n"


def _row(line: Line) -> str:
    price = line.price
    unit = seen = ""
    if price:
        amount = f"{price.low:,.0f}" if price.low == price.high else f"{price.low:,.0f} – {price.high:,.0f}"
        unit, seen = f"{amount} {price.currency} {price.condition}", f"{price.dated}: {'; '.join(price.sources)}"
    status = "owned" if line.owned else "paid" if line.paid is not None else "to buy"
    cells = (str(line.quantity), line.name, ", ".join(line.part_numbers), unit, seen, status, line.note)
    return "| " + " | ".join(_text(cell) for cell in cells) + " |"


def _text(value: str) -> str:
    """A value that can't break out of its cell or turn into markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(value.split()))
