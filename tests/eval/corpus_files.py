"""Reads the corpus: builds with what the checker must say of them, one TOML file for each subject.

A build is written as the API takes it, with two shorthands: a custom part is `{ category = …, facts = {…} }`, and
`template = "build-a"` starts from a ready-made build, whose items of the same id, site and choices are then changed.
What a build must lead to is its hardware's answer, worked out by hand and told in `about`:

- `expect = { rule = "severity" }`: the rule raises that severity (of several, one of them);
- `fine = ["rule"]`: the rule looked and found nothing worse than a note;
- `forbid = ["error", "rule", "rule:severity"]`: nothing of that severity, nothing of that rule, not both at once;
- `verdict = "fail"`: where the whole build is known well enough.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from app.core.build import Build
from app.core.report import SEVERITY_RANK, Report
from app.intake.builds import from_build, read_build
from tests.reference.machines import catalog, template

CORPUS = Path(__file__).parent / "corpus"
KEYS = frozenset(
    (
        "name",
        "about",
        "source",
        "outcome",
        "template",
        "items",
        "site",
        "choices",
        "expect",
        "fine",
        "forbid",
        "verdict",
    )
)


@dataclass(frozen=True)
class CorpusBuild:
    """One build and its answer.  `outcome` is what the owner of a published machine reports."""

    name: str
    about: str
    file: str
    raw: Mapping[str, Any]
    source: str = ""
    outcome: str = ""
    expect: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fine: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    verdict: str = ""

    @cached_property
    def build(self) -> Build:
        """The build, read as a request is read."""
        return read_build(self.raw, catalog().vocabulary, catalog())

    def complaints(self, report: Report) -> list[str]:
        """Where the report differs from the answer."""
        raised = {(finding.rule, finding.severity.value) for finding in report.findings}
        wrong = [
            f"{rule}: expected {' or '.join(severities)}, raised {_severities(report, rule)}"
            for rule, severities in self.expect.items()
            if not any((rule, severity) in raised for severity in severities)
        ]
        wrong += [f"{rule} is not fine: {_severities(report, rule)}" for rule in self.fine if not _fine(report, rule)]
        wrong += [f"forbidden: {hit}" for ban in self.forbid for hit in _hits(report, ban)]
        if self.verdict and report.verdict != self.verdict:
            wrong.append(f"verdict is {report.verdict}, not {self.verdict}")
        return wrong


def _severities(report: Report, rule: str) -> list[str]:
    found = [f"{finding.severity}: {finding.message}" for finding in report.findings if finding.rule == rule]
    return found + ["passed: " + passed.message for passed in report.passed if passed.rule == rule]


def _fine(report: Report, rule: str) -> bool:
    """Whether the rule spoke, and spoke of nothing worse than a note."""
    raised = [finding.severity for finding in report.findings if finding.rule == rule]
    spoke = bool(raised) or any(passed.rule == rule for passed in report.passed)
    return spoke and not any(SEVERITY_RANK[severity] for severity in raised)


def _hits(report: Report, ban: str) -> Iterator[str]:
    rule, _, severity = ban.partition(":")
    for finding in report.findings:
        if ban in (finding.severity, finding.rule) or (rule, severity) == (finding.rule, finding.severity):
            yield f"{finding.rule} {finding.severity}: {finding.message}"


@cache
def corpus() -> tuple[CorpusBuild, ...]:
    """Every build of the corpus, file by file.  Raises ValueError for a key that no build has."""
    return tuple(_read(entry, file) for file in sorted(CORPUS.rglob("*.toml")) for entry in _entries(file))


def _entries(file: Path) -> list[dict[str, Any]]:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    entries: list[dict[str, Any]] = content.pop("build", [])
    if content:
        raise ValueError(f"{file}: a corpus file holds [[build]] tables only, not {sorted(content)}.")
    return entries


def _read(entry: dict[str, Any], file: Path) -> CorpusBuild:
    where = str(file.relative_to(CORPUS))
    if strange := entry.keys() - KEYS:
        raise ValueError(f"{where}: {entry.get('name')} has {sorted(strange)}; the keys are {sorted(KEYS)}.")
    expect = {
        rule: tuple(severity) if isinstance(severity, list) else (severity,)
        for rule, severity in entry.get("expect", {}).items()
    }
    return CorpusBuild(
        name=entry["name"],
        about=entry["about"],
        file=where,
        raw=_raw(entry),
        source=entry.get("source", ""),
        outcome=entry.get("outcome", ""),
        expect=expect,
        fine=tuple(entry.get("fine", ())),
        forbid=tuple(entry.get("forbid", ())),
        verdict=entry.get("verdict", ""),
    )


def _raw(entry: dict[str, Any]) -> dict[str, Any]:
    """The build as the API takes it."""
    items = [_spelled_out(item) for item in entry.get("items", [])]
    start = from_build(template(entry["template"])) if "template" in entry else {"items": []}
    changes = {item["id"]: item for item in items if any(item.get("id") == kept["id"] for kept in start["items"])}
    merged = [{**item, **changes.get(item["id"], {})} for item in start["items"]]
    merged += [item for item in items if item.get("id") not in changes]
    site, choices = ({**start.get(name, {}), **entry.get(name, {})} for name in ("site", "choices"))
    return {"items": merged, "site": site, "choices": choices}


def _spelled_out(item: dict[str, Any]) -> dict[str, Any]:
    """A custom part's shorthand as the API writes it."""
    if "category" not in item:
        return item
    custom = {name: item[name] for name in ("category", "name", "facts") if name in item}
    rest = {name: value for name, value in item.items() if name not in custom}
    return {**rest, "custom": {"name": f"some {item['category']}", **custom}}
