"""What can't be true of chassis, coolers and whole machines."""

from __future__ import annotations

from app.core.parts import Catalog, Part

from .contradictions import above, check, outside, records, texts
from .hardware import TWIN_SOCKETS, TWO_MOUNTS

RACK_UNIT_MM = 44.45
BOARD_SIDES_MM = {
    "atx": (305, 244),
    "ceb": (305, 267),
    "eeb": (305, 330),
    "micro-atx": (244, 244),
    "mini-itx": (170, 170),
}


@check("chassis")
def height_agrees_with_rack_units(part: Part, catalog: Catalog) -> list[str]:
    """A rack unit is 44.45 mm; a chassis fills its units but for a few millimetres."""
    units, height = part.facts.number("rack_units"), part.facts.number("height_mm")
    if units is None or height is None:
        return []
    return outside(height, (units - 0.5) * RACK_UNIT_MM, units * RACK_UNIT_MM + 0.5, f"height of {units:g} U")


@check("chassis")
def inside_is_smaller_than_outside(part: Part, catalog: Catalog) -> list[str]:
    """A card, a cooler, a board or a supply has to lie between the walls."""
    facts = part.facts
    sides = [facts.number(name) for name in ("width_mm", "height_mm", "depth_mm")]
    if None in sides:
        return []
    known = sorted(side for side in sides if side is not None)
    found = above(facts.number("gpu_max_length_mm"), known[-1], "longest card above the longest side")
    found += above(facts.number("psu_max_length_mm"), known[-1], "longest supply above the longest side")
    found += above(facts.number("cpu_cooler_max_mm"), known[-1], "highest cooler above the longest side")
    for form in texts(facts, "board_form_factors"):
        if form in BOARD_SIDES_MM:
            longer, shorter = BOARD_SIDES_MM[form]
            found += above(longer, known[-1], f"{form} above the longest side")
            found += above(shorter, known[-2], f"{form} above the second side")
    return found


@check("chassis")
def cards_fit_along_the_depth(part: Part, catalog: Catalog) -> list[str]:
    """Cards lie along the depth, so none is longer; a case that turns its board is listed."""
    return above(part.facts.number("gpu_max_length_mm"), part.facts.number("depth_mm"), "longest card above the depth")


@check("chassis")
def cooler_fits_across_the_width(part: Part, catalog: Catalog) -> list[str]:
    """In a tower the processor's cooler stands across the width."""
    if part.facts.text("kind") != "tower":
        return []
    return above(part.facts.number("cpu_cooler_max_mm"), part.facts.number("width_mm"), "cooler above the width")


@check("chassis")
def rack_chassis_fits_a_rack(part: Part, catalog: Catalog) -> list[str]:
    """19 inches are 482.6 mm with the ears, and a rack unit is 44.45 mm inside and out."""
    facts = part.facts
    if facts.number("rack_units") is None:
        return []
    found = above(facts.number("width_mm"), 484, "width of a rack chassis")
    units = facts.number("rack_units")
    room = (units or 0) * RACK_UNIT_MM
    found += above(facts.number("cpu_cooler_max_mm"), room, "cooler above the rack units")
    found += above(facts.number("card_max_height_mm"), max(room, 440), "card above the rack units")
    return found


@check("chassis")
def expansion_slots_suit_the_boards(part: Part, catalog: Catalog) -> list[str]:
    """A case that takes ATX boards has the seven openings of ATX, unless cards hang on risers."""
    slots, forms = part.facts.count("expansion_slots"), texts(part.facts, "board_form_factors")
    if slots is None:
        return []
    if "atx" in forms and slots < 7:
        return [f"{slots} openings for ATX"]
    return [f"{slots} openings for micro-ATX"] if "micro-atx" in forms and slots < 4 else []


@check("chassis")
def cards_are_of_a_plausible_length(part: Part, catalog: Catalog) -> list[str]:
    """No case for GPUs is too short for every card, or far longer than any."""
    return outside(part.facts.number("gpu_max_length_mm"), 150, 700, "longest card")


