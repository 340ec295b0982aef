"""A machine without a screen needs another way in.

What it checks: when the board has no BMC, whether any card or processor can show the firmware's setup on a screen.

Why it matters: passive data-centre cards have no display outputs, or keep them off. Without a BMC, integrated
graphics or a display card nobody sees why a machine doesn't start, and Above 4G decoding can't be turned on.

How to fix: a board with a BMC, a processor with graphics, or a cheap display card in a spare slot, for setup at
least.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rig import Device, Rig, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._own_cooling import moves_own_air

FAR_AWAY = ("rack", "server")


def check(case: Case) -> Iterator[Outcome]:
    rig, board = case.rig, case.rig.board
    if board is None:
        return
    if board.flag("bmc"):
        yield passed(f"{board.label} has a BMC.", [board.name])
        return
    screen, gaps = _screen(rig)
    if screen is True:
        yield from _near_or_far(rig, board)
        return
    uses = board.cite("bmc") + tuple(fact for cpu in distinct(rig.cpus) for fact in cpu.cite("integrated_graphics"))
    parts = [board.name, *(device.name for device in rig.all("cpu", "gpu"))]
    if screen is False and board.flag("bmc") is False:
        text = f"{board.label} has no BMC, the processor no graphics, and the GPUs no display outputs"
        yield warning(f"{text}: the firmware's setup can't be seen.", parts, uses)
    else:
        question = "Whether the firmware's setup can be seen depends on a BMC or on graphics with a display output."
        yield cannot_tell(question, [*board.lacks("bmc"), *gaps], Severity.WARNING, parts, uses)


def _screen(rig: Rig) -> tuple[bool | None, list[Missing]]:
    """Whether a screen can be attached: to a card with fans of its own (general knowledge), or to the processor."""
    answers = [(moves_own_air(gpu), gpu.lacks("cooling")) for gpu in distinct(rig.gpus)]
    answers += [(cpu.flag("integrated_graphics"), cpu.lacks("integrated_graphics")) for cpu in distinct(rig.cpus)]
    if any(answer for answer, _ in answers):
        return True, []
    gaps = [gap for answer, missing in answers if answer is None for gap in missing]
    return (None if gaps else False), gaps


def _near_or_far(rig: Rig, board: Device) -> Iterator[Outcome]:
    kind = rig.chassis.text("kind") if rig.chassis else None
    if board.flag("bmc") is False and kind in FAR_AWAY:
        yield info(f"{board.label} has no BMC: in a rack it can only be reached while it runs.", [board.name])
    else:
        yield passed("The firmware's setup can be seen on a screen.", [board.name])


RULE = Rule(
    id="bmc",
    title="The firmware's setup can be reached",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.WARNING,
    requires=("gpu", "cpu", "motherboard"),
    needs=(
        "motherboard.bmc",
        "cpu.integrated_graphics",
        "gpu.cooling",
        "gpu.form_factor",
        "chassis.kind",
    ),
    why="Without a BMC or a display output nobody can set the firmware up or see why the machine doesn't start.",
    hint="Use a board with a BMC, a processor with graphics, or a small display card.",
    sources=(
        Source(
            "https://nodehome.pages.dev/articles/sovereign-node-build-guide.html",
            "Firmware set-up of a headless GPU machine",
        ),
    ),
    breaks=build(
        item("gpu", made_cooling="passive", form_factor="pcie"),
        item("cpu", integrated_graphics=False),
        item("motherboard", bmc=False),
    ),
    passes=build(
        item("gpu", made_cooling="passive", form_factor="pcie"),
        item("cpu", integrated_graphics=False),
        item("motherboard", bmc=True),
    ),
    check=check,
    page=__doc__ or "",
)
