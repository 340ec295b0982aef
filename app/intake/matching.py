"""Which part of the catalog a text names.

Every word of a name that says which product it is has to stand in the text: a 3090 is not a 3090 Ti, and the board of
one maker is not the board of another.  What the text says beyond the name must not make it another product either:

- a chip or a family ("RTX 3090", "EPYC 7003") takes any words of board makers, but none that makes it another chip;
- a product ("Noctua NH-D15") takes none but words that any product may carry;
- a part described by its ratings ("850 W ATX power supply") takes neither a brand nor a model.

A wrong match is worse than none.  Where several parts fit equally well, the generic one is taken.  Where none of them
is generic and they differ in a fact that matters (memory size, socket …), none is taken: the line stays unmatched, and
all of them are named as alternatives.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import Enum

from app.core.parts import Catalog, Part
from app.intake.described.memory import RatedMemory
from app.intake.naming import (
    BESIDE_NUMBER,
    CHIP_VARIANTS,
    GRADES,
    PRODUCT_VARIANTS,
    RESELLERS,
    SELDOM_SAID,
    SIZE,
    SOFT,
    YEAR,
    has_digit,
    is_size,
    is_spec,
    squeezed,
    words_of,
)
from app.intake.phrase import Phrase, phrase_of

MOST_ALTERNATIVES = 5
CERTAIN, LEAST = 0.97, 0.6
STEP = 0.04  # what a word that the name does not explain takes from the confidence
LONGEST_RUN = 6  # words that may be written as one: "H12SSLi", "TURBORTX3090"
SHORTEST_RUN = 5  # characters
SHORTEST_NUMBER = 5  # characters of a part number
CHIP_MAKERS = frozenset(("nvidia", "amd", "intel"))
# Facts in which parts that fit equally well must agree for the reader to take one of them.
MATTERS: dict[str, tuple[str, ...]] = {
    "gpu": ("chip", "memory_gb", "form_factor"),
    "cpu": ("socket", "family", "cores"),
    "motherboard": ("socket", "socket_count", "memory_generation", "slots"),
    "memory": ("generation", "module_type", "capacity_gib"),
    "storage": ("form", "protocol", "capacity_gb"),
    "psu": ("ratings", "outputs"),
    "cable": ("network_form", "input", "input_count", "output"),
    "cpu-cooler": ("sockets", "height_mm"),
    "nvlink-bridge": ("nvlink_types", "pitch_slots"),
    "nic": ("ports", "pcie_lanes"),
}
# A chipset or socket is on many boards: with it alone, any further word makes another board.
_SHARED_NUMBER = re.compile(r"^(?:[abhqxzw]\d{2,3}[ems]?|w?trx\d\d|wrx\d\de?|c\d{3}[ae]?|am\d|lga\d+)$")


class Kind(Enum):
    """What a part stands for, which decides what else a line that names it may say."""

    FAMILY = "a chip or a family of products"
    PRODUCT = "one product"
    RATED = "anything with these ratings"


@dataclass(frozen=True, slots=True)
class Match:
    """A part and how sure the reader is, from 0 to 1."""

    part: Part
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """The part that a text names, if any, and the parts that it may have meant instead."""

    match: Match | None
    alternatives: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    part: Part
    kind: Kind
    maker: str  # "" for generic parts, which have none of their own
    words: frozenset[str]
    required: frozenset[str]
    known: frozenset[str]  # the words of all names of the part


@dataclass(frozen=True, slots=True)
class _Fit:
    part: Part
    explained: float
    confidence: float


@dataclass(frozen=True, slots=True)
class _Text:
    """What one text says, as far as it does not depend on the name that it is compared with."""

    phrase: Phrase
    present: frozenset[str]
    head: frozenset[str]
    years: frozenset[str]
    spaced: str
    makers: dict[str, frozenset[str]] = field(default_factory=dict)


class PartIndex:
    """All names of all parts, found by a word that each requires; `rated_memory` is found by its facts instead."""

    def __init__(self, parts: Collection[Part]) -> None:
        self.rated_memory = RatedMemory(part for part in parts if _is_rated_memory(part))
        every = tuple(part for part in parts if not _is_rated_memory(part))
        self._makers: dict[str, set[str]] = defaultdict(set)
        for part in every:
            if part.maker and not part.generic:
                self._makers[part.category].add(" ".join(words_of(part.maker)))
        self._brands = frozenset().union(*self._makers.values()) | CHIP_MAKERS
        self._numbers: dict[str, Part] = {}
        self._by_word: dict[str, list[_Name]] = defaultdict(list)
        self._by_run: dict[str, list[_Name]] = defaultdict(list)
        self._whole: dict[frozenset[str], list[_Name]] = defaultdict(list)
        self._alone: dict[str, set[str]] = defaultdict(set)
        names = [(name, run) for part in every for name, run in self._names_of(part)]
        counts = Counter(word for name, _ in names for word in name.required)
        self._words = frozenset(counts)
        for name, run in names:
            self._file(name, run, counts)

    def _names_of(self, part: Part) -> list[tuple[_Name, str]]:
        """The names of a part, each with its words written as one."""
        maker = frozenset(words_of(part.maker)) if self._is_branded(part) else frozenset[str]()
        texts = [re.sub(r"\([^)]*not stated[^)]*\)", "", text) for text in dict.fromkeys((part.name, *part.aliases))]
        spoken = [tuple(_same_size(word, part.category) for word in words_of(text)) for text in texts]
        numbers = {word for number in part.part_numbers for word in words_of(number)}
        known = maker.union(numbers, *spoken)
        kind = self._kind(part, spoken)
        own = "" if part.generic else " ".join(words_of(part.maker))
        for number in part.part_numbers:
            code = squeezed(number)
            if len(code) >= SHORTEST_NUMBER and has_digit(code) and not code.isdecimal():
                self._numbers[code] = part
        found = []
        for words in spoken:
            required = frozenset(words) - maker - SELDOM_SAID
            if all(word in SOFT or is_spec(word, "") for word in required):
                required |= maker & frozenset(words)  # "Dell 2000W": nothing but the maker tells it from others
            run = "".join(word for word in words if word not in maker)
            found.append((_Name(part, kind, own, frozenset(words), required, known), run))
        return found

    def _is_branded(self, part: Part) -> bool:
        return " ".join(words_of(part.maker)) in self._brands

    def _kind(self, part: Part, names: list[tuple[str, ...]]) -> Kind:
        if not part.generic:
            return Kind.PRODUCT
        named_so = any(word in self._brands for word in names[0])
        return Kind.FAMILY if named_so or self._is_branded(part) or part.category == "cpu" else Kind.RATED

    def _file(self, name: _Name, run: str, counts: Counter[str]) -> None:
        telling = {word for word in name.required if not is_size(word) and not YEAR.match(word)}
        rated = {word for word in name.required if is_size(word)}
        if not telling - SOFT and not rated:
            self._whole[name.words].append(name)
            return
        models = {word for word in telling if has_digit(word)} or (rated if not telling - SOFT else set())
        self._by_word[min(models or telling, key=lambda word: (counts[word], word))].append(name)
        if len(models) == 1 and telling == models:
            self._alone[name.part.category] |= models
        if len(run) >= SHORTEST_RUN and has_digit(run):
            self._by_run[run].append(name)

    def find(
        self, text: str, categories: tuple[str, ...] = (), accepts: Callable[[Part], bool] = lambda part: True
    ) -> Found:
        """The part that the text names, of these categories when there are any; `accepts` may rule parts out."""
        numbered = self._by_part_number(text, categories)
        if numbered is not None:
            return Found(Match(numbered, CERTAIN))
        said = self._text(text)
        best: dict[str, _Fit] = {}
        near: dict[str, Part] = {}
        for name, runs in self._candidates(said):
            part = name.part
            if categories and part.category not in categories:
                continue
            missing = name.required - said.present - runs
            if len(missing) > 1 or not accepts(part):
                continue
            fit = self._fit(name, said, runs) if not missing else None
            if missing and self._is_near(name, said):
                near.setdefault(part.id, part)
            if fit is not None and (part.id not in best or best[part.id].explained < fit.explained):
                best[part.id] = fit
        return _decided(sorted(best.values(), key=lambda fit: (-fit.explained, -fit.confidence, fit.part.id)), near)

    def _by_part_number(self, text: str, categories: tuple[str, ...]) -> Part | None:
        for word in re.split(r"[\s,;()\[\]]+", text):
            part = self._numbers.get(squeezed(word)) if len(word) >= SHORTEST_NUMBER else None
            if part is not None and (not categories or part.category in categories):
                return part
        return None

    def _text(self, text: str) -> _Text:
        phrase = phrase_of(text)
        words = tuple(self._singular(word) for word in phrase.words)
        head = tuple(self._singular(word) for word in phrase.head)
        present = frozenset(words) | {_same_size(word, "gpu") for word in words}
        years = frozenset(word for word in words if YEAR.match(word))
        return _Text(Phrase(words, head, phrase.aside), present, frozenset(head), years, f" {' '.join(words)} ")

    def _singular(self, word: str) -> str:
        """ "P40s" are P40 cards where no part is called so, and "L40s" is an L40S."""
        single = word[:-1]
        return single if word.endswith("s") and word not in self._words and single in self._words else word

    def _candidates(self, said: _Text) -> list[tuple[_Name, frozenset[str]]]:
        """Names that share a telling word with the text, and those that are written as one word there."""
        nothing: frozenset[str] = frozenset()
        found = [(name, nothing) for word in said.present for name in self._by_word.get(word, ())]
        found += [(name, nothing) for name in self._whole.get(said.head, ())]
        words = said.phrase.words
        for start in range(len(words)):
            run = ""
            for end in range(start, min(start + LONGEST_RUN, len(words))):
                run += words[end]
                for name in self._by_run.get(run, ()):
                    if not name.required <= said.present:
                        found.append((name, name.required | frozenset(words[start : end + 1])))
        return found

    def _fit(self, name: _Name, said: _Text, runs: frozenset[str]) -> _Fit | None:
        """How well the name fits a text that has all of its words; None when the text says that it's another part."""
        if not (name.required or name.words) & (said.head | runs):
            return None
        if self._of_another_maker(name, said) or _of_another_year(name, said) or _of_another_size(name, said):
            return None
        left = [word for word in said.phrase.head if word not in name.known and word not in runs]
        left = [word for word in left if word not in SOFT and not is_spec(word, name.part.category)]
        if _is_another_variant(name, said, runs) or self._says_too_much(name, left):
            return None
        explained = sum(_weight(word) for word in said.present if word in name.words or word in runs)
        return _Fit(name.part, explained, round(max(LEAST, CERTAIN - STEP * len(left)), 2))

    def _is_near(self, name: _Name, said: _Text) -> bool:
        """Whether a name of which one word is missing may be meant: its model number or most of its words are there."""
        shared = name.required & said.head - SOFT
        telling = any(has_digit(word) and not is_spec(word, "") and not word.isdecimal() for word in shared)
        return (telling or len(shared) > 1) and not self._of_another_maker(name, said)

    def _of_another_maker(self, name: _Name, said: _Text) -> bool:
        """Whether the text names a maker of such parts, and not this part's."""
        if not name.maker:
            return False
        category = name.part.category
        makers = said.makers.get(category)
        if makers is None:
            makers = frozenset(maker for maker in self._makers[category] if f" {maker} " in said.spaced)
            said.makers[category] = makers
        resold = name.maker in CHIP_MAKERS and category in ("gpu", "cpu", "nic")
        others = makers & CHIP_MAKERS if resold else makers
        return bool(others) and not any(name.maker.startswith(m) or m.startswith(name.maker) for m in others)

    def _says_too_much(self, name: _Name, left: list[str]) -> bool:
        """Whether words that the name does not explain make it another part."""
        if name.kind is Kind.RATED:
            return bool(left)
        numbers = [word for word in left if has_digit(word)]
        if name.kind is Kind.FAMILY:
            modelled = any(has_digit(word) and not is_spec(word, "") for word in name.required)
            other = any(word in self._alone[name.part.category] for word in numbers)
            return other or (bool(numbers) and not modelled and name.part.category == "gpu")
        resold = name.part.category in ("gpu", "cpu", "memory", "nic", "storage")
        strangers = [word for word in left if not (resold and word in RESELLERS)]
        return bool(numbers) or (bool(strangers) and not _has_own_number(name))


