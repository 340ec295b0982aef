"""Two to four builds side by side: verdicts, parts, figures and findings, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.build import Build, Item
from app.core.parts import Catalog
from app.core.report import SEVERITY_RANK, Report, Severity
from app.web import formats
from app.web.held import Held
from app.web.views.report import ReportView, view_report
from app.web.views.words import SEVERITY_CUES, Cue

ABSENT = "–"


@dataclass(frozen=True, slots=True)
class Compared:
    """One build of the comparison; `name` and `value` are the query that carries it."""

    title: str
    url: str
    name: str
    value: str
    build: Build
    report: Report

    @property
    def held(self) -> Held:
        return Held(self.name, self.value)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one build says in a row: lines of text, with a cue where it is a finding."""

    lines: tuple[str, ...]
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    label: str
    href: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        return len({(cell.lines, cell.cue) for cell in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class CompareView:
    """The page: the builds, the table in sections, and a form for one more build."""

    builds: tuple[Compared, ...]
    reports: tuple[ReportView, ...]
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
    only_differences: bool
    other_url: str
    typed: str
    fault: str
    room: bool

    @property
    def page_title(self) -> str:
        return "Compare builds"

    @property
    def announcement(self) -> str:
        if self.fault:
            return f"Not added. {self.fault}"
        if len(self.builds) < 2:
            return "Name two builds, and see what differs."
        different = sum(row.differs for _, rows in self.sections for row in rows)
        return f"{len(self.builds)} builds, {formats.plural(different, 'difference')}."


def view_compare(
    builds: Sequence[Compared],
    catalog: Catalog,
    only_differences: bool,
    other_url: str,
    typed: str,
    fault: str,
    most: int,
) -> CompareView:
    """Prepare the comparison; with fewer than two builds it has no table."""
    reports = tuple(view_report(one.report, one.build, catalog) for one in builds)
    sections: list[tuple[str, tuple[Row, ...]]] = []
    if len(builds) > 1:
        for title, rows in (
            ("Parts", _parts(builds, catalog)),
            ("Figures", _figures(reports)),
            ("Findings", _findings(builds)),
        ):
            kept = tuple(row for row in rows if row.differs or not only_differences)
            sections.append((title, kept))
    room = len(builds) < most
    return CompareView(tuple(builds), reports, tuple(sections), only_differences, other_url, typed, fault, room)


def _parts(builds: Sequence[Compared], catalog: Catalog) -> Iterable[Row]:
    """A row for each category that any build fills."""
    listed = [_by_category(one.build, catalog) for one in builds]
    for category in sorted(catalog.vocabulary.categories.values(), key=lambda one: one.order):
        if any(category.name in lines for lines in listed):
            cells = tuple(Cell(tuple(lines.get(category.name, (ABSENT,)))) for lines in listed)
            yield Row(category.title, "", cells)


def _by_category(build: Build, catalog: Catalog) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for item in build.items:
        part = catalog.part(item.part or "")
        category = part.category if part else item.custom.category if item.custom else ""
        name = part.name if part else item.custom.name if item.custom else str(item.part)
        lines.setdefault(category, []).append(_line(item, name))
    return lines


def _line(item: Item, name: str) -> str:
    limit = f", at {formats.figure(item.power_limit_w, 'W')}" if item.power_limit_w is not None else ""
    cooling = f", {item.cooling}" if item.cooling else ""
    return f"{item.quantity} × {name}{limit}{cooling}"


def _figures(reports: Sequence[ReportView]) -> Iterable[Row]:
    """A row for each figure that any build has."""
    known = [{line.label: f"{line.value} {line.note}".strip() for line in report.totals} for report in reports]
    for label in dict.fromkeys(label for figures in known for label in figures):
        yield Row(label, "", tuple(Cell((figures.get(label, ABSENT),)) for figures in known))


def _findings(builds: Sequence[Compared]) -> Iterable[Row]:
    """A row for each rule that any build doesn't meet: the worst that it says, notes left out."""
    found = [_worst(one.report) for one in builds]
    titles = {f.rule: f.title for one in builds for f in one.report.findings}
    rules = dict.fromkeys(rule for worst in found for rule in worst)
    for rule in sorted(rules, key=lambda rule: -max(SEVERITY_RANK[worst.get(rule, Severity.INFO)] for worst in found)):
        cues = [SEVERITY_CUES[worst[rule]] if rule in worst else None for worst in found]
        cells = tuple(Cell((cue.word if cue else ABSENT,), cue) for cue in cues)
        yield Row(titles[rule], f"/rules/{rule}", cells)


def _worst(report: Report) -> dict[str, Severity]:
    worst: dict[str, Severity] = {}
    for finding in report.findings:  # worst first
        if finding.severity is not Severity.INFO:
            worst.setdefault(finding.rule, finding.severity)
    return worst
