"""A model that fills the cards has to fit on the drives first.

What it checks: the drives together, less the system's own share, against 1.2 times the cards' memory: the weights of
the largest model that the cards hold, and room to download or convert them.

Why it matters: four cards of 96 GB hold a model of 384 GB. On a 500 GB drive it leaves no room for a second one, nor
for its own next version, and a full system drive stops more than a download.

How to fix: a larger drive, or a second one for models. Models that come over the network need no room here.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item

ROOM = 1.2  # weights, and a fifth of them for a download in parts, tokenizers, a conversion
SYSTEM_GB = 100  # engineering estimate: system, CUDA, containers and caches
WITHOUT_MODELS = ("rendering", "mining")


def check(case: Case) -> Iterator[Outcome]:
    cards, drives = case.rig.gpus, case.rig.all("storage")
    workload = (case.rig.choices.workload or "").lower()
    if not cards or not drives or any(word in workload for word in WITHOUT_MODELS):
        return
    yield _judge(cards, drives)


def _judge(cards: tuple[Device, ...], drives: tuple[Device, ...]) -> Outcome:
    memory = [size for card in cards if (size := card.number("memory_gb")) is not None]
    sizes = [size for drive in drives if (size := drive.number("capacity_gb")) is not None]
    wanted, free = ROOM * sum(memory), max(0.0, sum(sizes) - SYSTEM_GB)
    all_cards, all_drives = len(memory) == len(cards), len(sizes) == len(drives)
    parts = [*(one.name for one in distinct(cards)), *(one.name for one in distinct(drives))]
    text = (
        f"A model that fills the cards takes {ROOM:g} × {sum(memory):,.0f} GB = {wanted:,.0f} GB on the drives; they "
        f"have {sum(sizes):,.0f} GB, of which about {SYSTEM_GB} GB are the system's"
    )
    if all_cards and free >= wanted:
        return passed(f"{text}.", parts)
    if all_drives and free < wanted:
        uses = tuple(cited for one in distinct((*cards, *drives)) for cited in one.cite("memory_gb", "capacity_gb"))
        return warning(f"{text}.", parts, uses, wanted_gb=wanted, free_gb=free)
    gaps = [gap for one in distinct(cards) for gap in one.lacks("memory_gb")]
    gaps += [gap for one in distinct(drives) for gap in one.lacks("capacity_gb")]
    question = "Whether a model that fills the cards has room on the drives depends on sizes that aren't known."
    return cannot_tell(question, gaps, Severity.WARNING, parts)


RULE = Rule(
    id="storage-capacity",
    title="The drives hold a model that fills the cards",
    area=Area.STORAGE,
    worst=Severity.WARNING,
    requires=("gpu", "storage"),
    needs=("gpu.memory_gb", "storage.capacity_gb"),
    why="Weights are loaded from a drive, and a full system drive stops the machine's work.",
    hint="Choose a larger drive, or add one for models.",
    sources=(
        Source(
            "https://huggingface.co/docs/huggingface_hub/guides/manage-cache", "Hugging Face: where models are kept"
        ),
    ),
    breaks=build(item("gpu", 4, memory_gb=96), item("storage", capacity_gb=500)),
    passes=build(item("gpu", 4, memory_gb=96), item("storage", capacity_gb=1000)),
    check=check,
    page=__doc__ or "",
)
