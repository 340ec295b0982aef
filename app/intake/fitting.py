"""Whether a text that has all words of a name means the part, or says something that makes it another one."""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from dataclasses import dataclass, field

from app.intake.naming import (
    BESIDE_NUMBER,
    CHIP_VARIANTS,
    GRADES,
    PRODUCT_VARIANTS,
    RESELLERS,
    SIZE,
    SOFT,
    YEAR,
    has_digit,
    is_size,
    is_spec,
)
from app.intake.part_names import CHIP_MAKERS, Kind, Name, models_in, series_of
from app.intake.phrase import Phrase

# Others sell these under their own names too.
_RESOLD = ("gpu", "cpu", "memory", "nic", "storage")
# Words that make another kind of supply; of other parts they say nothing.
_OTHER_SUPPLIES = frozenset(("server", "redundant", "hot", "swap", "hotswap"))
# Adapters are named by what they lead from and to.
_ADAPTERS = ("riser", "cable", "hba", "carrier", "power-breakout")
# A chipset or socket is on many boards: with it alone, any further word makes another board.
_SHARED_NUMBER = re.compile(r"^(?:[abhqxzw]\d{2,3}[ems]?|w?trx\d\d|wrx\d\de?|c\d{3}[ae]?|am\d|lga\d+)$")
_NUMBERS = frozenset(("single", "dual", "triple", "quad"))
CLASS_NUMBERS = frozenset("3579")  # "Ryzen 9", "Core Ultra 7"


@dataclass(frozen=True, slots=True)
class Said:
    """What one text says, as far as it does not depend on the name that it is compared with."""

    phrase: Phrase
    present: frozenset[str]
    head: frozenset[str]
    years: frozenset[str]
    spaced: str
    joined: str
    makers: dict[str, frozenset[str]] = field(default_factory=dict)


def unexplained(name: Name, said: Said, runs: Set[str]) -> list[str]:
    """The words before any remark that neither belong to the name nor may stand beside any name."""
    category = name.part.category
    left = [word for word in said.phrase.head if word not in name.known and word not in runs]
    strange = [word for word in left if category == "psu" and word in _OTHER_SUPPLIES]
    left = strange + [word for word in left if word not in SOFT and not is_spec(word, category)]
    return [word for word in left if word not in CLASS_NUMBERS] if category == "cpu" else left


def is_another(name: Name, said: Said, runs: Set[str]) -> bool:
    """Whether a year, a size, a variant word or the order of the words in the text makes it another part."""
    if "to" in name.ordered and _is_reversed(name.ordered, said.phrase.words):
        return True
    leads = "to" in said.head and "to" not in name.ordered  # "M.2 to PCIe x16" is no card with sixteen lanes
    if leads and (name.part.category in _ADAPTERS or name.kind is Kind.RATED):
        return True
    return _of_another_year(name, said) or _of_another_size(name, said) or _is_another_variant(name, said, runs)


def says_too_much(name: Name, left: list[str], alone: Collection[str]) -> bool:
    """Whether words that the name does not explain make it another part.

    `alone` are numbers that name a part of the category by themselves.
    """
    if name.kind is Kind.RATED:
        return bool(left)
    numbers = [word for word in left if has_digit(word)]
    if name.kind is Kind.FAMILY:
        return any(word in alone for word in numbers) or _is_of_another_family(name, numbers)
    resold = name.part.category in _RESOLD
    strangers = [word for word in left if not (resold and word in RESELLERS)]
    return bool(numbers) or (bool(strangers) and not _has_own_number(name))


def weight(word: str) -> float:
    """What a word tells: model numbers the most, and sizes, which many names leave out, the least."""
    return 0.5 if is_size(word) else 1 + (has_digit(word) or word in _NUMBERS)


def _is_of_another_family(name: Name, numbers: list[str]) -> bool:
    """Whether model numbers in the text are none of the family's."""
    if name.part.category == "gpu":  # board makers' numbers may follow the chip's, but not stand in its place
        return bool(numbers) and not models_in(name.required)
    if name.part.category not in ("cpu", "chassis", "server"):
        return bool(numbers)
    series = [pattern for word in name.known if (pattern := series_of(word))]
    return bool(series) and any(not any(pattern.fullmatch(word) for pattern in series) for word in numbers)


def _has_own_number(name: Name) -> bool:
    """Whether a model number of the name belongs to this product alone, not to a chip or chipset that others share."""
    if name.part.category == "gpu" and name.maker not in CHIP_MAKERS:
        return False
    numbers = (word for word in models_in(name.required) if len(word) > 2)
    return any(not (name.part.category == "motherboard" and _SHARED_NUMBER.match(word)) for word in numbers)


def _is_reversed(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the text says "Y to X" of an "X to Y"."""
    if "to" not in words:
        return False
    before, after = frozenset(name[: name.index("to")]), frozenset(name[name.index("to") :])
    place = words.index("to")
    return not (before - after).isdisjoint(words[place:]) or not (after - before - {"to"}).isdisjoint(words[:place])


def _of_another_year(name: Name, said: Said) -> bool:
    """A supply of 2021 is not the one of 2024 under the same name."""
    own = {word for word in name.known if YEAR.match(word)}
    return bool(own and said.years and not own & said.years)


def _of_another_size(name: Name, said: Said) -> bool:
    """Whether the text gives a memory or drive size that the part does not have."""
    for unit in ("gb", "tb"):
        ours, theirs = _sizes(name.known, unit), _sizes(said.present, unit)
        if ours and theirs and not ours & theirs:
            return True
    memory, theirs = name.part.facts.number("memory_gb"), _sizes(said.present, "gb")
    return memory is not None and bool(theirs) and memory not in theirs


def _sizes(words: Set[str], unit: str) -> set[float]:
    return {float(match.group(1)) for word in words if (match := SIZE.match(word)) and match.group(2) == unit}


def _is_another_variant(name: Name, said: Said, runs: Set[str]) -> bool:
    """Whether the text carries a variant word that the part does not."""
    aside = {word for word in said.phrase.aside if len(word) > 1}  # not the x of "(2 x 16 GB)"
    strange = (said.head | aside) - name.known - runs
    if name.kind is Kind.PRODUCT:
        return bool(strange & (PRODUCT_VARIANTS - GRADES if name.part.category == "psu" else PRODUCT_VARIANTS))
    if name.part.category != "gpu":
        return False
    return bool(strange & CHIP_VARIANTS) or _is_another_chip(said.phrase.words, strange)


def _is_another_chip(words: tuple[str, ...], strange: Set[str]) -> bool:
    """Whether "Ti", "XT" … stands beside the chip's number."""
    for place, word in enumerate(words):
        if word in BESIDE_NUMBER and word in strange:
            beside = (*words[max(0, place - 1) : place], *(words[place + 1 : place + 2] if word == "pro" else ()))
            if any(has_digit(other) or other in BESIDE_NUMBER for other in beside):
                return True
    return False
