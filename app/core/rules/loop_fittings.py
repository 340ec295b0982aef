"""Fittings must share a thread with the parts and a tube size with each other.

What it checks: every block and radiator finds a fitting of its own thread, and the fittings take one tube size, or as
many of each size as tubes have ends.

Why it matters: G1/4 is the thread of PC water cooling; 1/4 NPT looks alike, starts to turn, and then leaks or splits
the port. A fitting for 10/13 mm tube neither holds nor seals 10/16 mm tube.

How to fix: one thread and one tube size throughout, or an adapter at each change.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, Rig, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import listed

THREADED = ("cpu-block", "gpu-block", "radiator")
USUAL_THREAD = "G1/4"


def check(case: Case) -> Iterator[Outcome]:
    bodies = [device for device in distinct(case.rig.all(*THREADED)) if device.text("kind") != "shroud"]
    fittings = list(distinct(case.rig.all("fitting")))
    if not bodies:
        return
    yield from _threads(bodies, fittings) if fittings else _usual(bodies)
    if len(fittings) > 1:
        yield from _tubes(case.rig, fittings)


def thread_of(device: Device) -> str | None:
    """The thread as makers write it, without spaces and inch marks: `G 1/4"` is `G1/4`."""
    said = device.text("thread")
    return None if said is None else said.upper().replace(" ", "").replace('"', "").replace("”", "").replace("″", "")


def _usual(bodies: list[Device]) -> Iterator[Outcome]:
    """Without a list of fittings only an unusual thread is worth a word."""
    for body in bodies:
        thread = thread_of(body)
        if thread is None:
            question = f"Which thread {body.label} has is not said; {USUAL_THREAD} is usual."
            yield cannot_tell(question, body.lacks("thread"), Severity.WARNING, [body.name])
        elif thread != USUAL_THREAD:
            text = f"{body.label} has the thread {body.text('thread')}"
            yield warning(
                f"{text}; the fittings of PC water cooling have {USUAL_THREAD}.", [body.name], body.cite("thread")
            )
        else:
            yield passed(f"{body.label} has the usual thread {USUAL_THREAD}.", [body.name])


def _threads(bodies: list[Device], fittings: list[Device]) -> Iterator[Outcome]:
    offered = {thread for fitting in fittings if (thread := thread_of(fitting)) is not None}
    silent = [fitting for fitting in fittings if thread_of(fitting) is None]
    for body in bodies:
        thread, parts = thread_of(body), [body.name, *(fitting.name for fitting in fittings)]
        if thread is not None and thread in offered:
            yield passed(f"{body.label} and its fittings have the thread {thread}.", parts)
        elif thread is None or silent:
            gaps = [gap for device in (body, *silent) for gap in device.lacks("thread")]
            question = f"Whether the fittings screw into {body.label} depends on both threads."
            yield cannot_tell(question, gaps, Severity.ERROR, parts)
        else:
            uses = [cited for device in (body, *fittings) for cited in device.cite("thread")]
            yield error(
                f"{body.label} has the thread {thread}; the fittings have {listed(sorted(offered))}.", parts, uses
            )


def _tubes(rig: Rig, fittings: list[Device]) -> Iterator[Outcome]:
    names = [fitting.name for fitting in fittings]
    silent = [fitting for fitting in fittings if _size(fitting) is None]
    if silent:
        gaps = [gap for fitting in silent for gap in fitting.lacks("tube_id_mm", "tube_od_mm")]
        yield cannot_tell("Whether all fittings take one tube depends on their sizes.", gaps, Severity.ERROR, names)
        return
    counts: dict[tuple[float, float], int] = {}
    for fitting in rig.all("fitting"):
        size = _size(fitting)
        if size is not None:
            counts[size] = counts.get(size, 0) + 1
    if len(counts) < 2:
        return
    sizes = listed(f"{count} × {inside:g}/{outside:g} mm" for (inside, outside), count in counts.items())
    uses = [cited for fitting in fittings for cited in fitting.cite("tube_id_mm", "tube_od_mm")]
    if any(count % 2 for count in counts.values()):
        yield error(f"The fittings take different tubes: {sizes}; each tube needs two ends of its size.", names, uses)
    else:
        yield warning(f"The fittings take different tubes: {sizes}; each size needs its own tube.", names, uses)


def _size(fitting: Device) -> tuple[float, float] | None:
    inside, outside = fitting.number("tube_id_mm"), fitting.number("tube_od_mm")
    return None if inside is None or outside is None else (inside, outside)


RULE = Rule(
    id="loop-fittings",
    title="Fittings, threads and tubes go together",
    area=Area.COOLING_INTERFACE,
    worst=Severity.ERROR,
    requires=(),
    needs=(
        "cpu-block.thread",
        "gpu-block.thread",
        "gpu-block.kind",
        "radiator.thread",
        "fitting.thread",
        "fitting.tube_id_mm",
        "fitting.tube_od_mm",
    ),
    why="A wrong thread or tube size leaks.",
    hint="Use one thread and one tube size throughout, or adapters.",
    sources=(
        Source(
            "https://www.freshwatersystems.com/blogs/blog/how-to-choose-the-best-pc-water-cooler-fitting-for-your-system",
            "Fresh Water Systems: PC water cooling fittings",
        ),
        Source(
            "https://koolance.com/quick-disconnect-no-spill-coupling-female-for-10mm-x-13mm-3-8in-x-1-2in-qd3-ft10x13",
            "Koolance QD3: one coupling for each tube size",
        ),
    ),
    breaks=build(
        item("gpu-block", kind="water", thread="G1/4"),
        item("fitting", 4, thread="1/4 NPT", tube_id_mm=10, tube_od_mm=13),
    ),
    passes=build(
        item("gpu-block", kind="water", thread="G1/4"),
        item("fitting", 4, thread='G 1/4"', tube_id_mm=10, tube_od_mm=13),
    ),
    check=check,
    stage="loops",
    page=__doc__ or "",
)
