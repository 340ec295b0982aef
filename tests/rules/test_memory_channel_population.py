from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import outcomes, severities


def rig(modules: int, channels: int = 12, cpus: int = 1, **memory: object) -> Build:
    """`modules` modules of 32 GiB on processors with `channels` channels."""
    facts = {"capacity_gib": 32, "speed_mts": 4800, **memory}
    return build(item("cpu", cpus, memory_channels=channels, memory_mts=4800), item("memory", modules, **facts))


CPU = item("cpu", memory_channels=12)
CASES = [
    ("one short", rig(11), ["warning"]),
    ("exactly full", rig(12), ["passed"]),
    ("one over", rig(13), ["info"]),
    ("twice as many", rig(24), ["passed"]),
    (
        "two sizes",
        build(CPU, item("memory", 6, capacity_gib=32), item("memory", 6, item_id="b", capacity_gib=64)),
        ["info"],
    ),
    ("a sixth", rig(2), ["warning"]),
    ("two processors, one short", rig(23, cpus=2), ["warning"]),
    ("two processors, one module", rig(1, cpus=2), ["error"]),
    ("modules not counted", build(item("cpu", memory_channels=8), item("memory", total_gib=256)), ["unknown"]),
    ("unknown channels", build(item("cpu"), item("memory", 8, capacity_gib=32)), ["unknown"]),
    (
        "the board wires fewer",
        build(
            item("cpu", socket="SP3", memory_channels=8),
            item("motherboard", socket="SP3", channels_per_cpu=6),
            item("memory", 6, capacity_gib=32),
        ),
        ["passed"],
    ),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_memory_channel_population(rig: Build, expected: list[str]) -> None:
    assert severities("memory-channel-population", rig) == expected


def test_the_share_and_the_bandwidth_are_said() -> None:
    (finding,) = outcomes("memory-channel-population", rig(2))
    assert "16.7 %" in finding.message
    assert "76.8 of 460.8 GB/s" in finding.message


@pytest.mark.parametrize(("modules", "critical"), [(3, True), (4, False)], ids=["exactly a quarter", "just over"])
def test_how_few_channels_are_a_critical_loss(modules: int, critical: bool) -> None:
    (finding,) = outcomes("memory-channel-population", rig(modules))
    assert ("critical loss" in finding.message) is critical
