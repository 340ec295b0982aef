"""What is fixed by specification or architecture: the tables that the contradiction checks measure parts against.

They are written here a second time on purpose.  A test that borrowed the rules' tables would share their mistakes.
"""

from __future__ import annotations

from typing import NamedTuple

TODAY = "2026-11-25"

# What a plug may carry, by PCI CEM (6-pin, 8-pin, 16-pin), ATX12V/EPS12V and NVIDIA's 12-pin.
PLUG_W = {"pcie6": 75, "pcie8": 150, "pcie12": 600, "pcie16": 600, "eps8": 336, "eps4": 168}
SLOT_W = 75

# PCIe throughput of one lane in Gbit/s, after line coding.
LANE_GBPS = {1: 2.0, 2: 4.0, 3: 7.88, 4: 15.75, 5: 31.5, 6: 60.5}


class Architecture(NamedTuple):
    """What a GPU architecture fixes: targets of the compiler, the fastest link, and the drivers that know it."""

    vendor: str
    targets: frozenset[float | str]
    pcie_gens: frozenset[int]
    first_driver: int | None = None
    last_driver: int | None = None


def _arch(
    vendor: str, targets: list[float | str], gens: list[int], first: int | None = None, last: int | None = None
) -> Architecture:
    return Architecture(vendor, frozenset(targets), frozenset(gens), first, last)


# `pcie_gens` holds what any board of that architecture has; mining cards are wired down to 1.
ARCHITECTURES = {
    "kepler": _arch("nvidia", [3.0, 3.5, 3.7], [2, 3], 304, 470),
    "maxwell": _arch("nvidia", [5.0, 5.2], [3], 340, 580),
    "pascal": _arch("nvidia", [6.0, 6.1], [1, 3], 361, 580),
    "volta": _arch("nvidia", [7.0], [3], 384, 580),
    "turing": _arch("nvidia", [7.5], [3], 410),
    "ampere": _arch("nvidia", [8.0, 8.6], [1, 4], 450),
    "ada": _arch("nvidia", [8.9], [4], 520),
    "hopper": _arch("nvidia", [9.0], [5], 515),
    "blackwell": _arch("nvidia", [10.0, 10.3, 12.0, 12.1], [5, 6], 570),
    "gcn5": _arch("amd", ["gfx900"], [3]),
    "gcn5.1": _arch("amd", ["gfx906"], [3, 4]),
    "cdna1": _arch("amd", ["gfx908"], [4]),
    "cdna2": _arch("amd", ["gfx90a"], [4]),
    "cdna3": _arch("amd", ["gfx942"], [5]),
    "cdna4": _arch("amd", ["gfx950"], [5]),
    "rdna2": _arch("amd", ["gfx1030", "gfx1031", "gfx1032"], [4]),
    "rdna3": _arch("amd", ["gfx1100", "gfx1101", "gfx1102"], [4]),
    "rdna4": _arch("amd", ["gfx1200", "gfx1201"], [5]),
    "xe-hpc": _arch("intel", [], [5]),
    "xe-hpg": _arch("intel", [], [4]),
    "xe2-hpg": _arch("intel", [], [4, 5]),
}

# Which cards have which link between GPUs: (architecture, form factor).
LINKS_OF_TYPE = {
    "nvlink1-sxm2": {("pascal", "sxm2")},
    "nvlink2-sxm2": {("volta", "sxm2")},
    "nvlink2-sxm3": {("volta", "sxm3")},
    "nvlink2-gv100": {("volta", "pcie")},
    "nvlink2-geforce-2080": {("turing", "pcie")},
    "nvlink2-quadro-6000": {("turing", "pcie")},
    "nvlink2-quadro-5000": {("turing", "pcie")},
    "nvlink3-ampere-1": {("ampere", "pcie")},
    "nvlink3-ampere-3": {("ampere", "pcie")},
    "nvlink3-sxm4": {("ampere", "sxm4")},
    "nvlink4-h100": {("hopper", "pcie")},
    "nvlink4-h200": {("hopper", "pcie")},
    "nvlink4-sxm5": {("hopper", "sxm5")},
    "nvlink5-sxm6": {("blackwell", "sxm6")},
    "xgmi-mi50": {("gcn5.1", "pcie")},
    "xgmi-mi100": {("cdna1", "pcie")},
    "xgmi-mi210": {("cdna2", "pcie")},
    "infinity-fabric-oam": {("cdna2", "oam"), ("cdna3", "oam"), ("cdna4", "oam")},
    "xe-link": {("xe-hpc", "pcie")},
}