@check("cpu-cooler")
def kind_agrees_with_fans_and_radiator(part: Part, catalog: Catalog) -> list[str]:
    """An all-in-one has a radiator, an air cooler fans alone, a passive one neither."""
    facts = part.facts
    kind, fans = facts.text("kind"), facts.count("fan_count")
    found = []
    if kind in {"air", "passive"}:
        found += [f"{kind} with {fact}" for fact in ("radiator_fans", "radiator_fan_mm") if fact in facts]
    if kind == "passive" and fans:
        found.append(f"passive with {fans} fans")
    if kind == "air" and fans == 0:
        found.append("air without a fan")
    if kind == "aio" and fans is not None:
        found += above(facts.count("radiator_fans"), fans, "positions above the fans in the box")
    return found


@check("cpu-cooler")
def cooler_fits_all_twins_of_its_sockets(part: Part, catalog: Catalog) -> list[str]:
    """Sockets with the same mount take the same coolers: a list that stops halfway would refuse what fits."""
    if "#" in part.id:  # a machine's own heatsink names the machine's socket, no list of what else it fits
        return []
    sockets = set(texts(part.facts, "sockets"))
    return [
        f"fits {', '.join(sorted(twins & sockets))}, not {', '.join(sorted(twins - sockets))}"
        for twins in TWIN_SOCKETS
        if twins & sockets and twins - sockets
    ]


@check("cpu-cooler", "motherboard")
def mount_is_told_only_where_there_are_two(part: Part, catalog: Catalog) -> list[str]:
    """Square and narrow frames exist for Intel's large sockets alone."""
    sockets = {*texts(part.facts, "sockets"), part.facts.text("socket")} - {None}
    told = part.facts.text("socket_mount")
    return [f"a {told} mount on {sorted(map(str, sockets))}"] if told and sockets and not sockets & TWO_MOUNTS else []


@check("cpu-cooler")
def height_is_plausible(part: Part, catalog: Catalog) -> list[str]:
    """Lower than a heat spreader or higher than any case is a slip of the pen."""
    return outside(part.facts.number("height_mm"), 20, 175, "height")


def _brought(part: Part, catalog: Catalog, category: str) -> list[tuple[Part, int]]:
    found = []
    for given in part.provides:
        device = given.inner or catalog.part(given.part or "")
        if given.category == category and device is not None:
            found.append((device, given.quantity))
    return found


@check()
def bundled_supplies_fit_the_bundled_chassis(part: Part, catalog: Catalog) -> list[str]:
    """A machine is sold with supplies that go into it."""
    found = []
    for chassis, _ in _brought(part, catalog, "chassis"):
        forms, special = chassis.facts.texts("psu_form_factors"), texts(chassis.facts, "proprietary_psus")
        supplies = _brought(part, catalog, "psu")
        for supply, _ in supplies:
            form = supply.facts.text("form_factor")
            if forms is not None and form is not None and form not in forms and supply.id not in special:
                found.append(f"{supply.id} is {form}, the chassis takes {', '.join(forms)}")
            if form == "proprietary" and special and supply.id not in special:
                found.append(f"{supply.id} is not among the chassis' own")
        found += above(sum(count for _, count in supplies), chassis.facts.count("psu_bays"), "supplies above the bays")
    return found


@check()
def bundled_board_fits_the_bundled_chassis(part: Part, catalog: Catalog) -> list[str]:
    """A machine is sold with a board that goes into it."""
    found = []
    for chassis, _ in _brought(part, catalog, "chassis"):
        forms, special = chassis.facts.texts("board_form_factors"), texts(chassis.facts, "proprietary_boards")
        for board, _ in _brought(part, catalog, "motherboard"):
            form = board.facts.text("form_factor")
            if forms is None or form is None or board.id in special:
                continue
            if form not in forms:
                found.append(f"{board.id} is {form}, the chassis takes {', '.join(forms)}")
    return found


