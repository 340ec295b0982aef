"""The rule book's integration vectors GT-1 to GT-15: whole machines and what must be said of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.core.build import CablePin, Item, SlotPin

from .machines import (
    build_of,
    catalog,
    found,
    on_circuits,
    raised,
    report,
    template,
    with_choices,
    with_item,
    with_more,
    worst,
)

PUBLISHED = template("published-mini-colossus")
A0, A, B, C = (template(f"build-{name}") for name in ("a0", "a", "b", "c"))


def test_gt_1_the_published_list() -> None:
    judged = report(PUBLISHED)
    assert judged.verdict == "fail"
    assert raised(judged, "error") >= {
        "cpu-socket-match",
        "memory-generation",
        "psu-form-factor",
        "dc-bus-voltage",
        "gpu-waterblock-match",
        "radiator-capacity",
        "condensation-dew-point",
    }
    assert "memory-channel-population" in raised(judged, "warning")
    assert "16.7 %" in found(judged, "memory-channel-population")[0].message
    assert worst(judged, "dual-socket-lane-ownership") in ("warning", "error")
    assert "dgx-os-version" in raised(judged, "warning")
    assert "pcie-gen-negotiation" in raised(judged, "info")
    assert "63.0 → 31.5 GB/s" in found(judged, "pcie-gen-negotiation")[0].message
    assert "lag-single-flow" in raised(judged, "info")
    assert any("11.10 °C" in finding.message for finding in found(judged, "condensation-dew-point"))
    assert any("25.6 K" in finding.message for finding in found(judged, "radiator-capacity"))


def test_gt_1_the_claimed_power_is_flagged_and_not_believed() -> None:
    judged = report(PUBLISHED)
    assert judged.totals["dc_w"] == pytest.approx(2263.2, abs=0.05)
    assert judged.totals["wall_w"] == pytest.approx(2377.8, abs=0.05)
    assert judged.totals["claimed_w"] == 12_000
    (finding,) = [one for one in found(judged, "estimate-power") if one.severity == "info"]
    assert "12,000 W" in finding.message
    assert "2,378 W" in finding.message
    assert "5.05" in finding.message


def test_gt_1_every_finding_has_its_arithmetic_and_a_source() -> None:
    for finding in report(PUBLISHED).findings:
        assert finding.message
        assert finding.sources, finding.rule
        assert all(source.url.startswith("https://") or source.url.startswith("http://") for source in finding.sources)


def test_gt_2_the_claimed_load_forced() -> None:
    judged = report(with_choices(PUBLISHED, load_override_w=12_000.0))
    redundancy = [one for one in found(judged, "psu-redundancy-usable") if one.severity == "error"]
    assert redundancy
    assert "12,000 W" in redundancy[0].message
    assert "3,000 W" in redundancy[0].message
    assert "6,000 W" in " ".join(one.message for one in redundancy)
    circuit = [one for one in found(judged, "circuit-continuous") if one.severity == "error"]
    assert circuit


def test_gt_3_build_a0() -> None:
    judged = report(A0)
    assert not raised(judged, "error")
    assert not raised(judged, "warning")
    assert "pcie-gen-negotiation" in raised(judged, "info")
    assert "passive-needs-airflow" in raised(judged, "unknown")


def test_gt_4_build_a() -> None:
    judged = report(A)
    assert not raised(judged, "error")
    assert not raised(judged, "warning")


def test_gt_5_build_a_on_120_volts() -> None:
    judged = report(on_circuits(A, (120, 20), (120, 20)))
    assert raised(judged, "error") >= {"psu-low-line", "psu-redundancy-usable", "circuit-continuous"}
    texts = " ".join(one.message for one in found(judged, "psu-redundancy-usable"))
    assert "2,000 W" in texts
    assert "2,674 W" in texts or "2,673.8 W" in texts


def test_gt_6_build_b_at_280_watts_on_15_amperes() -> None:
    judged = report(with_choices(B, gpu_power_limit_w=280.0))
    assert raised(judged, "error") == {"circuit-continuous"}
    assert "12.7 A" in found(judged, "circuit-continuous")[0].message
    assert raised(judged, "warning") == {"psu-dual-sync"}
    assert judged.verdict == "fail"


def test_gt_7_build_b_at_250_watts_on_15_amperes() -> None:
    judged = report(B)
    assert not raised(judged, "error")
    assert raised(judged, "warning") == {"psu-dual-sync"}
    assert judged.verdict == "warn"


def test_gt_8_three_slot_cards_do_not_fit() -> None:
    judged = report(with_item(B, "gpus", lambda item: replace(item, part="gpu/nvidia/rtx-3090-founders")))
    assert "slot-covered-by-neighbour" in raised(judged, "error")


def test_gt_9_a_network_card_in_a_covered_slot() -> None:
    nic = Item("nic", part="nic/intel/x550-t2")
    judged = report(with_more(B, nic, SlotPin("nic", "PCIE2")))
    assert "slot-covered-by-neighbour" in raised(judged, "error")


def test_gt_10_build_c() -> None:
    judged = report(C)
    assert not raised(judged, "error")
    assert not raised(judged, "warning")
    assert worst(judged, "condensation-dew-point") is None
    assert any(one.rule == "condensation-dew-point" for one in judged.passed)
    texts = [one.message for one in judged.passed if one.rule == "radiator-capacity"]
    texts += [one.message for one in found(judged, "radiator-capacity")]
    assert any("10.0 K" in text or "10.03 K" in text for text in texts)


def test_gt_11_build_c_with_slow_fans() -> None:
    slow = with_choices(C, fan_rpm=1200.0)
    hot = with_item(slow, "gpus", lambda item: replace(item, power_limit_w=500.0))
    judged = report(hot)
    assert not raised(judged, "error")
    assert "radiator-capacity" in raised(judged, "warning")
    assert any("16.0 K" in one.message for one in found(judged, "radiator-capacity"))


def test_gt_12_the_block_of_the_smaller_card() -> None:
    judged = report(
        build_of(
            [
                {"part": "gpu/nvidia/a100-pcie-80gb", "cooling": "loop"},
                {"part": _block("N-TESLA-A100-X-V2")},
            ]
        )
    )
    assert "gpu-waterblock-match" in raised(judged, "error")


def test_gt_12_the_block_of_the_right_card() -> None:
    judged = report(
        build_of(
            [
                {"part": "gpu/nvidia/a100-pcie-80gb", "cooling": "loop"},
                {"part": _block("N-TESLA-A100-80G-X-V2")},
            ]
        )
    )
    assert "gpu-waterblock-match" not in raised(judged, "error")


def _block(number: str) -> str:
    parts = [part for part in catalog().of("gpu-block") if number in (*part.part_numbers, part.name.split()[-1])]
    return next(part.id for part in parts)


P40_ON_PCIE8: list[dict[str, Any]] = [
    {"part": "gpu/nvidia/tesla-p40"},
    {
        "custom": {
            "category": "psu",
            "name": "ATX supply",
            "facts": {
                "form_factor": "atx",
                "outputs": [
                    {"connector": "atx24", "count": 1},
                    {"connector": "eps8", "count": 1},
                    {"connector": "pcie8", "count": 4},
                ],
            },
        }
    },
]


def test_gt_13_a_pcie_plug_for_a_p40() -> None:
    bare = build_of(P40_ON_PCIE8)
    pinned = with_choices(bare, cable_pins=(CablePin(bare.items[0].id, "pcie8"),))
    assert "gpu-power-connector" in raised(report(pinned), "error")


def test_gt_13_with_the_adapter_it_works() -> None:
    adapter: dict[str, Any] = {
        "custom": {
            "category": "cable",
            "name": "2× 8-pin to EPS",
            "facts": {"kind": "power-adapter", "input": "pcie8", "input_count": 2, "output": "eps8", "watts": 300},
        }
    }
    bare = build_of([*P40_ON_PCIE8, adapter])
    pinned = with_choices(bare, cable_pins=(CablePin(bare.items[0].id, "pcie8"),))
    assert "gpu-power-connector" not in raised(report(pinned), "error")


def test_gt_14_two_single_socket_processors() -> None:
    board = next(
        part.id
        for part in catalog().of("motherboard")
        if part.facts.text("socket") == "SP3" and part.facts.count("socket_count") == 2
    )
    judged = report(build_of([{"part": "cpu/amd/epyc-7302p", "quantity": 2}, {"part": board}]))
    assert "cpu-count-supported" in raised(judged, "error")


def test_gt_15_two_modules_per_channel() -> None:
    full = with_item(A0, "memory", lambda item: replace(item, part="memory/samsung/m393a8g40bb4-cwe", quantity=32))
    judged = report(full)
    assert worst(judged, "memory-speed-2dpc") == "info"
    assert "2,933 MT/s" in found(judged, "memory-speed-2dpc")[0].message
