"""The bill of materials as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from app.export.bom import Bill
from app.export.bom_columns import HEADINGS, rows, without_formula


def bill_as_csv(bill: Bill) -> str:
    """The lines, and below them one line for each total."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([without_formula(value) for value in row] for row in rows(bill))
    return out.getvalue()
