"""The page of a saved build: its report, what changed since it was saved, and what it changed of its parent."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from app.core.build import Build, Item
from app.core.differences import Differences, FieldChange, differences
from app.core.parts import Catalog, Facts
from app.core.report import Report, Severity
from app.export.bom import Bill
from app.export.snapshot import PartChange, Said, Since
from app.store import SavedBuild
from app.web import formats
from app.web.forms.build_fields import CHOICE_FIELDS, CIRCUIT_FIELDS, ITEM_FIELDS, SITE_FIELDS, SOFTWARE_FIELDS
from app.web.views.pictures import Drawing
from app.web.views.report import ReportView
from app.web.views.words import SEVERITY_CUES, VERDICT_CUES, Cue

NOT_SAID = "not said"
LABELS = {
    **{spec.key: spec.label for spec in (*CIRCUIT_FIELDS, *ITEM_FIELDS.values(), *SITE_FIELDS, *CHOICE_FIELDS)},
    **{f"software.{spec.key}": spec.label for spec in SOFTWARE_FIELDS},
    "part": "Part",
    "custom.name": "Name",
    "custom.category": "Category",
    "circuits": "Circuits",
    "slot_pins": "Pinned slots",
    "cable_pins": "Pinned cables",
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Something that differs, before and after; one of them is "" for what was added or removed."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A finding of then or of now."""

    cue: Cue
    rule: str
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of which the catalog now says something else."""

    name: str
    href: str
    text: str
    facts: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class SinceView:
    """Then and now, beside each other."""

    sentence: str
    rows: tuple[ChangeLine, ...]
    came: tuple[SaidLine, ...]
    went: tuple[SaidLine, ...]
    changed: tuple[tuple[SaidLine, SaidLine], ...]
    parts: tuple[PartLine, ...]
    then: tuple[SaidLine, ...]


@dataclass(frozen=True, slots=True)
class ParentView:
    """The build that this one was made from.  `changes` is None when it was withdrawn."""

    id: str
    title: str
    changes: tuple[ChangeLine, ...] | None


@dataclass(frozen=True, slots=True)
class OwnerView:
    """The owner's forms.  `secret` is known for some minutes after saving; `error` is what was wrong with a try."""

    secret: str = ""
    typed_title: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class SavedView:
    """The page of a saved build."""

    id: str
    title: str
    link: str
    created_at: datetime.datetime
    report: ReportView
    pictures: tuple[Drawing, ...]
    bill: Bill
    parent: ParentView | None
    since: SinceView | None
    owner: OwnerView
    qr_code: Markup

    @property
    def preview_image(self) -> str:
        return f"{self.link}/card.svg"

    @property
    def page_title(self) -> str:
        return f"{self.title}: {self.report.cue.word}"

    @property
    def announcement(self) -> str:
        return self.owner.error or self.report.sentence


def view_parent(parent: SavedBuild, before: Build | None, after: Build, catalog: Catalog) -> ParentView:
    """The parent and what was changed of it; `before` is None when it was withdrawn."""
    changes = None if before is None else tuple(_changes(differences(before, after), catalog))
    return ParentView(parent.id, parent.title or "Untitled build", changes)


def view_since(saved: SavedBuild, found: Since, report: Report, catalog: Catalog, checker: str) -> SinceView:
    """The report at saving and today's."""
    then, now = VERDICT_CUES[found.verdict], VERDICT_CUES[report.verdict]
    same = "The checker says today what it said then."
    return SinceView(
        sentence=same if found.nothing else _told(found),
        rows=tuple(_rows(saved, found, report, catalog.version, checker, then, now)),
        came=tuple(_said(said) for said in found.came),
        went=tuple(_said(said) for said in found.went),
        changed=tuple((_said(one), _said(other)) for one, other in found.changed),
        parts=tuple(_part(change, catalog) for change in found.parts),
        then=tuple(_said(said) for said in found.findings),
    )


def _told(found: Since) -> str:
    counted = ((found.came, "came"), (found.went, "went"), (found.changed, "changed"))
    told = [f"{formats.plural(len(some), 'finding')} {verb}" for some, verb in counted if some]
    return f"Since then {', '.join(told)}."


def _rows(
    saved: SavedBuild, found: Since, report: Report, catalog: str, checker: str, then: Cue, now: Cue
) -> Iterator[ChangeLine]:
    yield ChangeLine("Verdict", then.word, now.word)
    for name, label in (("dc_w", "Load (DC)"), ("wall_w", "At the wall")):
        yield ChangeLine(label, formats.figure(found.watts.get(name), "W"), formats.figure(report.totals[name], "W"))
    yield ChangeLine("Catalog", saved.judged.catalog_version[:12], catalog[:12])
    yield ChangeLine("Checker", saved.judged.checker_version or "unknown", checker)


def _said(said: Said) -> SaidLine:
    return SaidLine(SEVERITY_CUES[Severity(said.severity)], said.rule, said.title, said.message)


def _part(change: PartChange, catalog: Catalog) -> PartLine:
    if change.now is None:
        return PartLine(change.name, "", "is no longer in the catalog: nothing is known of it today.", ())
    text = "" if change.now == change.part else f"was {change.part} then."
    words = catalog.vocabulary
    lines = []
    for fact in change.facts:
        word = words.word(change.category, fact.fact)
        lines.append(ChangeLine(word.label if word else fact.fact, _plain(fact.then), _plain(fact.now)))
    return PartLine(change.name, f"/parts/{change.now}", text, tuple(lines))


def _changes(found: Differences, catalog: Catalog) -> Iterator[ChangeLine]:
    for change in found.items:
        match change.before, change.after:
            case None, Item() as item:
                yield ChangeLine("Added", "", _item(item, catalog))
            case Item() as item, None:
                yield ChangeLine("Removed", _item(item, catalog), "")
            case _, Item() as item:
                name = _name(item, catalog)
                for line in _fields(change.fields, catalog):
                    yield dataclasses.replace(line, what=f"{name}: {line.what}")
    yield from _fields((*found.site, *found.choices), catalog)


def _fields(changes: Iterable[FieldChange], catalog: Catalog) -> Iterator[ChangeLine]:
    for change in changes:
        before, after = _shown(change.before), _shown(change.after)
        if change.path == "part":
            before, after = (_part_name(value, catalog) for value in (change.before, change.after))
        fact = change.path.removeprefix("custom.").removeprefix("facts.").replace("_", " ")
        yield ChangeLine(LABELS.get(change.path, fact), before, after)


def _item(item: Item, catalog: Catalog) -> str:
    return f"{item.quantity} × {_name(item, catalog)}"


def _name(item: Item, catalog: Catalog) -> str:
    return item.custom.name if item.custom else _part_name(item.part, catalog)


def _part_name(part_id: str | None, catalog: Catalog) -> str:
    part = catalog.part(part_id or "")
    return part.name if part else part_id or NOT_SAID


def _shown(value: Any) -> str:
    """A value of a build as a person reads it."""
    if value is None or value in ("", ()):
        return NOT_SAID
    if isinstance(value, Facts):
        return formats.record(value, None)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return ", ".join(f"{LABELS.get(name, name)}: {_shown(one)}" for name, one in fields.items() if one is not None)
    if isinstance(value, tuple):
        return "; ".join(_shown(one) for one in value)
    return formats.fact(value, None)


def _plain(value: Any) -> str:
    """A fact's value from a snapshot: plain JSON, None where the catalog told nothing."""
    if isinstance(value, list):
        return "; ".join(_plain(one) for one in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_plain(one)}" for name, one in value.items())
    return "unknown" if value is None else formats.fact(value, None)
