"""Bandwidth formulas against their golden vectors."""

import pytest

from app.core.estimate.bandwidth import PAYLOAD_SHARE, network_gb_s, nvlink_gb_s, pcie_gb_s


@pytest.mark.parametrize(
    ("gen", "lanes", "gb_s"),
    [
        pytest.param(3, 16, 15.754, id="GV-01 Gen3 ×16, GV-03"),
        pytest.param(4, 16, 31.508, id="GV-01 Gen4 ×16"),
        pytest.param(5, 16, 63.015, id="GV-01 Gen5 ×16"),
        pytest.param(4, 4, 7.877, id="GV-02 Gen4 ×4"),
        pytest.param(4, 8, 15.754, id="GV-02 Gen4 ×8"),
        pytest.param(5, 8, 31.508, id="GV-04 Gen5 ×8"),
        pytest.param(1, 1, 0.25, id="Gen1 ×1, 8b/10b"),
        pytest.param(2, 16, 8.0, id="Gen2 ×16, 8b/10b"),
    ],
)
def test_pcie_links(gen: int, lanes: int, gb_s: float) -> None:
    assert pcie_gb_s(gen, lanes) == pytest.approx(gb_s, abs=0.0006)


@pytest.mark.parametrize(
    ("gbps", "need", "link", "enough"),
    [
        pytest.param(200, 25.0, (3, 16), False, id="GV-05 2×100G in Gen3 ×16"),
        pytest.param(200, 25.0, (4, 16), True, id="GV-05 2×100G in Gen4 ×16"),
        pytest.param(200, 25.0, (4, 8), False, id="GV-05 2×100G in Gen4 ×8"),
        pytest.param(200, 25.0, (5, 8), True, id="GV-05 2×100G in Gen5 ×8"),
        pytest.param(100, 12.5, (3, 16), True, id="GV-06 100G in Gen3 ×16"),
        pytest.param(100, 12.5, (3, 8), False, id="GV-06 100G in Gen3 ×8"),
        pytest.param(400, 50.0, (5, 16), True, id="GV-07 400G in Gen5 ×16"),
        pytest.param(400, 50.0, (4, 16), False, id="GV-07 400G in Gen4 ×16"),
    ],
)
def test_network_ports_on_links(gbps: float, need: float, link: tuple[int, int], enough: bool) -> None:
    assert network_gb_s(gbps) == need
    assert (need <= PAYLOAD_SHARE * pcie_gb_s(*link)) is enough


def test_bridge_of_four_links_is_112_5_gb_s() -> None:
    """GV-65."""
    assert nvlink_gb_s(4, 14.0625) == 112.5
