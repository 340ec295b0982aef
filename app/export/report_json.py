"""A report as the JSON of `POST /api/v1/check`."""

from __future__ import annotations

import dataclasses
from typing import Any

from app.core.plain import to_json
from app.core.report import Cited, Finding, Missing, Passed, Report


def report_to_dict(report: Report) -> dict[str, Any]:
    """The report as plain JSON values, in the order in which a person would read them."""
    return {
        "verdict": report.verdict.value,
        "complete": report.complete,
        "missing": list(report.missing),
        "findings": [finding_to_dict(finding) for finding in report.findings],
        "passed": [_passed(passed) for passed in report.passed],
        "waiting": list(report.waiting),
        "totals": to_json(report.totals),
        "placement": to_json(report.placement),
        "catalog": {"version": report.catalog_version},
    }


def finding_to_dict(finding: Finding) -> dict[str, Any]:
    """One finding.

    `facts` holds the facts that it rests on, by `device.fact`; `figures` the numbers that its sentence is made of.
    """
    return {
        "rule": finding.rule,
        "area": finding.area.value if finding.area else None,
        "severity": finding.severity.value,
        "could_be": finding.could_be.value if finding.could_be else None,
        "title": finding.title,
        "message": finding.message,
        "parts": list(finding.parts),
        "facts": {f"{cited.item}.{cited.fact}": _cited(cited) for cited in finding.cited},
        "figures": to_json(finding.figures),
        "missing": [_missing(missing) for missing in finding.missing],
        "sources": [{"url": source.url, "title": source.title} for source in finding.sources],
        "confidence": finding.confidence.value,
        "hint": finding.hint,
    }


def _cited(cited: Cited) -> dict[str, Any]:
    return {
        "part": cited.part,
        "value": to_json(cited.value),
        "basis": cited.basis.value,
        "source": cited.source.url if cited.source else None,
    }


def _missing(missing: Missing) -> dict[str, str]:
    return {field.name: getattr(missing, field.name) for field in dataclasses.fields(missing)}


def _passed(passed: Passed) -> dict[str, Any]:
    return {"rule": passed.rule, "title": passed.title, "message": passed.message, "parts": list(passed.parts)}
