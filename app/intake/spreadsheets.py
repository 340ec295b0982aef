"""Spreadsheets (.xlsx) as text: the cells' values, a row a line, bounded in every direction before anything is read."""

from __future__ import annotations

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from app.intake.lines import LONGEST_LINE, MOST_LINES

MOST_ENTRIES = 200  # files in the archive
MOST_UNPACKED_BYTES = 20_000_000
MOST_SHEETS = 5
MOST_COLUMNS = 40
_ZIP = b"PK\x03\x04"
_BOOK = "xl/workbook.xml"
# What a damaged, encrypted or oddly compressed file raises, here or in the library, which wraps nothing.
_DAMAGED = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, InvalidFileException,
)  # fmt: skip
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


class SpreadsheetError(ValueError):
    """A spreadsheet that is not read; the sentence says why and what to do."""


def is_spreadsheet(content: bytes) -> bool:
    """Whether the content claims to be an archive, as every .xlsx is."""
    return content.startswith(_ZIP)


def text_of_spreadsheet(content: bytes) -> str:
    """The rows of the first sheets as CSV, formulas by their last value.  Raises SpreadsheetError."""
    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return _text(row for sheet in book.worksheets[:MOST_SHEETS] for row in _rows(sheet))
        finally:
            book.close()
    except _DAMAGED as error:
        raise SpreadsheetError(f"The spreadsheet can't be read ({type(error).__name__}): save it as CSV.") from None


def _check_archive(content: bytes) -> None:
    """Refuse what would unpack to more than a list needs, and XML that declares things of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if not any(entry.filename == _BOOK for entry in entries):
                raise SpreadsheetError("The file is an archive, but no .xlsx spreadsheet: upload text, CSV or .xlsx.")
            unpacked = sum(entry.file_size for entry in entries)
            if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED_BYTES:
                raise SpreadsheetError(
                    f"The spreadsheet unpacks to {len(entries):,} files with {unpacked:,} bytes; {MOST_ENTRIES} files "
                    f"with {MOST_UNPACKED_BYTES:,} bytes are read at most. Save the list's sheet as CSV."
                )
            for entry in entries:
                _check_entry(archive.read(entry))
    except SpreadsheetError:
        raise
    except _DAMAGED as error:
        raise SpreadsheetError(f"The archive can't be read ({type(error).__name__}): save the list as CSV.") from None


def _check_entry(data: bytes) -> None:
    if any(declaration in data for declaration in _DECLARATIONS):
        raise SpreadsheetError("The spreadsheet declares XML entities, which no list needs: save it as CSV.")


def _rows(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS, values_only=True):
        yield [_plain(value) for value in row]


def _plain(value: object) -> str:
    """A cell's value on one line; whole numbers without a fraction."""
    if value is None or isinstance(value, bool | date | time):
        return ""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return " ".join(str(value).split())[:LONGEST_LINE]


def _text(rows: Iterator[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for cells in rows:
        while cells and not cells[-1]:
            cells.pop()
        if len([cell for cell in cells if cell]) == 1:
            out.write(f"{''.join(cells)}\n")  # a line of its own, such as a heading, without commas around it
        elif cells:
            writer.writerow(cells)
    return out.getvalue()
