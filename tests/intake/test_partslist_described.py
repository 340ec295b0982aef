"""Lines that describe a part rather than name it: the facts that their words state, and no others."""

from __future__ import annotations

from typing import Any

import pytest

from app.intake.described import describe
from tests.intake.partslist_support import only


def rated(watts: float, volts_min: int = 100) -> list[dict[str, Any]]:
    return [{"volts_min": volts_min, "volts_max": 240, "watts": watts}]


# fmt: off
MEMORY = [
    ("256GB DDR4", None, {"generation": "ddr4", "total_gib": 256}, 1),
    ("256GB DDR4", 1, {"generation": "ddr4", "total_gib": 256}, 1),
    ("32GB DDR4", 4, {"generation": "ddr4", "capacity_gib": 32}, 4),
    ("8x32GB DDR4-3200 RDIMM", None,
     {"generation": "ddr4", "speed_mts": 3200, "module_type": "rdimm", "ecc": True, "capacity_gib": 32}, 8),
    ("64 GB (2 x 32 GB) DDR5-6000", None, {"generation": "ddr5", "speed_mts": 6000, "capacity_gib": 32}, 2),
    ("192GB DDR5 (4x48)", None, {"generation": "ddr5", "capacity_gib": 48}, 4),
    ("192GB DDR5 (4x16)", None, {"generation": "ddr5", "total_gib": 192}, 1),
    ("2x48GB kit DDR5", None, {"generation": "ddr5", "capacity_gib": 48}, 2),
    ("32GB (2x16GB) DDR4", 2, {"generation": "ddr4", "capacity_gib": 16}, 4),
    ("32GB kit DDR4", 2, {"generation": "ddr4", "total_gib": 64}, 1),
    ("32GB module DDR4", 1, {"generation": "ddr4", "capacity_gib": 32}, 1),
    ("1 TB DDR4", None, {"generation": "ddr4", "total_gib": 1024}, 1),
    ("64GB DDR4 non-ECC", None, {"generation": "ddr4", "ecc": False, "total_gib": 64}, 1),
    ("64GB DDR4 ECC", None, {"generation": "ddr4", "ecc": True, "total_gib": 64}, 1),
    ("64GB DDR4 ECC unbuffered", None,
     {"generation": "ddr4", "module_type": "ecc-udimm", "ecc": True, "total_gib": 64}, 1),
    ("64GB LRDIMM 2933MHz DDR4", 8,
     {"generation": "ddr4", "speed_mts": 2933, "module_type": "lrdimm", "ecc": True, "capacity_gib": 64}, 8),
    ("32GB 2Rx4 PC4-2400T-R", 2,
     {"generation": "ddr4", "speed_mts": 2400, "module_type": "rdimm", "ecc": True, "ranks": 2, "capacity_gib": 32}, 2),
    ("16GB PC4-21300", 2, {"generation": "ddr4", "speed_mts": 2666, "capacity_gib": 16}, 2),
    ("16GB DDR4-3600", 2,
     {"generation": "ddr4", "speed_mts": 3600, "module_type": "udimm", "ecc": False, "capacity_gib": 16}, 2),
    ("128GB LPDDR5X soldered", None, {"generation": "lpddr5", "module_type": "soldered", "total_gib": 128}, 1),
    ("some RAM", None, {}, 1),
]
# fmt: on


@pytest.mark.parametrize(("text", "quantity", "facts", "count"), MEMORY)
def test_memory(text: str, quantity: int | None, facts: dict[str, Any], count: int) -> None:
    assert describe("memory", text, quantity) == (facts, count)


