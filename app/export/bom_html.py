"""The bill of materials as a page of its own, without style or script."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from app.export.bom import Bill
from app.export.bom_columns import SHORT_HEADINGS, closing_words, short_row, total_words


def bill_as_html(bill: Bill) -> str:
    """Title, table, totals, the build's address."""
    head = "".join(f"<th>{escape(heading)}</th>" for heading in SHORT_HEADINGS)
    body = "\n".join(_row(short_row(line)) for line in bill.lines)
    below = "\n".join(f"<p>{escape(words)}</p>" for words in (*map(total_words, bill.totals), *closing_words(bill)))
    link = f'<p>mini-Colossus build: <a href="{escape(bill.link)}">{escape(bill.link)}</a></p>' if bill.link else ""
    title = escape(bill.title)
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n'
        f"<h1>{title}</h1>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"
        f"{below}\n{link}\n</body>\n</html>\n"
    )


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
