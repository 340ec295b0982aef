"""The bench's figures and tables: what isn't known is said so, and equal things are one line."""

from __future__ import annotations

from typing import Any

from app.core.build import Build, Item
from app.core.engine import evaluate
from app.core.rules._examples import Circuit, Site, build, item, record
from app.web.formats import NARROW_SPACE
from app.web.views.devices import Devices
from app.web.views.placement import tables
from app.web.views.totals import main_lines, more_lines
from tests.rules.harness import words_only

CARD = item("gpu", 2, board_power_w=300, idle_w=15, memory_gb=24)
LABEL = [record(volts_min=100, volts_max=240, watts=1000)]


def rig(*items: Item, **site: Any) -> Build:
    return build(*items, site=Site(circuits=(Circuit(240, 16),), **site))


def lines(shown: Build) -> dict[str, str]:
    totals = evaluate(shown, words_only()).totals
    every = (*main_lines(totals, shown), *more_lines(totals))
    return {line.label: f"{line.value} {line.note}".replace(NARROW_SPACE, " ").strip() for line in every}


def test_known_figures_have_units() -> None:
    found = lines(rig(CARD, item("psu", ratings=LABEL, efficiency="gold"), electricity_price_kwh=0.3))
    assert found["At the wall"] == "656 W"
    assert found["Idle"] == "30 W DC, 33 W at the wall"
    assert found["Energy, a year under load"] == "5,751 kWh"
    assert found["Energy cost a year"] == "87.6 to 1,725.16 idle to full load, at 0.3 a kWh"
    assert "Rack units" not in found


def test_unknown_figures_are_never_zero() -> None:
    found = lines(rig(item("gpu", 2), item("psu"), item("chassis")))
    for label in ("DC under load", "At the wall", "Heat", "GPU memory", "Shortest peak", "Weight", "Rack units"):
        assert found[label].startswith("not known"), label
    assert found["Energy cost a year"] == "not known say what a kWh costs"


def test_an_assumed_efficiency_and_a_partial_weight_are_called_so() -> None:
    found = lines(rig(CARD, item("psu", ratings=LABEL, weight_kg=2)))
    assert "grade isn't known" in found["At the wall"]
    assert found["Weight"] == "at least 2 kg the rest is not known"


def test_tables_name_channels_and_outlets() -> None:
    shown = rig(
        CARD,
        item("cpu", memory_channels=2),
        item("memory", 2, capacity_gib=16),
        item("psu", ratings=LABEL, inlet="c14"),
        item("pdu", outlets=[record(type="C13", count=1)]),
    )
    found = tables(evaluate(shown, words_only()).placement, Devices(shown, words_only()))
    rows = {table.title: table.rows for table in found}
    assert [row[0] for row in rows["Memory channels"]] == [
        "CPU 1, A1",
        "CPU 1, B1",
    ]
    assert rows["Outlets"] == (("example psu (psu)", "C13 of pdu", "1"),)
    assert "Slots and ports" not in rows
