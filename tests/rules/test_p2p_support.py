"""p2p-support: copies between cards."""

import pytest

from app.core.build import Choices, Item
from app.core.report import Finding, Severity
from app.core.rules._example_cards import gpu
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "p2p-support"
TENSOR = Choices(tensor_parallel=2)
BRIDGE = item("nvlink-bridge", nvlink_types=["ampere"], gpus_joined=2)


@pytest.mark.parametrize(
    ("parts", "choices", "expected"),
    [
        pytest.param([gpu(2, peer_to_peer=True)], TENSOR, ["passed"], id="supported"),
        pytest.param([gpu(2, peer_to_peer=False)], TENSOR, ["warning"], id="needed and not there"),
        pytest.param([gpu(2, peer_to_peer=False)], Choices(workload="training"), ["warning"], id="training"),
        pytest.param([gpu(2, peer_to_peer=False)], Choices(), ["info"], id="not said whether needed"),
        pytest.param([gpu(1, peer_to_peer=False)], TENSOR, [], id="one card"),
        pytest.param([gpu(2)], TENSOR, ["unknown"], id="unknown"),
        pytest.param(
            [gpu(2, peer_to_peer=False, nvlink_type="ampere"), BRIDGE], TENSOR, ["passed"], id="NVLink joins both"
        ),
    ],
)
def test_peers(parts: list[Item], choices: Choices, expected: list[str]) -> None:
    assert severities(RULE, build(*parts, choices=choices)) == expected


def test_an_unknown_matters_as_much_as_the_work_needs_it() -> None:
    worst = []
    for choices in (TENSOR, Choices()):
        (unknown,) = outcomes(RULE, build(gpu(2), choices=choices))
        assert isinstance(unknown, Finding)
        worst.append(unknown.could_be)
    assert worst == [Severity.WARNING, Severity.INFO]
