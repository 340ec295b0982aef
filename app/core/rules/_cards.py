"""What the rules of a card's body read together: its plug's room, its height, and machines made for it."""

from __future__ import annotations

from app.core.case import Case
from app.core.rig import Device
from app.core.rules._supply import Range

# Slot positions of a board's form, and so the least openings of a case made for it (ATX: seven; general knowledge).
POSITIONS = {"mini-itx": 1, "micro-atx": 4, "atx": 7, "e-atx": 7, "ceb": 7, "eeb": 7}

# Room for a plug and the first bend of its cable.  16-pin: makers ask for 35 mm before the first bend; the thinner
# 8-pin cables bend within 20 mm (general knowledge).
PLUG_MM, PLUG_16_MM = 20.0, 35.0
DATA_CENTRE_CARD_MM = 268.0  # 10.5 inches, 266.7 mm
FULL_HEIGHT_MM = 111.0  # PCI Express card specification: 111.15 mm at most without overhang
LOW_PROFILE_MM = 69.0  # the same: 68.9 mm
NO_PLUG, ANY_PLUG = Range(0, 0), Range(0, PLUG_16_MM)


def is_slot_card(gpu: Device) -> bool:
    """Whether the GPU is a card for a slot; an unknown form is taken as one, for modules say what they are."""
    return gpu.text("form_factor") in (None, "pcie")


def made_for(gpu: Device, chassis: Device) -> bool:
    """Whether the card came in this machine, or its maker qualified it."""
    came_in = gpu.bundle is not None and gpu.bundle == chassis.bundle
    return came_in or gpu.part.id in (chassis.texts("qualified_gpus") or ())


def has_places_for(case: Case, gpu: Device) -> bool:
    """Whether the machine that brought the chassis has double-width GPU places, and the card is of their size.

    Such places are made for the full-height, 267 mm long cards of data centres (A100, H100, P40 and their like).
    """
    chassis, length = case.rig.chassis, gpu.number("length_mm")
    if chassis is None or chassis.bundle is None or length is None or length > DATA_CENTRE_CARD_MM:
        return False
    machines = [server for server in case.rig.all("server") if server.item.id == chassis.bundle]
    return any(server.text("gpu_form") == "pcie" and server.count("gpu_positions") for server in machines)


def plug_mm(gpu: Device) -> Range:
    """Room that the card's plug needs where it leaves, with bounds while the connector is unknown."""
    records = gpu.records("aux_power")
    if records is None:
        return ANY_PLUG
    kinds = {record.text("connector") for record in records}
    if not kinds:
        return NO_PLUG
    room = PLUG_16_MM if kinds & {"pcie16", "pcie12", "48vhpwr"} else PLUG_MM
    return Range(room, room)


def end_plug_mm(gpu: Device) -> Range:
    """Room that the plug needs behind the card: none where the connector is known to be on the top edge."""
    return _plug_at(gpu, "end")


def top_plug_mm(gpu: Device) -> Range:
    """Room that the plug needs above the card: none where the connector is known to be at the end."""
    return _plug_at(gpu, "top")


def _plug_at(gpu: Device, edge: str) -> Range:
    position = gpu.text("aux_position")
    if position is None:
        return Range(0, plug_mm(gpu).high)
    return plug_mm(gpu) if position == edge else NO_PLUG


def height_mm(gpu: Device) -> Range:
    """The card's height; unknown, a card with power connectors of its own is at least of full height.

    The highest cards sold so far are about 150 mm high (general knowledge).
    """
    height = gpu.number("height_mm")
    if height is not None:
        return Range(height, height)
    return Range(FULL_HEIGHT_MM if gpu.records("aux_power") else LOW_PROFILE_MM, 150.0)


def sure_openings(mainboard: Device | None, chassis: Device) -> int | None:
    """The openings that a case surely has: those of the largest board form that it takes.

    Whether the board itself goes in is another rule's question; where it does, its own positions have openings.
    """
    forms = (*(chassis.texts("board_form_factors") or ()), mainboard.text("form_factor") if mainboard else None)
    known = [POSITIONS[form] for form in forms if form in POSITIONS]
    return max(known, default=None)
