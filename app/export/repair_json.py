"""Fixes and repairs as the JSON of `POST /api/v1/check?fixes=1` and `POST /api/v1/repair`."""

from __future__ import annotations

from typing import Any

from app.core.repair import Fix, Fixes, RepairResult, RepairStep
from app.core.repair.patches import patch_to_list
from app.export.report_json import finding_to_dict


def fixes_to_dict(found: Fixes) -> dict[str, Any]:
    """What a finding gets more when fixes are asked for; `tried` counts the builds that were judged for it."""
    return {"fixes": [fix_to_dict(fix) for fix in found.fixes], "tried": found.tried}


def fix_to_dict(fix: Fix) -> dict[str, Any]:
    """One fix.

    `price_delta` is null when a changed line has no price; its currency is null when no line changed.  `watts_delta`
    is DC watts under load.
    """
    price = fix.price_delta
    return {
        "title": fix.title,
        "patch": patch_to_list(fix.patch),
        "verdict_after": fix.verdict_after.value,
        "price_delta": price and {"currency": price.currency or None, "low": price.low, "high": price.high},
        "watts_delta": fix.watts_delta,
    }


def repair_to_dict(result: RepairResult, build: dict[str, Any]) -> dict[str, Any]:
    """A repair; `build` is the repaired build as the API writes it."""
    return {
        "build": build,
        "verdict": result.report.verdict.value,
        "steps": [_step(step) for step in result.steps],
        "tried": result.tried,
        "blocked": [finding_to_dict(finding) for finding in result.blocked_by],
    }


def _step(step: RepairStep) -> dict[str, Any]:
    return {"title": step.title, "rule": step.rule, "reason": step.reason, "patch": patch_to_list(step.patch)}
