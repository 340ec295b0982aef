"""What can't be true of memory modules and drives."""

from __future__ import annotations

from app.core.parts import Catalog, Part

from .contradictions import above, check, outside
from .hardware import LANE_GBPS, MEMORY_SPEEDS, MODULE_SIZES, REGISTERED

KIT_SIZES = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32}
NVME_FORMS = {"m2-2230", "m2-2242", "m2-2280", "m2-22110", "u2", "u3", "e1s", "e3s", "aic"}
FORMS_OF_PROTOCOL = {
    "nvme": NVME_FORMS,
    "sata": {"sata25", "hdd35", "m2-2242", "m2-2280", "m2-22110"},
    "sas": {"sas25", "sas35", "hdd35"},
}
LINK_MB_S = {"sata": 600, "sas": 2400}


@check("memory")
def size_was_ever_made(part: Part, catalog: Catalog) -> list[str]:
    """Module sizes follow from the chips of a generation; kits from the channels of boards."""
    facts = part.facts
    generation, kind, size = facts.text("generation"), facts.text("module_type"), facts.number("capacity_gib")
    key = (generation or "", kind if kind in REGISTERED | {"mrdimm"} else "unbuffered")
    found = []
    if kind is not None and size is not None and key in MODULE_SIZES and size not in MODULE_SIZES[key]:
        found.append(f"{generation} {kind} of {size:g} GiB")
    kit = facts.count("kit_modules")
    return found + ([f"a kit of {kit}"] if kit is not None and kit not in KIT_SIZES else [])


@check("memory")
def speed_is_plausible_for_the_generation(part: Part, catalog: Catalog) -> list[str]:
    """JEDEC's grades bound registered modules; profiles for overclockers reach further, but not without end."""
    facts = part.facts
    generation, kind = facts.text("generation"), facts.text("module_type")
    bounds = MEMORY_SPEEDS.get((generation or "", kind in REGISTERED))
    if kind == "mrdimm":
        bounds = (8000, 12800)
    found = above(facts.number("jedec_mts"), facts.number("speed_mts"), "JEDEC's speed above the rated")
    return found + (outside(facts.number("speed_mts"), *bounds, f"speed of {generation} {kind}") if bounds else [])


@check("memory")
def ecc_agrees_with_the_module(part: Part, catalog: Catalog) -> list[str]:
    """Registered modules carry the extra chips; a plain UDIMM is the one without them."""
    kind, ecc = part.facts.text("module_type"), part.facts.flag("ecc")
    if kind is None or ecc is None:
        return []
    has = kind in REGISTERED or kind in {"mrdimm", "ecc-udimm", "ecc-so-dimm"}
    has_not = kind in {"udimm", "so-dimm", "cudimm"}
    return [f"{kind} {'with' if ecc else 'without'} ECC"] if (has and not ecc) or (has_not and ecc) else []


@check("memory")
def module_exists_in_its_generation(part: Part, catalog: Catalog) -> list[str]:
    """Multiplexed and clocked modules began with DDR5, stacked ones with DDR4."""
    generation, kind = part.facts.text("generation"), part.facts.text("module_type")
    wrong = (generation in {"ddr3", "ddr4"} and kind in {"mrdimm", "cudimm"}) or (
        generation == "ddr3" and kind == "3ds-rdimm"
    )
    return [f"{generation} {kind}"] if wrong else []


@check("storage")
def form_protocol_and_lanes_agree(part: Part, catalog: Catalog) -> list[str]:
    """The form is a connector: it sets the protocols and how many lanes a drive can have."""
    facts = part.facts
    form, protocol, lanes = facts.text("form"), facts.text("protocol"), facts.count("pcie_lanes")
    found = []
    if form is not None and protocol is not None and form not in FORMS_OF_PROTOCOL[protocol]:
        found.append(f"{protocol} in {form}")
    if protocol in {"sata", "sas"}:
        found += [f"{protocol} with {fact}" for fact in ("pcie_lanes", "pcie_gen") if fact in facts]
    if form != "aic":
        found += above(lanes, 4, "lanes of a drive")
    return found


@check("storage")
def disks_do_not_spin_on_m2(part: Part, catalog: Catalog) -> list[str]:
    """Hard disks are SATA or SAS, in drive bays."""
    facts = part.facts
    spins, form = facts.flag("rotating"), facts.text("form") or ""
    if spins and (facts.text("protocol") == "nvme" or form.startswith(("m2", "u2", "u3", "e"))):
        return [f"a hard disk in {form or 'nvme'}"]
    return ["hdd35 that does not spin"] if spins is False and form == "hdd35" else []


@check("storage")
def reading_stays_within_the_link(part: Part, catalog: Catalog) -> list[str]:
    """A drive can't read faster than its link."""
    facts = part.facts
    gen, lanes, read = facts.count("pcie_gen"), facts.count("pcie_lanes"), facts.number("read_mb_s")
    link = LINK_MB_S.get(facts.text("protocol") or "")
    if gen is not None and lanes is not None:
        link = int(LANE_GBPS[gen] * lanes * 125)
    return above(read, link, "reading faster than the link")
