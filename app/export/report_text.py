"""A report as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from app.core.report import Finding, Report, Severity, Verdict

WIDTH = 100
VERDICTS = {
    Verdict.FAIL: "FAIL: this build will not work as it is.",
    Verdict.UNKNOWN: "UNKNOWN: a fact is missing that could hide an error.",
    Verdict.WARN: "WARN: this build works, with drawbacks.",
    Verdict.PASS: "PASS: nothing speaks against what is chosen.",
}
NAMED_TOTALS = (
    ("dc_w", "DC", "W"),
    ("wall_w", "at the wall", "W"),
    ("idle_w", "idle, DC", "W"),
    ("idle_wall_w", "idle, at the wall", "W"),
    ("peak_w", "short peaks", "W"),
    ("btu_h", "heat", "BTU/h"),
    ("cfm", "air", "CFM"),
    ("vram_gb", "GPU memory", "GB"),
    ("memory_gb_s", "GPU memory bandwidth", "GB/s"),
    ("weight_kg", "weight", "kg"),
    ("rack_units", "rack units", "U"),
)
GROUPED_TOTALS = (
    ("coolant", "rise_k", "coolant, inlet to outlet", "K"),
    ("ram", "gib", "memory", "GiB"),
    ("ram", "gb_s", "memory bandwidth", "GB/s"),
    ("energy", "idle_kwh_year", "energy of a year idle", "kWh"),
    ("energy", "load_kwh_year", "energy of a year under load", "kWh"),
    ("energy", "load_cost_year", "cost of a year under load", "in the currency of the price that you gave"),
)
POSSIBLE = {Severity.ERROR: ", could be an error", Severity.WARNING: ", could be a warning"}


def report_to_text(report: Report) -> str:
    """The report for people: verdict, findings with arithmetic and sources, totals, what is fine and what waits."""
    blocks = [VERDICTS[report.verdict], *_missing(report), *map(_finding, report.findings), *_rest(report)]
    return "\n\n".join(blocks) + "\n"


def _missing(report: Report) -> Iterator[str]:
    if report.missing:
        yield _wrapped(f"Not chosen yet: {', '.join(report.missing)}.")


def _finding(finding: Finding) -> str:
    doubt = POSSIBLE.get(finding.could_be, "") if finding.could_be else ""
    head = f"{finding.severity.value.upper()}{doubt}: {finding.title} ({finding.rule})"
    lines = [head, _indented(finding.message)]
    lines += [
        _indented(f"Missing: {gap.label or gap.fact} of {gap.item} ({gap.fact}). {gap.where}".rstrip())
        for gap in finding.missing
    ]
    if finding.hint:
        lines.append(_indented(f"What to do: {finding.hint}"))
    lines += [f"  {source.title}: {source.url}" for source in finding.sources]
    return "\n".join(lines)


def _rest(report: Report) -> Iterator[str]:
    yield "\n".join(["Totals", *(f"  {line}" for line in _totals(report))])
    if report.passed:
        fine = [_indented(f"{passed.message} ({passed.rule})") for passed in report.passed]
        yield "\n".join(["Checked and fine", *fine])
    if report.waiting:
        yield _wrapped(f"Waiting for parts: {', '.join(report.waiting)}.")
    yield f"Catalog {report.catalog_version}"


def _totals(report: Report) -> Iterator[str]:
    totals = report.totals
    for key, label, unit in NAMED_TOTALS:
        if key in totals:
            yield f"{label}: {_figure(totals[key], unit)}"
    for number, circuit in enumerate(totals.get("circuits") or (), 1):
        drawn, limit = _figure(circuit.get("amps"), "A"), _figure(circuit.get("limit_a"), "A")
        yield f"circuit {number}: {drawn} of the {limit} that it may carry continuously"
    for group, key, label, unit in GROUPED_TOTALS:
        if totals.get(group):
            yield f"{label}: {_figure(totals[group][key], unit)}"


def _figure(value: Any, unit: str) -> str:
    if not isinstance(value, int | float):
        return "not known"
    return f"{value:,.1f}".removesuffix(".0") + f" {unit}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _indented(text: str) -> str:
    return textwrap.indent(_wrapped(text), "  ")
