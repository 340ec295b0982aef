"""What can't be true of a graphics card."""

from __future__ import annotations

import re

from app.core.parts import Catalog, Facts, Part

from .contradictions import above, check, outside, records
from .hardware import ARCHITECTURES, GRAPHICS_MEMORY, HBM_KEPT_BACK, LINKS_OF_TYPE, NAMED_ARCHITECTURES, PLUG_W, SLOT_W

MEZZANINES = ("sxm", "oam", "mxm")


def _rating_w(facts: Facts, fact: str) -> float | None:
    """What slot and plugs may carry; None where a plug has no public rating or the plugs are unknown."""
    plugs = facts.records(fact)
    if plugs is None or facts.text("form_factor") not in (None, "pcie"):
        return None
    watts = 0.0
    for plug in plugs:
        rating, count = PLUG_W.get(plug.text("connector") or ""), plug.count("count")
        if rating is None or count is None:
            return None
        watts += rating * count
    return watts + SLOT_W


@check("gpu")
def plugs_cover_the_board_power(part: Part, catalog: Catalog) -> list[str]:
    """A card draws through its slot and its plugs alone, and no maker certifies one above their ratings."""
    found = []
    for plugs in ("aux_power", "aux_power_most"):
        for watts in ("board_power_w", "power_max_w"):
            found += above(part.facts.number(watts), _rating_w(part.facts, plugs), f"{watts} above slot and {plugs}")
    return found


@check("gpu")
def power_limits_stand_in_order(part: Part, catalog: Catalog) -> list[str]:
    """The driver's limits enclose the board power: the default lies between lowest and highest."""
    facts = part.facts
    low, default, high = (facts.number(name) for name in ("power_min_w", "board_power_w", "power_max_w"))
    return [
        *above(low, default, "lowest limit above board power"),
        *above(default, high, "board power above highest limit"),
        *above(low, high, "lowest limit above highest"),
        *above(facts.number("idle_w"), default, "idle power above board power"),
    ]


@check("gpu")
def bandwidth_is_bus_times_rate(part: Part, catalog: Catalog) -> list[str]:
    """Memory comes in whole devices: some number of them must give both the size and, at a rate sold, the bandwidth."""
    facts = part.facts
    kind, size, bandwidth = facts.text("memory_type"), facts.number("memory_gb"), facts.number("bandwidth_gb_s")
    if kind is None:
        return []
    memory = GRAPHICS_MEMORY.get(kind)
    if memory is None:
        return [f"no such memory: {kind}"]
    kept_back = HBM_KEPT_BACK if kind.startswith("HBM") else 0
    for devices in range(1, 25):  # 24 where two chips of 384 bits sit on one card
        bus_bits = devices * memory.device_bits
        fits = size is None or any(devices * gb * (1 - kept_back) <= size <= devices * gb for gb in memory.device_gb)
        slowest, fastest = bus_bits / 8 * memory.slowest * 0.99, bus_bits / 8 * memory.fastest * 1.01
        if fits and (bandwidth is None or slowest <= bandwidth <= fastest):
            return []
    return [f"no bus of {kind} gives {size} GB and {bandwidth} GB/s"]


@check("gpu")
def bar_agrees_with_memory(part: Part, catalog: Catalog) -> list[str]:
    """A BAR is a power of two, and never more than the next one above the memory that it shows."""
    bar, memory = part.facts.number("bar1_gib"), part.facts.number("memory_gb")
    if bar is None:
        return []
    mib = int(bar * 1024)
    found = [] if mib > 0 and mib & (mib - 1) == 0 else [f"BAR of {bar:g} GiB is no power of two"]
    if memory is not None and bar >= 2 * memory:
        found.append(f"BAR of {bar:g} GiB for {memory:g} GB")
    if memory is not None and 0.5 < bar < memory / 2:
        found.append(f"BAR of {bar:g} GiB is neither a window nor the whole of {memory:g} GB")
    return found


@check("gpu", "nic", "hba")
def lanes_fit_the_edge(part: Part, catalog: Catalog) -> list[str]:
    """A card can't use more lanes than its edge connector has contacts for."""
    facts = part.facts
    lanes, edge = facts.number("pcie_lanes"), facts.number("connector_lanes")
    found = above(lanes, edge, "lanes above the edge connector")
    found += [f"x{n:g} is no PCIe width" for n in (lanes, edge) if n is not None and n not in (1, 2, 4, 8, 16)]
    return found


@check("gpu")
def size_is_plausible(part: Part, catalog: Catalog) -> list[str]:
    """Cards shorter than a slot, longer than any chassis, or thin with a cooler for hundreds of watts don't exist."""
    facts = part.facts
    width, watts = facts.number("slot_width"), facts.number("board_power_w")
    found = [
        *outside(facts.number("length_mm"), 145, 370, "length"),
        *outside(facts.number("height_mm"), 56, 180, "height"),
        *outside(width, 1, 4.5, "width"),
    ]
    if facts.text("cooling") in {"passive", "blower"}:
        found += above(width, 3, "a passive or blower card wider than three slots")
    if width is not None and width <= 1 and facts.text("cooling") != "water":
        found += above(watts, 230, "one slot of air for so many watts")
    return found


@check("gpu")
def modules_have_no_edge_and_no_plugs(part: Part, catalog: Catalog) -> list[str]:
    """SXM, OAM and MXM modules are fed and connected through their mezzanine."""
    facts = part.facts
    if not (facts.text("form_factor") or "").startswith(MEZZANINES):
        return []
    found = [f"a module with {fact}" for fact in ("connector_lanes", "slot_width", "aux_position") if fact in facts]
    return found + [f"a module with {fact}" for fact in ("aux_power", "aux_power_most") if records(facts, fact)]