HBM_KEPT_BACK = 1 / 8


class GraphicsMemory(NamedTuple):
    """Pin rates in Gbit/s that were sold, the width of one device, and the GB that one such width can hold."""

    slowest: float
    fastest: float
    device_bits: int
    device_gb: frozenset[float]


# GDDR: 32 bits a chip, twice the capacity where two chips share them.  HBM: 1,024 bits a stack, of which a maker may
# keep some back (94 of 96 GB on the H100 NVL, 256 of 288 on the MI325X).
GRAPHICS_MEMORY = {
    "GDDR5": GraphicsMemory(4.0, 9.0, 32, frozenset({0.25, 0.5, 1, 2})),
    "GDDR5X": GraphicsMemory(9.0, 12.0, 32, frozenset({1, 2})),
    "GDDR6": GraphicsMemory(10.0, 20.0, 32, frozenset({1, 2, 4})),
    "GDDR6X": GraphicsMemory(19.0, 24.0, 32, frozenset({1, 2, 4})),
    "GDDR7": GraphicsMemory(18.0, 32.0, 32, frozenset({2, 3, 4, 6})),
    "HBM2": GraphicsMemory(1.4, 2.5, 1024, frozenset({4, 8, 16})),
    "HBM2e": GraphicsMemory(2.4, 3.6, 1024, frozenset({8, 16})),
    "HBM3": GraphicsMemory(4.0, 6.4, 1024, frozenset({16, 24})),
    "HBM3e": GraphicsMemory(5.8, 9.6, 1024, frozenset({24, 36})),
}


class Platform(NamedTuple):
    """What a processor family fixes."""

    socket: str
    memory: frozenset[str]
    channels: int
    pcie_gen: int
    lanes: frozenset[int]


def _cpu(socket: str, memory: str, channels: int, pcie_gen: int, *lanes: int) -> Platform:
    return Platform(socket, frozenset(memory.split()), channels, pcie_gen, frozenset(lanes))


