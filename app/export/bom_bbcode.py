"""The bill of materials as BBCode, in the table tags that XenForo, vBulletin and SMF share."""

from __future__ import annotations

from collections.abc import Iterable

from app.export.bom import Bill
from app.export.bom_columns import SHORT_HEADINGS, closing_words, short_row, total_words

# BBCode has no escape: brackets of a name become ones that no tag begins with.
_BRACKETS = str.maketrans({"[": "(", "]": ")"})


def bill_as_bbcode(bill: Bill) -> str:
    """Title, table, totals, the build's address."""
    written = [
        f"[b]{_text(bill.title)}[/b]",
        "[table]",
        _row("th", SHORT_HEADINGS),
        *(_row("td", short_row(line)) for line in bill.lines),
        "[/table]",
        *(f"[b]{total_words(total)}[/b]" for total in bill.totals),
        *closing_words(bill),
    ]
    if bill.link:
        written.append(f"mini-Colossus build: [url]{bill.link}[/url]")
    return "\n".join(written) + "\n"


def _row(tag: str, cells: Iterable[str]) -> str:
    inside = "".join(f"[{tag}]{_text(cell)}[/{tag}]" for cell in cells)
    return f"[tr]{inside}[/tr]"


def _text(value: str) -> str:
    return " ".join(value.split()).translate(_BRACKETS)
