"""A toolkit builds for the architectures of its time only.

What it checks: every NVIDIA card's compute capability against the CUDA release that the builder wants, or, when none
is wanted, whether CUDA has already left the card behind.

Why it matters: CUDA 13 dropped Maxwell, Pascal and Volta (P40, P100, V100): it doesn't compile for them, and programs
built with it don't run. CUDA 12.x and driver branch R580 are their last.

How to fix: pin CUDA 12.x and R580 for old cards, a newer toolkit for new ones; or newer cards.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._cuda import MATRIX, TURING, cc, first_cuda, is_nvidia, last_cuda
from app.core.rules._examples import Choices, Software, build, item
from app.core.rules._versions import older, version


def check(case: Case) -> Iterator[Outcome]:
    wanted = version(case.rig.choices.software.cuda)
    for gpu in distinct(case.rig.gpus):
        if is_nvidia(gpu) is not False:
            yield _judge(gpu, wanted)


def _judge(gpu: Device, wanted: tuple[int, ...] | None) -> Outcome:
    compute, parts, uses = gpu.number("cuda_compute"), (gpu.name,), gpu.cite("vendor", "cuda_compute")
    dropped = wanted is not None and wanted[0] >= 13  # the release that left the most cards behind
    if compute is None:
        could_be = Severity.ERROR if dropped else Severity.WARNING
        question = f"Which CUDA releases support {gpu.label} depends on its compute capability."
        return cannot_tell(question, gpu.lacks("vendor", "cuda_compute"), could_be, parts, uses)
    text, last, first = f"{gpu.label} has compute capability {cc(compute)}", last_cuda(compute), first_cuda(compute)
    if wanted is None and last is not None:
        branch = "R580" if compute >= 5 else "R470"
        return warning(f"{text}: stay with CUDA {last}.x; driver branch {branch} is the last one for it.", parts, uses)
    if wanted is None:
        return passed(f"{text}: current CUDA supports it.", parts)
    release = ".".join(str(number) for number in wanted)
    if last is not None and wanted[0] > last:
        return error(f"{text}: CUDA {release} no longer supports it, CUDA {last}.x is the last that does.", parts, uses)
    if first is not None and older(wanted, first):
        needed = f"CUDA {first[0]}.{first[1]} is the first that builds for it"
        return warning(f"{text}: {needed}, and CUDA {release} is planned.", parts, uses)
    return passed(f"{text}: CUDA {release} supports it.", parts)


RULE = Rule(
    id="cuda-architecture",
    title="CUDA supports the cards",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.ERROR,
    requires=("gpu",),
    needs=("gpu.vendor", "gpu.cuda_compute"),
    why="A toolkit doesn't build for cards that it has dropped, or that are younger than it.",
    hint=f"Pin CUDA 12.x and R580 for cards below compute capability {TURING}, or use newer cards.",
    sources=(
        MATRIX,
        Source(
            "https://www.inkl.com/news/nvidia-to-drop-cuda-support-for-maxwell-pascal-and-volta-gpus-with-the-next-major-"
            "toolkit-release",
            "CUDA 13 drops Maxwell, Pascal and Volta",
        ),
    ),
    breaks=build(item("gpu", vendor="nvidia", cuda_compute=6.1), choices=Choices(software=Software(cuda="13.0"))),
    passes=build(item("gpu", vendor="nvidia", cuda_compute=8.6), choices=Choices(software=Software(cuda="13.0"))),
    check=check,
    page=__doc__ or "",
)
