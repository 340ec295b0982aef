"""A card without a fan of its own lives on somebody else's airflow.

What it checks: every passive card or bare module has a fan wall, a shroud that was measured to cool its watts, or a
water block; and a server's list of qualified GPUs names the card.

Why it matters: passive data-centre cards throttle within minutes in a desktop case, whose fans stir the air but do
not press it through the card. A 3.24 W snail blower that is sold for 300 W was measured to hold 150 to 180 W.

How to fix: a server with a front-to-back fan wall and the card on its list, a bolt-on blower or duct with a measured
figure, a water block, or a lower power limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.heat import air_cfm
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, Rig
from app.core.rules import Rule
from app.core.rules._blocks import Mounted, mounted
from app.core.rules._examples import build, item
from app.core.rules._own_cooling import moves_own_air

WITHOUT_WALLS = "open-frame"


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.chassis
    for group in mounted(case.rig):
        own = moves_own_air(group.gpu)
        if own:
            yield passed(f"{group.label}: the card brings fans or water of its own.", group.names)
        elif group.block is not None:
            yield _covered(case.rig, group, group.block)
        elif group.gpu.item.cooling == "loop":
            continue  # gpu-waterblock-match says that the block is missing
        elif group.gpu.item.cooling == "shroud":
            yield _unnamed_shroud(group)
        elif chassis is not None:
            yield _in_chassis(case.rig, group, chassis, own)


def _covered(rig: Rig, group: Mounted, block: Device) -> Outcome:
    gpu = group.gpu
    kind, limit_w, max_w = block.text("kind"), rig.power_limit_w(gpu), block.number("max_w")
    parts = (*group.names, block.name)
    uses = gpu.cite("cooling", "board_power_w") + block.cite("kind", "max_w")
    if kind == "water":
        return passed(f"{group.label}: {block.label} takes the heat into the loop.", parts)
    if kind is None or limit_w is None or max_w is None:
        gaps = block.lacks("kind", "max_w") + gpu.lacks("board_power_w")
        question = f"Whether {block.label} cools {group.label} depends on its measured figure and the card's power."
        return cannot_tell(question, gaps, Severity.WARNING, parts, uses)
    figures = f"{block.label} was measured to cool {max_w:,.0f} W; {gpu.label} may draw {limit_w:,.0f} W"
    if max_w < limit_w:
        return warning(f"{figures}: the card will throttle.", parts, uses, max_w=max_w, limit_w=limit_w)
    return passed(f"{figures}.", parts)


def _unnamed_shroud(group: Mounted) -> Outcome:
    word = group.gpu.vocabulary.word("gpu-block", "max_w")
    label, where = (word.label, word.where) if word else ("measured card power", "A test with temperatures.")
    gap = Missing(group.gpu.item.id, group.gpu.part.id, "gpu-block", "max_w", label, where)
    question = f"{group.label} is said to wear a shroud; which one, and how many watts it was measured to cool, is not."
    return cannot_tell(question, (gap,), Severity.WARNING, group.names)


def _in_chassis(rig: Rig, group: Mounted, chassis: Device, own: bool | None) -> Outcome:
    gpu, wall = group.gpu, chassis.flag("fan_wall")
    if wall is None and chassis.text("kind") == WITHOUT_WALLS:
        wall = False
    parts = (*group.names, chassis.name)
    uses = gpu.cite("cooling", "form_factor", "board_power_w") + chassis.cite("kind", "fan_wall", "qualified_gpus")
    if own is None or wall is None:
        gaps = (gpu.lacks("cooling") if own is None else ()) + (chassis.lacks("fan_wall") if wall is None else ())
        could_be = Severity.WARNING if wall else Severity.ERROR
        question = f"Whether {group.label} gets air in {chassis.label} depends on the card's cooling and a fan wall."
        return cannot_tell(question, gaps, could_be, parts, uses)
    if not wall:
        need = _need_words(rig.power_limit_w(gpu))
        return error(
            f"{group.label} has no fan of its own{need}; {chassis.label} has no fan wall for it.",
            parts,
            uses,
        )
    return _qualified(group, chassis, parts)


def _need_words(limit_w: float | None) -> str:
    if limit_w is None:
        return ""
    return f" and needs 1.76 × {limit_w:,.0f} W ÷ 15 K = {air_cfm(limit_w):.0f} CFM of air through each card"


def _qualified(group: Mounted, chassis: Device, parts: tuple[str, ...]) -> Outcome:
    listed = chassis.texts("qualified_gpus")
    uses = chassis.cite("fan_wall", "qualified_gpus")
    if listed is None:
        question = (
            f"{chassis.label} blows air through passive cards; whether it is enough for {group.label} is what its "
            "maker's list of qualified GPUs tells, and nobody has given that."
        )
        return cannot_tell(question, chassis.lacks("qualified_gpus"), Severity.WARNING, parts, uses)
    if group.gpu.part.id not in listed:
        return warning(
            f"{group.label} is not on the list of {len(listed)} GPUs qualified for {chassis.label}.", parts, uses
        )
    return passed(f"{group.label}: qualified by the maker of {chassis.label}, which has a fan wall.", parts)


RULE = Rule(
    id="passive-needs-airflow",
    title="Passive cards get air",
    area=Area.COOLING_INTERFACE,
    worst=Severity.ERROR,
    requires=("gpu", "chassis"),
    needs=(
        "gpu.cooling",
        "gpu.form_factor",
        "gpu.board_power_w",
        "gpu.pcb_id",
        "gpu-block.kind",
        "gpu-block.max_w",
        "gpu-block.pcb_ids",
        "gpu-block.form_factor",
        "chassis.fan_wall",
        "chassis.kind",
        "chassis.qualified_gpus",
    ),
    why="A passive card throttles within minutes unless air is pressed through it.",
    hint="Use a server with a fan wall, a blower or duct with a measured figure, or a water block.",
    sources=(
        Source(
            "https://manuals.plus/m/d4b5dc21484df3ba8fbe84918338461cc074a3fcebcc13423eadc2b10ac3bda4",
            "NVIDIA H100 PCIe product brief: passive heat sink, requires system airflow",
        ),
        Source("https://github.com/Consensus-Protocol/cmp170hx", "Shrouds and blowers measured on one passive card"),
        Source(
            "https://docs.graphcore.ai/projects/c600-power-thermal-control/en/latest/fan-control.html",
            "Graphcore C600: 30 CFM for 252 W passive",
        ),
    ),
    breaks=build(
        item("gpu", made_cooling="passive", form_factor="pcie", board_power_w=300),
        item("chassis", kind="tower", fan_wall=False),
    ),
    passes=build(
        item("gpu", made_cooling="passive", form_factor="pcie", board_power_w=300),
        item("chassis", kind="server", fan_wall=True, qualified_gpus=["custom/gpu/gpu"]),
    ),
    check=check,
    page=__doc__ or "",
)
