"""Which part of the catalog a text names.

Model numbers must agree exactly (a 3090 is not a 3090 Ti, 20 GB is not 10 GB); the words around them may differ, and
the library's fuzzy ratio orders what is left.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from app.core.parts import Catalog, Part

MOST_ALTERNATIVES = 5
CERTAIN, LEAST = 0.97, 0.55
# Words that make another product of the same number.
VARIANTS = frozenset(
    (
        *(
            "ti",
            "super",
            "xt",
            "xtx",
            "gre",
            "d",
            "x3d",
            "ada",
            "founders",
            "fe",
            "turbo",
            "blower",
            "maxq",
            "mini",
            "duo",
        ),
        *("nvl", "sxm", "sxm2", "sxm3", "sxm4", "sxm5", "oam", "lp", "sff", "passive"),
        *("lrdimm", "rdimm", "udimm", "sodimm", "platinum", "titanium", "gold", "bronze"),
    )
)
_GLUE = (
    (
        re.compile(r"\b(rtx|gtx|rx|gt|tesla|quadro|geforce|radeon|epyc|ryzen|xeon|arc|titan|instinct|titanx?)(?=\d)"),
        r"\1 ",
    ),
    (re.compile(r"(?<=\d)(ti|super|xt|xtx)\b"), r" \1"),
    (re.compile(r"(\d)\s+(gb|gib|tb|w|gbe|mm|mhz|mt/s)\b"), r"\1\2"),
    (re.compile(r"\bthread ripper\b"), "threadripper"),
    (re.compile(r"\bfounders? edition\b|\bfe\b"), "founders"),
    (re.compile(r"\bmax-q\b"), "maxq"),
    (re.compile(r"\bso-dimm\b"), "sodimm"),
)
_SIZE = re.compile(r"^(\d+(?:\.\d+)?)(gb|gib|tb|w|mhz)$")


def tokens_of(text: str) -> tuple[str, ...]:
    """The words of a name, lower case, numbers and variants set apart."""
    lowered = text.lower().replace("×", "x").replace("®", "").replace("™", "")
    for pattern, replacement in _GLUE:
        lowered = pattern.sub(replacement, lowered)
    return tuple(token for token in re.split(r"[^a-z0-9.+]+", lowered) if token.strip(".+"))


@dataclass(frozen=True, slots=True)
class Match:
    """A part and how sure the reader is, from 0 to 1."""

    part: Part
    confidence: float


@dataclass(frozen=True, slots=True)
class _Name:
    part: Part
    words: frozenset[str]
    must: frozenset[str]
    text: str


class PartIndex:
    """All names of all parts, found by their words."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._names: list[_Name] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._all_words: dict[str, frozenset[str]] = {}
        self._numbers: dict[str, Part] = {}
        self._makers: dict[str, set[str]] = defaultdict(set)
        counts: Counter[str] = Counter()
        for part in parts:
            self._add(part, counts)
        total = max(1, len(self._names))
        self._weight = {word: math.log(1 + total / count) for word, count in counts.items()}

    def _add(self, part: Part, counts: Counter[str]) -> None:
        every: set[str] = set()
        for name in dict.fromkeys((part.name, *part.aliases)):
            words = frozenset(tokens_of(name))
            if not words:
                continue
            every |= words
            must = frozenset(word for word in words if _is_model(word) or word in VARIANTS)
            for word in words:
                self._by_word[word].append(len(self._names))
            counts.update(words)
            self._names.append(_Name(part, words, must, " ".join(tokens_of(name))))
        if part.maker and not part.generic:
            self._makers[part.category].add(" ".join(tokens_of(part.maker)))
        for number in part.part_numbers:
            self._numbers[_squeezed(number)] = part
        self._all_words[part.id] = frozenset(every | set(tokens_of(part.maker)))

    def find(self, text: str, categories: tuple[str, ...] = ()) -> list[Match]:
        """Parts that the text may name, best first; empty when none has its model words there."""
        words = tokens_of(text)
        by_number = self._by_part_number(text, categories)
        if by_number is not None:
            return [Match(by_number, CERTAIN)]
        present = frozenset(words)
        best: dict[str, Match] = {}
        for index in self._candidates(present):
            name = self._names[index]
            if categories and name.part.category not in categories:
                continue
            score = self._score(name, present, " ".join(words))
            if score >= LEAST and (name.part.id not in best or best[name.part.id].confidence < score):
                best[name.part.id] = Match(name.part, round(score, 2))
        return sorted(best.values(), key=lambda match: (-match.confidence, match.part.id))[: MOST_ALTERNATIVES + 1]

    def _by_part_number(self, text: str, categories: tuple[str, ...]) -> Part | None:
        for word in re.split(r"[\s,()]+", text):
            part = self._numbers.get(_squeezed(word)) if len(word) >= 5 else None
            if part is not None and (not categories or part.category in categories):
                return part
        return None

    def _candidates(self, present: frozenset[str]) -> list[int]:
        """Names that share a word with the text, those that share its rarest words."""
        found: set[int] = set()
        known = sorted((word for word in present if word in self._by_word), key=lambda word: len(self._by_word[word]))
        for word in known[:8]:
            found.update(self._by_word[word])
        return sorted(found)

    def _of_another_maker(self, part: Part, text: str) -> bool:
        """Whether the text names a maker of such parts, and not this part's.  Generic parts have no maker of their own."""
        if part.generic or not part.maker:
            return False
        padded = f" {text} "
        named = {maker for maker in self._makers[part.category] if f" {maker} " in padded}
        return bool(named) and " ".join(tokens_of(part.maker)) not in named

    def _score(self, name: _Name, present: frozenset[str], text: str) -> float:
        if self._of_another_maker(name.part, text):
            return 0.0
        if not name.must <= present or _contradicts(self._all_words[name.part.id], name, present):
            return 0.0
        shared = name.words & present
        weight_shared = sum(self._weight[word] for word in shared)
        of_name = weight_shared / sum(self._weight[word] for word in name.words)
        weight_text = sum(self._weight.get(word, 0.0) for word in present)
        of_text = weight_shared / weight_text if weight_text else 0.0
        if not name.must and of_name < 1:
            return 0.0
        ratio = fuzz.token_sort_ratio(name.text, text) / 100
        return min(CERTAIN, 0.45 * of_name + 0.35 * of_text + 0.2 * ratio + (0.03 if name.words == present else 0))


