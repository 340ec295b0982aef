"""A line's text, taken apart: the words that name the part, and remarks that only say something of it.

"EVGA RTX 3090 FTW3 (one of them watercooled) in a PCIe 3.0 x4 slot" names "EVGA RTX 3090 FTW3".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.intake.naming import words_of

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
# What a bracket says of some of the things tells nothing of all: "(two Founders, two EVGA)".
_OF_SOME = re.compile(r"\b(?:one|two|three|four|some|half|others?|rest|mixed|first|second|last)\b", re.IGNORECASE)
_LOOSE_BRACKETS = re.compile(r"[()\[\]{}]")
# From here on a line says where the part sits, what it is limited to, or what else comes with it.
_REMARK = re.compile(
    r"\s(?:in|on|at|with|w/|for|from|via|limited|capped|power[- ]?limit\w*|undervolted|running|runs?|mounted|but|"
    r"including|incl\.?|set to|used as|each|slot is)\s|\s[-–—]\s|,(?!\d)|[;|@]|//|\brev(?:ision)?\b[. ]|\bbios\b",
    re.IGNORECASE,
)
# Figures that describe a part without naming it.
_FIGURES = re.compile(
    r"""
    \b\d+(?:\.\d+)?\s?(?:gb/s|gbps|gbit/s|mb/s|ghz|mhz|mt/?s|cfm|rpm|dba?|v(?:ac|dc)?|va|hz|nm|k?wh|inch(?:es)?|cm|ft|m|u)\b(?![.\d])
    | \b(?:\d+|quad|dual|single|triple)[-\s](?:core|thread|bit|phase|bay|port|slot|fan|way|rank|node|pin)s?\b
    | \b\d+\s?[ct]\s?/\s?\d+\s?t\b | \bcl\s?\d+\b | \bc\d\d\b | \b\d\s?rx\s?\d\b
    | \bddr[345][-\s]?\d{3,5}\b | \bpc[345]-?\d{4,5}\w?\b | \b\d{1,2}\s?x\s?\d+(?:\.\d+)?\s?(?:gb|tb)\b
    | \b80\s?(?:plus|\+)(?=\W|$) | \b\d\+\d-?pin\b | \blga[-\s]?\d{3,4}(?:-\d)?\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a text: all of them in order, those of its head that may name a part, and those in brackets.

    `spoken` are the words of the head with its figures.
    """

    words: tuple[str, ...]
    head: tuple[str, ...]
    aside: frozenset[str]
    spoken: frozenset[str]


def phrase_of(text: str) -> Phrase:
    """The text taken apart.  A text that begins with a remark is all head."""
    text = _BRACKETS.sub(lambda match: " " if is_of_some(match.group(1)) else match.group(0), text)
    asides = " ".join(_BRACKETS.findall(text))
    bare = head_of(text)
    return Phrase(
        words_of(text), words_of(_FIGURES.sub(" ", bare)), frozenset(words_of(asides)), frozenset(words_of(bare))
    )


def is_of_some(remark: str) -> bool:
    """Whether a remark is about some of the things that a line counts, not about all of them."""
    return _OF_SOME.search(remark) is not None


def head_of(text: str) -> str:
    """The part of the text before its remarks, without what stands in brackets."""
    bare = _LOOSE_BRACKETS.sub(" ", _BRACKETS.sub(" ", text)).strip()
    head = _REMARK.split(bare, maxsplit=1)[0]
    return head if words_of(head) else bare