@check()
def bundled_coolers_and_processors_match_the_board(part: Part, catalog: Catalog) -> list[str]:
    """One cooler and at most one processor for each socket, and both for that socket."""
    found = []
    boards = _brought(part, catalog, "motherboard")
    if not boards and part.category == "motherboard" and part.provides:
        boards = [(part, 1)]
    for board, _ in boards:
        socket, count = board.facts.text("socket"), board.facts.count("socket_count")
        for cooler, _ in _brought(part, catalog, "cpu-cooler"):
            sockets = cooler.facts.texts("sockets")
            if socket is not None and sockets is not None and socket not in sockets:
                found.append(f"{cooler.id} fits {', '.join(sockets)}, the board is {socket}")
        for cpu, _ in _brought(part, catalog, "cpu"):
            if socket is not None and cpu.facts.text("socket") not in (None, socket):
                found.append(f"{cpu.id} is {cpu.facts.text('socket')}, the board {socket}")
        for category in ("cpu", "cpu-cooler"):
            many = sum(quantity for _, quantity in _brought(part, catalog, category))
            found += above(many, count, f"more of {category} than sockets")
        for memory, _ in _brought(part, catalog, "memory"):
            right, has = board.facts.text("memory_generation"), memory.facts.text("generation")
            if right is not None and has is not None and right != has:
                found.append(f"{memory.id} is {has}, the board {right}")
    return found


@check("server")
def gpu_positions_have_their_slots(part: Part, catalog: Catalog) -> list[str]:
    """A machine can't hold more PCIe cards than its board has slots for."""
    positions = part.facts.count("gpu_positions")
    if part.facts.text("gpu_form") not in (None, "pcie"):
        return []
    slots = [board.facts.records("slots") for board, _ in _brought(part, catalog, "motherboard")]
    return [fault for one in slots if one is not None for fault in above(positions, len(one), "positions above slots")]


@check("server")
def rack_units_agree_with_the_chassis(part: Part, catalog: Catalog) -> list[str]:
    """The machine's height is its chassis' height."""
    mine = part.facts.number("rack_units")
    theirs = [one.facts.number("rack_units") for one, _ in _brought(part, catalog, "chassis")]
    return [f"{mine:g} U in a chassis of {one:g} U" for one in theirs if mine and one and mine != one]


@check("gpu-block")
def block_is_thinner_than_the_card_was(part: Part, catalog: Catalog) -> list[str]:
    """Water blocks are made to save slots."""
    return (
        above(part.facts.number("slot_width"), 2, "slots with a water block")
        if part.facts.text("kind") == "water"
        else []
    )


@check("chassis")
def radiators_fit_inside(part: Part, catalog: Catalog) -> list[str]:
    """A row of fans is no longer than the case."""
    sides = [side for name in ("width_mm", "height_mm", "depth_mm") if (side := part.facts.number(name)) is not None]
    if len(sides) < 3:
        return []
    found = []
    for mount in records(part.facts, "radiator_mounts"):
        fan, count = mount.number("fan_mm"), mount.count("count")
        if fan is not None and count is not None:
            found += above(fan * count, max(sides), f"a row of {count} fans")
    return found


@check("fan")
def fan_is_plausible(part: Part, catalog: Catalog) -> list[str]:
    """Fans come in a few sizes, and move what their size and motor allow."""
    facts = part.facts
    size = facts.count("size_mm")
    found = [] if size in (None, 36, 40, 60, 80, 92, 120, 140, 150, 180, 200) else [f"a fan of {size} mm"]
    found += outside(facts.number("cfm"), 1, 400, "air flow")
    found += outside(facts.number("rpm"), 300, 30000, "speed")
    return found + outside(facts.number("power_w"), 0.3, 60, "power")


@check("radiator")
def radiator_takes_whole_fans(part: Part, catalog: Catalog) -> list[str]:
    """Fan sizes are standard, and a radiator has one to nine places for them."""
    size = part.facts.count("fan_mm")
    found = [] if size in (None, 80, 92, 120, 140, 180, 200) else [f"fans of {size} mm"]
    return found + outside(part.facts.number("fan_positions"), 1, 9, "fan positions")
