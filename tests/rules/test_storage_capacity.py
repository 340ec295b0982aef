"""storage-capacity: drives against a model that fills the cards."""

import pytest

from app.core.build import Build
from app.core.report import Finding
from app.core.rules._examples import Choices, build, item
from tests.rules.harness import outcomes, severities

RULE = "storage-capacity"


def rig(capacity_gb: float | None, memory_gb: float | None = 100, workload: str | None = None) -> Build:
    card, drive = item("gpu", 4, memory_gb=memory_gb), item("storage", capacity_gb=capacity_gb)
    return build(card, drive, choices=Choices(workload=workload))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(581), ["passed"], "480 GB", id="just over"),
        pytest.param(rig(580), ["passed"], "1.2 × 400 GB = 480 GB", id="exactly"),
        pytest.param(rig(579), ["warning"], "579 GB", id="just under"),
        pytest.param(rig(50), ["warning"], "50 GB", id="less than the system"),
        pytest.param(rig(500, workload="rendering"), [], "", id="no models"),
        pytest.param(build(item("gpu", memory_gb=24)), [], "", id="no drive"),
        pytest.param(
            build(item("gpu", memory_gb=24), item("storage", capacity_gb=4000), item("storage", item_id="second")),
            ["passed"],
            "",
            id="what is known is enough",
        ),
    ],
)
def test_drives_and_models(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


@pytest.mark.parametrize("rig", [pytest.param(rig(None), id="drive"), pytest.param(rig(5000, None), id="cards")])
def test_unknown(rig: Build) -> None:
    (outcome,) = outcomes(RULE, rig)
    assert isinstance(outcome, Finding)
    assert (outcome.severity, outcome.could_be) == ("unknown", "warning")
    assert outcome.missing
