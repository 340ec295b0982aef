"""The names of catalog parts, taken apart for comparison with what people write."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from app.core.parts import Part
from app.intake.naming import SELDOM_SAID, SOFT, has_digit, is_spec, words_of

CHIP_MAKERS = frozenset(("nvidia", "amd", "intel"))
# Parts whose names say what they are made for: its number is not theirs.
_OF_OTHERS = ("nvlink-bridge", "gpu-block", "cpu-block", "cable", "riser", "carrier", "power-breakout", "fitting")
_NOT_STATED = re.compile(r"\([^()]*not stated[^()]*\)")
# What may follow the number of a processor of a family: "7302" and "7302P" are both of the 7002 series.
_PROCESSOR_SUFFIX = r"(?:x3d|xt|x|p|f|s|ge?)?"


class Kind(Enum):
    """What a part stands for, which decides what else a line that names it may say."""

    FAMILY = "a chip or a family of products"
    PRODUCT = "one product"
    RATED = "anything with these ratings"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a part.

    All `required` words have to stand in a text that means it; `known` are the words of all names of the part.
    `ordered` are its words as they stand, and `run` is the name written as one word.  `maker` is "" for generic parts,
    which have none of their own.
    """

    part: Part
    kind: Kind
    maker: str
    words: frozenset[str]
    required: frozenset[str]
    known: frozenset[str]
    ordered: tuple[str, ...]
    run: str


def names_of(part: Part, brands: frozenset[str]) -> list[Name]:
    """The names of a part; `brands` are the makers of all parts."""
    own = " ".join(words_of(part.maker))
    maker = frozenset(own.split()) if own in brands else frozenset[str]()
    texts = [_NOT_STATED.sub("", text) for text in dict.fromkeys((part.name, *part.aliases))]
    spoken = [tuple(same_size(word, part.category) for word in words_of(text)) for text in texts]
    numbers = {word for number in part.part_numbers for word in words_of(number)}
    known = maker.union(numbers, *spoken)
    kind = _kind(part, bool(maker) or not brands.isdisjoint(spoken[0]))
    found = []
    for words in spoken:
        required = frozenset(words) - maker - SELDOM_SAID
        telling = [word for word in required if word not in SOFT and not is_spec(word, "")]
        if not telling or (part.category in _OF_OTHERS and not maker <= CHIP_MAKERS):
            required |= maker & frozenset(words)  # "Dell 2000W": nothing but the maker tells it from others
        run = "".join(word for word in words if word in required or word not in maker)
        found.append(Name(part, kind, "" if part.generic else own, frozenset(words), required, known, words, run))
    return found


def _kind(part: Part, branded: bool) -> Kind:
    if not part.generic:
        return Kind.PRODUCT
    return Kind.FAMILY if branded or part.category == "cpu" else Kind.RATED


def same_size(word: str, category: str) -> str:
    """Cards write their memory as "24G" too."""
    return f"{word}b" if category == "gpu" and re.fullmatch(r"\d{1,3}g", word) else word


def series_of(word: str) -> re.Pattern[str] | None:
    """The numbers of a family that its name stands for: "7002" for 7302, 7K62 and 7742; "E5-2600" for E5-2696.

    None for a word that is the name of no family.
    """
    match = re.fullmatch(r"(\d+)([a-z]*)", word)
    if match is None or len(match.group(1)) != 4 or "00" not in match.group(1)[1:]:
        return None
    suffix = re.escape(match.group(2)) or _PROCESSOR_SUFFIX
    return re.compile(match.group(1).replace("0", "[0-9a-z]") + suffix)


def models_in(words: Collection[str]) -> list[str]:
    """The model numbers among words: those with a digit that state no property."""
    return [word for word in words if has_digit(word) and not is_spec(word, "")]
