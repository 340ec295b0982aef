"""The bill of materials as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app.export.bom import Bill, Line


def bill_as_dict(bill: Bill) -> dict[str, Any]:
    """Lines, totals, and how many lines have no price."""
    return {
        "title": bill.title,
        "lines": [_line(line) for line in bill.lines],
        "totals": [asdict(total) for total in bill.totals],
        "lines_without_price": bill.unpriced,
        "paid": bill.paid,
        "link": bill.link,
    }


def _line(line: Line) -> dict[str, Any]:
    return {**asdict(line), "to_buy": line.to_buy, "line_low": line.low, "line_high": line.high}
