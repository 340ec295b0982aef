"""No rule, part or template without what belongs to it.  Routes: see `tests/web/test_pages.py`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.parts import Facts, Part, Source
from app.core.report import Area
from app.core.rules import Rule, all_rules
from app.core.rules._examples import build, item
from app.resources import resource_root
from tests.reference.machines import catalog
from tests.rules.harness import words_only

from .furniture import ONLY_UNKNOWN, part_gaps, rule_gaps, template_gaps

TABLES = Path(__file__).parents[1] / "rules"
SOCKET = next(rule for rule in all_rules() if rule.id == "cpu-socket-match")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_is_furnished(rule: Rule) -> None:
    assert rule_gaps(rule, words_only(), TABLES) == []


def test_every_area_has_a_rule() -> None:
    assert {rule.area for rule in all_rules()} == set(Area)


def test_exemptions_are_still_needed() -> None:
    for rule_id in ONLY_UNKNOWN:
        rule = next(rule for rule in all_rules() if rule.id == rule_id)
        assert rule.worst == "unknown"


def test_every_part_is_furnished() -> None:
    found = {part.id: gaps for part in catalog().parts.values() if (gaps := part_gaps(part))}
    assert found == {}


def test_every_template_compiles() -> None:
    assert template_gaps(resource_root() / "templates") == []


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        (replace(SOCKET, page="A rule."), "the page lacks “What it checks:”"),
        (replace(SOCKET, hint="do something"), "`hint` is not a sentence"),
        (replace(SOCKET, sources=()), "no source with a public address"),
        (replace(SOCKET, needs=("cpu.sockett",)), "there is no fact cpu.sockett"),
        (replace(SOCKET, requires=("processor",)), "there is no category processor"),
        (replace(SOCKET, id="cpu-socket-mismatch"), "no test table"),
        (replace(SOCKET, breaks=SOCKET.passes), "the breaking example breaks nothing"),
        (replace(SOCKET, passes=SOCKET.breaks), "the passing example does not pass"),
        (replace(SOCKET, passes=build(item("cpu"))), "the passing example does not pass"),
    ],
    ids=["page", "hint", "sources", "needs", "requires", "table", "breaks", "passes", "passes in silence"],
)
def test_a_planted_gap_in_a_rule_is_found(planted: Rule, expected: str) -> None:
    assert expected in rule_gaps(planted, words_only(), TABLES)


def test_planted_gaps_in_a_part_are_found() -> None:
    empty = Part("gpu/planted", "gpu", "Planted")
    drawer = Source("a drawer", "A note", read="")
    hidden = replace(empty, facts=Facts({"length_mm": 267}), sources={"length_mm": drawer})
    assert part_gaps(empty) == ["neither a fact nor a word about what is unknown"]
    assert len(part_gaps(hidden)) == 2


def test_a_planted_fault_in_a_template_is_found(tmp_path: Path) -> None:
    (tmp_path / "base.html").write_text("<html><head></head></html>", encoding="utf-8")
    (tmp_path / "broken.html").write_text("{% if %}", encoding="utf-8")
    gaps = template_gaps(tmp_path)
    assert "base.html has no title" in gaps
    assert any(gap.startswith("broken.html") for gap in gaps)
