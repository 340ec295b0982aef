"""Takers onto places: as many as any way to seat them."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from app.core.placement.matching import largest_matching

likes = st.lists(st.lists(st.integers(0, 3), max_size=3, unique=True), max_size=5)


def most(wanted: list[list[int]]) -> int:
    """Takers that get a place, when every way to choose was tried."""
    ways = product(*([None, *places] for places in wanted))
    seated = ([place for place in way if place is not None] for way in ways)
    return max(len(places) for places in seated if len(places) == len(set(places)))


@given(likes)
def test_no_way_seats_more(wanted: list[list[int]]) -> None:
    found = largest_matching(wanted)
    assert len(found) == most(wanted)
    assert all(place in wanted[taker] for taker, place in found.items())
    assert len(set(found.values())) == len(found)


def test_a_place_that_was_freed_once_can_be_freed_again() -> None:
    assert len(largest_matching([[0, 2], [1, 3], [0, 1], [0]])) == 4


def test_each_gets_the_first_free_place_it_likes() -> None:
    assert largest_matching([[1, 0], [1, 2], [2, 0]]) == {0: 1, 1: 2, 2: 0}
