"""The parts list: a line for every part, with the facts that its category is told apart by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.facets import read_facet
from app.core.parts import Catalog, Part
from app.core.prices import PriceRange, price_range
from app.core.vocabulary import Category, Facet
from app.web import formats
from app.web.browse import Asked, Place
from app.web.views.facets import ListingView

HEADLINE_FACTS = 5
MOST_COLUMNS = 9
FIRST_COLUMNS = 5
"""Columns that a narrow screen has room for; the others are for wide ones."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part in a list; `facts` are (label, value) of what is known of it, most telling first."""

    id: str
    name: str
    category: str
    status: str
    facts: tuple[tuple[str, str], ...]
    price: PriceRange | None
    imported: bool = False

    @classmethod
    def of(cls, part: Part, catalog: Catalog) -> PartLine:
        """The line of a part."""
        category = catalog.vocabulary.categories[part.category]
        told = ((facet.label, cell(part, facet, catalog)) for facet in category.facets)
        facts = tuple((label, value) for label, value in told if value)[:HEADLINE_FACTS]
        imported = part.attribution is not None
        return cls(part.id, part.name, category.title, part.status, facts, price_range(part), imported)


def cell(part: Part, facet: Facet, catalog: Catalog) -> str:
    """What a part says to a facet, "" when it isn't known."""
    values = (formats.facet_value(str(value), facet) for value in read_facet(part, facet, catalog))
    return ", ".join(dict.fromkeys(values))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: its head, the address that sorts by it ("" for none), and how it is sorted now."""

    label: str
    sort_url: str
    sorted: str
    figures: bool
    wide: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A part in the list of its category, a cell to every column; an empty one is not known."""

    line: PartLine
    cells: tuple[str, ...]
    compared: bool


@dataclass(frozen=True, slots=True)
class CategoryView:
    """A category with how many of its parts are found, and the address of those."""

    name: str
    title: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class PartsView:
    """The parts list.  Without a category, its lines are of all; without words too, the page shows the categories."""

    listing: ListingView
    category: Category | None
    categories: tuple[CategoryView, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    compared: tuple[PartLine, ...]

    @property
    def page_title(self) -> str:
        return self.category.plural if self.category else "Parts"

    @property
    def announcement(self) -> str:
        return formats.plural(self.listing.found, "part") + " found."


def view_parts(
    listing: ListingView,
    parts: tuple[Part, ...],
    compared: tuple[Part, ...],
    counts: Mapping[str, int],
    catalog: Catalog,
) -> PartsView:
    """The list of one page's parts; `compared` are those that were chosen for a comparison before."""
    place = listing.place
    category = place.asked.category
    facets = category.facets[:MOST_COLUMNS] if category else ()
    chosen = {part.id for part in compared}
    return PartsView(
        listing=listing,
        category=category,
        categories=_categories(place.asked, counts, catalog),
        columns=tuple(_column(facet, number, place) for number, facet in enumerate(facets)),
        rows=tuple(
            Row(PartLine.of(part, catalog), tuple(cell(part, facet, catalog) for facet in facets), part.id in chosen)
            for part in parts
        ),
        compared=tuple(PartLine.of(part, catalog) for part in compared),
    )


def _categories(asked: Asked, counts: Mapping[str, int], catalog: Catalog) -> tuple[CategoryView, ...]:
    every = sorted(catalog.vocabulary.categories.values(), key=lambda category: category.order)
    found = [category for category in every if category.name in counts]
    place = {one.name: Place("/parts", (("category", one.name),), Asked(one, asked.words)) for one in found}
    return tuple(CategoryView(one.name, one.plural, counts[one.name], place[one.name].url()) for one in found)


def _column(facet: Facet, number: int, place: Place) -> Column:
    falling = f"-{facet.name}"
    directions = {facet.name: "ascending", falling: "descending"}
    other = facet.name if place.asked.sort == falling else falling
    return Column(
        label=facet.label,
        sort_url=place.url(sort=other) if facet.numeric else "",
        sorted=directions.get(place.asked.sort, ""),
        figures=facet.numeric,
        wide=number >= FIRST_COLUMNS,
    )
