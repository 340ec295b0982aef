"""The bill of materials as a spreadsheet (Office Open XML).  Every text is text: none is a formula."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from app.export import bom_columns
from app.export.bom import Bill
from app.export.bom_columns import HEADINGS, rows

WIDTHS = {"B": 46, "D": 24, "H": 14, "I": 14, "J": 14, "K": 14, "N": 30, "P": 40, "Q": 40}
# XML 1.0 has no way to write these.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def bill_as_xlsx(bill: Bill) -> bytes:
    """One sheet: headings, lines, totals, the build's address."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Bill of materials")
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, text) for text in HEADINGS])
    for row in rows(bill):
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _heading(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: bom_columns.Cell) -> Cell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, UNWRITABLE.sub("", value))
    cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    return cell
