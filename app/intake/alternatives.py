"""What a line may mean beside the part that it was read as, and when two parts are worth asking about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from app.core.parts import Part
from app.intake.part_names import Kind, Name, models_in

MOST_ALTERNATIVES = 24  # that one line names
# Facts in which parts that fit equally well must agree for the reader to take one of them.
MATTERS: dict[str, tuple[str, ...]] = {
    "gpu": ("chip", "memory_gb", "form_factor"),
    "cpu": ("socket", "family", "cores"),
    "motherboard": ("socket", "socket_count", "memory_generation", "slots"),
    "memory": ("generation", "module_type", "capacity_gib"),
    "storage": ("form", "protocol", "capacity_gb"),
    "psu": ("ratings", "outputs"),
    "cable": ("network_form", "input", "input_count", "output"),
    "cpu-cooler": ("sockets", "height_mm"),
    "nvlink-bridge": ("nvlink_types", "pitch_slots"),
    "nic": ("ports", "pcie_lanes"),
}
# What tells the cards of one chip apart for the rules: a blower of two slots goes where a triple-slot card does not.
CARD_FACTS = ("form_factor", "memory_gb", "cooling", "slot_width", "aux_power")


def cards_of(names: Collection[Name]) -> dict[str, list[Part]]:
    """The cards that each part which stands for several may mean: those with its chip, or else with its name."""
    names = [name for name in names if name.part.category == "gpu"]
    cards = [name for name in names if name.part.facts.get("cooling") is not None]
    by_chip: dict[str, dict[str, Part]] = defaultdict(dict)
    for name in cards:
        by_chip[name.part.facts.text("chip") or ""][name.part.id] = name.part
    found: dict[str, dict[str, Part]] = defaultdict(dict)
    for family in names:
        if family.kind is Kind.FAMILY and models_in(family.required):
            chip = family.part.facts.text("chip")
            named = {name.part.id: name.part for name in cards if name.required > family.required}
            found[family.part.id] |= by_chip[chip] if chip else named
    return {
        family: [part for part_id, part in members.items() if part_id != family] for family, members in found.items()
    }


def differ(one: Part, other: Part) -> bool:
    """Whether two parts are known to differ in a fact that matters, or are of two categories."""
    if one.category != other.category:
        return True
    names = MATTERS.get(one.category, tuple(one.facts))
    pairs = ((one.facts.get(name), other.facts.get(name)) for name in names)
    return any(ours is not None and theirs is not None and ours != theirs for ours, theirs in pairs)


def told_apart(parts: Collection[Part]) -> tuple[Part, ...]:
    """The parts in their order, but first one of each kind that rules tell from the others, and a few in all."""
    kinds: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        names = CARD_FACTS if part.category == "gpu" else MATTERS.get(part.category, ())
        kinds[repr((part.category, [part.facts.get(name) for name in names]))].append(part)
    firsts = [kind[0] for kind in kinds.values()]
    return (*firsts, *(part for kind in kinds.values() for part in kind[1:]))[:MOST_ALTERNATIVES]
