"""A missing fact is never a pass: blank any needed fact of a breaking example, and a finding or an unknown remains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.core.case import Case
from app.core.report import Outcome, error, passed
from app.core.rules import Rule, all_rules
from app.core.rules._examples import build, item
from tests.rules.harness import words_only

from .forgetting import comforts, drifts

RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)


@RULES
def test_a_forgotten_fact_is_never_a_pass(rule: Rule) -> None:
    assert comforts(rule, words_only()) == []


@RULES
def test_only_named_facts_matter(rule: Rule) -> None:
    assert drifts(rule, words_only()) == []


def _careless(case: Case) -> Iterator[Outcome]:
    """What a hurried author writes: nothing stands for zero."""
    gpu = case.rig.gpus[0]
    length = gpu.number("length_mm") or 0
    room = case.rig.all("chassis")[0].number("gpu_max_length_mm") or 1000
    yield error("Too long.") if length > room else passed("Fits.")


CARELESS = replace(
    all_rules()[0],
    id="planted",
    needs=("gpu.length_mm", "chassis.gpu_max_length_mm"),
    breaks=build(item("gpu", length_mm=330), item("chassis", gpu_max_length_mm=300)),
    check=_careless,
)


def test_a_planted_zero_is_found() -> None:
    assert comforts(CARELESS, words_only()) == ["gpu.length_mm", "chassis.gpu_max_length_mm"]


def test_a_planted_unnamed_fact_is_found() -> None:
    assert drifts(replace(CARELESS, needs=("gpu.length_mm",)), words_only()) == ["chassis.gpu_max_length_mm"]