def _has_own_number(name: _Name) -> bool:
    """Whether a model number of the name belongs to this product alone, not to a chip or chipset that others share."""
    if name.part.category == "gpu" and name.maker not in CHIP_MAKERS:
        return False
    numbers = (word for word in name.required if has_digit(word) and not is_spec(word, "") and len(word) > 2)
    return any(not (name.part.category == "motherboard" and _SHARED_NUMBER.match(word)) for word in numbers)


def _weight(word: str) -> float:
    """What a word tells: model numbers the most, and sizes, which many names leave out, the least."""
    return 0.5 if is_size(word) else 1 + has_digit(word)


def _same_size(word: str, category: str) -> str:
    """Cards write their memory as "24G" too."""
    return f"{word}b" if category == "gpu" and re.fullmatch(r"\d{1,3}g", word) else word


def _of_another_year(name: _Name, said: _Text) -> bool:
    """A supply of 2021 is not the one of 2024 under the same name."""
    own = {word for word in name.known if YEAR.match(word)}
    return bool(own and said.years and not own & said.years)


def _of_another_size(name: _Name, said: _Text) -> bool:
    """Whether the text gives a memory or drive size that the part does not have."""
    for unit in ("gb", "tb"):
        ours = _sizes(name.known, unit)
        theirs = _sizes(said.present, unit)
        if ours and theirs and not ours & theirs:
            return True
    memory = name.part.facts.number("memory_gb")
    theirs = _sizes(said.present, "gb")
    return memory is not None and bool(theirs) and memory not in theirs


