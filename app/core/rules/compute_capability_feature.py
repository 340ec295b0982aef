"""Old tensor hardware lacks number formats that today's software expects.

What it checks: NVIDIA cards for a training workload: bfloat16 needs compute capability 8.0; and cards of compute
capability 6.1, which are slow in half precision, for any workload that the builder named.

Why it matters: training code assumes bfloat16. V100 and older have none: half precision needs loss scaling, and some
programs refuse to start. P40 and GTX 10 cards run half precision at 1/64 of their single-precision speed.

How to fix: Ampere or newer for training; on Pascal, quantised models with integer or single-precision arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._cuda import AMPERE, cc, is_nvidia
from app.core.rules._examples import Choices, build, item

SLOW_HALF = 6.1
TRAINING = "training"


def check(case: Case) -> Iterator[Outcome]:
    workload = case.rig.choices.workload
    if workload is None:
        return
    for gpu in distinct(case.rig.gpus):
        if is_nvidia(gpu) is not False:
            yield from _judge(gpu, TRAINING in workload.lower())


def _judge(gpu: Device, training: bool) -> Iterator[Outcome]:
    compute, parts, uses = gpu.number("cuda_compute"), (gpu.name,), gpu.cite("vendor", "cuda_compute")
    if compute is None:
        if training:
            question = f"Whether {gpu.label} has bfloat16 depends on its compute capability."
            yield cannot_tell(question, gpu.lacks("vendor", "cuda_compute"), Severity.WARNING, parts, uses)
    elif training and compute < AMPERE:
        text = f"{gpu.label} (compute capability {cc(compute)}, not 8.0) has no bfloat16, which training code expects."
        yield warning(text, parts, uses)
    elif compute == SLOW_HALF:
        yield info(f"{gpu.label} (compute capability 6.1) runs half precision at 1/64 of its speed.", parts, uses)
    else:
        yield passed(f"{gpu.label} (compute capability {cc(compute)}) has the number formats of the workload.", parts)


RULE = Rule(
    id="compute-capability-feature",
    title="The cards have the number formats",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.WARNING,
    requires=("gpu",),
    needs=("gpu.vendor", "gpu.cuda_compute"),
    why="Training code expects bfloat16, which begins with compute capability 8.0.",
    hint="Use Ampere or newer for training.",
    sources=(
        Source(
            "https://nvidia.github.io/TransformerEngine/support_matrix.html", "NVIDIA: formats by compute capability"
        ),
        Source(
            "https://forums.developer.nvidia.com/t/fp16-support-on-gtx-1060-and-1080/53256/2",
            "NVIDIA forum: half precision on compute capability 6.1",
        ),
    ),
    breaks=build(item("gpu", vendor="nvidia", cuda_compute=7.0), choices=Choices(workload="training")),
    passes=build(item("gpu", vendor="nvidia", cuda_compute=8.6), choices=Choices(workload="training")),
    check=check,
    page=__doc__ or "",
)
