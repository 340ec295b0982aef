"""What is taken over from each kind of record, and what is doubted."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from app.core.parts import Basis
from app.core.plain import to_json
from app.core.vocabulary import Vocabulary
from app.intake.opendb.reading import Reading, read_record
from app.intake.opendb.record import ZERO
from app.intake.vocabulary import load_vocabulary
from app.resources import resource_root
from tests.opendb_support import BOARD, CASE, COOLER, CPU, DRIVE, FAN, GPU, MEMORY, PSU, RECORDS, Raw, changed, meta


@cache
def words() -> Vocabulary:
    return load_vocabulary(resource_root() / "catalog")


def read(folder: str, raw: object) -> Reading:
    return read_record(folder, raw, words())


def facts(folder: str, raw: Raw) -> dict[str, Any]:
    part = read(folder, raw).part
    assert part is not None
    told: dict[str, Any] = to_json(part.facts)
    return told


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        (
            "GPU",
            {
                "vendor": "amd",
                "memory_gb": 20,
                "memory_type": "GDDR6",
                "board_power_w": 260,
                "length_mm": 281,
                "slot_width": 2.6,
                "cooling": "axial",
                "aux_power": [{"connector": "pcie8", "count": 2}],
                "form_factor": "pcie",
                "pcie_gen": 4,
                "connector_lanes": 16,
            },
        ),
        (
            "Motherboard",
            {
                "socket": "LGA2066",
                "socket_count": 1,
                "chipset": "x299",
                "form_factor": "atx",
                "dimm_slots": 8,
                "memory_generation": "ddr4",
                "flash_without_cpu": True,
                "slots": [
                    {"id": "x16 slot 1", "physical_lanes": 16, "pcie_gen": 3},
                    {"id": "x16 slot 2", "physical_lanes": 16, "pcie_gen": 3},
                    {"id": "x16 slot 3", "physical_lanes": 16, "pcie_gen": 3},
                    {"id": "x1 slot 4", "pcie_gen": 3},
                    {"id": "x1 slot 5", "pcie_gen": 3},
                ],
            },
        ),
        (
            "CPU",
            {
                "socket": "LGA1151-2",
                "cores": 6,
                "tdp_w": 65,
                "max_power_w": 90,
                "memory_channels": 2,
                "memory_generations": ["ddr4"],
            },
        ),
        (
            "PSU",
            {
                "form_factor": "atx",
                "ratings": [{"volts_min": 100, "volts_max": 240, "watts": 1250}],
                "efficiency": "gold",
                "atx_version": "3.1",
                "length_mm": 170,
                "outputs": [
                    {"connector": "atx24", "count": 1},
                    {"connector": "eps8", "count": 2},
                    {"connector": "pcie8", "count": 5},
                    {"connector": "pcie16", "count": 2},
                    {"connector": "sata", "count": 11},
                ],
            },
        ),
        (
            "PCCase",
            {
                "kind": "tower",
                "width_mm": 233,
                "height_mm": 489,
                "depth_mm": 467,
                "board_form_factors": ["atx", "micro-atx", "mini-itx"],
                "expansion_slots": 7,
                "gpu_max_length_mm": 387,
                "cpu_cooler_max_mm": 172,
                "psu_form_factors": ["atx"],
                "psu_max_length_mm": 205,
            },
        ),
        (
            "CPUCooler",
            {"kind": "air", "sockets": ["AM4", "AM5", "LGA1151", "LGA1151-2"], "height_mm": 151, "fan_count": 2},
        ),
        (
            "RAM",
            {
                "generation": "ddr5",
                "module_type": "udimm",
                "capacity_gib": 24,
                "kit_modules": 2,
                "speed_mts": 5700,
            },
        ),
        (
            "Storage",
            {
                "form": "m2-2280",
                "protocol": "nvme",
                "rotating": False,
                "capacity_gb": 1500,
                "pcie_gen": 4,
                "pcie_lanes": 4,
            },
        ),
        ("CaseFan", {"size_mm": 140, "cfm": 71.5}),
    ],
)
def test_a_sound_record_gives_its_facts(folder: str, expected: dict[str, Any]) -> None:
    assert facts(folder, RECORDS[folder]) == expected
    assert set(read(folder, RECORDS[folder]).doubts) <= {ZERO}


@pytest.mark.parametrize(
    ("folder", "raw", "fact", "kind"),
    [
        ("GPU", changed(GPU, "power_connectors.pcie_8_pin", 0), "aux_power", "card above 75 W without a plug"),
        ("GPU", changed(GPU, "tdp", 376), "aux_power", "plugs that carry less than the card takes"),
        ("GPU", changed(GPU, "chipset", "GeForce RTX 4080"), "aux_power", "8-pin plugs that may be an adapter's"),
        ("GPU", changed(GPU, "power_connectors.pcie_12VHPWR", 1), "aux_power", "8-pin plugs that may be an adapter's"),
        ("GPU", changed(GPU, "case_expansion_slot_width", 43), "slot_width", "card thinner than its bracket"),
        ("GPU", changed(GPU, "length", 5000), "length_mm", "value that no such part can have"),
        ("GPU", changed(GPU, "memory", 0), "memory_gb", ZERO),
        (
            "Motherboard",
            changed(BOARD, "pcie_slots", [{"gen": "3.0", "quantity": 31, "lanes": 16}]),
            "slots",
            "more slots than the board has room for",
        ),
        (
            "Motherboard",
            changed(BOARD, "memory.ram_type", "DDR5"),
            "memory_generation",
            "memory that the socket can't have",
        ),
        ("Motherboard", changed(BOARD, "memory.max", 1), "memory_max_gib", "most memory of 1, 2 or 1000"),
        ("Motherboard", changed(BOARD, "memory.max", 1000), "memory_max_gib", "most memory of 1, 2 or 1000"),
        ("CPU", changed(CPU, "specifications.ppt", 60), "max_power_w", "highest power below the TDP"),
        (
            "Motherboard",
            {**BOARD, "socket": "AM4", "pcie_slots": [{"gen": "3.0", "quantity": 5, "lanes": 16}]},
            "slots",
            "more x16 slots than boards of the socket have",
        ),
        (
            "Motherboard",
            changed(BOARD, "metadata", meta("Quantex X299E Summit", "Quantex")),
            "chipset",
            "chipset that the name contradicts",
        ),
        (
            "CPU",
            {**CPU, "socket": "LGA 2011", "coreFamily": "Haswell-EP"},
            "socket",
            "socket that the core contradicts",
        ),
        ("PSU", {**PSU, "form_factor": "SFX", "length": 130}, "form_factor", "SFX supply longer than SFX is"),
        ("CPU", changed(CPU, "cores.threads", 4), "cores", "fewer threads than cores"),
        (
            "CPU",
            changed(CPU, "specifications.memory.channels", 4),
            "memory_channels",
            "more memory channels than the socket has",
        ),
        (
            "CPU",
            changed(CPU, "specifications.memory.types", ["DDR5"]),
            "memory_generations",
            "memory that the socket can't have",
        ),
        ("PSU", changed(PSU, "connectors.eps_8_pin", 0), "outputs", "supply without EPS, PCIe or SATA plugs"),
        ("PSU", changed(PSU, "connectors.pcie_6_plus_2_pin", 1), "outputs", "fewer PCIe plugs than the watts ask for"),
        ("PSU", changed(PSU, "connectors.pcie_12vhpwr", 0), "outputs", "16-pin plug that only the name tells of"),
        ("PSU", changed(PSU, "wattage", 750), "ratings", "watts that the name contradicts"),
        ("PSU", changed(PSU, "length", 86), "length_mm", "ATX supply shorter than its own plugs and fan"),
        (
            "PSU",
            changed(PSU, "efficiency_rating", "80+ Bronze"),
            "efficiency",
            "80 PLUS grade that the name contradicts",
        ),
        ("PCCase", changed(CASE, "dimensions", "467 x 273 x 489"), "width_mm", "two sizes of one chassis"),
        (
            "PCCase",
            {**CASE, "dimensions": "", "dimensions_mm": {"width": 489, "height": 233, "depth": 467}},
            "height_mm",
            "tower wider than high",
        ),
        ("PCCase", changed(CASE, "expansion_slots", 9), "expansion_slots", "more slots than a chassis of its kind has"),
        ("PCCase", changed(CASE, "max_video_card_length", 900), "gpu_max_length_mm", "card longer than the chassis"),
        (
            "PCCase",
            changed(CASE, "max_cpu_cooler_height", 240),
            "cpu_cooler_max_mm",
            "cooler higher than the chassis is wide",
        ),
        ("CPUCooler", changed(COOLER, "height", 145), "height_mm", "height that the name contradicts"),
        (
            "CPUCooler",
            changed(COOLER, "metadata", meta("Quantex Chimney TR4-SP3", "Quantex")),
            "sockets",
            "socket that only the name tells of",
        ),
        ("CPUCooler", changed(COOLER, "water_cooled", True), "kind", "water cooler without a radiator"),
        ("RAM", changed(MEMORY, "capacity", 64), "capacity_gib", "kit whose modules don't add up"),
        (
            "RAM",
            changed(MEMORY, "form_factor", "240-pin DIMM"),
            "generation",
            "module whose pins are another generation's",
        ),
        ("RAM", changed(MEMORY, "speed", 1600), "speed_mts", "memory speed of another generation"),
        (
            "RAM",
            changed(MEMORY, "metadata", meta("Quantex Ember DDR5-5700 ECC RDIMM", "Quantex")),
            "module_type",
            "server memory as unbuffered without ECC",
        ),
        ("Storage", changed(DRIVE, "nvme", False), "protocol", "drive whose protocol contradicts its connector"),
        (
            "Storage",
            changed(DRIVE, "interface", "M.2 PCIe 4.0 x8"),
            "pcie_lanes",
            "M.2 drive with more than four lanes",
        ),
        ("CaseFan", {**FAN, "max_airflow": 12}, "cfm", "most air below least air"),
    ],
)
def test_what_contradicts_is_unknown_and_counted(folder: str, raw: Raw, fact: str, kind: str) -> None:
    reading = read(folder, raw)
    assert reading.doubts[kind] >= 1
    assert reading.part is not None
    assert fact not in reading.part.facts


def test_a_generation_beyond_the_socket_is_counted_and_the_default_one_is_not_taken() -> None:
    old = changed(BOARD, "pcie_slots", [{"gen": "4.0", "quantity": 2, "lanes": 16}])
    reading = read("Motherboard", {**old, "socket": "AM3+", "memory": {"ram_type": "DDR3"}})
    assert reading.doubts["PCIe generation that the socket can't have"] == 1
    assert reading.part is not None
    slots = reading.part.facts.records("slots")
    assert slots is not None
    assert all("pcie_gen" not in slot for slot in slots)
    am4 = facts("Motherboard", {**old, "socket": "AM4", "chipset": "AMD B450"})
    assert all("pcie_gen" not in slot for slot in am4["slots"])


@pytest.mark.parametrize(
    ("chipset", "socket"), [("Intel Z170", "LGA1151"), ("Intel Z390", "LGA1151-2"), ("Intel", None), ("", None)]
)
def test_the_two_sockets_of_one_name_are_told_apart_by_chipset(chipset: str, socket: str | None) -> None:
    raw = {**BOARD, "socket": "LGA 1151", "chipset": chipset}
    assert facts("Motherboard", raw).get("socket") == socket


@pytest.mark.parametrize(
    ("socket", "name", "platform"),
    [
        ("sTR5", "AMD Threadripper 7970X 4 GHz", "hedt"),
        ("sTR5", "AMD Threadripper PRO 7975WX", "workstation"),
        ("LGA 4677", "Intel Xeon Gold 6430", "server"),
        ("LGA 4677", "Intel Xeon w5-2455X", "workstation"),
        ("LGA 4677", "Intel processor", None),
        ("AM5", "AMD Threadripper 7970X", None),
    ],
)
def test_lines_that_share_a_socket_are_told_apart_by_name(socket: str, name: str, platform: str | None) -> None:
    raw = {**CPU, "socket": socket, "metadata": {**CPU["metadata"], "name": name}}
    assert facts("CPU", raw).get("platform") == platform


@pytest.mark.parametrize(("size", "fans"), [(360, (120, 3)), (280, (140, 2)), (140, (140, 1)), (394, (None, None))])
def test_a_radiators_length_tells_its_fans(size: int, fans: tuple[int | None, int | None]) -> None:
    told = facts("CPUCooler", {**COOLER, "water_cooled": True, "radiator_size": size})
    assert told["kind"] == "aio"
    assert "height_mm" not in told
    assert (told.get("radiator_fan_mm"), told.get("radiator_fans")) == fans


def test_every_fact_names_the_file_it_was_read_from() -> None:
    part = read("PSU", PSU).part
    assert part is not None
    assert part.id == f"opendb/psu/{PSU['opendb_id']}"
    assert part.attribution is not None
    assert part.basis("efficiency") is Basis.THIRD_PARTY
    assert part.sources["efficiency"].url.endswith(f"open-db/PSU/{PSU['opendb_id']}.json")
    assert part.basis("ratings") is Basis.GENERAL, "the database doesn't say at which mains the watts hold"


def test_words_among_the_part_numbers_are_left_out() -> None:
    part = read("GPU", GPU).part
    assert part is not None
    assert part.part_numbers == ("QX-7650-W20",)


@pytest.mark.parametrize(
    ("raw", "refused"),
    [
        ([], "not a record"),
        (None, "not a record"),
        ({}, "without an id"),
        ({**GPU, "opendb_id": "../../etc/passwd"}, "without an id"),
        ({**GPU, "metadata": None}, "without a name"),
        ({"opendb_id": GPU["opendb_id"], "metadata": GPU["metadata"]}, "without a usable fact"),
    ],
)
def test_what_is_no_part_is_left_out(raw: object, refused: str) -> None:
    reading = read("GPU", raw)
    assert (reading.part, reading.refused) == (None, refused)


HOSTILE: list[object] = [
    None,
    True,
    -1,
    0,
    1e308,
    float("nan"),
    "x" * 5000,
    [],
    [[]],
    {},
    {"x": [1]},
    [None, 3, {"lanes": "16"}],
]


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
@pytest.mark.parametrize("folder", RECORDS)
def test_no_value_of_any_field_breaks_the_reader(folder: str, value: object) -> None:
    raw = RECORDS[folder]
    for name in raw:
        read(folder, {**raw, name: value})
        inner = raw[name]
        if isinstance(inner, dict):
            for field in inner:
                read(folder, changed(raw, f"{name}.{field}", value))
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            for field in inner[0]:
                read(folder, {**raw, name: [{**inner[0], field: value}]})
