"""The checklist: one kind of card against one host, in five rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.build import Build
from app.core.parts import Catalog, Facts, Part
from app.core.report import SEVERITY_RANK, Area, Finding, Report, Severity
from app.core.rig import Device, Rig, resolve
from app.web import formats
from app.web.services import Services
from app.web.views.words import PASS_CUE, SEVERITY_CUES, Cue

ROW_AREAS: Mapping[str, tuple[Area, ...]] = {
    "Power connector": (Area.POWER_CONNECTOR, Area.PSU_WATTS, Area.PSU_REDUNDANCY),
    "Cooling interface": (Area.COOLING_INTERFACE, Area.COOLING_CAPACITY),
    "PCIe generation": (Area.PCIE_GEN, Area.PCIE_LANES),
    "Form factor": (Area.SLOT_FIT, Area.CHASSIS_FIT),
    "Firmware and drivers": (Area.FIRMWARE_DRIVER,),
}
# What each row holds against each other: facts of the card, and facts of the host by category.
CARD_FACTS: Mapping[str, tuple[str, ...]] = {
    "Power connector": ("aux_power", "board_power_w"),
    "Cooling interface": ("cooling",),
    "PCIe generation": ("pcie_gen", "pcie_lanes"),
    "Form factor": ("form_factor", "slot_width", "length_mm", "height_mm"),
    "Firmware and drivers": ("bar1_gib", "min_driver", "last_driver"),
}
HOST_FACTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Power connector": (("psu", "outputs"), ("psu", "ratings")),
    "Cooling interface": (("chassis", "kind"), ("chassis", "fan_wall")),
    "PCIe generation": (("motherboard", "slots"),),
    "Form factor": (("server", "gpu_positions"), ("chassis", "gpu_max_length_mm"), ("chassis", "expansion_slots")),
    "Firmware and drivers": (("motherboard", "above_4g"), ("motherboard", "resizable_bar")),
}


# What the host must have chosen before a row can be called fine.
ROW_NEEDS: Mapping[str, tuple[str, ...]] = {
    "Power connector": ("psu",),
    "Cooling interface": ("chassis",),
    "PCIe generation": ("motherboard",),
    "Form factor": ("motherboard", "chassis"),
    "Firmware and drivers": ("motherboard",),
}
OPEN_CUE = Cue("idle", "·", "Not judged yet")


@dataclass(frozen=True, slots=True)
class Said:
    """One finding in a row; `retrofit` is what to do about it."""

    cue: Cue
    message: str
    rule: str
    retrofit: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the checklist."""

    name: str
    cue: Cue
    card: tuple[tuple[str, str], ...]
    host: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    fine: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """A field of the form: what was typed, the part it means, or the parts that it may mean."""

    name: str
    label: str
    text: str
    part: Part | None
    choices: tuple[tuple[str, str], ...]
    fault: str


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """The page: four fields, and five rows once the card and the host are known."""

    fields: tuple[Picked, ...]
    quantity: int
    rows: tuple[Row, ...]
    bench_url: str

    @property
    def page_title(self) -> str:
        card, host = self.fields[0].part, self.fields[1].part
        return f"{card.name} in {host.name}" if card and host else "Does this card go into this machine?"

    @property
    def announcement(self) -> str:
        if not self.rows:
            return "Name a card and a host: five checks say whether they go together."
        return "; ".join(f"{row.name}: {row.cue.word}" for row in self.rows) + "."


def view_checklist(fields: tuple[Picked, ...], quantity: int, build: Build | None, services: Services) -> ChecklistView:
    """Prepare the page; `build` is None while the card or the host isn't known."""
    if build is None:
        return ChecklistView(fields, quantity, (), "")
    report = services.judge.report(build)
    rig = resolve(build, services.catalog)
    areas = {rule.id: rule.area for rule in services.rules}
    rows = tuple(_row(name, rig, report, areas, services.catalog) for name in ROW_AREAS)
    return ChecklistView(fields, quantity, rows, services.address("/build", build))


def _row(name: str, rig: Rig, report: Report, areas: Mapping[str, Area], catalog: Catalog) -> Row:
    wanted = ROW_AREAS[name]
    found = [finding for finding in report.findings if finding.area in wanted]
    fine = tuple(entry.message for entry in report.passed if areas.get(entry.rule) in wanted)
    categories = catalog.vocabulary.categories
    lacks = tuple(categories[needed].title.lower() for needed in ROW_NEEDS[name] if not rig.has(needed))
    card = [(rig.gpus[0], fact) for fact in CARD_FACTS[name]]
    host = [(device, fact) for category, fact in HOST_FACTS[name] for device in rig.all(category)[:1]]
    return Row(
        name,
        _cue(found, fine, bool(lacks)),
        _facts(card, catalog),
        _facts(host, catalog),
        tuple(_said(finding) for finding in found),
        fine,
        lacks,
    )


def _cue(found: Iterable[Finding], fine: tuple[str, ...], is_open: bool) -> Cue:
    """The worst finding; without one, fine only when something was judged and nothing is left to choose."""
    worst = max((finding.severity for finding in found), key=SEVERITY_RANK.__getitem__, default=Severity.INFO)
    if worst is not Severity.INFO:
        return SEVERITY_CUES[worst]
    return PASS_CUE if fine and not is_open else OPEN_CUE


def _said(finding: Finding) -> Said:
    retrofit = finding.hint if finding.severity in (Severity.ERROR, Severity.WARNING) else ""
    wanted = "; ".join(f"{gap.label or gap.fact}: {gap.where}" for gap in finding.missing)
    return Said(SEVERITY_CUES[finding.severity], finding.message, finding.rule, retrofit or wanted)


def _facts(asked: Iterable[tuple[Device, str]], catalog: Catalog) -> tuple[tuple[str, str], ...]:
    return tuple(_fact(device.part, fact, catalog) for device, fact in asked)


def _fact(part: Part, fact: str, catalog: Catalog) -> tuple[str, str]:
    word = catalog.vocabulary.word(part.category, fact)
    label = word.label if word else fact
    if fact not in part.facts:
        return label, "not known"
    short = {"aux_power": _plugs, "outputs": _plugs, "slots": _slots, "ratings": _ratings}.get(fact)
    records = part.facts.records(fact)
    return label, short(records) if short and records else formats.fact(part.facts[fact], word)


def _plugs(records: tuple[Facts, ...]) -> str:
    return ", ".join(f"{one.count('count') or '?'} × {one.text('connector') or '?'}" for one in records)


def _slots(records: tuple[Facts, ...]) -> str:
    kinds: dict[str, int] = {}
    for one in records:
        link = f"×{one.count('electrical_lanes') or '?'} Gen {one.count('pcie_gen') or '?'}"
        kinds[link] = kinds.get(link, 0) + 1
    return ", ".join(f"{count} × {link}" for link, count in kinds.items())


def _ratings(records: tuple[Facts, ...]) -> str:
    return ", ".join(
        f"{one.number('watts'):,g} W at {one.number('volts_min'):g}–{one.number('volts_max'):g} V" for one in records
    )
