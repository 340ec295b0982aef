"""Lines as people write them, and what each of them comes to: a part, a described part, or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from app.intake.matching import index_of
from tests.intake.partslist_support import catalog, only, read

# fmt: off
NAMED = [
    # Chips, with and without a label, a maker, a memory size.
    ("GPU: RTX 3090", "gpu/nvidia/rtx-3090", 1),
    ("rtx3090", "gpu/nvidia/rtx-3090", 1),
    ("4x GeForce RTX 3090 24GB", "gpu/nvidia/rtx-3090", 4),
    ("graphics cards: 3090 Ti", "gpu/nvidia/rtx-3090-ti", 1),
    ("Video Card: Nobody GeForce RTX 3090 24 GB Trio", "gpu/nvidia/rtx-3090", 1),
    ("GPU: RTX 3080 10 GB", "gpu/nvidia/rtx-3080-10gb", 1),
    ("GPU: RTX 3080 20GB", "gpu/nvidia/rtx-3080-20gb", 1),
    ("GPU: RTX 3080 Ti", "gpu/nvidia/rtx-3080-ti", 1),
    ("GPU: 4070 Ti Super", "gpu/nvidia/rtx-4070-ti-super", 1),
    ("GPU: RTX 6000 Ada", "gpu/nvidia/rtx-6000-ada", 1),
    ("GPU: Quadro RTX 6000", "gpu/nvidia/quadro-rtx-6000", 1),
    ("GPU: RTX PRO 6000 Max-Q", "gpu/nvidia/rtx-pro-6000-blackwell-max-q", 1),
    ("GPU: PNY RTX A6000", "gpu/nvidia/rtx-a6000", 1),
    ("GPU: A100 40GB PCIe", "gpu/nvidia/a100-pcie-40gb", 1),
    ("GPU: A100 80 GB SXM4", "gpu/nvidia/a100-sxm4-80gb", 1),
    ("GPU: RX 7900XTX", "gpu/amd/rx-7900-xtx", 1),
    ("2 L40s", "gpu/nvidia/l40s", 2),
    ("8 P40s", "gpu/nvidia/tesla-p40", 8),
    ("GPU: RTX 3090 FE", "gpu/nvidia/rtx-3090-founders", 1),
    ("GPU: RTX 5090 32GB Founders Edition", "gpu/nvidia/rtx-5090-founders", 1),
    # Processors.
    ("CPU: EPYC 7302", "cpu/amd/epyc-7302", 1),
    ("CPU: EPYC 7302P", "cpu/amd/epyc-7302p", 1),
    ("Threadripper PRO 5995WX", "cpu/amd/ryzen-threadripper-pro-5995wx", 1),
    ("Processor: AMD Ryzen 9 5950X 3.4 GHz 16-Core Processor", "cpu/amd/ryzen-9-5950x", 1),
    ("ryzen9 5950x", "cpu/amd/ryzen-9-5950x", 1),
    ("CPU: Ryzen 7 5800X3D", "cpu/amd/ryzen-7-5800x3d", 1),
    ("dual Xeon E5-2680v4", "cpu/intel/xeon-e5-2680-v4", 2),
    ("CPU: EPYC 7Z92", "cpu/amd/epyc-7002-rome", 1),
    ("CPU: Xeon E5-2634 v4", "cpu/intel/xeon-e5-2600-v4", 1),
    # Boards.
    ("Mobo: ASRock ROMED8-2T", "motherboard/asrock-rack/romed8-2t", 1),
    ("Motherboard: Supermicro H12SSLi", "motherboard/supermicro/h12ssl-i", 1),
    ("Motherboard: Asus ROG STRIX X570-E GAMING ATX AM4 Motherboard", "motherboard/asus/rog-strix-x570-e-gaming", 1),
    # Supplies: the year and the letter after the number matter.
    ("PSU: Corsair RM1000x (2021)", "psu/corsair/rm1000x-2021", 1),
    ("PSU: Corsair RM1000x (2024)", "psu/corsair/rm1000x-2024", 1),
    ("Power supply: EVGA SuperNOVA 1600 P2 80 PLUS Platinum", "psu/evga/supernova-1600-p2", 1),
    ("PSU: 850 W", "psu/generic/atx-850w", 1),
    ("1200W PSU (brand not stated)", "psu/generic/atx-1200w", 1),
    ("Desktop PSU", "psu/generic/sfx-or-desktop", 1),
    # Drives.
    ("SSD: Samsung 990 Pro 2 TB", "storage/samsung/990-pro-2tb", 1),
    ("Samsung 990 PRO 4TB with heatsink", "storage/samsung/990-pro-4tb", 1),
    ("2x2TB Samsung 980 Pro", "storage/samsung/980-pro-2tb", 2),
    ("Storage: U.2 NVMe SSD", "storage/generic/u2-ssd", 1),
    # Cooling, risers, cables.
    ("CPU Cooler: Noctua NH-D15 82.52 CFM CPU Cooler", "cpu-cooler/noctua/nh-d15", 1),
    ("CPU Cooler: Noctua NH-D15 G2", "cpu-cooler/noctua/nh-d15-g2", 1),
    ("CPU Cooler: stock", "cpu-cooler/generic/stock-cooler", 1),
    ("Fan: 6x 120 mm", "fan/generic/120mm", 6),
    ("Riser: PCIe 4.0 riser cable x16", "riser/generic/pcie-4-ribbon", 1),
    ("2x 4-slot NVLink 3090", "nvlink-bridge/nvidia/rtx-3090-4-slot", 2),
    ("Adapter: 2x PCIe 8-pin to EPS", "cable/generic/2x-pcie8-to-eps8", 1),
    ("Case: open frame (home-made)", "chassis/generic/open-frame", 1),
    ("Case: Thermaltake Core X9", "chassis/thermaltake/core-x9", 1),
    ("3x RTX 3090 Ventus 3X", "gpu/msi/rtx-3090-ventus-3x", 3),
    ("X570 AORUS MASTER", "motherboard/gigabyte/x570-aorus-master", 1),
    ("ASUS ROG Zenith Extreme X399", "motherboard/asus/rog-zenith-extreme", 1),
    ("M.2 to PCIe adapter", "riser/generic/m2-to-pcie-x4", 1),
    ("PCIe to M.2 adapter", "hba/generic/pcie-x4-to-m2", 1),
    ("RTX 3090 Turbo", "gpu/nvidia/rtx-3090", 1),
    ("4x RTX 3090 (two Founders Edition, two Turbo)", "gpu/nvidia/rtx-3090", 4),
    ("CPU: Intel Xeon (Sapphire Rapids)", "cpu/intel/xeon-scalable-4th-generation-sapphire-rapids", 1),
    ("Adapter: 4x dual 8-pin to EPS adapter", "cable/generic/2x-pcie8-to-eps8", 4),
    ("Power Supply: 1x 650W", "psu/generic/atx-650w", 1),
    ("Case: Fractal Design Define 7 XL ATX Full Tower Case", "chassis/fractal-design/define-7-xl", 1),
    # Part numbers.
    ("Memory: 8x M393A4K40DB3-CWE", "memory/samsung/m393a4k40db3-cwe", 8),
    ("Tesla V100 from a server (NWWWX)", "gpu/nvidia/tesla-v100-sxm2-32gb", 1),
]
# fmt: on


@pytest.mark.parametrize(("line", "part", "quantity"), NAMED)
def test_a_line_names_a_part(line: str, part: str, quantity: int) -> None:
    item = only(line)
    assert (item.part, item.quantity) == (part, quantity)
    assert item.confidence > 0.6


# fmt: off
NOT_THESE = [
    ("GPU: RTX 3090 20GB", "gpu/nvidia/rtx-3090"),
    ("GPU: RTX 4090 Laptop", "gpu/nvidia/rtx-4090"),
    ("GPU: RTX 6000", "gpu/nvidia/quadro-rtx-6000"),
    ("GPU: RTX 6000", "gpu/nvidia/rtx-pro-6000-blackwell-ws"),
    ("GPU: RTX 6000", "gpu/nvidia/rtx-6000-ada"),
    ("GPU: GTX 1060 3GB", "gpu/nvidia/gtx-1060-6gb"),
    ("GPU: RTX 4060 Ti 8GB", "gpu/nvidia/rtx-4060-ti-16gb"),
    ("GPU: Tesla P100 12GB", "gpu/nvidia/tesla-p100-pcie-16gb"),
    ("GPU: EVGA RTX 3090 XC3", "gpu/evga/rtx-3090-ftw3-ultra"),
    ("GPU: Gigabyte RTX 3090 Eagle OC", "gpu/gigabyte/rtx-3090-gaming-oc"),
    ("water block for RTX 3090", "gpu/nvidia/rtx-3090"),
    ("RTX 3090 NVLink bridge", "gpu/nvidia/rtx-3090"),
    ("Motherboard: MSI MEG X570 UNIFY-X MAX", "motherboard/msi/meg-x570-unify"),
    ("Motherboard: ASUS TUF GAMING B550-PLUS", "motherboard/msi/mpg-b550-gaming-plus"),
    ("Motherboard: Biostar X570 AORUS MASTER", "motherboard/gigabyte/x570-aorus-master"),
    ("Motherboard: Supermicro H12SSL", "motherboard/supermicro/h12ssl-i"),
    ("CPU: Ryzen 9 9955HX", "cpu/amd/ryzen-9000"),
    ("CPU: Xeon E5-4669 v4", "cpu/intel/xeon-e5-2600-v4"),
    ("PSU: Corsair RM1000x SHIFT", "psu/corsair/rm1000x-2024"),
    ("PSU: Seasonic PRIME TX-1300", "psu/seasonic/prime-px-1300"),
    ("PSU: Nobody 850W", "psu/generic/atx-850w"),
    ("PSU: 1000W SFX", "psu/generic/atx-1000w"),
    ("Storage: Samsung 990 EVO Plus 2TB", "storage/samsung/990-pro-2tb"),
    ("Storage: Samsung 990 PRO 8TB", "storage/samsung/990-pro-4tb"),
    ("Storage: Samsung 970 EVO Plus 4TB", "storage/samsung/970-evo-plus-2tb"),
    ("CPU Cooler: Noctua NH-U14S TR9", "cpu-cooler/noctua/nh-u14s-tr4-sp3"),
    ("Case: Fractal Design Torrent Compact", "chassis/fractal-design/torrent"),
    ("Adapter: 16-pin to 3x PCIe 8-pin", "cable/generic/3x-pcie8-to-pcie16"),
    ("Riser: M.2 to OCuLink adapter", "riser/generic/oculink-dock"),
    ("NVLink Bridge: RTX A6000 NVLink bridge", "nvlink-bridge/pny/rtxa6000nvlink-kit"),
    ("NVLink Bridge: RTX A6000 NVLink bridge", "nvlink-bridge/nvidia/geforce-rtx-20"),
    ("PSU: 2000W server PSU", "psu/generic/atx-2000w"),
    ("PSU: 2000W redundant PSU", "psu/generic/atx-2000w"),
    ("GPU: 3-slot GPU", "gpu/generic/nvidia-gpu"),
    ("M.2 to PCIe x16 (4.0)", "gpu/generic/pcie-x16-card"),
    ("400G DAC", "cable/generic/dac-400g-osfp"),
    ("Case: Somebody's Marvel ATX mid tower", "chassis/generic/mid-tower"),
    ("Memory: 256GB DDR5 ECC RDIMM kit", "memory/nemix/ddr5-rdimm-kit-256gb"),
    ("Memory: 256GB DDR4 non-ECC", "memory/generic/ddr4-rdimm-total-256gb"),
    ("Memory: 64GB DDR4 ECC", "memory/generic/ddr4-rdimm-total-64gb"),
]
# fmt: on


@pytest.mark.parametrize(("line", "part"), NOT_THESE)
def test_a_line_does_not_name_what_is_only_similar(line: str, part: str) -> None:
    assert part in catalog().parts, "the case has lost its meaning"
    assert part not in [item.part for item in read(line).items]


# fmt: off
COUNTED = [
    ("4x RTX 3090", 4), ("4 x RTX 3090", 4), ("4× RTX 3090", 4), ("x4 RTX 3090", 4), ("RTX 3090 x4", 4),
    ("RTX 3090 x 4", 4), ("RTX 3090 (4)", 4), ("RTX 3090 [x4]", 4), ("RTX 3090 (4x)", 4), ("(4x) RTX 3090", 4),
    ("RTX 3090, qty 4", 4), ("RTX 3090 qty: 4", 4), ("Qty 4 RTX 3090", 4), ("two RTX 3090", 2), ("Two 3090s", 2),
    ("a pair of 3090s", 2), ("quad RTX 3090", 4), ("4 3090s", 4), ("4 RTX 3090s", 4), ("4pcs RTX 3090", 4),
    ("RTX 3090 4 pcs", 4), ("GPU (x4): RTX 3090", 4), ("GPUs: 4x RTX 3090", 4), ("GPU 2: RTX 3090", 1),
    ("- 4x RTX 3090", 4), ("* **GPU**: 4x RTX 3090", 4), ("1. 4x RTX 3090", 4), ("RTX 3090,4", 4), ("4,RTX 3090", 4),
    ("RTX 3090 in PCIe 3.0 x16", 1), ("RTX 3090 running at x8", 1), ("RTX 3090 $700 each", 1),
    ("4x RTX 3090 ($700 @ eBay)", 4), ("\N{FULLWIDTH DIGIT FOUR}x RTX 3090", 4), ("RTX 3090 (24GB)", 1),
    ("RTX 3090 x4 (used)", 4), ("RTX 3090 x 4 [mixed makers]", 4), ("RTX 3090 x8 (electrical)", 1),
]
# fmt: on


@pytest.mark.parametrize(("line", "quantity"), COUNTED)
def test_a_line_counts(line: str, quantity: int) -> None:
    item = only(line)
    assert (item.part, item.quantity) == ("gpu/nvidia/rtx-3090", quantity)


@pytest.mark.parametrize("line", ["999999x RTX 3090", "0x RTX 3090", "RTX 3090 x300", "100x DDR4 64GB (4x16GB)"])
def test_a_quantity_that_nobody_means_leaves_the_line_unmatched(line: str) -> None:
    found = read(line)
    assert not found.items
    assert [unmatched.text for unmatched in found.unmatched] == [line]


@pytest.mark.parametrize("line", ["10-inch mini rack", "CPU: 5950X", "7900XTX", "850 W PSU", "dual port 10GbE NIC"])
def test_a_number_of_the_name_is_no_count(line: str) -> None:
    assert only(line).quantity == 1


# fmt: off
LIMITED = [
    ("4x 3090 @ 250 W", 250), ("4x 3090 @ 250", 250), ("4x RTX 3090 (limited to 150 W each)", 150),
    ("RTX 3090 power-limited to 280W", 280), ("RTX 3090 (250W power limit)", 250),
    ("RTX 3090 capped at 220 watts", 220),
    ("RTX 3090, nvidia-smi -pl 275", 275), ("RTX 3090 PL: 300W", 300), ("RTX 3090 350W", None), ("RTX 3090 @ 700", 700),
    ("2x RTX 3090 (one limited to 200 W)", None),
    ("RTX 3090 @ 1695 MHz", None), ("RTX 3090 limited to 5 W", None), ("RTX 3090 @ $700", None),
]
# fmt: on


@pytest.mark.parametrize(("line", "watts"), LIMITED)
def test_a_line_limits_a_card(line: str, watts: float | None) -> None:
    item = only(line)
    assert (item.part, item.power_limit_w) == ("gpu/nvidia/rtx-3090", watts)


# fmt: off
LINKED = [
    ("RTX 3090, slot is x4 electrical", {"link_lanes": 4}),
    ("RTX 3090 in a PCIe 1.0 x1 slot", {"link_lanes": 1, "link_gen": 1}),
    ("RTX 3090 in an x16 slot wired x4", {"link_lanes": 4}),
    ("RTX 3090 (x16 slot, x8 electrical)", {"link_lanes": 8}),
    ("RTX 3090 running at PCIe 3.0 x8", {"link_lanes": 8, "link_gen": 3}),
    ("RTX 3090 in a PCIe 4.0 x16 slot", {}),
    ("RTX 3090 x4", {}),
    ("RTX 3090 PCIe 4.0 x16 card", {}),
    ("3x RTX 3090 (one in an x4 slot)", {}),
]
# fmt: on


@pytest.mark.parametrize(("line", "facts"), LINKED)
def test_a_line_states_the_link(line: str, facts: dict[str, Any]) -> None:
    item = only(line)
    assert item.part == "gpu/nvidia/rtx-3090"
    assert item.facts == facts


@pytest.mark.parametrize(
    ("line", "cooling"),
    [
        ("4x RTX 3090 watercooled", "loop"),
        ("RTX 3090 with EK waterblock", "loop"),
        ("2x RTX 3090 (one watercooled, one air-cooled)", None),
        ("RTX 3090", None),
    ],
)
def test_a_line_puts_all_of_its_cards_on_the_loop_or_none(line: str, cooling: str | None) -> None:
    item = only(line)
    assert (item.part, item.cooling) == ("gpu/nvidia/rtx-3090", cooling)


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Gigabyte MZ32-AR0 (rev. 3.0)", {"revision": "3.0"}),
        ("Gigabyte MZ32-AR0 rev 1.x, BIOS R23", {"revision": "1.x", "bios": "R23"}),
        ("Gigabyte MZ32-AR0 with BIOS version F12a", {"bios": "F12a"}),
        ("Gigabyte MZ32-AR0 dual BIOS", {}),
    ],
)
def test_a_line_states_the_boards_revision_and_bios(line: str, facts: dict[str, Any]) -> None:
    item = only(f"Motherboard: {line}")
    assert (item.part, item.facts) == ("motherboard/gigabyte/mz32-ar0", facts)


def test_a_card_of_no_known_make_is_its_chip_with_the_cooling_that_the_line_states() -> None:
    item = only("GPU: 2x Nobody RTX 3090 (blower)")
    assert (item.part, item.facts) == ("gpu/nvidia/rtx-3090", {"cooling": "blower"})


def test_a_line_that_may_mean_several_parts_is_unmatched_and_names_them() -> None:
    found = read("2x RTX 6000")
    assert not found.items
    assert {"gpu/nvidia/quadro-rtx-6000", "gpu/nvidia/rtx-6000-ada"} <= set(found.unmatched[0].alternatives)
    assert found.unmatched[0].quantity == 2


# fmt: off
ASKED = [
    # A name that several cards or modules share is the family, and the reader asks which of them it is.
    ("MI50", "gpu/amd/instinct-mi50", {}, {"gpu/amd/instinct-mi50-16gb", "gpu/amd/instinct-mi50-32gb"}),
    ("A100 80GB", "gpu/nvidia/a100", {"memory_gb": 80},
     {"gpu/nvidia/a100-pcie-80gb", "gpu/nvidia/a100-sxm4-80gb"}),
    ("A100 SXM4", "gpu/nvidia/a100", {"form_factor": "sxm4"},
     {"gpu/nvidia/a100-sxm4-40gb", "gpu/nvidia/a100-sxm4-80gb"}),
    ("A100 PCIe", "gpu/nvidia/a100", {"form_factor": "pcie"},
     {"gpu/nvidia/a100-pcie-40gb", "gpu/nvidia/a100-pcie-80gb"}),
    ("4x V100 32GB", "gpu/nvidia/tesla-v100", {"memory_gb": 32},
     {"gpu/nvidia/tesla-v100-pcie-32gb", "gpu/nvidia/tesla-v100-sxm2-32gb"}),
    ("3-slot NVLink bridge", "nvlink-bridge/generic/nvlink-bridge", {"pitch_slots": 3},
     {"nvlink-bridge/nvidia/ampere-3-slot", "nvlink-bridge/nvidia/geforce-rtx-20-3-slot"}),
    # A chip is none of its cards: those that a rule tells apart are named, as far as the line leaves them open.
    ("2x 3090 (blower)", "gpu/nvidia/rtx-3090", {"cooling": "blower"},
     {"gpu/asus/rtx-3090-turbo", "gpu/gigabyte/rtx-3090-turbo"}),
    ("Gigabyte 3090 dual-slot", "gpu/nvidia/rtx-3090", {"slot_width": 2}, {"gpu/gigabyte/rtx-3090-turbo"}),
]
# fmt: on


@pytest.mark.parametrize(("line", "part", "facts", "alternatives"), ASKED)
def test_a_line_that_leaves_the_card_open_asks(
    line: str, part: str, facts: dict[str, Any], alternatives: set[str]
) -> None:
    item = only(line)
    assert (item.part, item.facts, item.asks) == (part, facts, True)
    assert alternatives <= set(item.alternatives)


def test_a_chip_asks_first_about_cards_that_rules_tell_apart() -> None:
    item = only("4x RTX 3090")
    assert item.asks
    assert item.alternatives[0] == "gpu/nvidia/rtx-3090-founders"
    assert {"gpu/asus/rtx-3090-turbo", "gpu/asus/rtx-3090-rog-strix"} <= set(item.alternatives)


def test_a_maker_without_a_model_asks_about_its_own_cards() -> None:
    item = only("EVGA RTX 3090")
    assert item.asks
    assert item.alternatives[0].startswith("gpu/evga/")
    assert not [part for part in item.alternatives if part.startswith("gpu/asus/")]


@pytest.mark.parametrize("line", ["RTX 3090 FE", "Tesla P40", "A100 40GB PCIe", "EPYC 7302P", "850 W PSU"])
def test_a_line_that_names_one_part_asks_nothing(line: str) -> None:
    assert not only(line).asks


@pytest.mark.parametrize("line", ["Seasonic 1600", "RX 7900"])
def test_a_bare_number_among_words_of_something_else_is_no_processor(line: str) -> None:
    assert not read(line).items


def test_a_described_part_names_what_it_may_be() -> None:
    item = only("Motherboard: Supermicro H12SSL")
    assert item.custom is not None
    assert "motherboard/supermicro/h12ssl-i" in item.alternatives


@pytest.mark.parametrize(
    "line",
    ["Hello all,", "this is my rig", "Total: $4,000", "Monitor: Dell U2720Q", "💥💥💥", "GPU:", "Case: none", "x4"],
)
def test_a_line_that_says_nothing_known_comes_to_nothing(line: str) -> None:
    assert not read(line).items


def test_the_same_part_on_two_lines_is_two_items() -> None:
    found = read("GPU: RTX 3090\nGPU: RTX 3090")
    assert [(item.line, item.part) for item in found.items] == [(1, "gpu/nvidia/rtx-3090"), (2, "gpu/nvidia/rtx-3090")]


# fmt: off
SEVERAL = [
    ("2x RTX 3090 + 1x RTX 4090", [("gpu/nvidia/rtx-3090", 2), ("gpu/nvidia/rtx-4090", 1)]),
    ("GPU: RTX 3090 and RTX 4090", [("gpu/nvidia/rtx-3090", 1), ("gpu/nvidia/rtx-4090", 1)]),
    ("2x RTX 3090, Ryzen 9 5950X, 64GB DDR4-3200",
     [("gpu/nvidia/rtx-3090", 2), ("cpu/amd/ryzen-9-5950x", 1), ("memory/generic/ddr4-total-64gb", 1)]),
    ("Cables: 2x Dell N5FX4, 28TH5", [("cable/dell/n5fx4", 1), ("cable/dell/28th5", 1)]),
]
# fmt: on


@pytest.mark.parametrize(("line", "parts"), SEVERAL)
def test_a_line_lists_several_parts(line: str, parts: list[tuple[str, int]]) -> None:
    assert [(item.part, item.quantity) for item in read(line).items] == parts


def test_no_parts_name_means_another_part() -> None:
    index = index_of(catalog())
    parts = [part for part in catalog().parts.values() if not (part.generic and part.category == "memory")]
    found = [(part.id, index.find(part.name, (part.category,)).match) for part in parts]
    assert [(part_id, match.part.id) for part_id, match in found if match and match.part.id != part_id] == []
