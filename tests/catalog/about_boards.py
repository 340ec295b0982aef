"""What can't be true of a motherboard."""

from __future__ import annotations

import re
from collections import Counter

from app.core.parts import Catalog, Facts, Part

from .about_processors import DESKTOP_SOCKETS, SERVER_SOCKETS
from .contradictions import above, check, outside, records, texts
from .hardware import (
    BOARD_FORMS,
    CHIPSET_LINKS,
    CHIPSET_SOCKETS,
    DUAL_EPYC_LANES,
    FAMILIES,
    JEDEC_SPEEDS,
    PORT_LANES,
    REGISTERED,
    SECOND_SOCKETS,
)


def _families(facts: Facts) -> list[str]:
    """The families that the board lists, or all that its socket could hold."""
    listed = [name for one in records(facts, "cpu_support") if (name := one.text("family"))]
    socket = facts.text("socket")
    return listed or [name for name, known in FAMILIES.items() if known.socket == socket]


def _best(facts: Facts, number: str) -> int | None:
    """The most that any listed family offers; None where one of them is not known well enough."""
    families = _families(facts)
    if not families or any(name in SECOND_SOCKETS or name not in FAMILIES for name in families):
        return None
    known = [FAMILIES[name] for name in families]
    return max(max(one.lanes) if number == "lanes" else one.pcie_gen for one in known)


def _lanes_of_all_processors(facts: Facts) -> int | None:
    lanes, sockets = _best(facts, "lanes"), facts.count("socket_count")
    if lanes is None or sockets is None:
        return None
    if sockets == 2 and facts.text("socket") in {"SP3", "SP5"}:
        return DUAL_EPYC_LANES
    return lanes * sockets


def _kept(facts: Facts, name: str) -> int | None:
    """The lanes that stay with a slot or port while everything else is in use."""
    kept = [
        lanes
        for sharing in records(facts, "lane_sharing")
        if sharing.text("affects") == name and (lanes := sharing.count("lanes")) is not None
    ]
    return min(kept, default=None)


def lanes_in_use(facts: Facts, root: str) -> int:
    """Lanes that slots and ports of a root take when all are filled, as far as they are known."""
    total = 0
    wired = [(one, one.count("electrical_lanes")) for one in records(facts, "slots")]
    wired += [(one, one.count("lanes")) for one in records(facts, "ports")]
    for one, lanes in wired:
        if lanes is None or not (one.text("root") or "").startswith(root):
            continue
        kept = _kept(facts, one.text("id") or "")
        total += lanes if kept is None else min(lanes, kept)
    return total


@check("motherboard")
def slots_and_ports_stay_within_the_processors_lanes(part: Part, catalog: Catalog) -> list[str]:
    """What can be used together can't have more lanes than the processors bring, unless sharing explains it."""
    facts = part.facts
    offered, most = facts.count("cpu_lanes"), _lanes_of_all_processors(facts)
    budget = offered if offered is not None else most
    return [
        *above(lanes_in_use(facts, "cpu"), budget, "lanes wired to processors above those they have"),
        *above(offered, most, "lanes offered above the best processor's"),
    ]


@check("motherboard")
def devices_stay_within_the_roots_lanes(part: Part, catalog: Catalog) -> list[str]:
    """A chipset or switch can't serve more lanes than it has, unless sharing explains it."""
    found = []
    for root in records(part.facts, "roots"):
        name = root.text("id") or ""
        found += above(lanes_in_use(part.facts, name), root.count("lanes"), f"lanes wired to {name}")
    return found


@check("motherboard")
def roots_exist(part: Part, catalog: Catalog) -> list[str]:
    """A slot, port or uplink hangs on a processor that the board has a socket for, or on a root that it lists."""
    facts = part.facts
    sockets = facts.count("socket_count")
    named = {root.text("id") for root in records(facts, "roots")} | {"pch"}
    wanted = [one.text("root") for fact in ("slots", "ports") for one in records(facts, fact)]
    wanted += [one.text("uplink_root") for one in records(facts, "roots")]
    found = []
    for root in sorted({root for root in wanted if root}):
        match = re.fullmatch(r"cpu(\d)", root)
        if match is None and root not in named:
            found.append(f"no root {root}")
        if match and sockets is not None and int(match.group(1)) >= sockets:
            found.append(f"{root} on a board of {sockets} sockets")
    return found


@check("motherboard")
def slots_fit_the_form(part: Part, catalog: Catalog) -> list[str]:
    """A form factor has a number of slot positions; each holds one slot."""
    facts = part.facts
    slots = records(facts, "slots")
    positions = [place for slot in slots if (place := slot.count("position")) is not None]
    found = [f"position {place} twice" for place, count in Counter(positions).items() if count > 1]
    names = [slot.text("id") for slot in slots]
    found += [f"slot {name} twice" for name, count in Counter(names).items() if count > 1]
    form = BOARD_FORMS.get(facts.text("form_factor") or "")
    if form is not None:
        found += above(len(slots), form.positions, "more slots than positions")
        found += above(max(positions, default=0), form.positions, "a position beyond the board")
    return found


