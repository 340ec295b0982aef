"""The fields of a build besides the facts of its parts: items, circuits, the place, the builder's choices."""

from __future__ import annotations

from app.web.forms.fields import FieldSpec, Kind


def _field(
    key: str, label: str, kind: Kind = "number", unit: str = "", options: str = "", where: str = ""
) -> FieldSpec:
    return FieldSpec(key, label, kind, unit, tuple(options.split()), where)


QUANTITY = _field("quantity", "Quantity", "integer")
POWER_LIMIT = _field("power_limit_w", "Power limit", "number", "W", where="As set with `nvidia-smi -pl`.")
GPU_COOLING = _field("cooling", "Cooling", "select", options="stock loop shroud")
PURCHASE = (
    _field("price_paid", "Price paid, each"),
    _field("owned", "I own it", "flag"),
    _field("note", "Note", "text"),
)
ITEM_FIELDS = {spec.key: spec for spec in (QUANTITY, POWER_LIMIT, GPU_COOLING, *PURCHASE)}

CIRCUIT_FIELDS = (
    _field("volts", "Volts", unit="V"),
    _field("amps", "Breaker", unit="A", where="Printed on the breaker's lever."),
    _field("phases", "Phases", "select", options="1 3"),
    _field("receptacle", "Receptacle", "text", where="NEMA or IEC name, such as 5-20 or L6-30."),
    _field("other_load_w", "Other load", unit="W", where="What else hangs on this circuit."),
)

SITE_FIELDS = (
    _field("room_c", "Room temperature", unit="°C"),
    _field("humidity_pct", "Humidity", unit="%"),
    _field("altitude_m", "Altitude", unit="m", where="Above the sea."),
    _field("room_cooling_w", "Room cooling", unit="W", where="An air conditioner's BTU/h divided by 3.412."),
    _field("living_space", "People live there", "flag"),
    _field("region", "Region", "text", where="A country code, such as US or DE."),
    _field("electricity_price_kwh", "Electricity price per kWh"),
    _field("rack_depth_mm", "Rack depth", unit="mm"),
)

CHOICE_FIELDS = (
    _field("gpu_power_limit_w", "Power limit of all GPUs", unit="W"),
    _field("psu_redundancy", "PSU redundancy", "text", where="Active + spare modules, such as 2+2 or 4+0."),
    _field("workload", "Workload", "text", where="inference, training …"),
    _field("tensor_parallel", "Tensor parallel", "integer"),
    _field("coolant_c", "Coolant temperature", unit="°C"),
    _field("loop_lpm", "Loop flow", unit="L/min"),
    _field("fan_rpm", "Radiator fans", unit="rpm"),
    _field("load_override_w", "Judge this DC load instead", unit="W"),
    _field("claimed_load_w", "Somebody claims", unit="W"),
    _field("bus_volts", "DC bus to the GPUs", unit="V"),
    _field("lacp", "Network ports bonded (LACP)", "flag"),
    _field("boot_mode", "Boot mode", "select", options="uefi legacy"),
)

SOFTWARE_FIELDS = (
    _field("os", "Operating system", "text", where="Such as ubuntu-24.04."),
    _field("driver", "Driver branch", "text", where="Such as 580."),
    _field("cuda", "CUDA", "text"),
    _field("rocm", "ROCm", "text"),
)

SLOT_PIN_FIELDS = (
    _field("device", "Device", "text", where="Such as gpus#2."),
    _field("slot", "Slot", "text", where="Such as PCIE5."),
)
CABLE_PIN_FIELDS = (
    _field("device", "Device", "text"),
    _field("output", "PSU output", "text"),
    _field("psu", "PSU", "text"),
)
