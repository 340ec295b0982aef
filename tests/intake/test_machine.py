"""What machines say of themselves comes to the right parts, or to a clear "unmatched"."""

from __future__ import annotations

import pytest

from app.intake.partslist import Imported, ImportedItem
from app.intake.pasted import read_pasted
from tests.intake import machine_texts
from tests.intake.partslist_support import catalog


def read(text: str) -> Imported:
    return read_pasted(text, catalog())


def counted(found: Imported) -> dict[str, int]:
    """How many of each part; a described part by its name."""
    return {item.part or item.custom["name"]: item.quantity for item in found.items}  # type: ignore[index]


def gpus(text: str) -> list[ImportedItem]:
    return [item for item in read(text).items if item.part and item.part.startswith("gpu/")]


def test_a_dell_server_brings_its_board() -> None:
    found = read(machine_texts.POWEREDGE_R730)
    assert counted(found) == {
        "server/dell/poweredge-r730": 1,
        "cpu/intel/xeon-e5-2698-v4": 2,
        "memory/generic/ddr4-rdimm-32gb-2666": 4,
    }
    assert found.unmatched == ()


def test_a_supermicro_server_is_itself_and_not_its_plus_model() -> None:
    found = read(machine_texts.AS_4124GS_TNR)
    assert counted(found) == {"server/supermicro/as-4124gs-tnr": 1, "cpu/amd/epyc-7763": 2}


def test_a_board_with_what_sits_in_it_from_two_tools_at_once() -> None:
    found = read(machine_texts.ROMED8_2T)
    assert counted(found) == {
        "motherboard/asrock-rack/romed8-2t": 1,
        "cpu/amd/epyc-7313p": 1,
        "memory/generic/ddr4-lrdimm-32gb-2133": 4,
        "gpu/nvidia/rtx-a4000": 1,
    }
    assert found.unmatched == (), "bridges, USB and the board's own ports are no parts"


def test_a_gpu_that_the_catalog_lacks_is_never_lost() -> None:
    found = read(machine_texts.SYS_4028GR_TR)
    assert counted(found) == {
        "server/supermicro/sys-4028gr-trt": 1,  # by its alias: the TRT is the TR with other network ports
        "memory/generic/ddr4-32gb-2133": 1,
        "memory/generic/ddr4-16gb-2133": 1,
        "cpu/intel/xeon-e5-2620-v3": 2,
    }
    assert [(line.quantity, "TITAN X" in line.text) for line in found.unmatched] == [(1, True)]


def test_cards_of_which_different_links_are_measured_stay_apart() -> None:
    idle, busy = gpus(machine_texts.SYS_4029GP_TRT)
    assert (idle.part, idle.quantity, idle.facts) == ("gpu/nvidia/rtx-2070", 1, {"link_lanes": 16})
    assert busy.facts == {"link_lanes": 16, "link_gen": 3}


def test_the_boards_maker_narrows_the_cards_that_are_asked_for() -> None:
    (card,) = gpus(machine_texts.TWO_3090)
    assert (card.part, card.quantity, card.asks) == ("gpu/nvidia/rtx-3090", 2, True)
    assert "gpu/gigabyte/rtx-3090-turbo" in card.alternatives
    assert not any(part.startswith("gpu/evga/") for part in card.alternatives)
    assert "gpu/nvidia/rtx-3090-ti" not in card.alternatives, "its id is another"


def test_a_device_that_lspci_cannot_name_is_known_by_its_id() -> None:
    (card,) = gpus(machine_texts.RTX_4090_UNNAMED)
    assert (card.part, card.asks) == ("gpu/nvidia/rtx-4090", True)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (machine_texts.RX_7900, {"gpu/amd/rx-7900-xt", "gpu/amd/rx-7900-xtx"}),
        (machine_texts.QUADRO_RTX, {"gpu/nvidia/quadro-rtx-6000", "gpu/nvidia/quadro-rtx-8000"}),
    ],
)
def test_one_id_for_several_products_is_a_question(text: str, meant: set[str]) -> None:
    found = read(text)
    assert found.items == ()
    assert [meant <= set(line.alternatives) for line in found.unmatched] == [True]


def test_nvidia_smi_tells_link_and_power_limit() -> None:
    (card,) = gpus(machine_texts.GTX_1080_TI_QUERIED)
    assert (card.part, card.facts, card.power_limit_w) == ("gpu/nvidia/gtx-1080-ti", {"link_lanes": 8}, 200)
    assert read(machine_texts.GTX_1080_TI_QUERIED).unmatched == ()


def test_nvidia_smi_lists_cards_by_name() -> None:
    listed = "".join(f"GPU {place}: NVIDIA A100-SXM4-40GB (UUID: GPU-0000000{place})\n" for place in range(8))
    slice_of_one = "  MIG 1g.5gb      Device  0: (UUID: MIG-00000000)\n"
    assert counted(read(listed + slice_of_one)) == {"gpu/nvidia/a100-sxm4-40gb": 8}


def test_the_same_cards_from_three_tools_count_once() -> None:
    listed = "GPU 0: NVIDIA GeForce RTX 3090 (UUID: GPU-01)\nGPU 1: NVIDIA GeForce RTX 3090 (UUID: GPU-02)\n"
    (card,) = gpus(machine_texts.TWO_3090 + listed)
    assert card.quantity == 2
    (card,) = gpus(machine_texts.TWO_3090 + machine_texts.TWO_3090)
    assert card.quantity == 2
    assert gpus(listed + listed.replace("-0", "-1") + machine_texts.TWO_3090)[0].quantity == 4, "more than lspci shows"


