"""A board has so many fan headers, and each of them turns what hangs on it at one speed.

What it checks: fans, pumps and processor coolers against the board's fan headers, where the chassis has no fan board
of its own as servers do.

Why it matters: fans on a splitter share one header's current and one speed, so that the fans before the cards can't
follow the cards while those at the processor follow the processor.

How to fix: a fan hub with power of its own, or splitters by zone: one header for the intake before the cards, one for
the exhaust, the processor and the pump each on their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.power import has_server_fans
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import Device, Rig
from app.core.rules import Rule
from app.core.rules._examples import build, item

# What every board of a form has, one for the processor among them (general knowledge).
LEAST_HEADERS, LEAST_ON_MINI_ITX = 3, 2


def check(case: Case) -> Iterator[Outcome]:
    rig, board = case.rig, case.rig.board
    fans = _case_fans(rig)
    if board is None or has_server_fans(rig) or not (fans or rig.has("pump")):
        return
    coolers = sum(cooler.text("kind") != "passive" for cooler in rig.all("cpu-cooler"))
    pumps = len(rig.all("pump"))
    wanted = fans + coolers + pumps
    counted = ((fans, "fan"), (coolers, "processor cooler"), (pumps, "pump"))
    sentence = " + ".join(f"{count} {what}{'s' * (count > 1)}" for count, what in counted if count) + f" = {wanted}"
    names = [board.name, *(device.name for device in rig.all("fan", "pump", "cpu-cooler"))]
    headers = board.count("fan_headers")
    if headers is None and wanted > _least_headers(board):
        text = f"{sentence} that want a fan header; how many {board.label} has isn't known."
        yield cannot_tell(text, board.lacks("fan_headers"), Severity.INFO, names)
    elif headers is not None and wanted > headers:
        text = f"{sentence} for {headers} fan headers of {board.label}: put {wanted - headers + 1} or more on splitters"
        text = f"{text} or a powered hub, zone by zone, because those on one header turn alike."
        yield info(text, names, board.cite("fan_headers"), wanted=wanted, headers=headers)
    else:
        yield passed(f"{sentence}, each with a fan header of its own on {board.label}.", names)


def _case_fans(rig: Rig) -> int:
    """Fans listed, or else those that came with the chassis, as far as somebody said."""
    included = rig.chassis.count("fans_included") if rig.chassis else None
    return len(rig.all("fan")) if rig.has("fan") or included is None else included


def _least_headers(board: Device) -> int:
    return LEAST_HEADERS if board.text("form_factor") not in (None, "mini-itx") else LEAST_ON_MINI_ITX


RULE = Rule(
    id="chassis-fan-zones",
    title="A fan header for each zone",
    area=Area.CHASSIS_FIT,
    worst=Severity.INFO,
    requires=("motherboard", "chassis"),
    needs=(
        "motherboard.fan_headers",
        "motherboard.form_factor",
        "chassis.kind",
        "chassis.server_fans",
        "chassis.fans_included",
        "cpu-cooler.kind",
    ),
    why="Fans that share a header share its current and its speed.",
    hint="Use a powered hub, or splitters by zone, with processor and pump on headers of their own.",
    sources=(
        Source("https://en.wikipedia.org/wiki/Computer_fan", "Fan headers and their current"),
        Source("https://noctua.at/en/na-fh1/specification", "A powered hub for eight fans on one header"),
    ),
    breaks=build(item("motherboard", fan_headers=5), item("chassis", kind="tower"), item("fan", 6)),
    passes=build(item("motherboard", fan_headers=7), item("chassis", kind="tower"), item("fan", 6)),
    check=check,
    page=__doc__ or "",
)
