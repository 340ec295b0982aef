"""A rule counts when a whole machine triggers it, not only its own example."""

from __future__ import annotations

from dataclasses import replace

from app.core.build import Build
from app.core.report import Area
from tests.eval.corpus_files import CorpusBuild, corpus

from .machines import catalog, on_circuits, report, template, with_choices, with_item


def _machines() -> list[Build]:
    published, a0, a, b, c = (
        template(slug) for slug in ("published-mini-colossus", "build-a0", "build-a", "build-b", "build-c")
    )
    vectors = [
        published,
        with_choices(published, load_override_w=12_000.0),
        a0,
        a,
        on_circuits(a, (120, 20), (120, 20)),
        b,
        with_choices(b, gpu_power_limit_w=280.0),
        with_item(b, "gpus", lambda item: replace(item, part="gpu/nvidia/rtx-3090-founders")),
        c,
        with_choices(c, fan_rpm=1200.0),
        with_item(a0, "memory", lambda item: replace(item, quantity=32, part="memory/samsung/m393a8g40bb4-cwe")),
    ]
    return vectors + [entry.build for entry in _published()]


def _published() -> list[CorpusBuild]:
    """Machines that other people described in public."""
    return [entry for entry in corpus() if entry.outcome]


def test_forty_rules_in_all_areas_are_triggered_by_whole_machines() -> None:
    assert catalog().parts
    triggered: dict[str, set[Area]] = {}
    for machine in _machines():
        for finding in report(machine).findings:
            if finding.severity != "unknown" and finding.area is not None:
                triggered.setdefault(finding.rule, set()).add(finding.area)
    assert len(triggered) >= 40, sorted(triggered)
    assert set().union(*triggered.values()) == set(Area), set(Area) - set().union(*triggered.values())


def test_twenty_real_machines_are_in_the_catalog_whole() -> None:
    whole = [entry for entry in _published() if all("part" in item for item in entry.raw["items"])]
    assert len(whole) >= 20


def test_no_working_machine_fails() -> None:
    for entry in _published():
        if entry.outcome == "works":
            judged = report(entry.build)
            assert judged.verdict != "fail", (entry.name, [f.message for f in judged.findings if f.severity == "error"])