def test_a_card_with_two_chips_is_one_card() -> None:
    chips = "".join(
        f"0{bus}:00.0 3D controller [0302]: NVIDIA Corporation GK210GL [Tesla K80] [10de:102d] (rev a1)\n"
        "\t\tLnkSta:\tSpeed 8GT/s, Width x16\n"
        for bus in (4, 5, 8, 9)
    )
    (card,) = gpus(chips)
    assert (card.part, card.quantity, card.facts) == ("gpu/nvidia/tesla-k80", 2, {}), "its link is to its own switch"


def test_records_of_vmm() -> None:
    text = """
Slot:\t3b:00.0
Class:\t3D controller [0302]
Vendor:\tNVIDIA Corporation [10de]
Device:\tGP102GL [Tesla P40] [1b38]
SVendor:\tNVIDIA Corporation [10de]
SDevice:\tDevice [11d9]
Rev:\ta1

Slot:\t00:02.0
Class:\tVGA compatible controller [0300]
Vendor:\tIntel Corporation [8086]
Device:\tHD Graphics 630 [5912]

Slot:\t3c:00.0
Class:\tVGA compatible controller
Vendor:\tASPEED Technology, Inc.
Device:\tASPEED Graphics Family
"""
    found = read(text)
    assert counted(found) == {"gpu/nvidia/tesla-p40": 1}
    assert found.unmatched == ()


def test_numbers_alone() -> None:
    assert counted(read("05:00.0 0302: 10de:1b38 (rev a1)\n06:00.0 0300: 1a03:2000 (rev 41)")) == {
        "gpu/nvidia/tesla-p40": 1
    }


def test_an_id_that_says_otherwise_than_the_name_is_no_match() -> None:
    text = "01:00.0 VGA compatible controller [0300]: NVIDIA Corporation [GeForce RTX 3090] [10de:ffff]"
    found = read(text)
    assert found.items == ()
    assert len(found.unmatched) == 1


def test_drives_and_network_cards_of_lspci() -> None:
    text = """
01:00.0 Non-Volatile memory controller [0108]: Samsung Electronics Co Ltd NVMe SSD Controller SM981 [144d:a808]
41:00.0 Infiniband controller [0207]: Mellanox Technologies MT27800 Family [ConnectX-5] [15b3:1017]
\tCapabilities: [48] Vital Product Data
\t\tProduct Name: CX556A - ConnectX-5 QSFP28
\t\tRead-only fields:
\t\t\t[PN] Part number: MCX556A-ECAT
41:00.1 Infiniband controller [0207]: Mellanox Technologies MT27800 Family [ConnectX-5] [15b3:1017]
61:00.0 Ethernet controller: Realtek Semiconductor Co., Ltd. RTL8125 2.5GbE Controller (rev 05)
"""
    found = read(text)
    drive, card = found.items
    assert drive.custom is not None
    assert drive.custom["facts"] == {"protocol": "nvme", "rotating": False}
    assert (card.part, card.quantity) == ("nic/nvidia/mcx556a-ecat", 1)


def test_lshw_tells_board_modules_card_and_drive() -> None:
    assert counted(read("$ sudo lshw -json\n" + machine_texts.LSHW_TREE)) == {
        "motherboard/asrock-rack/romed8-2t": 1,
        "memory/samsung/m393a4k40eb3-cwe": 2,
        "cpu/amd/epyc-7402p": 1,
        "gpu/nvidia/rtx-3090": 1,
        "storage/samsung/990-pro-2tb": 1,
    }


def test_an_unknown_board_is_described_by_its_firmware() -> None:
    text = machine_texts.SYS_4028GR_TR.replace("SYS-4028GR-TR", "Default string").replace("X10DRG-O+-CPU", "Zyx-1")
    (board,) = [item for item in read(text).items if item.custom]
    assert board.custom is not None
    assert board.custom["facts"] == {
        "socket": "LGA2011-3",
        "socket_count": 2,
        "dimm_slots": 3,
        "memory_generation": "ddr4",
        "slots": [
            {"id": "CPU2 SLOT1", "electrical_lanes": 16, "pcie_gen": 3, "physical_lanes": 16},
            {"id": "CPU2 SLOT5", "electrical_lanes": 8, "pcie_gen": 3, "physical_lanes": 8},
        ],
    }


def test_what_was_typed_before_is_read_too() -> None:
    found = read("PSU: Seasonic PRIME TX-1600\nlspci:\n" + machine_texts.TWO_3090)
    assert [item.part for item in found.items][1:] == ["gpu/nvidia/rtx-3090"]
    assert found.items[0].line == 1


IDS = {
    pci_id: part.id
    for part in catalog().of("gpu")
    for pci_id in part.facts.texts("pci_ids") or ()
    if part.facts.count("pci_devices") is None
}


@pytest.mark.parametrize("pci_id", sorted(IDS))
def test_every_id_of_the_catalog_comes_to_a_part_that_has_it(pci_id: str) -> None:
    found = read(f"01:00.0 0300: {pci_id} (rev a1)")
    meant = {item.part or "" for item in found.items} | {part for line in found.unmatched for part in line.alternatives}
    assert meant
    for part_id in meant:
        part = catalog().part(part_id)
        assert part is not None
        assert pci_id in (part.facts.texts("pci_ids") or ())
