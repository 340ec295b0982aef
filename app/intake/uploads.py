"""Uploaded files as text, which is then read as if it had been pasted.  Nothing in a file is ever run or looked up."""

from __future__ import annotations

import codecs

from app.intake.spreadsheets import is_spreadsheet, text_of_spreadsheet

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class UploadError(ValueError):
    """A file that is no list; the sentence says why and what to do."""


def text_of(content: bytes) -> str:
    """The text of a file: a text file in UTF-8 (or in UTF-16 with its mark, as Windows writes), or a spreadsheet.

    Raises UploadError, or SpreadsheetError for a spreadsheet.
    """
    if is_spreadsheet(content):
        return text_of_spreadsheet(content)
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UploadError("The file is not text in UTF-8: save it as UTF-8, as CSV or as .xlsx.") from None
    if "\0" in text:
        raise UploadError("The file holds NUL characters, so it is not text: upload a text file, CSV or .xlsx.")
    return text
