"""What a part says to a facet: each way of reading, and that what isn't known stays not known."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from app.core.facets import NONE, UNKNOWN, Span, read_facet, read_part, spans_of
from app.core.parts import Catalog, Facts, Part, Price, Provided, Value
from app.core.vocabulary import Category, Facet, Measure, RecordTest, Vocabulary

EMPTY = Catalog()
RATED_AT_120 = (RecordTest("volts_min", "<=", 120), RecordTest("volts_max", ">=", 120))
LOW_LINE = Facts({"volts_min": 100, "volts_max": 127, "watts": 1000})
HIGH_LINE = Facts({"volts_min": 200, "volts_max": 240, "watts": 1600})


def says(value: Value | None, measure: Measure = "value", field: str = "", *where: RecordTest) -> tuple[object, ...]:
    part = Part("x/y/z", "x", "Z", facts=Facts({"fact": value}))
    return read_facet(part, Facet("facet", "facet", "fact", measure=measure, field=field, where=where), EMPTY)


@pytest.mark.parametrize(
    ("value", "read"),
    [(24, (24,)), (2.5, (2.5,)), ("blower", ("blower",)), (True, ("yes",)), (False, ("no",)), (None, ())],
)
def test_a_fact_is_read_as_it_is(value: Value | None, read: tuple[object, ...]) -> None:
    assert says(value) == read


def test_every_value_of_a_list_counts_and_an_empty_list_is_knowledge() -> None:
    assert says(("atx", "sfx")) == ("atx", "sfx")
    assert says(()) == (NONE,)


def plugs(*kinds: str | None) -> tuple[Facts, ...]:
    return tuple(Facts({"connector": kind, "count": 2}) for kind in kinds)


SIXTEEN = RecordTest("connector", "=", "pcie16")


@pytest.mark.parametrize(
    ("records", "each", "sixteen"),
    [
        (plugs("pcie16", "pcie8"), ("pcie16", "pcie8"), (2,)),
        (plugs("pcie16", "pcie16"), ("pcie16", "pcie16"), (4,)),
        (plugs("pcie8"), ("pcie8",), (0,)),
        ((), (NONE,), (0,)),
        (plugs("pcie8", None), (), ()),
        (None, (), ()),
    ],
)
def test_records_are_listed_and_added_up(
    records: tuple[Facts, ...] | None, each: tuple[str, ...], sixteen: tuple[int, ...]
) -> None:
    assert says(records, "each", "connector") == each
    assert says(records, "sum", "count", SIXTEEN) == sixteen


def test_a_record_that_counts_without_its_figure_leaves_the_sum_unknown() -> None:
    records = (Facts({"connector": "pcie16"}), *plugs("pcie16"))
    assert says(records, "sum", "count", SIXTEEN) == ()
    assert says((Facts({"connector": "pcie8"}), *plugs("pcie16")), "sum", "count", SIXTEEN) == (2,)


@pytest.mark.parametrize(
    ("ratings", "watts"),
    [
        ((LOW_LINE, HIGH_LINE), (1000,)),
        ((HIGH_LINE,), (0,)),
        ((Facts({"volts_min": 200, "watts": 1600}),), (0,)),
        ((Facts({"volts_min": 100, "watts": 1600}),), ()),
        (None, ()),
    ],
    ids=["rated", "not rated there", "begins above it", "end unknown", "unknown"],
)
def test_watts_at_a_voltage(ratings: tuple[Facts, ...] | None, watts: tuple[float, ...]) -> None:
    assert says(ratings, "most", "watts", *RATED_AT_120) == watts


def test_records_are_counted_when_all_of_them_say_whether_they_count() -> None:
    wide = RecordTest("physical_lanes", "=", 16)
    slots = [Facts({"id": "1", "physical_lanes": 16}), Facts({"id": "2", "physical_lanes": 8})]
    assert says(tuple(slots), "count", "", wide) == (1,)
    assert says((*slots, Facts({"id": "3"})), "count", "", wide) == ()


def test_a_bundle_is_asked_for_what_it_brings() -> None:
    board = Part("m/a/b", "motherboard", "Board", facts=Facts({"socket": "SP3"}))
    facet = Facet("socket", "socket", "socket", of="motherboard")
    catalog = Catalog(MappingProxyType({board.id: board}))
    inner = Part("s/a/b", "server", "Server", provides=(Provided("motherboard", 1, inner=board),))
    named = Part("s/a/c", "server", "Server", provides=(Provided("motherboard", 1, part=board.id),))
    assert read_facet(inner, facet, EMPTY) == read_facet(named, facet, catalog) == ("SP3",)
    assert read_facet(Part("s/a/d", "server", "Server"), facet, catalog) == ()


def test_every_facet_of_a_part_has_a_reading() -> None:
    memory, cooling = Facet("memory_gb", "memory", "memory_gb", numeric=True), Facet("cooling", "cooling", "cooling")
    category = Category("gpu", "GPU", "GPUs", 1, True, {}, (memory, cooling))
    catalog = Catalog(vocabulary=Vocabulary({"gpu": category}))
    euros = Price(900, "EUR", "new", "2026-05-16", "a shop")
    part = Part("gpu/a/b", "gpu", "B", "A", facts=Facts({"memory_gb": 24}), prices=(euros,))
    readings = {reading.facet: (reading.value, reading.number) for reading in read_part(part, catalog)}
    assert readings == {
        "memory_gb": ("24", 24.0),
        "cooling": (UNKNOWN, None),
        "maker": ("A", None),
        "price_usd": (UNKNOWN, None),
        "status": ("current", None),
        "layer": ("this catalog", None),
    }


def test_a_price_is_read_in_dollars_alone() -> None:
    seen = Price(900, "USD", "new", "2026-05-16", "a shop")
    facet = Facet("price_usd", "price", unit="USD", measure="price", numeric=True)
    assert read_facet(Part("gpu/a/b", "gpu", "B", prices=(seen,)), facet, EMPTY) == (900,)


def test_steps_make_bands_without_gap_or_overlap() -> None:
    bands = spans_of(Facet("watts", "watts", numeric=True, steps=(75, 150)))
    assert [str(band) for band in bands] == ["..75", "75..150", "150.."]
    for figure in (0, 75, 75.5, 150, 151):
        assert sum(figure in band for band in bands) == 1
    assert 75 in bands[0]
    assert [Span.read(str(band)) for band in bands] == list(bands)


@pytest.mark.parametrize("word", ["", "..", "75", "a..b", "1..2..3", "unknown", "75..x"])
def test_other_words_are_no_span(word: str) -> None:
    assert Span.read(word) is None
