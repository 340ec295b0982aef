"""Cards of different makers can't share one model, and odd numbers of cards can't split one evenly.

What it checks: whether all GPUs have one chip maker, how their architectures and memories differ, and whether the
number of cards for tensor parallelism is one that models divide by.

Why it matters: CUDA, ROCm and SYCL are separate worlds: a model runs on the cards of one of them. Tensor parallelism
splits attention heads, whose number divides by 2, 4 and 8, seldom by 3, 5, 6 or 7; and the smallest card sets the
share of all.

How to fix: cards of one maker, better of one kind; 1, 2, 4 or 8 of them, or pipeline parallelism for other numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import listed

TRAINING = "training"


def check(case: Case) -> Iterator[Outcome]:
    gpus = case.rig.gpus
    kinds = list({gpu.part.id: gpu for gpu in distinct(gpus)}.values())
    if len(kinds) > 1:
        yield from _makers(kinds, [gpu.name for gpu in gpus])
    elif kinds:
        yield passed(f"All {len(gpus)} GPUs are of one kind: {kinds[0].label}.", [gpu.name for gpu in gpus])
    yield from _split(case, len(gpus))


def _makers(kinds: list[Device], names: list[str]) -> Iterator[Outcome]:
    vendors = {vendor for gpu in kinds if (vendor := gpu.text("vendor")) is not None}
    silent = [gpu for gpu in kinds if gpu.text("vendor") is None]
    uses = [fact for gpu in kinds for fact in gpu.cite("vendor", "architecture", "memory_gb")]
    if len(vendors) > 1:
        text = listed(f"{gpu.label} ({gpu.text('vendor') or 'maker not said'})" for gpu in kinds)
        yield warning(f"{text}: cards of different chip makers can't work on one model together.", names, uses)
    elif silent:
        gaps = [gap for gpu in silent for gap in gpu.lacks("vendor")]
        question = f"Whether {listed(gpu.label for gpu in kinds)} can work together depends on their chip makers."
        yield cannot_tell(question, gaps, Severity.WARNING, names, uses)
    else:
        yield from _differences(kinds, names)


def _differences(kinds: list[Device], names: list[str]) -> Iterator[Outcome]:
    architectures = sorted({name for gpu in kinds if (name := gpu.text("architecture")) is not None})
    memories = sorted({size for gpu in kinds if (size := gpu.number("memory_gb")) is not None})
    different = []
    if len(architectures) > 1:
        different.append(f"architectures {listed(architectures)}: the oldest decides which kernels run")
    if len(memories) > 1:
        sizes = listed(f"{size:g} GB" for size in memories)
        different.append(f"memories of {sizes}: split evenly, each card counts as {memories[0]:g} GB")
    uses = [fact for gpu in kinds for fact in gpu.cite("architecture", "memory_gb")]
    if different:
        yield info(f"The GPUs have {'; and '.join(different)}.", names, uses)
    else:
        yield passed("All GPUs have one chip maker.", names)


def _split(case: Case, count: int) -> Iterator[Outcome]:
    """Only where the builder named a split, or trains, which uses all cards at once."""
    names = [gpu.name for gpu in case.rig.gpus]
    ways = case.rig.choices.tensor_parallel
    training = TRAINING in (case.rig.choices.workload or "").lower()
    if ways is None and training:
        ways = count
    if not ways or not count:
        return
    if ways > count:
        yield warning(f"Tensor parallelism over {ways} cards is planned, and the build has {count}.", names)
    elif not _is_power_of_two(ways):
        yield warning(f"Few models divide their attention heads by {ways}; 2, 4 and 8 are safe.", names, ways=ways)
    else:
        yield passed(f"Models divide by {ways}.", names)


def _is_power_of_two(number: int) -> bool:
    return number & (number - 1) == 0


RULE = Rule(
    id="gpu-mix",
    title="The GPUs can work together",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.WARNING,
    requires=("gpu",),
    needs=("gpu.vendor", "gpu.architecture", "gpu.memory_gb"),
    why="A model runs on the cards of one software stack, and splits evenly over 2, 4 or 8 of them.",
    hint="Use cards of one maker, and 1, 2, 4 or 8 of them for tensor parallelism.",
    sources=(
        Source("https://github.com/vllm-project/vllm/issues/4232", "vLLM: attention heads must divide by the split"),
        Source("https://huggingface.co/docs/transformers/v5.12.0/perf_hardware", "Hugging Face: hardware for training"),
    ),
    breaks=build(
        item("gpu", item_id="green", name="example CUDA card", vendor="nvidia"),
        item("gpu", item_id="blue", name="example SYCL card", vendor="intel"),
    ),
    passes=build(
        item("gpu", item_id="one", vendor="nvidia", architecture="ampere", memory_gb=24),
        item("gpu", item_id="two", vendor="nvidia", architecture="ampere", memory_gb=24),
    ),
    check=check,
    page=__doc__ or "",
)
