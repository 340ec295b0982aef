"""Power supplies: watts at the site's voltage, and the redundancy mode."""

from __future__ import annotations

from app.core.rig import Device, Rig


def site_volts(rig: Rig) -> float | None:
    """The mains voltage that the supplies see, or None when no circuit was said."""
    circuits = rig.site.circuits
    return min(circuit.volts for circuit in circuits) if circuits else None


def rating_at(psu: Device, volts: float | None) -> float | None:
    """Watts of a supply at a mains voltage.

    A supply that isn't rated for the voltage gives 0 W there.  Without a voltage the answer is known only when all of
    the supply's ratings agree.  None is unknown.
    """
    records = psu.records("ratings")
    if not records:
        return None
    if volts is None:
        watts = {record.number("watts") for record in records}
        return watts.pop() if len(watts) == 1 else None
    fitting = []
    for record in records:
        low, high, watts_here = record.number("volts_min"), record.number("volts_max"), record.number("watts")
        if low is None or high is None or watts_here is None:
            return None
        if low <= volts <= high:
            fitting.append(watts_here)
    return max(fitting) if fitting else 0.0


def redundancy(rig: Rig, count: int) -> tuple[int, int]:
    """(active, spare) supplies of the declared mode, e.g. (2, 2) for `2+2`; all active when nothing was declared."""
    declared = rig.choices.psu_redundancy
    if declared:
        active, _, spare = declared.partition("+")
        if active.strip().isdecimal() and spare.strip().isdecimal() and int(active) > 0:
            return int(active), int(spare)
        if active.strip().upper() == "N" and spare.strip().isdecimal() and int(spare) < count:
            return count - int(spare), int(spare)
    return count, 0


def share_one_bus(psus: tuple[Device, ...]) -> bool:
    """Whether the supplies are hot-swap modules on one 12 V bus, as in servers."""
    return len(psus) > 1 and all(psu.flag("redundant") is True for psu in psus)