# Lanes without those that lead to the chipset.  Where models of one family differ, all their counts stand here.
FAMILIES = {
    "altra": _cpu("LGA4926", "ddr4", 8, 4, 128),
    "core-4": _cpu("LGA1150", "ddr3", 2, 3, 16),
    "core-6": _cpu("LGA1151", "ddr4 ddr3", 2, 3, 16),
    "core-7": _cpu("LGA1151", "ddr4 ddr3", 2, 3, 16),
    "core-8": _cpu("LGA1151-2", "ddr4", 2, 3, 16),
    "core-9": _cpu("LGA1151-2", "ddr4", 2, 3, 16),
    "core-10": _cpu("LGA1200", "ddr4", 2, 3, 16),
    "core-11": _cpu("LGA1200", "ddr4", 2, 4, 20),
    "core-12": _cpu("LGA1700", "ddr4 ddr5", 2, 5, 20),
    "core-13": _cpu("LGA1700", "ddr4 ddr5", 2, 5, 20),
    "core-14": _cpu("LGA1700", "ddr4 ddr5", 2, 5, 20),
    "core-ultra-200": _cpu("LGA1851", "ddr5", 2, 5, 24),
    "core-x-5000": _cpu("LGA2011-3", "ddr4", 4, 3, 28, 40),
    "core-x-6000": _cpu("LGA2011-3", "ddr4", 4, 3, 28, 40),
    "core-x-7000": _cpu("LGA2066", "ddr4", 4, 3, 28, 44),
    "core-x-9000": _cpu("LGA2066", "ddr4", 4, 3, 44),
    "core-x-10000": _cpu("LGA2066", "ddr4", 4, 3, 48),
    "epyc-4004": _cpu("AM5", "ddr5", 2, 5, 24, 28),
    "epyc-4005": _cpu("AM5", "ddr5", 2, 5, 24, 28),
    "epyc-7001": _cpu("SP3", "ddr4", 8, 3, 128),
    "epyc-7002": _cpu("SP3", "ddr4", 8, 4, 128),
    "epyc-7003": _cpu("SP3", "ddr4", 8, 4, 128),
    "epyc-8004": _cpu("SP6", "ddr5", 6, 5, 96),
    "epyc-9004": _cpu("SP5", "ddr5", 12, 5, 128),
    "epyc-9005": _cpu("SP5", "ddr5", 12, 5, 128),
    "ryzen-1000": _cpu("AM4", "ddr4", 2, 3, 20),
    "ryzen-2000": _cpu("AM4", "ddr4", 2, 3, 20),
    "ryzen-3000": _cpu("AM4", "ddr4", 2, 4, 20),
    "ryzen-4000g": _cpu("AM4", "ddr4", 2, 3, 20),
    "ryzen-5000": _cpu("AM4", "ddr4", 2, 4, 20),
    "ryzen-5000g": _cpu("AM4", "ddr4", 2, 3, 20),
    "ryzen-7000": _cpu("AM5", "ddr5", 2, 5, 24),
    "ryzen-8000g": _cpu("AM5", "ddr5", 2, 4, 10, 16),
    "ryzen-9000": _cpu("AM5", "ddr5", 2, 5, 24),
    "ryzen-ai-max": _cpu("soldered", "lpddr5", 4, 4, 16),
    "ryzen-mobile-7045": _cpu("soldered", "ddr5", 2, 5, 24),
    "threadripper-1000": _cpu("TR4", "ddr4", 4, 3, 60),
    "threadripper-2000": _cpu("TR4", "ddr4", 4, 3, 60),
    "threadripper-3000": _cpu("sTRX4", "ddr4", 4, 4, 56),
    "threadripper-7000": _cpu("sTR5", "ddr5", 4, 5, 72, 80, 88),
    "threadripper-9000": _cpu("sTR5", "ddr5", 4, 5, 72, 80, 88),
    "threadripper-pro-3000": _cpu("sWRX8", "ddr4", 8, 4, 120, 128),
    "threadripper-pro-5000": _cpu("sWRX8", "ddr4", 8, 4, 120, 128),
    "threadripper-pro-7000": _cpu("sTR5", "ddr5", 8, 5, 128),
    "threadripper-pro-9000": _cpu("sTR5", "ddr5", 8, 5, 128),
    "xeon-6": _cpu("LGA7529", "ddr5", 12, 5, 96),
    "xeon-e-2300": _cpu("LGA1200", "ddr4", 2, 4, 20),
    "xeon-e-2400": _cpu("LGA1700", "ddr5", 2, 5, 16, 20),
    "xeon-e5-v1": _cpu("LGA2011", "ddr3", 4, 3, 40),
    "xeon-e5-v2": _cpu("LGA2011", "ddr3", 4, 3, 40),
    "xeon-e5-v3": _cpu("LGA2011-3", "ddr4", 4, 3, 40),
    "xeon-e5-v4": _cpu("LGA2011-3", "ddr4", 4, 3, 40),
    "xeon-max": _cpu("LGA4677", "ddr5", 8, 5, 80),
    "xeon-scalable-1": _cpu("LGA3647", "ddr4", 6, 3, 48),
    "xeon-scalable-2": _cpu("LGA3647", "ddr4", 6, 3, 48),
    "xeon-scalable-3": _cpu("LGA4189", "ddr4", 8, 4, 64),
    "xeon-scalable-4": _cpu("LGA4677", "ddr5", 8, 5, 80),
    "xeon-scalable-5": _cpu("LGA4677", "ddr5", 8, 5, 80),
    "xeon-w-2100": _cpu("LGA2066", "ddr4", 4, 3, 48),
    "xeon-w-2200": _cpu("LGA2066", "ddr4", 4, 3, 48),
    "xeon-w-2400": _cpu("LGA4677", "ddr5", 4, 5, 64),
    "xeon-w-2500": _cpu("LGA4677", "ddr5", 4, 5, 64),
    "xeon-w-3100": _cpu("LGA3647", "ddr4", 6, 3, 48),
    "xeon-w-3200": _cpu("LGA3647", "ddr4", 6, 3, 64),
    "xeon-w-3300": _cpu("LGA4189", "ddr4", 8, 4, 64),
    "xeon-w-3400": _cpu("LGA4677", "ddr5", 8, 5, 112),
    "xeon-w-3500": _cpu("LGA4677", "ddr5", 8, 5, 112),
}