@check("gpu")
def link_between_gpus_agrees_with_chip_and_form(part: Part, catalog: Catalog) -> list[str]:
    """Each connector family was built for one architecture and form; a card without it has no bridges either."""
    facts = part.facts
    kind, architecture, form = (facts.text(name) for name in ("nvlink_type", "architecture", "form_factor"))
    if kind in (None, "none"):
        details = [name for name in ("nvlink_gb_s", "nvlink_bridges_required") if name in facts]
        return [f"no link, but {name}" for name in details if kind == "none"]
    homes = LINKS_OF_TYPE.get(kind or "")
    if homes is None:
        return [f"no such link: {kind}"]
    if architecture is None or form is None or (architecture, form) in homes:
        return []
    return [f"{kind} on {architecture} in {form}"]


@check("nvlink-bridge")
def bridge_joins_links_that_exist(part: Part, catalog: Catalog) -> list[str]:
    """A bridge for a connector that no card has, or between modules, which need none, is a misspelling."""
    kinds = part.facts.texts("nvlink_types") or ()
    return [f"no card with {kind}" for kind in kinds if ("pcie" not in {f for _, f in LINKS_OF_TYPE.get(kind, ())})]


@check("gpu")
def chip_maker_and_targets_agree_with_architecture(part: Part, catalog: Catalog) -> list[str]:
    """Compute capability and gfx target are properties of the architecture; NVIDIA has the one, AMD the other."""
    facts = part.facts
    name, vendor = facts.text("architecture"), facts.text("vendor")
    found = [
        f"{vendor} with {fact}"
        for fact, owner in (("cuda_compute", "nvidia"), ("gfx", "amd"))
        if vendor is not None and vendor != owner and fact in facts
    ]
    if name is None:
        return found
    if name not in ARCHITECTURES:
        return [*found, f"no such architecture: {name}"]
    known = ARCHITECTURES[name]
    if vendor not in (None, known.vendor):
        found.append(f"{name} by {vendor}")
    target = facts.number("cuda_compute") if known.vendor == "nvidia" else facts.text("gfx")
    if known.targets and target not in known.targets:
        found.append(f"{name} with target {target}")
    return found


@check("gpu")
def link_generation_agrees_with_architecture(part: Part, catalog: Catalog) -> list[str]:
    """The PCIe controller is part of the chip."""
    known = ARCHITECTURES.get(part.facts.text("architecture") or "")
    gen = part.facts.count("pcie_gen")
    return [f"PCIe {gen}.0"] if known and gen is not None and gen not in known.pcie_gens else []


@check("gpu")
def compute_capability_agrees_with_memory(part: Part, catalog: Catalog) -> list[str]:
    """Ampere and Blackwell each made two kinds of chip: 8.0 and 10.x sit beside HBM, 8.6 and 12.x beside GDDR."""
    compute, memory = part.facts.number("cuda_compute"), part.facts.text("memory_type")
    if compute is None or memory is None or compute < 8:
        return []
    with_hbm = compute in (8.0, 9.0, 10.0, 10.3)
    return [f"{compute:g} with {memory}"] if with_hbm != memory.startswith("HBM") else []


@check("gpu")
def drivers_know_the_card(part: Part, catalog: Catalog) -> list[str]:
    """A driver branch from before the architecture can't run it; the branches that dropped one are public."""
    facts = part.facts
    known = ARCHITECTURES.get(facts.text("architecture") or "")
    first, last = facts.count("min_driver"), facts.count("last_driver")
    found = above(first, last, "first driver after the last")
    if known is None or known.vendor != "nvidia":
        return found + [
            f"{name} for a driver of another maker" for name in ("min_driver", "last_driver") if known and name in facts
        ]
    found += above(known.first_driver, first, "driver older than the architecture")
    if last is not None and last != known.last_driver:
        found.append(f"last driver {last}, but the architecture's is {known.last_driver}")
    if last is None and known.last_driver is not None:
        found.append(f"the architecture's last driver, {known.last_driver}, is not told")
    return found


@check("gpu")
def cards_of_one_chip_agree(part: Part, catalog: Catalog) -> list[str]:
    """What sits in the chip is the same on every card that carries it."""
    chip = part.facts.text("chip")
    if chip is None:
        return []
    found = []
    for other in catalog.parts.values():
        if other.category != "gpu" or other.facts.text("chip") != chip:
            continue
        for fact in ("vendor", "architecture", "cuda_compute", "gfx"):
            mine, theirs = part.facts.get(fact), other.facts.get(fact)
            if mine is not None and theirs is not None and mine != theirs:
                found.append(f"{fact} {mine}, but {theirs} on {other.id}")
    return found


@check("gpu")
def name_tells_the_architecture(part: Part, catalog: Catalog) -> list[str]:
    """Chip makers name their cards by generation."""
    known = part.facts.text("architecture")
    told = [architecture for pattern, architecture in NAMED_ARCHITECTURES if re.search(pattern, part.name)]
    return [f"{known}, the name says {told[0]}"] if known is not None and told and known not in told else []


@check("gpu-block")
def block_is_for_cards_of_its_form(part: Part, catalog: Catalog) -> list[str]:
    """A block screws onto a circuit board, so both have one form."""
    form, boards = part.facts.text("form_factor"), part.facts.texts("pcb_ids") or ()
    if form is None:
        return []
    cards = [card for card in catalog.parts.values() if card.facts.text("pcb_id") in boards]
    return [
        f"for {card.id}, which is {card.facts.text('form_factor')}"
        for card in cards
        if card.facts.text("form_factor") not in (None, form)
    ]
