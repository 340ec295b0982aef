"""Golden vectors that are verdicts: GV-17 to GV-19, GV-55, GV-67 and GV-68, on parts of the catalog."""

from __future__ import annotations

import pytest

from app.core.placement.connectors import RATING_W, SLOT_W, initial_w

from .machines import build_of, raised, report


def test_gv_17_two_plugs_feed_an_a100() -> None:
    assert RATING_W["eps8"] + SLOT_W == 375


def test_gv_18_a_pcie_plug_does_not_fit_a_p40() -> None:
    judged = report(
        build_of(
            [
                {"id": "gpu", "part": "gpu/nvidia/tesla-p40"},
                {
                    "custom": {
                        "category": "psu",
                        "name": "supply",
                        "facts": {"outputs": [{"connector": "pcie8", "count": 4}]},
                    }
                },
            ],
            choices={"cable_pins": [{"device": "gpu", "output": "pcie8"}]},
        )
    )
    assert "gpu-power-connector" in raised(judged, "error")


@pytest.mark.parametrize(("sense_w", "start_w"), [(600, 375), (450, 225), (300, 150), (150, 100)])
def test_gv_19_power_at_start(sense_w: float, start_w: float) -> None:
    assert initial_w(sense_w) == start_w


def test_gv_55_ten_degrees_condense_at_25_degrees_and_half_humidity() -> None:
    judged = report(
        build_of(
            [{"custom": {"category": "radiator", "name": "radiator", "facts": {"fan_mm": 120, "fan_positions": 3}}}],
            site={"room_c": 25, "humidity_pct": 50},
            choices={"coolant_c": 10},
        )
    )
    assert "condensation-dew-point" in raised(judged, "error")
    assert any("13.86 °C" in finding.message for finding in judged.findings)


def test_gv_67_cuda_13_has_left_the_p40_behind() -> None:
    judged = report(build_of([{"part": "gpu/nvidia/tesla-p40"}], choices={"software": {"cuda": "13.0"}}))
    assert "cuda-architecture" in raised(judged, "error")


def test_gv_68_dgx_os_5_is_older_than_the_h100() -> None:
    judged = report(build_of([{"part": "gpu/nvidia/h100-pcie-80gb"}], choices={"software": {"os": "DGX OS 5.2"}}))
    assert "dgx-os-version" in raised(judged, "warning")
