"""cpu-platform-chipset: one socket, several lines."""

import pytest

from app.core.report import Finding
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "cpu-platform-chipset"


@pytest.mark.parametrize(
    ("socket", "platform", "chipset", "expected"),
    [
        pytest.param("sTR5", "hedt", "trx50", ["passed"], id="Threadripper on TRX50"),
        pytest.param("sTR5", "hedt", "wrx90", ["error"], id="Threadripper on WRX90"),
        pytest.param("sTR5", "workstation", "wrx90", ["passed"], id="PRO on WRX90"),
        pytest.param("sTR5", "workstation", "trx50", ["warning"], id="PRO on TRX50"),
        pytest.param("LGA4677", "server", "w790", ["error"], id="Xeon Scalable on W790"),
        pytest.param("LGA4677", "workstation", "c741", ["error"], id="Xeon W on C741"),
        pytest.param("LGA4677", "server", "c741", ["passed"], id="Xeon Scalable on C741"),
        pytest.param("LGA2066", "workstation", "x299", ["error"], id="Xeon W on X299"),
        pytest.param("LGA2066", "hedt", "c422", ["passed"], id="Core X on C422"),
        pytest.param("LGA1700", "server", "z790", ["error"], id="Xeon E on a desktop chipset"),
        pytest.param("LGA1700", "server", "c266", ["passed"], id="Xeon E on a server chipset"),
        pytest.param("LGA1700", "desktop", "z790", [], id="desktop processors share no socket"),
        pytest.param("LGA1700", None, "z790", [], id="an unnamed one in a desktop socket"),
        pytest.param("SP3", "server", None, [], id="a socket of one platform"),
    ],
)
def test_lines_and_chipsets(socket: str, platform: str | None, chipset: str | None, expected: list[str]) -> None:
    rig = build(item("cpu", socket=socket, platform=platform), item("motherboard", socket=socket, chipset=chipset))
    assert severities(RULE, rig) == expected


@pytest.mark.parametrize(
    ("platform", "chipset", "could_be"),
    [
        pytest.param("hedt", None, "error", id="Threadripper on an unknown chipset"),
        pytest.param("workstation", None, "warning", id="PRO on an unknown chipset: it starts on both"),
        pytest.param(None, "wrx90", "error", id="an unknown line on WRX90"),
        pytest.param(None, "trx50", "warning", id="an unknown line on TRX50: all start"),
        pytest.param(None, None, "error", id="nothing known"),
    ],
)
def test_unknown(platform: str | None, chipset: str | None, could_be: str) -> None:
    rig = build(item("cpu", socket="sTR5", platform=platform), item("motherboard", socket="sTR5", chipset=chipset))
    (outcome,) = outcomes(RULE, rig)
    assert isinstance(outcome, Finding)
    assert (outcome.severity, outcome.could_be) == ("unknown", could_be)


def test_a_xeon_e_on_an_unknown_chipset() -> None:
    rig = build(item("cpu", socket="LGA1700", platform="server"), item("motherboard", socket="LGA1700"))
    (outcome,) = outcomes(RULE, rig)
    assert isinstance(outcome, Finding)
    assert (outcome.severity, outcome.could_be) == ("unknown", "error")


def test_different_sockets_are_said_of_the_sockets() -> None:
    rig = build(item("cpu", socket="sTR5", platform="hedt"), item("motherboard", socket="sWRX8", chipset="wrx80"))
    assert severities(RULE, rig) == []


def test_the_message_names_both_chipsets() -> None:
    rig = build(item("cpu", socket="sTR5", platform="hedt"), item("motherboard", socket="sTR5", chipset="wrx90"))
    (outcome,) = outcomes(RULE, rig)
    assert "starts on TRX50" in outcome.message
    assert "WRX90" in outcome.message
