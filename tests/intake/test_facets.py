"""The facets' file: what is read, each planted fault refused in a sentence, and that ours fits addresses."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.vocabulary import Category, Facet, FactWord, RecordTest
from app.intake.facets import add_facets

COUNT = FactWord("count", "integer", "how many", "")
KIND = FactWord("connector", "choice", "connector", "", choices=("pcie16", "pcie8"))
PSU = Category(
    "psu",
    "Supply",
    "Supplies",
    1,
    True,
    {
        "length_mm": FactWord("length_mm", "number", "length", "", unit="mm"),
        "form_factor": FactWord("form_factor", "choice", "form factor", "", choices=("atx",)),
        "outputs": FactWord("outputs", "records", "connectors", "", fields=(KIND, COUNT)),
    },
)


def read(*entries: Any) -> tuple[tuple[Facet, ...], list[str]]:
    found, faults = add_facets({"psu": PSU}, {"psu": list(entries)})
    return found["psu"].facets, [f"{fault.path}: {fault.what} {fault.cure}" for fault in faults]


def test_a_facet_takes_over_what_its_fact_says() -> None:
    facets, faults = read(
        {"fact": "length_mm", "steps": [140.0, 160.0]},
        {"fact": "form_factor"},
        {"fact": "outputs", "name": "plugs", "sum": "count", "where": ["connector = pcie16"], "label": "16-pin plugs"},
        {"fact": "outputs", "each": "connector"},
    )
    assert faults == []
    assert facets == (
        Facet("length_mm", "length", "length_mm", "mm", numeric=True, steps=(140, 160)),
        Facet("form_factor", "form factor", "form_factor"),
        Facet(
            "plugs",
            "16-pin plugs",
            "outputs",
            measure="sum",
            numeric=True,
            field="count",
            where=(RecordTest("connector", "=", "pcie16"),),
        ),
        Facet("outputs", "connectors", "outputs", measure="each", field="connector"),
    )


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"fact": "lenght_mm"}, "length_mm"),
        ({"fact": "length_mm", "of": "psus"}, "psu"),
        ({"fact": "length_mm", "name": "q"}, "taken"),
        ({"fact": "length_mm", "name": "price_usd"}, "taken"),
        ({"fact": "length_mm", "sum": "count"}, "if it has records"),
        ({"fact": "outputs"}, "if it has records"),
        ({"fact": "outputs", "sum": "count", "count": True}, "two ways"),
        ({"fact": "outputs", "sum": "counts"}, "no field"),
        ({"fact": "outputs", "count": True, "where": ["connector=pcie16"]}, "no test"),
        ({"fact": "outputs", "count": True, "where": ["plug = pcie16"]}, "no test"),
        ({"fact": "outputs", "count": True, "where": ["count >= many"]}, "no figure"),
        ({"fact": "length_mm", "steps": [2.0, 1.0]}, "rise"),
        ({"fact": "form_factor", "steps": [1.0]}, "figures alone"),
        ({"fact": "length_mm", "colour": "red"}, "not a key"),
        ("length_mm", "table"),
    ],
)
def test_a_planted_fault_is_refused(entry: Any, said: str) -> None:
    facets, faults = read(entry)
    assert facets == ()
    assert len(faults) == 1
    assert said in faults[0]


def test_a_name_is_given_once() -> None:
    facets, faults = read({"fact": "length_mm"}, {"fact": "length_mm"})
    assert len(facets) == len(faults) == 1


def test_facets_belong_to_a_category() -> None:
    for raw, said in (({"psus": []}, "psu"), ({"psu": {}}, "list")):
        _, faults = add_facets({"psu": PSU}, raw)
        assert said in faults[0].what + faults[0].cure
