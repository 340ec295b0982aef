"""A small catalog of our own in a temporary folder, so that every fault can be planted in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.parts import Catalog
from app.intake.loader import load_catalog
from app.resources import resource_root

GPU = """
name = "NVIDIA Test 9000"
maker = "NVIDIA"
aliases = ["Test 9000"]
shares = ["chip/nvidia/t9"]
formerly = ["gpu/nvidia/old-9000"]
unknown = ["height_mm"]
general_knowledge = ["cooling"]

[facts]
cooling = "passive"
board_power_w = 350
aux_power = [{ connector = "pcie16", count = 1 }]

[[sources]]
url = "https://example.com/t9000.pdf"
title = "Test 9000 data sheet"
read = 2026-05-16
kind = "vendor"
facts = ["board_power_w", "aux_power", "memory_gb"]

[[prices]]
amount = 1200
currency = "USD"
condition = "used"
date = 2026-05-16
source = "a shop"

[[known_issues]]
area = "firmware-driver"
severity = "warning"
text = "The first board revision does not start with old drivers."
when = [{ category = "choices", fact = "software.driver", test = "in", values = ["470"] }]
sources = [{ url = "https://example.com/note", title = "Note", read = 2026-05-16, kind = "vendor" }]
"""
CHIP = """
general_knowledge = ["architecture"]
[facts]
chip = "t9"
architecture = "testla"
memory_gb = 24
[[sources]]
url = "https://example.org/t9"
title = "A review"
read = 2026-05-16
kind = "third-party"
facts = ["chip", "memory_gb"]
"""
BOARD = """
name = "Test Board"
general_knowledge = ["slots", "ports", "lane_sharing", "roots"]
[facts]
slots = [{ id = "PCIE1", position = 1, root = "cpu0", bifurcation = ["x8x8"] }, { id = "PCIE2", root = "switch0" }]
ports = [{ id = "M2_1", type = "m2", lanes = 4, root = "pch" }]
lane_sharing = [{ when = ["M2_1"], affects = "PCIE2", lanes = 0 }]
roots = [{ id = "switch0", uplink_root = "cpu0" }]
"""
SERVER = """
name = "Test Server"
maker = "Maker"
general_knowledge = ["rack_units"]
[facts]
rack_units = 4
[[sources]]
url = "https://example.com/server"
title = "Server manual"
read = 2026-05-16
kind = "vendor"
facts = ["chassis.fan_wall"]
[[provides]]
category = "motherboard"
part = "motherboard/test/board"
[[provides]]
category = "chassis"
name = "Test Server's chassis"
general_knowledge = ["psu_bays", "qualified_gpus", "proprietary_psus"]
unknown = ["height_mm"]
[provides.facts]
fan_wall = true
psu_bays = 4
qualified_gpus = ["gpu/nvidia/test-9000"]
proprietary_psus = ["server/test/server#psu"]
[[provides]]
category = "psu"
quantity = 2
name = "Test Server's supply"
[[provides]]
category = "psu"
name = "Test Server's standby supply"
"""
FILES = {
    "gpu/nvidia/test-9000.toml": GPU,
    "shared/chip/nvidia/t9.toml": CHIP,
    "motherboard/test/board.toml": BOARD,
    "server/test/server.toml": SERVER,
}
MakeCatalog = Callable[..., Path]


@pytest.fixture
def make_catalog(tmp_path: Path) -> MakeCatalog:
    """`make_catalog({path: text})` writes the small catalog with these files added or replaced (None: left out)."""

    def make(changed: dict[str, str | bytes | None] | None = None) -> Path:
        root = tmp_path / "catalog"
        shutil.copytree(resource_root() / "catalog" / "vocabulary", root / "vocabulary")
        for name, content in {**FILES, **(changed or {})}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            elif content is not None:
                path.write_text(content, encoding="utf-8")
        return root

    return make


@pytest.fixture
def small_catalog(make_catalog: MakeCatalog) -> Catalog:
    return load_catalog(make_catalog())
