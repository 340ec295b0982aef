from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.report import Finding, Severity
from app.core.rules._examples import build, item

from .harness import outcomes, severities


def rig(tdp_w: float, peak_w: float | None = None, socket: str = "SP3", **board: object) -> Build:
    facts = {} if peak_w is None else {"max_power_w": peak_w}
    return build(item("cpu", tdp_w=tdp_w, socket=socket, **facts), item("motherboard", socket=socket, **board))


CASES = [
    ("just under", rig(224, max_cpu_tdp_w=225), ["passed"]),
    ("exactly", rig(225, max_cpu_tdp_w=225), ["passed"]),
    ("just over", rig(226, max_cpu_tdp_w=225), ["error"]),
    ("only when set higher", rig(225, 280, max_cpu_tdp_w=240), ["warning"]),
    ("unknown", rig(225), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cpu_tdp_board(rig: Build, expected: list[str]) -> None:
    assert severities("cpu-tdp-board", rig) == expected


def test_consumer_boards_that_publish_no_watts_could_only_throttle() -> None:
    (finding,) = outcomes("cpu-tdp-board", rig(105, socket="AM4"))
    assert isinstance(finding, Finding)
    assert finding.could_be is Severity.WARNING
