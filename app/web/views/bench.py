"""The bench: the chosen parts and their fields, the report, and the fields that fill its gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from app.core.build import Build
from app.core.diagrams.scene import Picture
from app.core.parts import Catalog, Part
from app.core.repair import Fixes
from app.core.report import SEVERITY_RANK, Report
from app.web import formats
from app.web.forms.apply import known_fact, word_of
from app.web.forms.build_fields import (
    CABLE_PIN_FIELDS,
    CHOICE_FIELDS,
    CIRCUIT_FIELDS,
    GPU_COOLING,
    POWER_LIMIT,
    PURCHASE,
    QUANTITY,
    SITE_FIELDS,
    SLOT_PIN_FIELDS,
    SOFTWARE_FIELDS,
)
from app.web.forms.fields import Field, FieldSpec, make_field, spec_of
from app.web.held import Held
from app.web.views.mending import FixList, view_fixes
from app.web.views.pictures import Drawing, view_pictures
from app.web.views.report import ReportView, view_report
from app.web.views.words import SEVERITY_CUES, Cue

LOWEST_SHARE = 0.5
"""Of the board power: where a slider begins whose card's lowest limit is not known."""

NO_FIXES: Mapping[int, Fixes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Slider:
    """The range of a card's power limit, in whole watts, and where it stands."""

    low_w: int
    high_w: int
    now_w: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One chosen part on the bench."""

    index: int
    id: str
    name: str
    part_id: str
    category: str
    quantity: Field
    settings: tuple[Field, ...]
    stated: tuple[Field, ...]
    brings: tuple[str, ...]
    cue: Cue | None
    trouble: str
    slider: Slider | None


@dataclass(frozen=True, slots=True)
class Group:
    """A category on the bench with what was chosen in it."""

    name: str
    title: str
    needed: bool
    rows: tuple[ItemRow, ...]
    provided_by: str = ""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields under one heading; `rows` are repeated ones."""

    title: str
    fields: tuple[Field, ...] = ()
    rows: tuple[tuple[Field, ...], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class BenchView:
    """The bench page."""

    title: str
    held: Held
    groups: tuple[Group, ...]
    more: tuple[tuple[str, str], ...]
    report: ReportView
    gap_fields: Mapping[str, Field]
    gap_homes: Mapping[str, str]
    site: tuple[FieldGroup, ...]
    choices: tuple[FieldGroup, ...]
    faults: tuple[tuple[str, str], ...]
    bill_url: str
    compare_url: str
    bring_up_url: str
    title_field: Field
    fixes: Mapping[str, FixList]
    pictures: tuple[Drawing, ...]

    @property
    def page_title(self) -> str:
        return f"{self.title}: {self.report.cue.word}"

    @property
    def announcement(self) -> str:
        if self.faults:
            return f"Not changed. {formats.plural(len(self.faults), 'field')} to correct."
        if self.fixes:
            return " ".join(found.summary for found in self.fixes.values())
        return self.report.sentence

    @property
    def is_empty(self) -> bool:
        return not any(group.rows for group in self.groups)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a refused form said, and what is wrong with it, both by field name."""

    texts: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def view_bench(
    build: Build,
    mapping: Mapping[str, Any],
    report: Report,
    catalog: Catalog,
    held: Held,
    typed: Typed | None = None,
    fixes: Mapping[int, Fixes] = NO_FIXES,
    pictures: Iterable[Picture] = (),
) -> BenchView:
    """Prepare the bench.  `typed` brings back a form that was refused; `fixes` were asked for, by finding."""
    typed = typed or Typed()
    shown = view_report(report, build, catalog)
    maker = FieldMaker(mapping, catalog, typed)
    groups = _groups(build, report, catalog, maker)
    used = {group.name for group in groups}
    known = sorted(catalog.vocabulary.categories.values(), key=lambda category: category.order)
    gaps = {gap.field: finding.anchor for finding in reversed(shown.findings) for gap in finding.gaps if gap.field}
    fields = {name: asked for name in gaps if (asked := maker.gap_field(name)) is not None}
    return BenchView(
        title=build.title or "Untitled build",
        held=held,
        groups=groups,
        more=tuple((category.name, category.title) for category in known if category.name not in used),
        report=shown,
        gap_fields=fields,
        gap_homes=gaps,
        site=maker.site(),
        choices=maker.choices(),
        faults=tuple(sorted(typed.errors.items())),
        bill_url=f"/build/bom?{held.query}",
        compare_url=_compare_url(held),
        bring_up_url=f"/build/bring-up?{held.query}",
        title_field=maker.field_of("/title", FieldSpec("title", "Title", "text"), mapping.get("title")),
        fixes=view_fixes(fixes),
        pictures=view_pictures(pictures),
    )


def _compare_url(held: Held) -> str:
    """This build beside the saved one that it was forked from, if it was."""
    former = [("s", held.parent)] if held.parent else []
    return f"/compare?{urlencode([*former, (held.name, held.value)])}"


class FieldMaker:
    """Makes fields with the build's values, or with what the user typed."""

    def __init__(self, mapping: Mapping[str, Any], catalog: Catalog, typed: Typed) -> None:
        self._mapping = mapping
        self._catalog = catalog
        self._typed = typed

    def field_of(self, name: str, spec: FieldSpec, value: Any) -> Field:
        return make_field(name, spec, value, self._typed.errors, self._typed.texts)

    def _section(self, section: str, specs: Iterable[FieldSpec]) -> tuple[Field, ...]:
        values = self._mapping.get(section, {})
        return tuple(self.field_of(f"/{section}/{spec.key}", spec, values.get(spec.key)) for spec in specs)

    def _rows(self, section: str, key: str, columns: tuple[FieldSpec, ...]) -> tuple[tuple[Field, ...], ...]:
        values = [*self._mapping.get(section, {}).get(key, []), {}]
        return tuple(
            tuple(self.field_of(f"/{section}/{key}/{index}/{spec.key}", spec, row.get(spec.key)) for spec in columns)
            for index, row in enumerate(values)
        )

    def site(self) -> tuple[FieldGroup, ...]:
        circuits = self._rows("site", "circuits", CIRCUIT_FIELDS)
        note = "A circuit result says what the numbers say, never that wiring is fine: ask an electrician."
        return (
            FieldGroup("Circuits", rows=circuits, note=note),
            FieldGroup("The room", self._section("site", SITE_FIELDS)),
        )

    def choices(self) -> tuple[FieldGroup, ...]:
        software = self._mapping.get("choices", {}).get("software", {})
        programs = tuple(
            self.field_of(f"/choices/software/{spec.key}", spec, software.get(spec.key)) for spec in SOFTWARE_FIELDS
        )
        return (
            FieldGroup("How it will run", self._section("choices", CHOICE_FIELDS)),
            FieldGroup("Software", programs),
            FieldGroup("Devices in fixed slots", rows=self._rows("choices", "slot_pins", SLOT_PIN_FIELDS)),
            FieldGroup("Devices on fixed outputs", rows=self._rows("choices", "cable_pins", CABLE_PIN_FIELDS)),
        )

    def item_row(self, index: int, part: Part | None, category: str, cue: Cue | None, trouble: str) -> ItemRow:
        item = self._mapping["items"][index]
        prefix = f"/items/{index}"
        settings = [POWER_LIMIT, GPU_COOLING] if category == "gpu" else []
        return ItemRow(
            index=index,
            id=item["id"],
            name=part.name if part else item["custom"]["name"],
            part_id=part.id if part else "",
            category=category,
            quantity=self.field_of(f"{prefix}/quantity", QUANTITY, item.get("quantity")),
            settings=tuple(
                self.field_of(f"{prefix}/{spec.key}", spec, item.get(spec.key)) for spec in (*settings, *PURCHASE)
            ),
            stated=tuple(self._stated(index, name) for name in item.get("facts", {})),
            brings=_brings(part, self._catalog),
            cue=cue,
            trouble=trouble,
            slider=self._slider(item, part) if category == "gpu" and part else None,
        )

    def _slider(self, item: Mapping[str, Any], part: Part) -> Slider | None:
        """From the lowest limit that the card takes to the highest; without a board power there is nothing to slide."""
        board_power_w = part.facts.number("board_power_w")
        if board_power_w is None:
            return None
        lowest_w, highest_w = part.facts.number("power_min_w"), part.facts.number("power_max_w")
        low = int(lowest_w if lowest_w is not None else board_power_w * LOWEST_SHARE)
        high = int(max(board_power_w, highest_w if highest_w is not None else board_power_w))
        common = self._mapping.get("choices", {}).get("gpu_power_limit_w")
        wanted = item.get("power_limit_w", common)
        now = wanted if isinstance(wanted, int | float) else board_power_w
        return Slider(low, high, int(min(max(now, low), high)))

    def _stated(self, index: int, name: str) -> Field:
        known = self.gap_field(f"/items/{index}/facts/{name}")
        return known or Field(f"/items/{index}/facts/{name}", FieldSpec(name, name, "text"))

    def gap_field(self, name: str) -> Field | None:
        """The field that states a fact of an item: what was stated before, else what the catalog has of it."""
        _, _, index, _, fact = name.split("/", 4)
        item = self._mapping["items"][int(index)]
        part = self._catalog.part(item.get("part") or "")
        custom = item.get("custom", {})
        word = word_of(self._catalog, part, part.category if part else custom.get("category", ""), fact)
        if word is None:
            return None
        value = item.get("facts", {}).get(fact)
        if value is None:
            value = custom.get("facts", {}).get(fact) if part is None else known_fact(part, fact, self._catalog)
        return self.field_of(name, spec_of(word, fact), value)


def _groups(build: Build, report: Report, catalog: Catalog, maker: FieldMaker) -> tuple[Group, ...]:
    """Every category that is needed or has something in it, in the bench's order."""
    rows: dict[str, list[ItemRow]] = {}
    providers: dict[str, str] = {}
    worst = _worst_by_item(report)
    for index, item in enumerate(build.items):
        part = catalog.part(item.part or "")
        category = part.category if part else item.custom.category if item.custom else ""
        cue, trouble = worst.get(item.id, (None, ""))
        rows.setdefault(category, []).append(maker.item_row(index, part, category, cue, trouble))
        for provided in part.provides if part else ():
            providers.setdefault(provided.category, part.name if part else "")
    categories = sorted(catalog.vocabulary.categories.values(), key=lambda category: category.order)
    return tuple(
        Group(
            category.name,
            category.title,
            category.needed,
            tuple(mine),
            "" if mine else providers.get(category.name, ""),
        )
        for category in categories
        if (mine := rows.get(category.name, [])) or category.needed
    )


def _worst_by_item(report: Report) -> dict[str, tuple[Cue, str]]:
    """The first finding (they come worst first) that names each item; notes don't count."""
    found: dict[str, tuple[Cue, str]] = {}
    for finding in report.findings:
        if SEVERITY_RANK[finding.severity]:
            for name in finding.parts:
                item = name.partition("#")[0].partition(".")[0]
                found.setdefault(item, (SEVERITY_CUES[finding.severity], finding.title))
    return found


def _brings(part: Part | None, catalog: Catalog) -> tuple[str, ...]:
    names = []
    for provided in part.provides if part else ():
        inner = provided.inner or catalog.part(provided.part or "")
        if inner is not None:
            names.append(f"{provided.quantity} × {inner.name}")
    return tuple(names)
