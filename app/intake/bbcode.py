"""Lists and tables as forums write them: their tags become bullets and columns, which the list's reader knows."""

from __future__ import annotations

import re

_NAMES = "b|i|u|s|url|img|list|ul|ol|li|table|tbody|thead|tr|td|th|color|size|font|code|quote|spoiler|center|left|right"
_TAG = re.compile(rf"\[(/?)(?:({_NAMES})(?:=[^\[\]\n]{{0,300}})?|(\*))\]", re.IGNORECASE)
_MORE_ON_A_LINE = re.compile(r"(?<=\S)[ \t]*(?=\[(?:tr|li|\*)\])", re.IGNORECASE)
_COLUMNS = ("td", "th")


def without_bbcode(text: str) -> str:
    """The text without tags; one without any stays as it is.  Rows and bullets get lines of their own."""
    if not _TAG.search(text):
        return text
    return _TAG.sub(_plain, _MORE_ON_A_LINE.sub("\n", text))


def _plain(match: re.Match[str]) -> str:
    closing, name, bullet = match.groups()
    if bullet or name.lower() == "li":
        return "" if closing else "- "
    return " | " if name.lower() in _COLUMNS and closing else ""
