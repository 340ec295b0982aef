"""The bill of materials as a Markdown table (GitHub's dialect)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.export.bom import Bill
from app.export.bom_columns import SHORT_HEADINGS, closing_words, short_row, total_words

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def bill_as_markdown(bill: Bill) -> str:
    """Title, table, totals, the build's address."""
    written = [
        f"# {plain_text(bill.title)}",
        "",
        f"| {' | '.join(SHORT_HEADINGS)} |",
        "| --: | :-- | :-- | :-- | :-- | :-- | :-- |",
        *(_row(short_row(line)) for line in bill.lines),
        "",
        *(f"**{total_words(total)}**  " for total in bill.totals),
        *(f"{words}  " for words in closing_words(bill)),
    ]
    if bill.link:
        written.append(f"mini-Colossus build: <{bill.link}>")
    return "\n".join(written).rstrip() + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(plain_text(cell) for cell in cells)} |"


def plain_text(value: str) -> str:
    """A value that can't break out of its cell or turn into markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(value.split()))
