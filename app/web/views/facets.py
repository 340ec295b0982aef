"""Facets as lists show them: every value with its count, in bands where the vocabulary says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.facets import UNKNOWN, Span, spans_of
from app.core.vocabulary import Facet
from app.web import formats
from app.web.browse import Asked, Place, Shown
from app.web.spelling import Speller

MOST_AT_ONCE = 12
MOST_FOLDED = 60
"""Values that a facet shows at once, those that are folded away beside them; the rest are found by words."""


@dataclass(frozen=True, slots=True)
class OptionView:
    """One value of a facet: the word in addresses, the text for people, and how many parts say so."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet with all its values, and how many of them a page shows at once and folded away."""

    name: str
    label: str
    unit: str
    every: tuple[OptionView, ...]

    @property
    def shown(self) -> tuple[OptionView, ...]:
        """The values that most parts have, and those that never hide: what is chosen, and what is not known."""
        frequent = sorted(self.every, key=lambda option: -option.count)[:MOST_AT_ONCE]
        return tuple(one for one in self.every if one in frequent or one.chosen or one.value == UNKNOWN)

    @property
    def folded(self) -> tuple[OptionView, ...]:
        """The values behind a fold."""
        return self._rest[:MOST_FOLDED]

    @property
    def left_out(self) -> int:
        """How many values the page doesn't show."""
        return len(self._rest[MOST_FOLDED:])

    @property
    def _rest(self) -> tuple[OptionView, ...]:
        shown = self.shown
        return tuple(one for one in self.every if one not in shown)

    @property
    def chosen(self) -> str:
        """The chosen values in words, "" for none."""
        return ", ".join(option.label for option in self.every if option.chosen)


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One choice that narrows the list, and the address without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class SortView:
    """One order that the list can have."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ListingView:
    """What stands above every list of parts: words, orders, facets, what is chosen, and the way through the pages."""

    place: Place
    facets: tuple[FacetView, ...]
    choices: tuple[ChoiceView, ...]
    sorts: tuple[SortView, ...]
    found: int
    page: int
    pages: int
    instead: str

    @property
    def instead_url(self) -> str:
        """The list of the words that may have been meant."""
        return self.place.url(words=self.instead)

    @property
    def words(self) -> str:
        return self.place.asked.words

    @property
    def previous(self) -> str:
        """The address of the page before, "" on the first."""
        return self.place.url(page=self.page - 1) if self.page > 1 else ""

    @property
    def following(self) -> str:
        """The address of the next page, "" on the last."""
        return self.place.url(page=self.page + 1) if self.page < self.pages else ""


def view_listing(place: Place, counts: Mapping[str, Mapping[str, int]], shown: Shown, speller: Speller) -> ListingView:
    """What stands above a list, from the counts of its facets and the page that is shown.

    A list that is empty offers other words, if any are near.
    """
    instead = "" if shown.found else speller.instead(place.asked.words)
    facets, choices, sorts = view_facets(place.asked, counts), _choices(place), _sorts(place.asked)
    return ListingView(place, facets, choices, sorts, shown.found, shown.number, shown.pages, instead)


def view_facets(asked: Asked, counts: Mapping[str, Mapping[str, int]]) -> tuple[FacetView, ...]:
    """The facets that tell parts apart here: those with two values or more, and those that are chosen from."""
    views = (_facet(facet, counts.get(facet.name, {}), asked.chosen.get(facet.name, ())) for facet in asked.facets)
    return tuple(view for view in views if view.chosen or len(view.every) > 1)


def _facet(facet: Facet, counts: Mapping[str, int], chosen: tuple[str, ...]) -> FacetView:
    banded = _in_bands(facet, counts)
    values = _in_order(facet, dict.fromkeys((*banded, *chosen)), banded)
    every = (
        OptionView(value, formats.facet_value(value, facet), banded.get(value, 0), value in chosen) for value in values
    )
    return FacetView(facet.name, facet.label, facet.unit, tuple(every))


def _in_bands(facet: Facet, counts: Mapping[str, int]) -> dict[str, int]:
    """The counts by band where the facet has steps, else as they are."""
    spans = spans_of(facet)
    if not spans:
        return dict(counts)
    banded: Counter[str] = Counter()
    for value, count in counts.items():
        banded[value if value == UNKNOWN else str(next(span for span in spans if float(value) in span))] += count
    return dict(banded)


def _in_order(facet: Facet, values: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    """Figures rising, words by how many say so; what is not known comes last."""
    if facet.numeric:
        return sorted(values, key=lambda value: (value == UNKNOWN, _figure(value)))
    return sorted(values, key=lambda value: (value == UNKNOWN, -counts.get(value, 0), value))


def _figure(value: str) -> float:
    span = Span.read(value)
    if span is not None:
        return span.above if span.above is not None else float("-inf")
    try:
        return float(value)
    except ValueError:
        return float("inf")


def _choices(place: Place) -> tuple[ChoiceView, ...]:
    facets = {facet.name: facet for facet in place.asked.facets}
    return tuple(
        ChoiceView(facets[name].label, formats.facet_value(value, facets[name]), place.url(without=(name, value)))
        for name, values in place.asked.chosen.items()
        for value in values
    )


def _sorts(asked: Asked) -> tuple[SortView, ...]:
    orders = [("", "best match" if asked.words else "usual order"), ("name", "name")]
    for facet in asked.facets:
        if facet.numeric:
            orders += [(facet.name, f"{facet.label}, rising"), (f"-{facet.name}", f"{facet.label}, falling")]
    return tuple(SortView(value, label, value == asked.sort) for value, label in orders)
