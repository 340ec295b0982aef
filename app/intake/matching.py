"""Which part of the catalog a text names.

Every word of a name that says which product it is has to stand in the text: a 3090 is not a 3090 Ti, and the board of
one maker is not the board of another.  What the text says beyond the name must not make it another product either:

- a chip or a family ("RTX 3090", "EPYC 7003") takes any words of board makers, but none that makes it another chip;
- a product ("Noctua NH-D15") takes none but words that any product may carry;
- a part described by its ratings ("850 W ATX power supply") takes neither a brand nor a model.

A wrong match is worse than none.  Where several parts fit equally well, the generic one is taken.  Where none of them
is generic and they differ in a fact that matters (memory size, socket …), the family that they all belong to stands
for them ("V100 32GB" for its card and its module), and where the catalog has none, the line stays unmatched.  Either
way the reader asks: they are named as alternatives, those first that differ in what rules read.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from threading import Lock

from app.core.parts import Catalog, Part
from app.intake.alternatives import cards_of, differ
from app.intake.described.memory import RatedMemory
from app.intake.fitting import CLASS_NUMBERS, Said, is_another, says_too_much, unexplained, weight
from app.intake.naming import SOFT, YEAR, has_digit, is_size, squeezed, words_of
from app.intake.part_names import CHIP_MAKERS, Kind, Name, models_in, names_of, same_size, series_of
from app.intake.phrase import head_of, phrase_of

_NO_WORDS: frozenset[str] = frozenset()
CERTAIN, LEAST = 0.97, 0.6
# What a name explains more that stands in the text word for word.  Board makers share words ("Turbo"): in which order
# they stand tells nothing of cards.
IN_ORDER = 0.25
UNEXPLAINED = 0.05  # what each further word of the text takes from it
STEP = 0.04  # what a word that the name does not explain takes from the confidence
LONGEST_RUN = 6  # words that may be written as one: "H12SSLi", "TURBORTX3090"
SHORTEST_RUN = 5  # characters
SHORTEST_NUMBER = 5  # characters of a part number


@dataclass(frozen=True, slots=True)
class Match:
    """A part, how sure the reader is, from 0 to 1, and the words of its name that the text has."""

    part: Part
    confidence: float
    words: frozenset[str] = _NO_WORDS


@dataclass(frozen=True, slots=True)
class Found:
    """The part that a text names, if any, and the parts that it may have meant instead.

    `asks` is whether the text leaves open which of them is meant.
    """

    match: Match | None
    alternatives: tuple[Part, ...] = ()
    asks: bool = False


@dataclass(frozen=True, slots=True)
class _Fit:
    part: Part
    words: frozenset[str]
    explained: float
    confidence: float
    instead: bool = False  # a family by its series, for a number of it that the text has


class PartIndex:
    """All names of all parts, found by a word that each requires; `rated_memory` is found by its facts instead."""

    def __init__(self, parts: Collection[Part]) -> None:
        self.rated_memory = RatedMemory(part for part in parts if _is_rated_memory(part))
        every = [part for part in parts if not _is_rated_memory(part)]
        self._makers: dict[str, set[str]] = defaultdict(set)
        for part in every:
            if part.maker and not part.generic:
                self._makers[part.category].add(" ".join(words_of(part.maker)))
        brands = frozenset[str]().union(*self._makers.values()) | CHIP_MAKERS
        self._numbers = _part_numbers(every)
        self._by_word: dict[str, list[Name]] = defaultdict(list)
        self._by_run: dict[str, list[Name]] = defaultdict(list)
        self._whole: dict[frozenset[str], list[Name]] = defaultdict(list)
        self._families: list[tuple[re.Pattern[str], str, Name]] = []
        self._alone: dict[str, set[str]] = defaultdict(set)
        names = [name for part in every for name in names_of(part, brands)]
        counts = Counter(word for name in names for word in name.required)
        self._words = frozenset(counts)
        self._cards = cards_of(names)
        for name in names:
            self._file(name, counts)

    def _file(self, name: Name, counts: Counter[str]) -> None:
        """File a name under the rarest of its model numbers, or of its words where it has none."""
        telling = {word for word in name.required if not is_size(word) and not YEAR.match(word)}
        rated = {word for word in name.required if is_size(word)}
        if not telling - SOFT and not rated:
            self._whole[name.words].append(name)
            return
        models = {word for word in telling if has_digit(word)} or (rated if not telling - SOFT else set())
        self._by_word[min(models or telling, key=lambda word: (counts[word], word))].append(name)
        if len(models) == 1 and telling == models:
            self._alone[name.part.category] |= models
        if len(name.run) >= SHORTEST_RUN and has_digit(name.run):
            self._by_run[name.run].append(name)
        if name.kind is Kind.FAMILY and name.part.category == "cpu":
            self._families += [(series, word, name) for word in models if (series := series_of(word))]

    def find(
        self, text: str, categories: tuple[str, ...] = (), accepts: Callable[[Part], bool] = lambda part: True
    ) -> Found:
        """The part that the text names, of these categories when there are any; `accepts` may rule parts out."""
        numbered = self._by_part_number(text, categories)
        if numbered is not None:
            return Found(Match(numbered, CERTAIN))
        said = self._said(text)
        best: dict[str, _Fit] = {}
        near: dict[str, Part] = {}
        for name, runs in self._candidates(said):
            part = name.part
            if categories and part.category not in categories:
                continue
            missing = name.required - said.present - runs
            if len(missing) > 1 or not accepts(part):
                continue
            if missing:
                if self._is_near(name, said):
                    near.setdefault(part.id, part)
                continue
            fit = self._fit(name, said, runs)
            if fit is None or (not categories and _is_only_a_number(fit, said)):
                continue
            if part.id not in best or best[part.id].explained < fit.explained:
                best[part.id] = fit
        return self._with_cards(_decided(list(best.values()), near), said)

    def _by_part_number(self, text: str, categories: tuple[str, ...]) -> Part | None:
        asides = " ".join(re.findall(r"[(\[]([^()\[\]]*)[)\]]", text))
        for word in re.split(r"[\s,;]+", f"{head_of(text)} {asides}"):
            part = self._numbers.get(squeezed(word)) or self._numbers.get(word)
            if part is not None and (not categories or part.category in categories):
                return part
        return None

    def _said(self, text: str) -> Said:
        phrase = phrase_of(text)
        words = tuple(self._singular(word) for word in phrase.words)
        head = tuple(self._singular(word) for word in phrase.head)
        present = frozenset(words) | {same_size(word, "gpu") for word in words}
        years = frozenset(word for word in words if YEAR.match(word))
        joined = "".join(same_size(word, "gpu") for word in words)
        return Said(
            replace(phrase, words=words, head=head), present, frozenset(head), years, f" {' '.join(words)} ", joined
        )

    def _singular(self, word: str) -> str:
        """ "P40s" are P40 cards where no part is called so, and "L40s" is an L40S."""
        single = word[:-1]
        return single if word.endswith("s") and word not in self._words and single in self._words else word

    def _candidates(self, said: Said) -> list[tuple[Name, frozenset[str]]]:
        """Names that share a telling word with the text, and words of the text that stand for words of the name."""
        found = [(name, _NO_WORDS) for word in said.present for name in self._by_word.get(word, ())]
        found += [(name, _NO_WORDS) for name in self._whole.get(said.phrase.spoken, ())]
        for model in models_in(said.head):
            found += [
                (name, frozenset((word, model))) for series, word, name in self._families if series.fullmatch(model)
            ]
        words = said.phrase.words
        for start in range(len(words)):
            run = ""
            for end in range(start, min(start + LONGEST_RUN, len(words))):
                run += same_size(words[end], "gpu")
                for name in self._by_run.get(run, ()):
                    if not name.required <= said.present:
                        found.append((name, name.required | frozenset(words[start : end + 1])))
        return found

    def _fit(self, name: Name, said: Said, runs: frozenset[str]) -> _Fit | None:
        """How well the name fits a text that has all of its words; None when the text means another part."""
        aside = said.phrase.aside if name.part.category == "cpu" else _NO_WORDS  # "Xeon (Sapphire Rapids)"
        if not (name.required or name.words) & (said.head | runs | aside):
            return None
        left = unexplained(name, said, runs)
        if self._of_another_maker(name, said) or is_another(name, said, runs):
            return None
        if says_too_much(name, left, self._alone[name.part.category]):
            return None
        explained = sum(weight(word) for word in said.present if word in name.words or word in runs)
        explained -= sum(UNEXPLAINED for word in said.head if word not in name.words)
        in_order = IN_ORDER if name.run in said.joined and name.part.category != "gpu" else 0
        instead = name.kind is Kind.FAMILY and bool(runs)
        return _Fit(
            name.part, name.words, explained + in_order, round(max(LEAST, CERTAIN - STEP * len(left)), 2), instead
        )

    def _with_cards(self, found: Found, said: Said) -> Found:
        """What was found, with the cards of a chip of which the text names no card: those of the maker it names."""
        family = self._cards.get(found.match.part.id, ()) if found.match else ()
        makers = self._makers_in(said, "gpu") - CHIP_MAKERS
        cards = [part for part in family if not makers or " ".join(words_of(part.maker)) in makers]
        if not cards:
            return found
        cards.sort(key=lambda part: (-_words_shared(part, said), part.maker.lower() not in CHIP_MAKERS))
        others = (part for part in found.alternatives if part not in cards)
        return Found(found.match, (*cards, *others), asks=True)

    def _is_near(self, name: Name, said: Said) -> bool:
        """Whether a name of which one word is missing may be meant: its model number or most of its words are there."""
        shared = name.required & said.head - SOFT - CLASS_NUMBERS
        telling = any(not word.isdecimal() for word in models_in(shared))
        return (telling or len(shared) > 1) and not self._of_another_maker(name, said)

    def _of_another_maker(self, name: Name, said: Said) -> bool:
        """Whether the text names a maker of such parts, and not this part's."""
        if not name.maker:
            return False
        makers = self._makers_in(said, name.part.category)
        resold = name.maker in CHIP_MAKERS and name.part.category in ("gpu", "cpu", "nic")
        others = makers & CHIP_MAKERS if resold else makers
        return bool(others) and not any(name.maker.startswith(m) or m.startswith(name.maker) for m in others)

    def _makers_in(self, said: Said, category: str) -> frozenset[str]:
        """The makers of such parts that the text names."""
        if category not in said.makers:
            named = (maker for maker in self._makers[category] if f" {maker} " in said.spaced)
            said.makers[category] = frozenset(named)
        return said.makers[category]


