"""What is known of one product and of no other.

What it checks: the known issues of every part in the build (a board revision, a vendor lock, a firmware fault), each
with the conditions under which it holds.

Why it matters: some faults follow from no data sheet. They are listed with the product on a vendor's document or on
two independent reports, and are said only where their conditions hold, or where a fact that would tell is missing.

How to fix: what the issue says: another revision, a firmware, a driver, or another product.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.core.build import Build, CustomPart, Item
from app.core.case import Case
from app.core.parts import Condition, Facts, KnownIssue, Source
from app.core.report import Area, Finding, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._conditions import holds

RAISED = {Severity.ERROR: error, Severity.WARNING: warning, Severity.INFO: info}


def check(case: Case) -> Iterator[Outcome]:
    for device in distinct(case.rig.devices):
        for issue in device.part.known_issues:
            yield from _judge(case, device, issue)


def _judge(case: Case, device: Device, issue: KnownIssue) -> Iterator[Outcome]:
    held, severity = holds(issue.when, device, case.rig), Severity(issue.severity)
    names = [unit.name for unit in case.rig.all(device.category) if unit.item.id == device.item.id]
    text = f"{device.label}: {issue.text}"
    if held.answer is False:
        yield passed(f"A known issue of {device.label} does not apply here: {issue.text}", names)
    elif held.answer:
        yield _of(issue, RAISED[severity](text, names, held.cited))
    elif severity is not Severity.INFO:
        question = f"{text} Whether this applies depends on facts that are missing."
        yield _of(issue, cannot_tell(question, held.missing, severity, names, held.cited))


def _of(issue: KnownIssue, finding: Finding) -> Finding:
    """The finding in the issue's own area, with its sources."""
    return replace(finding, area=Area(issue.area), sources=issue.sources)


_SOURCE = Source(
    "https://wiki.pulsedmedia.com/wiki/Gigabyte_MZ31-AR0-00_EPYC_Server_Motherboard",
    "An example: a board whose revisions take different processors",
)
_EXAMPLE = KnownIssue(
    area="firmware-driver",
    severity="error",
    text="Boards before revision 2 take the first generation of processors alone.",
    when=(Condition("self", "revision", "below", (2.0,)),),
    sources=(_SOURCE,),
)


def _board(revision: str) -> Build:
    facts = Facts({"revision": revision})
    return Build((Item("board", custom=CustomPart("motherboard", "example board", facts, (_EXAMPLE,))),))


RULE = Rule(
    id="known-issue",
    title="Known issues of the products",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.ERROR,
    requires=(),
    needs=("motherboard.revision",),
    why="Some faults follow from no data sheet and are known of one product alone.",
    hint="Do what the issue says: another revision, firmware, driver or product.",
    sources=(_SOURCE,),
    breaks=_board("1.02A"),
    passes=_board("2.00"),
    check=check,
    page=__doc__ or "",
)
