"""acs-iommu-p2p: settings between cards."""

import pytest

from app.core.build import Build
from app.core.report import Finding
from app.core.rules._example_cards import gpu
from app.core.rules._examples import Choices, Software, build, item
from tests.rules.harness import outcomes, severities

RULE = "acs-iommu-p2p"


def rig(count: int, peers: bool | None, system: str | None = None) -> Build:
    return build(gpu(count, peer_to_peer=peers), choices=Choices(software=Software(os=system)))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(2, True), ["info"], "iommu=pt", id="two that may"),
        pytest.param(rig(2, False), ["passed"], "cost them nothing", id="two that may not"),
        pytest.param(rig(1, True), [], "", id="one"),
        pytest.param(rig(2, True, "Proxmox VE 8"), ["info"], "guests need ACS", id="guests"),
        pytest.param(rig(2, None), ["unknown"], "driver", id="unknown"),
        pytest.param(
            build(gpu(1, peer_to_peer=True), item("gpu", peer_to_peer=False, item_id="other")),
            ["passed"],
            "",
            id="one may",
        ),
    ],
)
def test_cards(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


def test_unknown_is_no_more_than_a_note() -> None:
    (outcome,) = outcomes(RULE, rig(2, None))
    assert isinstance(outcome, Finding)
    assert outcome.could_be == "info"