@check("motherboard")
def size_agrees_with_form(part: Part, catalog: Catalog) -> list[str]:
    """A form factor is a size; a board of another one would not meet the standoffs."""
    form = BOARD_FORMS.get(part.facts.text("form_factor") or "")
    if form is None:
        return []
    least_w, most_w, least_d, most_d = form.size
    return [
        *outside(part.facts.number("width_mm"), least_w, most_w, "width"),
        *outside(part.facts.number("depth_mm"), least_d, most_d, "depth"),
    ]


@check("motherboard")
def slots_are_wired_as_they_could_be(part: Part, catalog: Catalog) -> list[str]:
    """A slot has no more wires than contacts, and splits into no more than its wires."""
    facts = part.facts
    found = []
    for slot in records(facts, "slots"):
        name, wires = slot.text("id"), slot.count("electrical_lanes")
        found += above(wires, slot.count("physical_lanes"), f"{name} has more wires than contacts")
        for mode in texts(slot, "bifurcation"):
            found += above(sum(map(int, re.findall(r"\d+", mode))), wires, f"{name} splits {mode}")
    return found


@check("motherboard", "hba")
def ports_carry_what_their_kind_can(part: Part, catalog: Catalog) -> list[str]:
    """The connector sets how many lanes it can carry; SATA carries none."""
    return [
        fault
        for port in records(part.facts, "ports")
        for fault in above(port.count("lanes"), PORT_LANES.get(port.text("type") or ""), f"{port.text('id')} lanes")
    ]


@check("motherboard")
def memory_slots_are_shared_out_evenly(part: Part, catalog: Catalog) -> list[str]:
    """Every channel of every socket has the same number of slots."""
    slots, channels, sockets = (part.facts.count(name) for name in ("dimm_slots", "channels_per_cpu", "socket_count"))
    if not slots or channels is None or sockets is None or slots % (channels * sockets) == 0:
        return []
    return [f"{slots} memory slots on {sockets} × {channels} channels"]


@check("motherboard")
def memory_sums_up(part: Part, catalog: Catalog) -> list[str]:
    """All memory is at least one largest module, and at most as many as there are slots."""
    facts = part.facts
    most, module, slots = (facts.number(name) for name in ("memory_max_gib", "max_module_gib", "dimm_slots"))
    found = above(module, most, "one module above all memory")
    if module is not None and slots is not None:
        found += above(most, module * slots, "all memory above slots × largest module")
    return found


@check("motherboard")
def socket_agrees_with_memory_chipset_and_processors(part: Part, catalog: Catalog) -> list[str]:
    """Memory generation, chipset and processor list follow from the socket."""
    facts = part.facts
    socket, memory, chipset = (facts.text(name) for name in ("socket", "memory_generation", "chipset"))
    if socket is None:
        return []
    found = []
    for family in (name for one in records(facts, "cpu_support") if (name := one.text("family"))):
        known = FAMILIES.get(family)
        if known is None:
            found.append(f"no such family: {family}")
        elif socket not in {known.socket} | SECOND_SOCKETS.get(family, set()):
            found.append(f"{family} in {socket}")
        elif memory is not None and memory not in known.memory:
            found.append(f"{family} with {memory}")
    homes = [known for name in _families(facts) if (known := FAMILIES.get(name))]
    if memory is not None and homes and not any(memory in known.memory for known in homes):
        found.append(f"{memory} on {socket}")
    if chipset is not None and CHIPSET_SOCKETS.get(chipset) != socket:
        found.append(f"chipset {chipset} on {socket}")
    return found


@check("motherboard")
def channels_stay_within_the_processors(part: Part, catalog: Catalog) -> list[str]:
    """A board can leave channels unwired, but can't have more than the processor drives."""
    families = [FAMILIES[name] for name in _families(part.facts) if name in FAMILIES and name not in SECOND_SOCKETS]
    most = max((one.channels for one in families), default=None)
    return above(part.facts.count("channels_per_cpu"), most, "channels above the processor's")


@check("motherboard")
def modules_suit_the_boards_socket(part: Part, catalog: Catalog) -> list[str]:
    """Server sockets take registered modules alone, desktop ones unbuffered alone."""
    socket, kinds = part.facts.text("socket"), set(texts(part.facts, "module_types"))
    if socket in SERVER_SOCKETS:
        return [f"unbuffered {kind} in {socket}" for kind in sorted(kinds & {"udimm", "ecc-udimm", "so-dimm"})]
    if socket in DESKTOP_SOCKETS:
        return [f"registered {kind} in {socket}" for kind in sorted(kinds & REGISTERED)]
    return []


