"""A board's power stage is built for processors up to a power.

What it checks: the processor's TDP against the highest that the board's maker allows.

Why it matters: the board limits the clock, shuts down under load, or its converters age quickly.

How to fix: a smaller model, a lower configurable TDP, or a stronger board.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item

# Makers of these boards publish a list of processors, not of watts; a listed processor that is too strong throttles.
LISTED_BY_MODEL = frozenset(
    [
        *("AM3+", "AM4", "AM5", "TR4", "sTRX4", "LGA1150", "LGA1151", "LGA1151-2", "LGA1155", "LGA1156", "LGA1200"),
        *("LGA1366", "LGA1700", "LGA1851", "LGA2011", "LGA2011-3", "LGA2066", "soldered"),
    ]
)


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    if board is None:
        return
    for cpu in distinct(case.rig.cpus):
        tdp, most, peak = cpu.number("tdp_w"), board.number("max_cpu_tdp_w"), cpu.number("max_power_w")
        names = (cpu.name, board.name)
        if tdp is None or most is None:
            worst = Severity.WARNING if board.text("socket") in LISTED_BY_MODEL else Severity.ERROR
            gaps = cpu.lacks("tdp_w") + board.lacks("max_cpu_tdp_w")
            yield cannot_tell(f"Whether {board.label} powers {cpu.label} is not known.", gaps, worst, names)
        elif tdp > most:
            text = f"{cpu.label} draws {tdp:,.0f} W; {board.label} is made for {most:,.0f} W."
            yield error(text, names, cpu.cite("tdp_w") + board.cite("max_cpu_tdp_w"))
        elif peak is not None and board.text("socket") not in LISTED_BY_MODEL and peak > most:
            text = f"{cpu.label} can be set to {peak:,.0f} W; {board.label} is made for {most:,.0f} W: leave it lower."
            yield warning(text, names, cpu.cite("max_power_w") + board.cite("max_cpu_tdp_w"))
        else:
            yield passed(f"{cpu.label}: {tdp:,.0f} W of {most:,.0f} W that {board.label} is made for.", names)


RULE = Rule(
    id="cpu-tdp-board",
    title="The board can power the processor",
    area=Area.SOCKET,
    worst=Severity.ERROR,
    requires=("cpu", "motherboard"),
    needs=("cpu.tdp_w", "cpu.max_power_w", "motherboard.max_cpu_tdp_w", "motherboard.socket"),
    why="A power stage beyond its rating throttles or fails.",
    hint="Choose a smaller processor, lower its configurable TDP, or take a stronger board.",
    sources=(
        Source(
            "https://servethehome.com/supermicro-as-1024us-trt-review-1u-ultra-amd-epyc-7003-server/2",
            "ServeTheHome: H12 systems above 225 W need validation",
        ),
    ),
    breaks=build(item("cpu", tdp_w=280, socket="SP3"), item("motherboard", max_cpu_tdp_w=240, socket="SP3")),
    passes=build(item("cpu", tdp_w=240, socket="SP3"), item("motherboard", max_cpu_tdp_w=240, socket="SP3")),
    check=check,
    page=__doc__ or "",
)
