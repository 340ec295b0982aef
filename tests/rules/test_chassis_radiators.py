"""chassis-radiators: radiators on mounts."""

import pytest

from app.core.build import Build, Item
from app.core.parts import Facts
from app.core.report import Finding
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "chassis-radiators"


def radiator(fans: int | None, thickness: float | None = 30, *, fan_mm: int = 120, number: int = 1) -> Item:
    facts = {} if fans is None else {"fan_positions": fans}
    facts |= {} if thickness is None else {"thickness_mm": thickness}  # type: ignore[dict-item]
    return item("radiator", number, fan_mm=fan_mm, **facts)


def rig(part: Item, mounts: list[Facts] | None, **chassis: object) -> Build:
    where = {} if mounts is None else {"radiator_mounts": mounts}
    return build(part, item("chassis", **where, **chassis))


THREE, TWO = record(fan_mm=120, count=3), record(fan_mm=120, count=2)
THICK = record(fan_mm=120, count=3, thickness_mm=70)
AIO = item("cpu-cooler", kind="aio", radiator_fan_mm=120, radiator_fans=3)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(radiator(3), [THREE]), ["passed"], "3 × 120 mm", id="exactly"),
        pytest.param(rig(radiator(3), [TWO]), ["error"], "2 × 120 mm", id="a fan too long"),
        pytest.param(rig(radiator(3, fan_mm=140), [THREE]), ["error"], "3 × 140 mm", id="another fan size"),
        pytest.param(rig(radiator(2, number=2), [THREE, TWO]), ["passed"], "enough", id="two on two mounts"),
        pytest.param(rig(radiator(3, number=2), [THREE, TWO]), ["error"], "can't all", id="two on one mount"),
        pytest.param(rig(radiator(3, number=2), [TWO, THREE]), ["error"], "can't all", id="two on the second mount"),
        pytest.param(rig(radiator(3, 45), [THICK]), ["passed"], "70 mm thick", id="exactly thick enough"),
        pytest.param(rig(radiator(3, 46), [THICK]), ["error"], "70 mm thick", id="just too thick"),
        pytest.param(rig(radiator(3, 45), [THREE]), ["unknown"], "thickness", id="unknown depth of the mount"),
        pytest.param(rig(radiator(3, None), [THICK]), ["unknown"], "thickness", id="unknown thickness"),
        pytest.param(rig(radiator(None), [THREE]), ["unknown"], "mounts and sizes", id="unknown size"),
        pytest.param(rig(radiator(3), None), ["unknown"], "mounts and sizes", id="unknown chassis"),
        pytest.param(rig(radiator(3), None, liquid_ready=False), ["error"], "no place", id="a chassis for air alone"),
        pytest.param(rig(radiator(3), None, kind="open-frame"), ["passed"], "no walls", id="open frame"),
        pytest.param(rig(radiator(9, fan_mm=140), [TWO]), [], "", id="an external radiator"),
        pytest.param(rig(AIO, [TWO]), ["error"], "example cpu-cooler", id="an all-in-one cooler"),
    ],
)
def test_chassis_radiators(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


@pytest.mark.parametrize(
    ("part", "gaps"),
    [
        pytest.param(radiator(None), ["fan_positions"], id="radiator"),
        pytest.param(item("cpu-cooler", kind="aio"), ["radiator_fan_mm", "radiator_fans"], id="all-in-one cooler"),
    ],
)
def test_the_missing_size_is_named(part: Item, gaps: list[str]) -> None:
    (unknown,) = outcomes(RULE, rig(part, [THREE]))
    assert isinstance(unknown, Finding)
    assert [gap.fact for gap in unknown.missing] == gaps