# fmt: off
DESCRIBED = [
    ("psu", "Nobody 850W Gold", {"efficiency": "gold", "ratings": rated(850)}),
    ("psu", "Nobody GX-750", {"ratings": rated(750)}),
    ("psu", "Nobody ATX 3.1 1,300 watts", {"form_factor": "atx", "atx_version": "3.1", "ratings": rated(1300)}),
    ("psu", "Nobody 2050W", {"ratings": rated(2050, 200)}),
    ("psu", "1.6 kW", {"ratings": rated(1600)}),
    ("cable", "QSFP56 AOC 10 m",
     {"kind": "network", "network_form": "qsfp56", "medium": "active-optical", "length_mm": 10000.0}),
    ("cable", "2.5m SFP28 DAC",
     {"kind": "network", "network_form": "sfp28", "medium": "passive-copper", "length_mm": 2500.0}),
    ("psu", "1400W redundant hot-swap module", {"redundant": True, "ratings": rated(1400, 200)}),
    ("psu", "HP 460W proprietary", {"form_factor": "proprietary", "ratings": rated(460)}),
    ("psu", "24-pin, 2x EPS, no PCIe",
     {"outputs": [{"connector": "atx24", "count": 1}, {"connector": "eps8", "count": 2}]}),
    ("psu", "Nobody (2021)", {}),
    ("chassis", "2U GPU server, front-to-back airflow, redundant power supplies",
     {"kind": "server", "rack_units": 2, "fan_wall": True}),
    ("chassis", "4U rackmount case", {"kind": "rack", "rack_units": 4}),
    ("chassis", "Nobody mid tower", {"kind": "tower"}),
    ("chassis", "bolted aluminum extrusion frame", {"kind": "open-frame"}),
    ("chassis", "cardboard box", {}),
    ("motherboard", "LGA2011 board with square ILM", {"socket": "LGA2011", "socket_mount": "square"}),
    ("motherboard", "LGA 2011-3 board, narrow ILM", {"socket": "LGA2011-3", "socket_mount": "narrow"}),
    ("motherboard", "SP3 board", {"socket": "SP3"}),
    ("motherboard", "AM4 or AM5 board", {}),
    ("motherboard", "Nobody X570 Wonder", {"socket": "AM4", "memory_generation": "ddr4"}),
    ("motherboard", "Nobody B650M Wonder", {"socket": "AM5", "memory_generation": "ddr5"}),
    ("motherboard", "Nobody Z690 Wonder DDR4", {"socket": "LGA1700", "memory_generation": "ddr4"}),
    ("motherboard", "Nobody Z690 Wonder", {"socket": "LGA1700"}),
    ("motherboard", "Nobody X99 Wonder rev 1.1", {"socket": "LGA2011-3", "revision": "1.1"}),
    ("cpu", "Ryzen 5 5555X", {"socket": "AM4"}),
    ("cpu", "Ryzen 9 7945HX", {}),
    ("cpu", "i7-8086K", {"socket": "LGA1151-2"}),
    ("cpu", "i9-9900K", {"socket": "LGA1151-2"}),
    ("cpu", "i9-9900X", {"socket": "LGA2066"}),
    ("cpu", "i7-6850K", {}),
    ("cpu", "i7-6700", {"socket": "LGA1151"}),
    ("cpu", "i5-12500T", {"socket": "LGA1700"}),
    ("cpu", "i7-1165G7", {}),
    ("cpu", "Threadripper 1900X", {"socket": "TR4"}),
    ("cpu", "Threadripper PRO 3945WX", {"socket": "sWRX8"}),
    ("cpu", "Xeon E5-2687W", {"socket": "LGA2011"}),
    ("cpu", "Xeon E5-2699C v4", {}),
    ("cpu", "Xeon E5-2695v3", {"socket": "LGA2011-3"}),
    ("cpu", "Xeon E5-2600 series", {}),
    ("cpu", "Xeon E3-1230 v5", {"socket": "LGA1151"}),
    ("cpu", "FX-8350", {"socket": "AM3+"}),
    ("cpu", "Xeon Gold 6133", {"socket": "LGA3647"}),
    ("cpu", "Xeon Gold 6348", {"socket": "LGA4189"}),
    ("cpu", "Xeon Silver 4410Y", {"socket": "LGA4677"}),
    ("cpu", "EPYC 9B14", {"socket": "SP5"}),
    ("cpu", "EPYC 8324P", {"socket": "SP6"}),
    ("gpu", "Nobody RTX 9999 48GB blower", {"vendor": "nvidia", "memory_gb": 48, "cooling": "blower"}),
    ("gpu", "Radeon thing, passive", {"vendor": "amd", "cooling": "passive"}),
    ("gpu", "one 8GB and one 16GB card", {}),
    ("gpu", "2-slot card", {"slot_width": 2}),
    ("gpu", "2.5 slot card", {"slot_width": 2.5}),
    ("gpu", "triple slot card", {"slot_width": 3}),
    ("gpu", "card in PCIe 3 slot", {}),
    ("gpu", "one 2-slot and one 3-slot card", {}),
    ("storage", "2TB M.2 NVMe Gen4",
     {"form": "m2-2280", "protocol": "nvme", "rotating": False, "pcie_gen": 4, "capacity_gb": 2000}),
    ("storage", "NVMe drive", {"protocol": "nvme", "rotating": False}),
    ("storage", "3,84 TB U.3", {"form": "u3", "protocol": "nvme", "rotating": False, "capacity_gb": 3840}),
    ("storage", "8TB SAS hard drive", {"form": "sas35", "protocol": "sas", "rotating": True, "capacity_gb": 8000}),
    ("storage", "480GB SATA SSD", {"form": "sata25", "protocol": "sata", "rotating": False, "capacity_gb": 480}),
    ("riser", "gen 4 ribbon riser 25 cm", {"kind": "ribbon", "pcie_gen": 4, "length_mm": 250}),
    ("riser", "x16 to 2 x8 bifurcation board", {"kind": "bifurcation"}),
    ("riser", "MCIO x8 to dual U.3 cable", {"kind": "cabled", "host_connector": "mcio-8i"}),
    ("riser", "SlimSAS 8i to x16 slot", {"kind": "cabled", "host_connector": "slimsas-8i"}),
    ("cable", "3x 8-pin to 12VHPWR", {"kind": "power-adapter", "input": "pcie8", "input_count": 3, "output": "pcie16"}),
    ("cable", "dual 8-pin to EPS", {"kind": "power-adapter", "input": "pcie8", "input_count": 2, "output": "eps8"}),
    ("cable", "8-pin to EPS", {"kind": "power-adapter", "input": "pcie8", "output": "eps8"}),
    ("nic", "dual-port 25GbE", {"ports": [{"form": "sfp28", "gbps": 25, "count": 2}]}),
    ("nic", "10GBASE-T card 10GbE", {"ports": [{"form": "rj45", "gbps": 10, "count": 1}]}),
    ("nic", "10GbE card", {}),
    ("radiator", "copper 420", {"metals": ["copper"], "fan_mm": 140, "fan_positions": 3}),
    ("cpu-cooler", "Nobody 280mm AIO for TR4",
     {"kind": "aio", "radiator_fan_mm": 140, "radiator_fans": 2, "sockets": ["TR4"]}),
    ("ups", "1500VA / 900W", {"va": 1500, "watts": 900}),
    ("pdu", "30A 208V L6-30", {"rated_a": 30, "volts": 208, "input_plug": "l6-30"}),
    ("rack", "42U", {}),
]
# fmt: on