def _is_model(word: str) -> bool:
    """A word with a digit, sizes apart: those are compared as sizes."""
    return any(character.isdigit() for character in word) and not _SIZE.match(word)


def _contradicts(known: frozenset[str], name: _Name, present: frozenset[str]) -> bool:
    """Whether the text says something that makes it another product: a variant word, or another size."""
    if (present & VARIANTS) - known:
        return True
    for unit in ("gb", "w", "tb"):
        ours = {word for word in known if (match := _SIZE.match(word)) and match.group(2) == unit}
        theirs = {word for word in present if (match := _SIZE.match(word)) and match.group(2) == unit}
        if ours and theirs and not ours & theirs:
            return True
    own = name.part.facts.number("memory_gb")
    sizes = {float(match.group(1)) for word in present if (match := _SIZE.match(word)) and match.group(2) == "gb"}
    return own is not None and bool(sizes) and own not in sizes


def _squeezed(number: str) -> str:
    return re.sub(r"[^a-z0-9]", "", number.lower())


_INDEXES: dict[str, PartIndex] = {}


def index_of(catalog: Catalog) -> PartIndex:
    """The catalog's index, made once for each version."""
    if catalog.version not in _INDEXES:
        _INDEXES.clear()
        _INDEXES[catalog.version] = PartIndex(catalog.parts.values())
    return _INDEXES[catalog.version]
