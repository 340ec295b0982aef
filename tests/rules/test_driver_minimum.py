"""driver-minimum: one branch for all cards."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import Choices, Software, build, item
from tests.rules.harness import outcomes, severities

RULE = "driver-minimum"


def gpu(item_id: str, **facts: object) -> Item:
    return item("gpu", **{"item_id": item_id, "vendor": "nvidia"} | facts)


def rig(driver: str | None, *gpus: Item) -> Build:
    return build(*gpus, choices=Choices(software=Software(driver=driver)))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig("519", gpu("h100", cuda_compute=9.0)), ["error"], "R520", id="just under"),
        pytest.param(rig("520.61.05", gpu("h100", cuda_compute=9.0)), ["passed"], "R520", id="exactly"),
        pytest.param(rig("R581", gpu("p40", cuda_compute=6.1)), ["error"], "R580", id="just over the last"),
        pytest.param(rig("580", gpu("p40", cuda_compute=6.1)), ["passed"], "R580", id="the last"),
        pytest.param(
            rig("450", gpu("b", cuda_compute=8.6, min_driver=455)), ["error"], "R455", id="the card's own fact"
        ),
        pytest.param(rig("580", gpu("a")), ["unknown"], "architecture", id="unknown card"),
        pytest.param(rig(None, gpu("a")), ["passed"], "Nothing stands against", id="no driver named"),
        pytest.param(
            rig(None, gpu("p40", cuda_compute=6.1), gpu("l40", cuda_compute=8.9)),
            ["passed"],
            "(from R520 to R580)",
            id="Pascal and Ada",
        ),
        pytest.param(
            rig(None, gpu("p40", cuda_compute=6.1), gpu("b200", cuda_compute=10.0)),
            ["error"],
            "open kernel modules",
            id="Pascal and Blackwell",
        ),
        pytest.param(
            rig("580", gpu("t4", cuda_compute=7.5), gpu("b200", cuda_compute=10.0)),
            ["passed"],
            "R580",
            id="Turing and Blackwell",
        ),
        pytest.param(
            rig(None, gpu("k80", cuda_compute=3.7), gpu("l40", cuda_compute=8.9)),
            ["error"],
            "R470",
            id="Kepler and Ada",
        ),
        pytest.param(
            rig(None, gpu("a"), gpu("b200", cuda_compute=10.0)),
            ["unknown"],
            "architectures",
            id="unknown and Blackwell",
        ),
        pytest.param(rig("580", gpu("mi50", vendor="amd")), [], "", id="no NVIDIA card"),
    ],
)
def test_driver_minimum(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