@check("motherboard")
def memory_speeds_fall_with_modules(part: Part, catalog: Catalog) -> list[str]:
    """A second module on a channel never makes it faster."""
    found = []
    speeds = records(part.facts, "memory_speed")
    for one in speeds:
        for more in speeds:
            count, other = one.count("modules_per_channel"), more.count("modules_per_channel")
            if one.text("family") == more.text("family") and count is not None and other is not None and count < other:
                found += above(more.count("mts"), one.count("mts"), f"{other} modules faster than {count}")
    return found


@check("motherboard")
def links_are_no_faster_than_their_root(part: Part, catalog: Catalog) -> list[str]:
    """A slot or port is as fast as the processor or chipset that it hangs on, at most."""
    facts = part.facts
    chipset_gen, _ = CHIPSET_LINKS.get(facts.text("chipset") or "", (None, None))
    fastest = {"cpu": _best(facts, "pcie_gen"), "pch": chipset_gen}
    return [
        fault
        for fact in ("slots", "ports")
        for one in records(facts, fact)
        for fault in above(
            one.count("pcie_gen"), fastest.get((one.text("root") or "")[:3]), f"generation of {one.text('id')}"
        )
    ]


@check("motherboard")
def chipset_hangs_as_it_always_does(part: Part, catalog: Catalog) -> list[str]:
    """The uplink is a property of the chipset: no board maker can widen or quicken it."""
    _, uplink = CHIPSET_LINKS.get(part.facts.text("chipset") or "", (None, None))
    found = []
    for root in records(part.facts, "roots"):
        if root.text("id") != "pch" or uplink is None:
            continue
        told = (root.count("uplink_lanes"), root.count("uplink_gen"))
        if None not in told and told != uplink:
            found.append(f"uplink of x{told[0]} in generation {told[1]}, not x{uplink[0]} in {uplink[1]}")
    return found


@check("motherboard")
def atx_boards_have_the_main_plug(part: Part, catalog: Catalog) -> list[str]:
    """A board by ATX is fed through the 24-pin plug and at least one plug for the processor."""
    inputs = part.facts.records("power_inputs")
    if inputs is None or part.facts.text("power_standard") != "atx":
        return []
    plugs = {one.text("connector") for one in inputs}
    found = [] if "atx24" in plugs else ["an ATX board without a 24-pin plug"]
    return found + ([] if plugs & {"eps8", "eps4"} else ["an ATX board without a processor plug"])


@check("motherboard")
def board_feeds_the_families_it_lists(part: Part, catalog: Catalog) -> list[str]:
    """A board that can't feed the smallest processor of a family doesn't support the family."""
    most = part.facts.number("max_cpu_tdp_w")
    found = []
    for family in (one.text("family") for one in records(part.facts, "cpu_support")):
        models = [cpu.facts.number("tdp_w") for cpu in catalog.parts.values() if cpu.facts.text("family") == family]
        least = min((tdp for tdp in models if tdp is not None), default=None)
        found += above(least, most, f"least TDP of {family} above the board's")
    return found


@check("cpu", "motherboard")
def memory_speed_is_of_its_generation(part: Part, catalog: Catalog) -> list[str]:
    """Makers promise JEDEC's grades; what lies beyond them is a profile, and no promise."""
    facts = part.facts
    told = {*texts(facts, "memory_generations"), facts.text("memory_generation")} - {None}
    bounds = [JEDEC_SPEEDS[name] for name in told if name in JEDEC_SPEEDS]
    if not bounds:
        return []
    low, high = min(low for low, _ in bounds), max(high for _, high in bounds)
    found = outside(facts.number("memory_mts"), low, high, "memory speed")
    for one in records(facts, "memory_speed"):
        found += outside(one.number("mts"), low, high, "memory speed")
    return found


@check("motherboard")
def board_takes_no_more_memory_than_its_processors(part: Part, catalog: Catalog) -> list[str]:
    """The controllers sit in the processors: a board can't address more than the best of those it lists."""
    facts = part.facts
    sockets = facts.count("socket_count")
    listed = {one.text("family") or "" for one in records(facts, "cpu_support")}
    best: dict[str, float] = {}
    for cpu in catalog.of("cpu"):
        family, most = cpu.facts.text("family") or "", cpu.facts.number("memory_max_gib")
        if family in listed and most is not None and cpu.facts.text("socket") == facts.text("socket"):
            best[family] = max(most, best.get(family, most))
    if sockets is None or not best or best.keys() != listed:
        return []
    return above(facts.number("memory_max_gib"), max(best.values()) * sockets, "memory above the processors'")