@pytest.mark.parametrize(("category", "text", "facts"), DESCRIBED)
def test_a_text_states_facts(category: str, text: str, facts: dict[str, Any]) -> None:
    assert describe(category, text, None) == (facts, 1)


@pytest.mark.parametrize(
    ("line", "category", "facts", "quantity"),
    [
        ("Server: Nobody 3U server, fan wall", "chassis", {"kind": "server", "rack_units": 3, "fan_wall": True}, 1),
        ("Power Supply: 2x Nobody 1400W redundant", "psu", {"redundant": True, "ratings": rated(1400, 200)}, 2),
        ("Nobody 850 W gold power supply", "psu", {"efficiency": "gold", "ratings": rated(850)}, 1),
        ("Adapter: MCIO x8 to dual U.3 cable", "riser", {"kind": "cabled", "host_connector": "mcio-8i"}, 1),
        ("i7-8086K", "cpu", {"socket": "LGA1151-2"}, 1),
    ],
)
def test_a_described_line_is_a_custom_part(line: str, category: str, facts: dict[str, Any], quantity: int) -> None:
    item = only(line)
    assert item.custom is not None
    assert item.custom["category"] == category
    assert item.custom["facts"] == facts
    assert item.quantity == quantity


# fmt: off
RATED_MEMORY = [
    ("Memory: 256GB DDR4", "ddr4-total-256gb", {}, 1),
    ("Memory: 1x 256GB DDR4 non-ECC", "ddr4-total-256gb", {"ecc": False}, 1),
    ("Memory: 8x32GB DDR4-3200 RDIMM", "ddr4-rdimm-32gb-3200", {}, 8),
    ("8x 32GB DDR4-3200 ECC RDIMM", "ddr4-rdimm-32gb-3200", {}, 8),
    ("Memory: Nobody Fury 64 GB (2 x 32 GB) DDR5-6000 CL30", "ddr5-32gb-6000", {}, 2),
    ("Memory: 2x Nobody 32GB (2x16GB) DDR4-3200", "ddr4-16gb-3200", {}, 4),
    ("Memory: 252GB DDR4 ECC", "ddr4-modules-not-stated", {"ecc": True, "total_gib": 252}, 1),
    ("Memory: DDR4 RDIMM", "ddr4-rdimm-modules-not-stated", {}, 1),
]
# fmt: on


@pytest.mark.parametrize(("line", "part", "facts", "quantity"), RATED_MEMORY)
def test_generic_memory_says_no_more_than_the_line(line: str, part: str, facts: dict[str, Any], quantity: int) -> None:
    item = only(line)
    assert (item.part, item.facts, item.quantity) == (f"memory/generic/{part}", facts, quantity)


def test_a_named_module_counts_as_the_line_counts_modules() -> None:
    item = only("Memory: Corsair Vengeance LPX 32 GB (2 x 16 GB) DDR4-3000")
    assert (item.part, item.quantity) == ("memory/corsair/vengeance-lpx-ddr4-3000-16gb", 2)