# Families that come in two sockets: Xeon 6700 (eight channels, 88 or 136 lanes) and 6900 share one name here.
SECOND_SOCKETS = {"xeon-6": {"LGA4710"}}

# Two linked EPYCs keep 128 lanes, or 160 where the board gives one link between them away.
DUAL_EPYC_LANES = 160

CHIPSET_SOCKETS = {
    "x399": "TR4",
    "trx40": "sTRX4",
    "trx50": "sTR5",
    "wrx80": "sWRX8",
    "wrx90": "sTR5",
    "b450": "AM4",
    "b550": "AM4",
    "x570": "AM4",
    "b650": "AM5",
    "b650e": "AM5",
    "x670": "AM5",
    "x670e": "AM5",
    "x870": "AM5",
    "x870e": "AM5",
    "z170": "LGA1151",
    "c256": "LGA1200",
    "z690": "LGA1700",
    "z790": "LGA1700",
    "b760": "LGA1700",
    "z890": "LGA1851",
    "x99": "LGA2011-3",
    "c612": "LGA2011-3",
    "c602": "LGA2011",
    "x299": "LGA2066",
    "c621": "LGA3647",
    "c621a": "LGA4189",
    "c741": "LGA4677",
    "w790": "LGA4677",
}

# The fastest PCIe generation of a chipset's own lanes, and how it hangs on the processor: (lanes, generation) of the
# uplink, where AMD's is PCIe and Intel's DMI of the same rates.
CHIPSET_LINKS = {
    "x399": (2, (4, 3)),
    "trx40": (4, (8, 4)),
    "wrx90": (4, (4, 4)),
    "b450": (2, (4, 3)),
    "b550": (3, (4, 3)),
    "x570": (4, (4, 4)),
    "b650": (4, (4, 4)),
    "b650e": (4, (4, 4)),
    "x670": (4, (4, 4)),
    "x670e": (4, (4, 4)),
    "x870": (4, (4, 4)),
    "x870e": (4, (4, 4)),
    "z170": (3, (4, 3)),
    "c256": (3, (8, 3)),
    "z690": (4, (8, 4)),
    "z790": (4, (8, 4)),
    "b760": (4, (4, 4)),
    "z890": (4, (8, 4)),
    "x99": (2, (4, 2)),
    "c612": (2, (4, 2)),
    "c602": (2, (4, 2)),
    "x299": (3, (4, 3)),
    "c621": (3, (4, 3)),
    "c621a": (3, (4, 3)),
    "w790": (4, (8, 4)),
}


class BoardForm(NamedTuple):
    """Slot positions, and the size in mm as (least width, most width, least depth, most depth)."""

    positions: int
    size: tuple[float, float, float, float]


# ATX 2.2, SSI CEB 1.1 and EEB 1.1.  "E-ATX" is a trade name for boards deeper than ATX, up to EEB's 330 mm.
BOARD_FORMS = {
    "mini-itx": BoardForm(1, (170, 170, 170, 170)),
    "micro-atx": BoardForm(4, (170, 245, 170, 245)),
    "atx": BoardForm(7, (300, 305, 180, 245)),
    "ceb": BoardForm(7, (305, 305, 259, 267)),
    "e-atx": BoardForm(8, (304, 305, 246, 331)),
    "eeb": BoardForm(8, (305, 305, 330, 331)),
    "xl-atx": BoardForm(10, (305, 345, 244, 345)),
}

# The most PCIe lanes that a connector of that kind can carry.
PORT_LANES = {
    "m2": 4,
    "u2": 4,
    "oculink": 8,
    "slimsas-4i": 4,
    "slimsas-8i": 8,
    "mcio-4i": 4,
    "mcio-8i": 8,
    "sata": 0,
    "minisas-hd": 4,
    "minisas": 4,
    "e1s": 4,
    "e3s": 4,
    "sff-ta-1002": 16,
}

# What a network cage can run at, in Gbit/s.
CAGE_GBPS: dict[str, set[float]] = {
    "rj45": {1, 2.5, 5, 10},
    "sfp": {1},
    "sfp+": {1, 10},
    "sfp28": {1, 10, 25},
    "sfp56": {10, 25, 50},
    "sfp112": {50, 100},
    "qsfp+": {10, 40, 56},
    "qsfp28": {40, 50, 56, 100},
    "qsfp56": {100, 200},
    "qsfp112": {100, 200, 400},
    "qsfp-dd": {100, 200, 400, 800},
    "osfp": {200, 400, 800},
    "osfp-rhs": {200, 400, 800},
}

