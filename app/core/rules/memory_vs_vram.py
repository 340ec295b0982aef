"""Models travel through main memory on their way to the cards.

What it checks: main memory against the cards' memory together.

Why it matters: loaders map or pin the weights in main memory before they copy them; with less than half of the cards'
memory, loading swaps or fails, and nothing can be offloaded.

How to fix: main memory of at least the size of the cards' memory.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._memory import size_gaps, total_gib

ENOUGH, LITTLE = 1.0, 0.5  # engineering estimates: what loaders map and pin
GB_PER_GIB = 1.073741824


def check(case: Case) -> Iterator[Outcome]:
    rig = case.rig
    total = total_gib(rig)
    cards = [gpu.number("memory_gb") for gpu in rig.gpus]
    names = (*(module.name for module in rig.all("memory")[:1]), *(gpu.name for gpu in rig.gpus[:1]))
    if total is None or None in cards:
        gaps = (*size_gaps(rig), *(gap for gpu in rig.gpus for gap in gpu.lacks("memory_gb")))
        yield cannot_tell("Main memory and the cards' memory can't be compared.", gaps, Severity.WARNING, names)
        return
    vram = sum(card for card in cards if card is not None)
    share = total * GB_PER_GIB / vram
    text = f"{total:,.0f} GiB of main memory beside {vram:,.0f} GB on the cards"
    uses = tuple(cited for gpu in rig.gpus[:1] for cited in gpu.cite("memory_gb"))
    if share < LITTLE:
        yield warning(f"{text}: less than half, so loading a model that fills the cards will swap.", names, uses)
    elif share < ENOUGH:
        yield info(f"{text}: loaders that map a whole model have little room.", names, uses)
    else:
        yield passed(f"{text}.", names)


RULE = Rule(
    id="memory-vs-vram",
    title="Main memory matches the cards' memory",
    area=Area.MEMORY,
    worst=Severity.WARNING,
    requires=("memory", "gpu"),
    needs=("memory.capacity_gib", "memory.total_gib", "memory.kit_modules", "gpu.memory_gb"),
    why="Weights pass through main memory before they reach the cards.",
    hint="Have at least as much main memory as the cards have together.",
    sources=(
        Source(
            "https://huggingface.co/docs/transformers/v5.12.0/perf_hardware",
            "Hugging Face: hardware for training",
        ),
    ),
    breaks=build(item("memory", 2, capacity_gib=16), item("gpu", 4, memory_gb=24)),
    passes=build(item("memory", 4, capacity_gib=32), item("gpu", 4, memory_gb=24)),
    check=check,
    page=__doc__ or "",
)
