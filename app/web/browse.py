"""What a list of parts was asked for, read from its address, and one page of what that finds.

The list of parts, the chooser and the API read the same words: `q`, `sort`, `page`, and each facet's name once for
every value that is chosen (`memory_gb=24&board_power_w=250..300`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from app.core.facets import facets_of
from app.core.parts import Part
from app.core.vocabulary import Category, Facet
from app.store import PartQuery, Store
from app.store.search import BY_NAME
from app.web.forms.body import small_number

MOST_CHOSEN = 24
LONGEST_WORDS = 200
LONGEST_CHOICE = 120
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a list: words, chosen values by facet, order and page."""

    category: Category | None = None
    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    sort: str = ""
    page: int = 1

    @property
    def facets(self) -> tuple[Facet, ...]:
        """What the list can be narrowed by: nothing without a category."""
        return facets_of(self.category) if self.category else ()

    @property
    def query(self) -> PartQuery:
        """The question for the store."""
        return PartQuery(self.category.name if self.category else "", self.words, self.chosen, self.sort)


def read_asked(params: QueryParams, category: Category | None) -> Asked:
    """What an address asks for; a word that means nothing here is passed over, as a form's stale field should be."""
    facets = facets_of(category) if category else ()
    chosen = {facet.name: values for facet in facets if (values := _chosen(params.getlist(facet.name)))}
    sort = params.get("sort", "")
    return Asked(
        category=category,
        words=params.get("q", "").strip()[:LONGEST_WORDS],
        chosen=chosen,
        sort=sort if sort in sorts_of(facets) else "",
        page=small_number(params.get("page", "")) or 1,
    )


def sorts_of(facets: Sequence[Facet]) -> tuple[str, ...]:
    """Every order that a list can have: the best match, by name, and by each figure, both ways."""
    figures = [facet.name for facet in facets if facet.numeric]
    return ("", BY_NAME, *(sign + name for name in figures for sign in ("", "-")))


def _chosen(values: Sequence[str]) -> tuple[str, ...]:
    """The values that could be one of ours; a NUL is in none of them, and PostgreSQL refuses it."""
    sane = (value for value in values if 0 < len(value) <= LONGEST_CHOICE and "\0" not in value)
    return tuple(dict.fromkeys(sane))[:MOST_CHOSEN]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list is: its path, what its address always carries, and what it was asked for."""

    path: str
    fixed: Pairs
    asked: Asked

    def url(
        self,
        sort: str | None = None,
        page: int = 1,
        without: tuple[str, str] | None = None,
        words: str | None = None,
    ) -> str:
        """The address of the same list in another order, on another page, with one choice less, or of other words."""
        asked = self.asked
        chosen = [(name, value) for name, values in asked.chosen.items() for value in values]
        pairs = [
            *self.fixed,
            ("q", asked.words if words is None else words),
            *(pair for pair in chosen if pair != without),
            ("sort", asked.sort if sort is None else sort),
            ("page", str(page) if page > 1 else ""),
        ]
        query = urlencode([(name, value) for name, value in pairs if value])
        return f"{self.path}?{query}" if query else self.path


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the parts that a query found."""

    parts: tuple[Part, ...]
    found: int
    number: int
    pages: int


def one_page(store: Store, asked: Asked, size: int) -> Shown:
    """A page of what is asked for; a number beyond the last page shows the last."""
    found = store.find_parts(asked.query, size, (asked.page - 1) * size)
    pages = max(1, -(-found.total // size))
    number = min(asked.page, pages)
    if number != asked.page:
        found = store.find_parts(asked.query, size, (number - 1) * size)
    return Shown(store.parts(found.ids), found.total, number, pages)
