"""The guide's pages: one question each, the build so far, and candidates with what each would cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.build import Build
from app.core.parts import Catalog
from app.core.report import Report, Severity
from app.web import formats
from app.web.candidates import Candidate
from app.web.forms.build_fields import CIRCUIT_FIELDS
from app.web.forms.fields import Field
from app.web.guide import OUTLETS, STEPS, Outlet, Step, after, before
from app.web.held import Held
from app.web.views.bench import FieldMaker, ItemRow, Typed
from app.web.views.parts import PartLine
from app.web.views.report import ReportView, view_report
from app.web.views.words import PASS_CUE, SEVERITY_CUES, VERDICT_CUES, Cue

CIRCUITS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step in the progress bar."""

    title: str
    url: str
    state: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A part that the step offers: whether it fits, and what it would cost in watts, lanes, noise and money."""

    part: PartLine
    cue: Cue
    verdict: Cue | None
    costs: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category of the step."""

    name: str
    title: str
    url: str
    is_open: bool
    chosen: int
    provided: bool


@dataclass(frozen=True, slots=True)
class GuideView:
    """One step of the guide."""

    step: Step
    held: Held
    milestones: tuple[Milestone, ...]
    report: ReportView
    rows: tuple[ItemRow, ...]
    shelves: tuple[Shelf, ...]
    offers: tuple[tuple[str, tuple[Offer, ...]], ...]
    category: str
    replaces: int | None
    replaced: str
    query: str
    more_url: str
    fields: tuple[Field, ...]
    circuits: tuple[tuple[Field, ...], ...]
    outlets: tuple[Outlet, ...]
    faults: tuple[tuple[str, str], ...]
    back_url: str
    next_title: str
    own_text: str
    bench_url: str

    @property
    def page_title(self) -> str:
        return f"{self.step.title}: {self.step.question}"

    @property
    def announcement(self) -> str:
        if self.faults:
            return f"Not changed. {formats.plural(len(self.faults), 'field')} to correct."
        number = STEPS.index(self.step) + 1
        return f"Step {number} of {len(STEPS)}: {self.step.question} {self.report.sentence}"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a step shows of a category: its candidates, the words that were searched, and the item that they replace."""

    category: str
    query: str
    candidates: tuple[Candidate, ...]
    replaces: int | None


def view_guide(
    step: Step,
    build: Build,
    mapping: Mapping[str, Any],
    report: Report,
    catalog: Catalog,
    held: Held,
    looked: Looked,
    typed: Typed | None = None,
) -> GuideView:
    """Prepare a step; `typed` brings back a form that was refused."""
    typed = typed or Typed()
    maker = FieldMaker(mapping, catalog, typed)
    earlier = before(step)
    return GuideView(
        step=step,
        held=held,
        milestones=tuple(_milestone(one, step, build, report, held, catalog) for one in STEPS),
        report=view_report(report, build, catalog),
        rows=tuple(_rows(step, build, catalog, maker)),
        shelves=tuple(_shelves(step, build, report, looked.category, held, catalog)),
        offers=_offers(looked.candidates, report, catalog),
        category=looked.category,
        replaces=looked.replaces,
        replaced=_name(mapping, looked.replaces, catalog),
        query=looked.query,
        more_url=_more_url(looked, held),
        fields=tuple(_fields(step, mapping, maker)),
        circuits=_circuits(mapping, maker) if step.slug == "place" else (),
        outlets=OUTLETS if step.slug == "place" else (),
        faults=tuple(sorted(typed.errors.items())),
        back_url=_url(earlier, held) if earlier else "",
        next_title=after(step).title,
        own_text=typed.texts.get("own", ""),
        bench_url=f"/build?{held.query}",
    )


def _name(mapping: Mapping[str, Any], index: int | None, catalog: Catalog) -> str:
    part = None if index is None else catalog.part(mapping["items"][index].get("part", ""))
    return part.name if part else ""


def _more_url(looked: Looked, held: Held) -> str:
    """The chooser with all of the category."""
    if not looked.category:
        return ""
    replaces = "" if looked.replaces is None else f"&replaces={looked.replaces}"
    return f"/build/choose/{looked.category}?{held.query}{replaces}"


def _url(step: Step, held: Held) -> str:
    return f"/guide/{step.slug}?{held.query}"


def _category(item_part: str | None, build_category: str, catalog: Catalog) -> str:
    part = catalog.part(item_part or "")
    return part.category if part else build_category


def _chosen(build: Build, catalog: Catalog) -> dict[str, int]:
    """Items of each category."""
    counts: dict[str, int] = {}
    for item in build.items:
        category = _category(item.part, item.custom.category if item.custom else "", catalog)
        counts[category] = counts.get(category, 0) + 1
    return counts


def _milestone(step: Step, current: Step, build: Build, report: Report, held: Held, catalog: Catalog) -> Milestone:
    return Milestone(step.title, _url(step, held), _state(step, build, report, catalog), step is current)


def _state(step: Step, build: Build, report: Report, catalog: Catalog) -> str:
    """How far a step is: `done`, `open` (something needed is missing), or nothing when nothing is asked."""
    if step.slug == "place":
        return "done" if build.site.circuits else "open"
    if step.slug == "purpose":
        return "done" if build.choices.workload else "open"
    if not step.categories:
        return ""
    if any(category in report.missing for category in step.categories):
        return "open"
    needed = any(catalog.vocabulary.categories[category].needed for category in step.categories)
    return "done" if needed or any(category in _chosen(build, catalog) for category in step.categories) else ""


def _rows(step: Step, build: Build, catalog: Catalog, maker: FieldMaker) -> Iterable[ItemRow]:
    """The chosen parts of the step; all of them where nothing is chosen by category."""
    for index, item in enumerate(build.items):
        category = _category(item.part, item.custom.category if item.custom else "", catalog)
        if category in step.categories or step.slug in ("own", "review"):
            yield maker.item_row(index, catalog.part(item.part or ""), category, None, "")


def _shelves(step: Step, build: Build, report: Report, shown: str, held: Held, catalog: Catalog) -> Iterable[Shelf]:
    counts = _chosen(build, catalog)
    brought = _brought(build, catalog)
    for name in step.categories:
        title = catalog.vocabulary.categories[name].title
        url = f"{_url(step, held)}&category={name}"
        yield Shelf(name, title, url, name == shown, counts.get(name, 0), name in brought and not counts.get(name))


def _brought(build: Build, catalog: Catalog) -> set[str]:
    parts = [part for item in build.items if (part := catalog.part(item.part or "")) is not None]
    return {provided.category for part in parts for provided in part.provides}


def open_category(step: Step, build: Build, report: Report, catalog: Catalog) -> str:
    """The category that a step shows first: the first that is still missing, else its first."""
    if step.slug == "host" and not build.items:
        return "server"
    missing = [name for name in step.categories if name in report.missing]
    return next(iter(missing or step.categories), "")


def _fields(step: Step, mapping: Mapping[str, Any], maker: FieldMaker) -> Iterable[Field]:
    for section, specs in (("choices", step.choices), ("site", step.site)):
        values = mapping.get(section, {})
        yield from (maker.field_of(f"/{section}/{spec.key}", spec, values.get(spec.key)) for spec in specs)


def _circuits(mapping: Mapping[str, Any], maker: FieldMaker) -> tuple[tuple[Field, ...], ...]:
    known = mapping.get("site", {}).get("circuits", [])
    rows = [*known, *[{}] * max(1, CIRCUITS_SHOWN - len(known))]
    return tuple(
        tuple(maker.field_of(f"/site/circuits/{index}/{spec.key}", spec, row.get(spec.key)) for spec in CIRCUIT_FIELDS)
        for index, row in enumerate(rows)
    )


def _offers(
    candidates: Iterable[Candidate], now: Report, catalog: Catalog
) -> tuple[tuple[str, tuple[Offer, ...]], ...]:
    headings = {True: "These fit", None: "These may fit: a fact is missing", False: "These don’t fit"}
    listed = [(one.fits, _offer(one, now, catalog)) for one in candidates]
    return tuple(
        (heading, mine)
        for fits, heading in headings.items()
        if (mine := tuple(offer for offer_fits, offer in listed if offer_fits is fits))
    )


def _offer(candidate: Candidate, now: Report, catalog: Catalog) -> Offer:
    cue = {True: PASS_CUE, None: SEVERITY_CUES[Severity.UNKNOWN], False: SEVERITY_CUES[Severity.ERROR]}[candidate.fits]
    verdict = VERDICT_CUES[candidate.report.verdict] if candidate.report else None
    reason = "" if candidate.fits else candidate.reason
    return Offer(PartLine.of(candidate.part, catalog), cue, verdict, tuple(_costs(candidate, now)), reason)


def _costs(candidate: Candidate, now: Report) -> Iterable[str]:
    """What the part adds: watts, PCIe lanes, noise; its price stands beside it."""
    if candidate.report is not None:
        before_w, after_w = now.totals["dc_at_least_w"], candidate.report.totals["dc_at_least_w"]
        yield f"{after_w - before_w:+,.0f} W"
        lanes = _lanes(candidate.report) - _lanes(now)
        if lanes:
            yield f"{lanes:+d} PCIe lanes"
    noise = candidate.part.facts.number("noise_dba")
    if noise is not None:
        yield f"{noise:g} dB(A)"


def _lanes(report: Report) -> int:
    return sum(int(root["used"]) for root in report.totals["pcie_lanes"])
