"""GV-31 to GV-38, GV-51 and GV-66: the watts of the reference builds, part by part to the wall."""

from __future__ import annotations

import pytest

from app.core.build import Build

from .machines import case, on_circuits, report, template, with_choices

A, B, C = (template(f"build-{name}") for name in ("a", "b", "c"))
PUBLISHED = template("published-mini-colossus")


def test_gv_31_build_a_dc() -> None:
    power = case(A).power
    assert power.dc_w == pytest.approx(2673.75)
    assert power.fans_w == pytest.approx(348.75)


@pytest.mark.parametrize(
    ("name", "build", "share", "efficiency_pct", "wall_w", "amps"),
    [
        ("GV-32", on_circuits(A, (240, 20)), 0.3342, 94.895, 2817.6, 11.74),
        ("GV-33", on_circuits(A, (208, 20)), 0.3714, 95.142, 2810.3, 13.51),
        ("GV-38", C, 0.7997, 91.603, 2618.9, 10.91),
        ("GV-51", PUBLISHED, 0.3772, 95.18, 2377.8, 9.91),
    ],
)
def test_wall(name: str, build: Build, share: float, efficiency_pct: float, wall_w: float, amps: float) -> None:
    judged = case(build)
    assert judged.cables.psu_loads[0].share == pytest.approx(share, abs=5e-5), name
    assert judged.circuits.efficiency == pytest.approx(efficiency_pct, abs=5e-3)
    assert judged.circuits.wall_w == pytest.approx(wall_w, abs=0.05)
    assert judged.circuits.loads[0].amps == pytest.approx(amps, abs=5e-3)


def test_gv_34_failover_onto_two_of_four() -> None:
    judged = case(A)
    assert judged.cables.mode == (2, 2)
    assert judged.circuits.loads[0].failover_amps == pytest.approx(11.81, abs=5e-3)


@pytest.mark.parametrize(
    ("name", "limit_w", "dc_w", "loads_w", "wall_w", "amps"),
    [
        ("GV-35", 280.0, 1394, (752, 642), 1523.6, 12.70),
        ("GV-36", 250.0, 1274, (722, 552), 1391.8, 11.60),
        ("GV-37", 350.0, 1674, (822, 852), 1843.3, 15.36),
    ],
)
def test_build_b(
    name: str, limit_w: float, dc_w: float, loads_w: tuple[float, float], wall_w: float, amps: float
) -> None:
    judged = case(with_choices(B, gpu_power_limit_w=limit_w))
    assert judged.power.dc_w == pytest.approx(dc_w), name
    assert tuple(load.watts for load in judged.cables.psu_loads) == pytest.approx(loads_w)
    assert judged.circuits.wall_w == pytest.approx(wall_w, abs=0.05)
    assert judged.circuits.loads[0].amps == pytest.approx(amps, abs=5e-3)


def test_gv_38_build_c_dc_and_heat() -> None:
    judged = report(C)
    assert judged.totals["dc_w"] == pytest.approx(2399)
    assert judged.totals["btu_h"] == pytest.approx(8936, abs=1)


def test_gv_51_the_published_list_dc() -> None:
    power = case(PUBLISHED).power
    assert power.at_least_w - power.fans_w == pytest.approx(1968)
    assert power.fans_w == pytest.approx(295.2)
    assert 12_000 / report(PUBLISHED).totals["wall_w"] == pytest.approx(5.05, abs=5e-3)


def test_gv_23_redundancy_modes() -> None:
    usable = {mode: case(with_choices(A, psu_redundancy=mode)).cables.usable_w for mode in ("2+2", "3+1", "4+0")}
    assert usable == {"2+2": 4000, "3+1": 6000, "4+0": 8000}


def test_gv_11_lanes_of_build_a() -> None:
    roots = [root for root in case(A).slots.roots if root.root.startswith("cpu")]
    assert sum(root.used for root in roots) == 88
    assert sum(root.available or 0 for root in roots) == 160


def test_gv_59_flops_of_four_cards() -> None:
    assert report(A).totals["fp16_dense_tflops"] == pytest.approx(3025.8, rel=5e-3)


@pytest.mark.parametrize(("build", "vram_gb"), [(A, 320), (B, 96), (C, 384)], ids=["A", "B", "C"])
def test_gv_66_memory_of_the_cards(build: Build, vram_gb: float) -> None:
    assert report(build).totals["vram_gb"] == vram_gb