def _part_numbers(parts: Collection[Part]) -> dict[str, Part]:
    """Parts by their numbers: in any spelling, exactly only where a number looks like a word."""
    found: dict[str, Part] = {}
    for part in parts:
        for number in part.part_numbers:
            code = squeezed(number)
            if len(code) >= SHORTEST_NUMBER and not code.isdecimal() and " " not in number:
                found[code if has_digit(code) else number] = part
    return found


def _words_shared(part: Part, said: Said) -> int:
    """How many words of the text's head stand in the part's name."""
    return len(said.head.intersection(words_of(part.name)))


def _is_only_a_number(fit: _Fit, said: Said) -> bool:
    """Whether a processor is named by a bare number among words of something else: "Seasonic 1600"."""
    shared = fit.words & said.present
    return fit.part.category == "cpu" and all(word.isdecimal() for word in shared) and len(said.head) > len(shared)


def _decided(fits: list[_Fit], near: dict[str, Part]) -> Found:
    """The best fit, unless several parts fit it equally and differ in what matters."""
    named = any(not fit.part.generic for fit in fits)
    fits = [fit for fit in fits if not (named and fit.instead)]
    fits.sort(key=lambda fit: (-fit.explained, -fit.confidence, fit.part.id))
    parts = [fit.part for fit in fits]
    others = [part for part in near.values() if part not in parts]
    if not fits:
        return Found(None, tuple(others), asks=bool(others))
    equal = [fit for fit in fits if math.isclose(fit.explained, fits[0].explained)]
    chosen = _chosen(fits, equal)
    if chosen is None:
        return Found(None, tuple(parts + others), asks=True)
    category = chosen.part.category
    rest = [part for part in (*parts, *others) if part is not chosen.part and part.category == category]
    asks = chosen.explained < fits[0].explained or (len(equal) > 1 and not chosen.part.generic)
    return Found(Match(chosen.part, chosen.confidence, chosen.words), tuple(rest), asks)