# Amperes by plug.
PLUG_A = {
    "NEMA 5-15P": 15,
    "NEMA L5-15P": 15,
    "NEMA 5-20P": 20,
    "NEMA L5-20P": 20,
    "NEMA L5-30P": 30,
    "NEMA L6-20P": 20,
    "NEMA L6-30P": 30,
    "NEMA L15-30P": 30,
    "NEMA L21-30P": 30,
    "CS8365C": 50,
    "CEE 7/7": 16,
    "IEC C14": 15,
    "IEC C20": 20,
    "IEC 60309 2P+E 6h 16 A": 16,
    "IEC 60309 2P+E 6h 32 A": 32,
    "IEC 60309 3P+N+E 6h 32 A": 32,
}

# Sockets whose cooler mounts are mechanically the same: a cooler that lists one of a group fits the others.
TWIN_SOCKETS = (
    {"TR4", "sTRX4"},
    {"LGA1151", "LGA1151-2"},
    {"LGA1150", "LGA1151", "LGA1155", "LGA1156"},
    {"sTR5", "SP6"},
    {"LGA2011", "LGA2011-3"},
)

# Sockets for which Intel sells a square and a narrow mounting frame.
TWO_MOUNTS = {"LGA2011", "LGA2011-3", "LGA2066", "LGA1356", "LGA1366", "LGA3647"}

# (slowest, fastest) speed in MT/s and the module sizes in GiB that were ever made.
MEMORY_SPEEDS = {
    ("ddr3", False): (800, 2400),
    ("ddr3", True): (800, 1866),
    ("ddr4", False): (1600, 5333),
    ("ddr4", True): (1600, 3200),
    ("ddr5", False): (4000, 9600),
    ("ddr5", True): (4000, 8000),
}
JEDEC_SPEEDS = {"ddr3": (800, 1866), "ddr4": (1600, 3200), "ddr5": (3200, 6400), "lpddr5": (5500, 9600)}
REGISTERED = {"rdimm", "lrdimm", "3ds-rdimm"}
MODULE_SIZES = {
    ("ddr3", "unbuffered"): {1, 2, 4, 8, 16},
    ("ddr3", "rdimm"): {1, 2, 4, 8, 16, 32},
    ("ddr3", "lrdimm"): {8, 16, 32, 64},
    ("ddr4", "unbuffered"): {2, 4, 8, 16, 32},
    ("ddr4", "rdimm"): {4, 8, 16, 32, 64},
    ("ddr4", "lrdimm"): {32, 64, 128, 256},
    ("ddr4", "3ds-rdimm"): {64, 128, 256},
    ("ddr5", "unbuffered"): {8, 16, 24, 32, 48, 64},
    ("ddr5", "rdimm"): {16, 24, 32, 48, 64, 96, 128},
    ("ddr5", "3ds-rdimm"): {96, 128, 192, 256, 512},
    ("ddr5", "mrdimm"): {32, 64, 96, 128, 256},
}

# Which architecture a card's name tells of.  NVIDIA's workstation cards wear the generation's name behind the number.
NAMED_ARCHITECTURES = (
    (r"GeForce (RTX 20|GTX 16)|Quadro RTX|Titan RTX|Tesla T4", "turing"),
    (r"GeForce RTX 30|NVIDIA (RTX )?A\d{1,4}\b", "ampere"),
    (r"GeForce RTX 40|\bAda\b|NVIDIA L4", "ada"),
    (r"GeForce RTX 50|RTX PRO \d+|NVIDIA B[23]00", "blackwell"),
    (r"GeForce GTX 10|Tesla P\d|Quadro P\d", "pascal"),
    (r"Tesla V100|Titan V|GV100", "volta"),
    (r"\bH[12]00\b", "hopper"),
    (r"Tesla K\d", "kepler"),
    (r"Tesla M\d|GeForce GTX 9", "maxwell"),
    (r"Radeon RX 6\d{3}", "rdna2"),
    (r"Radeon RX 7\d{3}", "rdna3"),
    (r"Radeon RX 9\d{3}", "rdna4"),
)
