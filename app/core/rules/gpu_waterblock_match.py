"""A water block is made for one circuit board, not for one name on the box.

What it checks: every GPU that the loop is to cool has a block, of its form, whose list names the card's circuit board.

Why it matters: cards of one name come on different boards.  The block of the A100 40 GB doesn't fit the A100 80 GB; a
block of the wrong board leaves memory or converters without contact, or presses on parts that it should miss.

How to fix: the block for the very circuit board (compare photographs of the bare board), or leave the card on air.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._blocks import Mounted, mounted, spare_blocks
from app.core.rules._examples import build, item


def check(case: Case) -> Iterator[Outcome]:
    for group in mounted(case.rig):
        if group.gpu.text("cooling") == "water":
            yield passed(f"{group.label} comes with a water block.", group.names)
        elif group.block is None:
            if group.gpu.item.cooling == "loop":
                yield _without(case, group)
        elif group.block.text("kind") != "shroud":
            yield _fit(group, group.block)
    spare = spare_blocks(case.rig)
    if spare > 0 and case.rig.gpus:
        names = [block.name for block in case.rig.all("gpu-block")]
        yield info(f"{spare} of {len(names)} blocks or shrouds have no GPU to sit on.", names)


def _without(case: Case, group: Mounted) -> Outcome:
    gpu = group.gpu
    if gpu.text("cooling") is None:
        question = f"{group.label} is to be cooled by the loop, and no block is listed: does the card come with one?"
        return cannot_tell(question, gpu.lacks("cooling"), Severity.ERROR, group.names)
    have = sum(block.text("kind") != "shroud" for block in case.rig.all("gpu-block"))
    listed = f"the build has {have} blocks, and none is left for it" if have else "no block is listed"
    return error(
        f"{group.label} is to be cooled by the loop, and {listed}: it comes with {gpu.text('cooling')} cooling.",
        group.names,
        gpu.cite("cooling"),
        blocks=have,
    )


def _fit(group: Mounted, block: Device) -> Outcome:
    gpu, parts = group.gpu, (*group.names, block.name)
    uses = gpu.cite("form_factor", "pcb_id") + block.cite("form_factor", "pcb_ids")
    forms = block.text("form_factor"), gpu.text("form_factor")
    if None not in forms and forms[0] != forms[1]:
        return error(f"{block.label} is made for {forms[0]} cards; {gpu.label} is a {forms[1]} card.", parts, uses)
    made_for, board = block.texts("pcb_ids"), gpu.text("pcb_id")
    if made_for is not None and board is not None:
        if board in made_for:
            return passed(f"{block.label} is made for the circuit board of {gpu.label} ({board}).", parts)
        known = ", ".join(made_for) or "no known board"
        return error(f"{block.label} is made for {known}; {gpu.label} has the circuit board {board}.", parts, uses)
    if made_for is None and (block.item.custom is not None or block.part.generic):
        return warning(
            f"{block.label} is home-made or not named: nobody but its builder vouches for its fit on {group.label}.",
            parts,
        )
    gaps = gpu.lacks("pcb_id") + block.lacks("pcb_ids")
    return cannot_tell(
        f"Whether {block.label} fits {gpu.label} depends on the card's circuit board.",
        gaps,
        Severity.ERROR,
        parts,
        uses,
    )


RULE = Rule(
    id="gpu-waterblock-match",
    title="Every water block fits its card's circuit board",
    area=Area.COOLING_INTERFACE,
    worst=Severity.ERROR,
    requires=("gpu",),
    needs=(
        "gpu.cooling",
        "gpu.form_factor",
        "gpu.pcb_id",
        "gpu-block.kind",
        "gpu-block.form_factor",
        "gpu-block.pcb_ids",
    ),
    why="A block of another circuit board doesn't touch all hot parts, or presses on wrong ones.",
    hint="Use the block for the very circuit board, or leave the card on air.",
    sources=(
        Source(
            "https://github.com/Consensus-Protocol/cmp170hx", "A100 40 GB and 80 GB have different boards and blocks"
        ),
    ),
    breaks=build(
        item("gpu", cooling="loop", made_cooling="passive", form_factor="pcie", pcb_id="a100-pcie-80gb"),
        item("gpu-block", kind="water", form_factor="pcie", pcb_ids=["a100-pcie-40gb", "cmp-170hx"]),
    ),
    passes=build(
        item("gpu", cooling="loop", made_cooling="passive", form_factor="pcie", pcb_id="a100-pcie-40gb"),
        item("gpu-block", kind="water", form_factor="pcie", pcb_ids=["a100-pcie-40gb", "cmp-170hx"]),
    ),
    check=check,
    stage="loops",
    page=__doc__ or "",
)
