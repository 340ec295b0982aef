"""known-issue: conditions that hold, don't, or can't be told."""

from dataclasses import replace

import pytest

from app.core.build import Build, CustomPart, Item
from app.core.parts import Condition, Facts, KnownIssue, Source
from app.core.report import Area, Finding, Severity
from app.core.rules._examples import Choices, Software, build, item
from tests.rules.harness import outcomes, severities

RULE = "known-issue"
SOURCE = Source("https://wiki.pulsedmedia.com/wiki/Gigabyte_MZ31-AR0-00_EPYC_Server_Motherboard", "A board's revisions")


def issue(*when: Condition, severity: str = "warning", area: str = "memory") -> KnownIssue:
    return KnownIssue(area, severity, "It misbehaves.", when, (SOURCE,))


def board(*issues: KnownIssue, **facts: str) -> Item:
    return Item("board", custom=CustomPart("motherboard", "example board", Facts(facts), issues))


def on(system: str | None) -> Choices:
    return Choices(software=Software(os=system))


OLD = Condition("self", "revision", "below", (2.0,))
NEW = Condition("self", "revision", "at-least", (2.0,))
MILAN = Condition("cpu", "family", "in", ("epyc-7003",))
NOT_MILAN = Condition("cpu", "family", "not-in", ("epyc-7003",))
FOUR = Condition("gpu", "quantity", "count-at-least", (4,))
WINDOWS = Condition("choices", "software.os", "in", ("windows",))
HOT = Condition("choices", "coolant_c", "at-least", (40.0,))
MILAN_CPU, ROME_CPU = item("cpu", family="epyc-7003"), item("cpu", family="epyc-7002")


@pytest.mark.parametrize(
    ("rig", "expected"),
    [
        pytest.param(build(board(issue())), ["warning"], id="no condition"),
        pytest.param(build(board(issue(OLD), revision="1.99")), ["warning"], id="just under"),
        pytest.param(build(board(issue(OLD), revision="2.0")), ["passed"], id="exactly"),
        pytest.param(build(board(issue(NEW), revision="2")), ["warning"], id="at least, exactly"),
        pytest.param(build(board(issue(NEW), revision="2.10A")), ["warning"], id="just over"),
        pytest.param(build(board(issue(OLD))), ["unknown"], id="unknown"),
        pytest.param(build(board(issue(MILAN)), MILAN_CPU), ["warning"], id="another category, in"),
        pytest.param(build(board(issue(MILAN)), ROME_CPU), ["passed"], id="another category, not in"),
        pytest.param(build(board(issue(NOT_MILAN)), ROME_CPU), ["warning"], id="excluded value"),
        pytest.param(build(board(issue(MILAN)), item("cpu")), ["unknown"], id="another category, unknown"),
        pytest.param(build(board(issue(MILAN))), ["passed"], id="nothing of the category"),
        pytest.param(build(board(issue(OLD, MILAN)), ROME_CPU), ["passed"], id="one that fails settles it"),
        pytest.param(build(board(issue(FOUR)), item("gpu", 4)), ["warning"], id="four devices"),
        pytest.param(build(board(issue(FOUR)), item("gpu", 3)), ["passed"], id="three devices"),
        pytest.param(
            build(board(issue(WINDOWS)), choices=on("Windows 10 Pro")), ["warning"], id="system in the user's words"
        ),
        pytest.param(build(board(issue(WINDOWS)), choices=on("ubuntu-24.04")), ["passed"], id="another system"),
        pytest.param(build(board(issue(HOT)), choices=Choices(coolant_c=40)), ["warning"], id="a choice, exactly"),
        pytest.param(build(board(issue(HOT)), choices=Choices(coolant_c=39)), ["passed"], id="a choice, just under"),
        pytest.param(build(board(issue(WINDOWS))), ["unknown"], id="system not said"),
        pytest.param(build(board(issue(WINDOWS, severity="info"))), [], id="nothing bad is possible"),
        pytest.param(build(board()), [], id="no issue"),
    ],
)
def test_conditions(rig: Build, expected: list[str]) -> None:
    assert severities(RULE, rig) == expected


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_takes_area_severity_and_sources_of_the_issue(severity: str) -> None:
    (found,) = outcomes(RULE, build(board(issue(severity=severity, area="socket"))))
    assert isinstance(found, Finding)
    assert (found.severity, found.area, found.sources) == (severity, Area.SOCKET, (SOURCE,))


def test_an_unknown_could_be_as_bad_as_the_issue() -> None:
    (found,) = outcomes(RULE, build(board(issue(OLD, severity="error"))))
    assert isinstance(found, Finding)
    assert found.could_be is Severity.ERROR
    assert [gap.fact for gap in found.missing] == ["revision"]


def test_said_once_for_all_units() -> None:
    boards = replace(board(issue()), quantity=2)
    (found,) = outcomes(RULE, build(boards, item("cpu")))
    assert found.parts == ("board#1", "board#2")