def _sizes(words: frozenset[str], unit: str) -> set[float]:
    return {float(match.group(1)) for word in words if (match := SIZE.match(word)) and match.group(2) == unit}


def _is_another_variant(name: _Name, said: _Text, runs: frozenset[str]) -> bool:
    """Whether the text carries a variant word that the part does not."""
    strange = frozenset(said.phrase.head) | said.phrase.aside
    strange -= name.known | runs
    if name.kind is Kind.PRODUCT:
        return bool(strange & (PRODUCT_VARIANTS - GRADES if name.part.category == "psu" else PRODUCT_VARIANTS))
    if name.part.category != "gpu":
        return False
    return bool(strange & CHIP_VARIANTS) or _is_another_chip(name, said.phrase.words, strange)


def _is_another_chip(name: _Name, words: tuple[str, ...], strange: frozenset[str]) -> bool:
    """Whether "Ti", "XT" … stands beside the chip's number."""
    for place, word in enumerate(words):
        if word in BESIDE_NUMBER and word in strange:
            beside = (*words[max(0, place - 1) : place], *(words[place + 1 : place + 2] if word == "pro" else ()))
            if any(has_digit(other) or other in BESIDE_NUMBER for other in beside):
                return True
    return False


def _decided(fits: list[_Fit], near: dict[str, Part]) -> Found:
    """The best fit, unless several parts fit it equally and differ in what matters."""
    parts = [fit.part for fit in fits]
    others = [part for part in near.values() if part not in parts]
    if not fits:
        return Found(None, tuple(others[:MOST_ALTERNATIVES]))
    equal = [fit for fit in fits if fit.explained == fits[0].explained]
    chosen = next((fit for fit in equal if fit.part.generic), equal[0])
    if not chosen.part.generic and any(_differ(chosen.part, fit.part) for fit in equal):
        return Found(None, tuple((parts + others)[:MOST_ALTERNATIVES]))
    rest = [part for part in (*parts, *others) if part is not chosen.part]
    return Found(Match(chosen.part, chosen.confidence), tuple(rest[:MOST_ALTERNATIVES]))


def _differ(one: Part, other: Part) -> bool:
    """Whether two parts are known to differ in a fact that matters, or are of two categories."""
    if one.category != other.category:
        return True
    pairs = ((one.facts.get(name), other.facts.get(name)) for name in MATTERS.get(one.category, ()))
    return any(ours is not None and theirs is not None and ours != theirs for ours, theirs in pairs)


_INDEXES: dict[int, tuple[Catalog, PartIndex]] = {}
MOST_INDEXES = 4


def index_of(catalog: Catalog) -> PartIndex:
    """The catalog's index, made once for each snapshot; the few latest are kept."""
    known = _INDEXES.get(id(catalog))
    if known is None or known[0] is not catalog:
        while len(_INDEXES) >= MOST_INDEXES:
            _INDEXES.pop(next(iter(_INDEXES)), None)
        known = catalog, PartIndex(catalog.parts.values())
        _INDEXES[id(catalog)] = known
    return known[1]


def _is_rated_memory(part: Part) -> bool:
    """Memory described by its ratings is found by its facts, not by the words of its name."""
    return part.generic and part.category == "memory"
