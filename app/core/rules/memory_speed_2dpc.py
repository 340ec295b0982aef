"""Memory runs at the slowest of module, processor and wiring.

What it checks: modules per channel, and the speed that the board's memory table gives for that many.

Why it matters: two modules on a channel load it twice; DDR4-3200 drops to 2933 MT/s on many server boards.

How to fix: one module of double size per channel.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.placement.memory import table_mts
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rules import Rule
from app.core.rules._examples import build, item


def check(case: Case) -> Iterator[Outcome]:
    rig = case.rig
    board = rig.board
    speeds = [speed for module in rig.all("memory") if (speed := module.number("speed_mts")) is not None]
    if board is None:
        return
    if not speeds:
        gaps = rig.all("memory")[0].lacks("speed_mts")
        yield cannot_tell("The modules' speed is not known.", gaps, Severity.INFO, (rig.all("memory")[0].name,))
        return
    rated = min(speeds)
    per_channel = case.memory.most_per_channel
    if not per_channel:
        return
    names = (board.name, *(module.name for module in rig.all("memory")[:1]))
    cpu = rig.cpus[0] if rig.cpus else None
    table = table_mts(board, cpu, per_channel)
    own = cpu.number("memory_mts") if cpu else None
    if table is None and per_channel > 1:
        text = f"With {per_channel} modules per channel memory may run below its {rated:,.0f} MT/s."
        yield cannot_tell(text, (board.missing("memory_speed"),), Severity.WARNING, names)
        return
    reached = min(speed for speed in (rated, table, own) if speed is not None)
    uses = board.cite("memory_speed") + (cpu.cite("memory_mts") if cpu else ())
    if reached < rated:
        text = f"{rated:,.0f} MT/s modules run at {reached:,.0f} MT/s with {per_channel} per channel on this platform."
        yield info(text, names, uses, rated_mts=rated, reached_mts=reached)
    else:
        yield passed(f"Memory runs at its rated {rated:,.0f} MT/s with {per_channel} per channel.", names)


RULE = Rule(
    id="memory-speed-2dpc",
    title="The speed that the memory reaches",
    area=Area.MEMORY,
    worst=Severity.WARNING,
    requires=("memory", "motherboard", "cpu"),
    needs=(
        "memory.speed_mts",
        "memory.capacity_gib",
        "memory.total_gib",
        "memory.kit_modules",
        "motherboard.memory_speed",
        "motherboard.channels_per_cpu",
        "motherboard.socket",
        "motherboard.dimm_slots",
        "motherboard.socket_count",
        "cpu.memory_mts",
        "cpu.memory_channels",
        "cpu.family",
        "cpu.socket",
    ),
    why="Two modules per channel run slower than one.",
    hint="Use one module of double size per channel.",
    sources=(
        Source(
            "https://servethehome.com/asrock-rack-4u8g-turin2-amd-nvidia-broadcom-classic-ai-8-gpu/2",
            "ServeTheHome: two slots per channel cost speed",
        ),
    ),
    breaks=build(
        item("memory", 16, speed_mts=3200, capacity_gib=64),
        item("cpu", memory_mts=3200, memory_channels=8),
        item("motherboard", channels_per_cpu=8, memory_speed=[{"modules_per_channel": 2, "mts": 2933}]),
    ),
    passes=build(
        item("memory", 8, speed_mts=3200, capacity_gib=64),
        item("cpu", memory_mts=3200, memory_channels=8),
        item("motherboard", channels_per_cpu=8, memory_speed=[{"modules_per_channel": 2, "mts": 2933}]),
    ),
    check=check,
    page=__doc__ or "",
)
