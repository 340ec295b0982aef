from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities


def rig(modules: int, speed: int = 3200, **board: object) -> Build:
    return build(
        item("memory", modules, speed_mts=speed, capacity_gib=32),
        item("cpu", memory_mts=3200, memory_channels=8),
        item("motherboard", channels_per_cpu=8, **board),
    )


TABLE = [{"modules_per_channel": 1, "mts": 3200}, {"modules_per_channel": 2, "mts": 2933}]

CASES = [
    ("one per channel", rig(8, memory_speed=TABLE), ["passed"]),
    ("two per channel", rig(16, memory_speed=TABLE), ["info"]),
    ("one over", rig(9, memory_speed=TABLE), ["info"]),
    ("slow enough anyway", rig(16, 2933, memory_speed=TABLE), ["passed"]),
    ("faster than the processor", rig(8, 3600, memory_speed=TABLE), ["info"]),
    ("unknown table", rig(16), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_memory_speed_2dpc(rig: Build, expected: list[str]) -> None:
    assert severities("memory-speed-2dpc", rig) == expected
