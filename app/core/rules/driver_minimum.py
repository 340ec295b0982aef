"""One driver branch must serve every NVIDIA card in the machine.

What it checks: the driver branch that the builder wants against each card's first and last, and whether any one
branch, with one kind of kernel module, serves all cards.

Why it matters: only one NVIDIA driver can be loaded. Blackwell needs R570 or newer and the open kernel modules, which
begin at Turing; Maxwell, Pascal and Volta need the proprietary ones and end with R580. Together in one system one
kind stays dark.

How to fix: a branch inside every card's range; pre-Turing and Blackwell cards in separate machines.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._cuda import BLACKWELL, MATRIX, TURING, cc, first_driver, is_nvidia, last_driver
from app.core.rules._examples import Choices, Software, build, item
from app.core.rules._figures import listed
from app.core.rules._versions import major

FACTS = ("vendor", "cuda_compute", "min_driver", "last_driver")


def check(case: Case) -> Iterator[Outcome]:
    gpus = [gpu for gpu in distinct(case.rig.gpus) if is_nvidia(gpu) is not False]
    if not gpus:
        return
    wanted = major(case.rig.choices.software.driver)
    found = list(_stated(gpus, wanted)) if wanted is not None else []
    together = list(_together(gpus))
    yield from found + together
    if not found and not together:
        yield _fine(gpus, wanted)


def _stated(gpus: list[Device], wanted: int) -> Iterator[Outcome]:
    for gpu in gpus:
        first, last = first_driver(gpu), last_driver(gpu)
        uses = gpu.cite(*FACTS)
        if first is not None and wanted < first:
            yield error(f"{gpu.label} needs driver R{first} or newer; R{wanted} is planned.", (gpu.name,), uses)
        elif last is not None and wanted > last:
            yield error(f"R{last} is the last driver for {gpu.label}; R{wanted} is planned.", (gpu.name,), uses)
        elif gpu.number("cuda_compute") is None and (
            gpu.count("min_driver") is None or gpu.count("last_driver") is None
        ):
            # A card without a last branch is current when its architecture is known, and unknown when it isn't.
            question = f"Whether driver R{wanted} serves {gpu.label} depends on its architecture."
            yield cannot_tell(question, gpu.lacks("vendor", "cuda_compute"), Severity.ERROR, (gpu.name,), uses)


def _together(gpus: list[Device]) -> Iterator[Outcome]:
    names = [gpu.name for gpu in gpus]
    uses = [fact for gpu in gpus for fact in gpu.cite(*FACTS)]
    new = [gpu for gpu in gpus if (gpu.number("cuda_compute") or 0) >= BLACKWELL]
    old = [gpu for gpu in gpus if (gpu.number("cuda_compute") or TURING) < TURING]
    silent = list({gpu.part.id: gpu for gpu in gpus if gpu.number("cuda_compute") is None}.values())
    if new and old:
        pairs = listed(f"{gpu.label} ({cc(gpu.number('cuda_compute') or 0)})" for gpu in new + old)
        text = "Blackwell needs the open kernel modules, which begin at Turing; older cards need the proprietary ones"
        yield error(f"No one driver serves {pairs} together: {text}.", names, uses)
        return
    late = max(gpus, key=lambda gpu: first_driver(gpu) or 0)
    early = min(gpus, key=lambda gpu: last_driver(gpu) or 10**6)
    first, last = first_driver(late), last_driver(early)
    if first is not None and last is not None and first > last:
        text = f"{late.label} needs R{first} or newer, {early.label} ends with R{last}"
        yield error(f"No one driver serves both: {text}.", names, uses)
    elif silent and (new or old or len(silent) > 1):
        gaps = [gap for gpu in silent for gap in gpu.lacks("vendor", "cuda_compute")]
        question = f"Whether one driver serves {listed(gpu.label for gpu in gpus)} depends on their architectures."
        yield cannot_tell(question, gaps, Severity.ERROR, names, uses)


def _fine(gpus: list[Device], wanted: int | None) -> Outcome:
    names = [gpu.name for gpu in gpus]
    if wanted is not None:
        return passed(f"Driver R{wanted} serves {listed(gpu.label for gpu in gpus)}.", names)
    first = max((branch for gpu in gpus if (branch := first_driver(gpu)) is not None), default=None)
    last = min((branch for gpu in gpus if (branch := last_driver(gpu)) is not None), default=None)
    span = " ".join(word for word in (f"from R{first}" if first else "", f"to R{last}" if last else "") if word)
    return passed(f"Nothing stands against one driver for all NVIDIA cards{f' ({span})' if span else ''}.", names)


RULE = Rule(
    id="driver-minimum",
    title="One driver serves every card",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.ERROR,
    requires=("gpu",),
    needs=("gpu.vendor", "gpu.cuda_compute", "gpu.min_driver", "gpu.last_driver"),
    why="Only one NVIDIA driver can be loaded; a card outside its range doesn't work.",
    hint="Choose a branch inside every card's range; keep pre-Turing and Blackwell cards apart.",
    sources=(
        MATRIX,
        Source(
            "https://docs.nvidia.com/datacenter/tesla/driver-installation-guide/kernel-modules.html",
            "NVIDIA: open and proprietary kernel modules",
        ),
        Source(
            "https://docs.nvidia.com/ai-enterprise/2.3/release-notes/index.html",
            "NVIDIA AI Enterprise: first H100 driver",
        ),
    ),
    breaks=build(
        item("gpu", item_id="new", vendor="nvidia", cuda_compute=12.0),
        item("gpu", item_id="old", vendor="nvidia", cuda_compute=6.1),
    ),
    passes=build(
        item("gpu", item_id="new", vendor="nvidia", cuda_compute=12.0, min_driver=570),
        item("gpu", item_id="old", vendor="nvidia", cuda_compute=7.5, min_driver=410),
        choices=Choices(software=Software(driver="580.95.05")),
    ),
    check=check,
    page=__doc__ or "",
)
