"""The text that a part is found by, and how a query is held against it.

Both are cut the same way: small letters, no accents, and a gap between letters and digits, so that “RTX3090”,
“rtx-3090” and “RTX 3090” are one.  A part's text is a row of entries between bars, each with a space before and after
every word (`| geforce rtx 3090 | 3090 fe |`), then the names run together (`3090fe|`), for who leaves out the gaps
elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from app.core.facets import NONE, UNKNOWN, Reading, facets_of
from app.core.parts import Part
from app.core.vocabulary import Category

MOST_WORDS = 12
WORDING = 1
"""Rises with every change of what `search_text` makes, so that imported parts get the new text."""

_NO_WORD = re.compile(r"[^0-9a-z]+")
_PIECE = re.compile(r"[0-9]+|[a-z]+")
_SAYS_NOTHING = frozenset({UNKNOWN, NONE, "yes", "no"})
_ALSO_TYPED = {"GiB": "GB", "slots": "slot"}


def search_text(part: Part, category: Category, readings: Iterable[Reading]) -> str:
    """Everything that people call the part, and the facts that they type beside its name."""
    names = [" ".join(words(name)) for name in (part.name, part.maker, part.id, *part.aliases, *part.part_numbers)]
    kind = (category.name, category.title, category.plural)
    told = [*names, *(" ".join(words(word)) for word in kind), *_typed_facts(category, readings)]
    entries = dict.fromkeys(_spaced(entry) for entry in told if entry)
    joined = dict.fromkeys(name.replace(" ", "") for name in names if name)
    return f"|{'|'.join(entries)}|{'|'.join(joined)}|"


def words(text: str) -> list[str]:
    """A text's words in small letters without accents; anything but letters and digits parts them."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return [word for word in _NO_WORD.split(plain) if word]


def phrases(query: str) -> list[tuple[str, str]]:
    """Each word of a query as typed, and in pieces: `[("rtx", "rtx"), ("3090ti", "3090 ti")]`."""
    return [(word, _pieces(word)) for word in words(query)[:MOST_WORDS]]


def _pieces(text: str) -> str:
    return " ".join(_PIECE.findall(text))


def _spaced(entry: str) -> str:
    return f" {_pieces(entry)} "


def _typed_facts(category: Category, readings: Iterable[Reading]) -> Iterable[str]:
    units = {facet.name: facet.unit for facet in facets_of(category)}
    own = {facet.name for facet in category.facets}
    for reading in readings:
        unit = units[reading.facet]
        if reading.facet not in own or reading.value in _SAYS_NOTHING:
            continue
        if reading.number is None:
            yield " ".join(words(reading.value))
        elif unit:
            yield f"{reading.value} {unit}".lower()
            if unit in _ALSO_TYPED:
                yield f"{reading.value} {_ALSO_TYPED[unit]}".lower()
