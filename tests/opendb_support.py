"""A tiny database in OpenDB's shape, with products that don't exist."""

from __future__ import annotations

import copy
import io
import json
import tarfile
from pathlib import Path
from typing import Any

Raw = dict[str, Any]


def opendb_id(number: int) -> str:
    """An id as the database writes them."""
    return f"{number:08x}-1111-2222-3333-444444444444"


def changed(raw: Raw, path: str, value: object) -> Raw:
    """A copy of a record with the value at a dotted path."""
    copied: Raw = copy.deepcopy(raw)
    inner = copied
    *steps, last = path.split(".")
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return copied


def meta(name: str, maker: str, *numbers: str) -> Raw:
    """A record's metadata."""
    return {"name": name, "manufacturer": maker, "part_numbers": list(numbers), "series": "", "variant": ""}


GPU: Raw = {
    "opendb_id": opendb_id(1),
    "metadata": meta("Quantex Whirl Radeon RX 7650 20 GB", "Quantex", "QX-7650-W20", "WHITE"),
    "chipset_manufacturer": "AMD",
    "chipset": "Radeon RX 7650",
    "memory": 20,
    "memory_type": "GDDR6",
    "interface": "PCIe 4.0 x16",
    "length": 281,
    "tdp": 260,
    "total_slot_width": 2.6,
    "case_expansion_slot_width": 2,
    "cooling": "3 Fans",
    "power_connectors": {"pcie_6_pin": 0, "pcie_8_pin": 2, "pcie_12VHPWR": 0, "pcie_12V_2x6": 0},
}
BOARD: Raw = {
    "opendb_id": opendb_id(2),
    "metadata": meta("Quantex X299 Summit LGA2066 DDR4 ATX", "Quantex", "X299-SUMMIT"),
    "socket": "LGA 2066",
    "form_factor": "ATX",
    "chipset": "Intel X299",
    "memory": {"max": 128, "ram_type": "DDR4", "slots": 8},
    "pcie_slots": [{"gen": "3.0", "quantity": 3, "lanes": 16}, {"gen": "3.0", "quantity": 2, "lanes": 1}],
    "m2_slots": [{"size": "2280", "key": "M", "interface": "PCIe 3.0 x4"}],
    "bios_features": {"flashback": True, "clear_cmos": False},
}
CPU: Raw = {
    "opendb_id": opendb_id(3),
    "metadata": meta("Intel Core i5 8477", "Intel", "BX80684I58477"),
    "socket": "LGA 1151",
    "coreFamily": "Coffee Lake",
    "microarchitecture": "Coffee Lake",
    "cores": {"total": 6, "threads": 12},
    "specifications": {
        "tdp": 65,
        "ppt": 90,
        "memory": {"channels": 2, "maxSupport": 64, "types": ["DDR4"]},
        "integratedGraphics": {"model": "None", "baseClock": 0},
    },
}
PSU: Raw = {
    "opendb_id": opendb_id(4),
    "metadata": meta("Quantex Torrent 1250W Fully Modular 80+ Gold ATX 3.1", "Quantex", "QT-1250-G31"),
    "wattage": 1250,
    "form_factor": "ATX",
    "efficiency_rating": "80+ Gold",
    "length": 170,
    "connectors": {
        "atx_24_pin": 1,
        "eps_8_pin": 2,
        "pcie_6_plus_2_pin": 5,
        "pcie_12vhpwr": 2,
        "sata": 11,
        "molex_4_pin": 0,
    },
}
CASE: Raw = {
    "opendb_id": opendb_id(5),
    "metadata": meta("Quantex Barn 5 ATX Mid Tower", "Quantex", "QB5-BLK-01"),
    "form_factor": "ATX Mid Tower",
    "supported_motherboard_form_factors": ["ATX", "Micro ATX", "Mini-ITX"],
    "dimensions_mm": {"width": 233, "height": 489, "depth": 467},
    "dimensions": "467 x 233 x 489",
    "max_video_card_length": 387,
    "max_cpu_cooler_height": 172,
    "expansion_slots": 7,
    "max_psu_length": 205,
    "supported_power_supply_form_factors": ["ATX"],
}
COOLER: Raw = {
    "opendb_id": opendb_id(6),
    "metadata": meta("Quantex Chimney Air 151mm Black", "Quantex", "QC-151-B"),
    "water_cooled": False,
    "fanless": False,
    "height": 151,
    "radiator_size": None,
    "fan_quantity": 2,
    "cpu_sockets": ["AM4", "AM5", "LGA 1151", "AM2"],
}
MEMORY: Raw = {
    "opendb_id": opendb_id(7),
    "metadata": meta("Quantex Ember DDR5-5700 CL38 48GB (2x24GB)", "Quantex", "QE5700-2X24"),
    "ram_type": "DDR5",
    "form_factor": "288-pin DIMM",
    "registered": "Unbuffered",
    "ecc": "Non-ECC",
    "capacity": 48,
    "modules": {"quantity": 2, "capacity_gb": 24},
    "speed": 5700,
}
DRIVE: Raw = {
    "opendb_id": opendb_id(8),
    "metadata": meta("Quantex Sprint 1.5TB SSD M.2-2280", "Quantex", "QS-1500-M2"),
    "form_factor": "M.2-2280",
    "interface": "M.2 PCIe 4.0 x4",
    "nvme": True,
    "storage_type": "SSD",
    "capacity": 1500,
}
FAN: Raw = {
    "opendb_id": opendb_id(9),
    "metadata": meta("Quantex Breeze 140mm", "Quantex", "QBR-140"),
    "size": 140,
    "min_airflow": 71.5,
    "max_airflow": None,
}
RECORDS = {
    "GPU": GPU,
    "Motherboard": BOARD,
    "CPU": CPU,
    "PSU": PSU,
    "PCCase": CASE,
    "CPUCooler": COOLER,
    "RAM": MEMORY,
    "Storage": DRIVE,
    "CaseFan": FAN,
}


def write_checkout(root: Path, records: dict[str, list[Raw]] | None = None) -> Path:
    """A checkout with these records, or with one of each folder."""
    for folder, raws in (records or {name: [raw] for name, raw in RECORDS.items()}).items():
        place = root / "open-db" / folder
        place.mkdir(parents=True, exist_ok=True)
        for raw in raws:
            (place / f"{raw['opendb_id']}.json").write_text(json.dumps(raw))
    return root


def write_archive(path: Path, files: dict[str, bytes]) -> Path:
    """An archive with these files."""
    with tarfile.open(path, "w:xz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path
