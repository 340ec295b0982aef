"""A memory channel without a module is bandwidth that was paid for and is not there.

What it checks: modules, spread over processors and channels, against the memory channels of each processor;
bandwidth = MT/s × 8 bytes × channels filled; and whether the channels hold equally much.

Why it matters: two modules on a twelve-channel processor give a sixth of its bandwidth, and whatever runs on the
processor (layers that did not fit on the cards, data loading) slows down by as much.  A second processor without any
module of its own does not start.

How to fix: as many equal modules as there are channels, each a fraction of the total.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.bandwidth import memory_gb_s
from app.core.parts import Source
from app.core.placement.memory import channels_per_cpu, count_gaps, module_count
from app.core.placement.plans import MemoryPlan
from app.core.report import Area, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Rig
from app.core.rules import Rule
from app.core.rules._examples import build, item

CRITICAL_SHARE = 0.25  # at or below a quarter the wording turns sharp; the severity stays a warning


def check(case: Case) -> Iterator[Outcome]:
    rig = case.rig
    cpus = rig.cpus
    channels = channels_per_cpu(rig)
    names = (*(cpu.name for cpu in cpus), *(module.name for module in rig.all("memory")[:1]))
    modules = module_count(rig)
    if channels is None or modules is None:
        gaps = (cpus[0].lacks("memory_channels") if channels is None else ()) + count_gaps(rig)
        text = "How much of the memory bandwidth is there depends on the number of modules and channels."
        yield cannot_tell(text, gaps, Severity.WARNING, names)
        return
    if modules < len(cpus):
        yield error(f"{len(cpus)} processors share {modules} module: each needs at least one of its own.", names)
        return
    filled = min(case.memory.filled(index) for index in range(len(cpus)))
    text = f"{filled} of {channels} memory channels per processor are filled ({100 * filled / channels:.1f} %)"
    text += _bandwidth(rig, filled, channels)
    uses = cpus[0].cite("memory_channels")
    yield from _uneven(case.memory, names)
    if filled >= channels:
        yield passed(text + ".", names)
        return
    sharp = " This is a critical loss" if filled / channels <= CRITICAL_SHARE else " The rest of the bandwidth is lost"
    advice = f": {channels * len(cpus)} equal modules would fill them all."
    yield warning(f"{text}.{sharp}{advice}", names, uses, filled=filled, channels=channels)


def _uneven(plan: MemoryPlan, names: tuple[str, ...]) -> Iterator[Outcome]:
    """Memory interleaves over channels of one size; what one has more than the others is as slow as one channel."""
    sizes = [gib for gib in plan.gib_by_channel().values() if gib is not None]
    if len(set(sizes)) > 1:
        text = f"The channels hold {min(sizes):g} to {max(sizes):g} GiB each, as evenly as these modules go"
        yield info(f"{text}: only what all of them have is interleaved over all.", names)


def _bandwidth(rig: Rig, filled: int, channels: int) -> str:
    facts = {"memory": "speed_mts", "cpu": "memory_mts"}
    known = [device.number(facts[device.category]) for device in rig.all("memory", "cpu")]
    speeds = [speed for speed in known if speed is not None]
    if not speeds:
        return ""
    mts = min(speeds)
    return f": {memory_gb_s(mts, filled):,.1f} of {memory_gb_s(mts, channels):,.1f} GB/s at {mts:,.0f} MT/s"


RULE = Rule(
    id="memory-channel-population",
    title="Every memory channel has a module",
    area=Area.MEMORY,
    worst=Severity.ERROR,
    requires=("memory", "cpu"),
    needs=(
        "cpu.memory_channels",
        "cpu.socket",
        "cpu.memory_mts",
        "memory.capacity_gib",
        "memory.total_gib",
        "memory.kit_modules",
        "memory.speed_mts",
        "motherboard.channels_per_cpu",
        "motherboard.socket",
        "motherboard.dimm_slots",
        "motherboard.socket_count",
    ),
    why="Empty channels cut memory bandwidth in proportion.",
    hint="Fill every channel with one equal module.",
    sources=(
        Source(
            "https://www.tomshardware.com/uk/news/amd-confirms-12-ddr5-memory-channels-on-genoa",
            "EPYC 9004: twelve channels of DDR5-4800, 460.8 GB/s",
        ),
    ),
    breaks=build(item("cpu", memory_channels=12, memory_mts=4800), item("memory", 2, capacity_gib=256, speed_mts=4800)),
    passes=build(item("cpu", memory_channels=12, memory_mts=4800), item("memory", 12, capacity_gib=48, speed_mts=4800)),
    check=check,
    page=__doc__ or "",
)
