"""The corrected builds show exactly these unknowns, each says where to look, and stating them clears them."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.report import Severity

from .machines import report, stating, template, unknowns

LISTED: dict[str, set[tuple[str, str, str]]] = {
    "build-a0": {
        ("chassis-total-airflow", "server", "chassis.fan_cfm_total"),
        ("mmio-window", "server", "motherboard.mmio_high_gib"),
        ("passive-needs-airflow", "server", "chassis.qualified_gpus"),
    },
    "build-a": {
        ("chassis-total-airflow", "server", "chassis.fan_cfm_total"),
        ("mmio-window", "server", "motherboard.mmio_high_gib"),
        ("passive-needs-airflow", "server", "chassis.qualified_gpus"),
    },
    "build-b": {
        ("chassis-total-airflow", "fans", "cfm"),
        ("cpu-cooler-tdp", "cooler", "max_tdp_w"),
    },
    "build-c": set(),
}
SERVER = {
    "chassis.fan_cfm_total": 900.0,
    "motherboard.mmio_high_gib": 1024.0,
    "chassis.qualified_gpus": ("gpu/nvidia/h100-pcie-80gb",),
}
STATED: dict[str, dict[str, dict[str, Any]]] = {
    "build-a0": {"server": SERVER},
    "build-a": {"server": SERVER},
    "build-b": {"fans": {"cfm": 70.0}, "cooler": {"max_tdp_w": 250.0}},
    "build-c": {},
}
SLUGS = pytest.mark.parametrize("slug", sorted(LISTED))


@SLUGS
def test_exactly_these_facts_are_unknown(slug: str) -> None:
    assert unknowns(report(template(slug))) == LISTED[slug]


@SLUGS
def test_each_says_where_it_is_found(slug: str) -> None:
    for finding in report(template(slug)).findings:
        if finding.severity is Severity.UNKNOWN:
            assert finding.missing
            assert all(gap.where.endswith((".", "`.")) and len(gap.where) > 10 for gap in finding.missing)


@SLUGS
def test_stating_them_clears_them(slug: str) -> None:
    judged = report(stating(template(slug), STATED[slug]))
    assert unknowns(judged) == set()
    assert not any(finding.severity is Severity.UNKNOWN for finding in judged.findings)
    assert judged.verdict == ("warn" if slug == "build-b" else "pass")