def _chosen(fits: list[_Fit], equal: list[_Fit]) -> _Fit | None:
    """The best of the fits; of several equally good ones the generic one, or else the family that all of them have."""
    generic = [fit for fit in equal if fit.part.generic]
    best = generic or equal
    makers = {fit.part.maker for fit in best}
    if (len(makers) > 1 and not generic) or _any_differ(best):
        return next((fit for fit in fits if fit not in best and fit.part.generic), None)
    return best[0]


def _any_differ(fits: list[_Fit]) -> bool:
    return any(differ(fits[0].part, fit.part) for fit in fits[1:])


def _is_rated_memory(part: Part) -> bool:
    """Memory described by its ratings is found by its facts, not by the words of its name."""
    return part.generic and part.category == "memory"


_INDEXES: dict[int, tuple[Catalog, PartIndex]] = {}
_MAKING = Lock()
MOST_INDEXES = 4


def index_of(catalog: Catalog) -> PartIndex:
    """The catalog's index, made once for each snapshot; the few latest are kept.

    Each holds on to its catalog, so that the identity by which it is found can't become another's.
    """
    with _MAKING:
        if id(catalog) not in _INDEXES:
            while len(_INDEXES) >= MOST_INDEXES:
                del _INDEXES[next(iter(_INDEXES))]
            _INDEXES[id(catalog)] = catalog, PartIndex(catalog.parts.values())
        return _INDEXES[id(catalog)][1]
