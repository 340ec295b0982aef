"""Watts: what every device draws under load, and what the supplies must give.

The figures for memory, drives, network cards, boards, pumps and fans are engineering estimates by class (general
knowledge, confirmed in sum by https://www.servethehome.com reviews of 2-socket servers); a part's own figure wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from app.core.estimate.mains import transient_need_w
from app.core.report import Missing
from app.core.rig import Device, Rig

MODULE_W = {"ddr3": 4.0, "ddr4": 4.0, "ddr5": 6.0, "lpddr5": 6.0}
UNKNOWN_MODULE_W = 6.0
LARGE_MODULE_GIB, LARGE_MODULE_W = 128.0, 10.0
UNCOUNTED_MODULE_GIB = 16.0  # memory whose modules nobody counted: the module size that gives a cautious sum
DRIVE_W = {"m2": 8.0, "sata": 3.0, "sas": 8.0, "u": 14.0, "e": 14.0, "aic": 14.0, "hdd": 8.0}
NIC_W = ((10.0, 10.0), (25.0, 12.0), (100.0, 20.0), (400.0, 25.0))
TWO_FAST_PORTS_W = 25.0
HBA_W, SWITCH_CARD_W = 15.0, 20.0
BOARD_2S_W, BOARD_1S_W, BOARD_DESKTOP_W = 80.0, 50.0, 40.0
PUMP_W, FAN_W = 20.0, 3.0
SERVER_FAN_SHARE = (
    0.15  # of everything else: https://servethehome.com/asrock-rack-4u8g-turin2-amd-nvidia-broadcom-classic-ai-8-gpu/
)
SLOT_12V_W = 66.0  # 5.5 A at 12 V through an ×16 slot
SLOT_W = 75.0
IDLE_GPU_SHARE, IDLE_CPU_SHARE = 0.2, 0.25


@dataclass(frozen=True, slots=True)
class Load:
    """Watts of one device; `slot_w` of them come through the slot, the rest of a card through its own connectors."""

    device: str
    label: str
    category: str
    watts: float
    slot_w: float = 0.0


@dataclass(frozen=True, slots=True)
class PowerEstimate:
    """DC watts under load.

    `dc_w` is None when the power of a GPU or processor is unknown; `at_least_w` is the sum of what is known.
    `override_w` (the builder's own figure) replaces the estimate in `judged_w`.
    """

    loads: tuple[Load, ...]
    fans_w: float
    dc_w: float | None
    at_least_w: float
    idle_w: float | None
    peak_w: float | None
    missing: tuple[Missing, ...]
    override_w: float | None
    claimed_w: float | None

    @property
    def judged_w(self) -> float | None:
        """The DC load that supplies and circuits are held against."""
        return self.override_w if self.override_w is not None else self.dc_w

    def of(self, category: str) -> float:
        """Known watts of a category."""
        return sum(load.watts for load in self.loads if load.category == category)

    def load(self, device: str) -> Load | None:
        return next((load for load in self.loads if load.device == device), None)

    @property
    def arithmetic(self) -> str:
        """The sum as a person would write it: `4 × 350 W + 2 × 320 W + … = 2,674 W`."""
        terms = []
        for (label, watts), group in groupby(self.loads, key=lambda load: (load.label, load.watts)):
            number = len(list(group))
            terms.append(f"{label} {number} × {watts:,.4g} W" if number > 1 else f"{label} {watts:,.4g} W")
        if self.fans_w:
            terms.append(f"server fans 15 % = {self.fans_w:,.1f} W")
        total = self.at_least_w
        return " + ".join(terms) + (f" = {total:,.1f} W" if self.dc_w is not None else f" = at least {total:,.1f} W")


def estimate_power(rig: Rig) -> PowerEstimate:
    """Add up the rig."""
    loads: list[Load] = []
    missing: list[Missing] = []
    for device in rig.devices:
        watts = device_w(rig, device)
        if watts is not None:
            loads.append(Load(device.name, device.label, device.category, watts, slot_w(device, watts)))
        elif device.category == "gpu":
            missing.append(device.missing("board_power_w"))
        elif device.category == "cpu":
            missing.append(device.missing("tdp_w"))
    loads += _included_fans(rig)
    base = sum(load.watts for load in loads)
    fans_w = SERVER_FAN_SHARE * base if has_server_fans(rig) else 0.0
    known = base + fans_w
    dc_w = None if missing else known
    gpu_loads = [load.watts for load in loads if load.category == "gpu"]
    peak_w = transient_need_w(known - sum(gpu_loads), gpu_loads) if dc_w is not None else None
    return PowerEstimate(
        loads=tuple(loads),
        fans_w=fans_w,
        dc_w=dc_w,
        at_least_w=known,
        idle_w=_idle_w(rig, loads) if dc_w is not None else None,
        peak_w=peak_w,
        missing=tuple(dict.fromkeys(missing)),
        override_w=rig.choices.load_override_w,
        claimed_w=rig.choices.claimed_load_w,
    )


def has_server_fans(rig: Rig) -> bool:
    """Whether high-speed server fans cool the rig; a chassis of the kind `server` has them unless it says otherwise."""
    chassis = rig.chassis
    if chassis is None:
        return False
    said = chassis.flag("server_fans")
    return chassis.text("kind") == "server" if said is None else said


def device_w(rig: Rig, device: Device) -> float | None:
    """Watts of one device under load; None when a GPU's or processor's are unknown, or it draws none of its own."""
    match device.category:
        case "gpu":
            return rig.power_limit_w(device)
        case "cpu":
            return device.number("tdp_w")
        case "memory":
            return _memory_w(device)
        case "storage":
            return _drive_w(device)
        case "nic":
            return _nic_w(device)
        case "motherboard":
            return _board_w(device)
        case "hba":
            return device.number("power_w") or HBA_W
        case "riser":
            return SWITCH_CARD_W if device.text("active") == "switch" else None
        case "pump":
            return device.number("power_w") or PUMP_W
        case "fan":
            return device.number("power_w") or FAN_W
        case "cpu-cooler":
            count = device.count("fan_count")
            return None if count is None else count * (device.number("fan_power_w") or FAN_W)
    return None


def slot_w(device: Device, watts: float) -> float:
    """Watts that a card draws through its slot: all without connectors of its own, else the slot's 12 V share."""
    if device.category in ("nic", "hba"):
        return watts
    if device.category != "gpu" or (device.text("form_factor") or "pcie") != "pcie":
        return 0.0
    return watts if device.records("aux_power") == () else min(watts, SLOT_12V_W)


def _memory_w(device: Device) -> float:
    own, capacity, total = device.number("module_w"), device.number("capacity_gib"), device.number("total_gib")
    each = own if own is not None else MODULE_W.get(device.text("generation") or "", UNKNOWN_MODULE_W)
    if own is None and capacity is not None and capacity >= LARGE_MODULE_GIB:
        each = LARGE_MODULE_W
    modules = device.count("kit_modules")
    if modules is None and capacity is None and total is not None:
        return each * max(2.0, total / UNCOUNTED_MODULE_GIB)
    return each * (modules or 1)


def _drive_w(device: Device) -> float:
    own = device.number("power_w")
    if own is not None:
        return own
    form = device.text("form") or "u2"
    if device.flag("rotating") or form == "hdd35":
        return DRIVE_W["hdd"]
    return next((watts for stem, watts in DRIVE_W.items() if form.startswith(stem)), DRIVE_W["u"])


def _nic_w(device: Device) -> float:
    own = device.number("power_w")
    if own is not None:
        return own
    ports = device.records("ports") or ()
    fastest = max((port.number("gbps") or NIC_W[-1][0] for port in ports), default=NIC_W[-1][0])
    count = sum(port.count("count") or 1 for port in ports)
    if fastest >= 100 and count > 1:
        return TWO_FAST_PORTS_W
    return next((watts for gbps, watts in NIC_W if fastest <= gbps), NIC_W[-1][1])


def _board_w(device: Device) -> float:
    own = device.number("board_w")
    if own is not None:
        return own
    sockets = device.count("socket_count")
    if sockets is not None and sockets >= 2:
        return BOARD_2S_W
    return BOARD_DESKTOP_W if device.flag("bmc") is False else BOARD_1S_W


def _included_fans(rig: Rig) -> list[Load]:
    """Fans that came with the chassis, when the build lists no fans itself and the chassis has no server fans."""
    chassis = rig.chassis
    if chassis is None or rig.has("fan") or has_server_fans(rig):
        return []
    count = chassis.count("fans_included")
    if not count:
        return []
    each = chassis.number("fan_power_w") or FAN_W
    return [Load(chassis.name, f"{count} chassis fans", "fan", count * each)]


def _idle_w(rig: Rig, loads: list[Load]) -> float:
    """Idle watts: data-centre GPUs rest at 15 to 25 % of their board power (general knowledge)."""
    total = 0.0
    by_name = {device.name: device for device in rig.devices}
    for load in loads:
        device = by_name[load.device]
        if load.category == "gpu":
            idle = device.number("idle_w")
            board_power = device.number("board_power_w")
            total += (
                idle if idle is not None else IDLE_GPU_SHARE * (board_power if board_power is not None else load.watts)
            )
        elif load.category == "cpu":
            total += IDLE_CPU_SHARE * load.watts
        else:
            total += load.watts
    return total * (1 + SERVER_FAN_SHARE) if has_server_fans(rig) else total
