"""A board's screw holes and outline have to match what the case was drilled for.

What it checks: the chassis names the board's form factor, or one whose holes include it; a board of a maker's own shape
is taken only by the chassis that name that very board.  A board deeper than the chassis allows does not fit either.

Why it matters: SSI EEB (305 × 330 mm) has other holes than ATX (305 × 244 mm), and “E-ATX” on a box promises a size
but not EEB's holes.  Server boards such as Supermicro's H12DSG fit nothing but their own machine.

How to fix: choose a case that names the board's form factor, or a board that the case names.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import listed, millimetres

# Form factors whose cases also take the smaller board, by the holes that they share (ATX and SSI specifications).
ALSO_FITS = {
    "mini-itx": ("micro-atx", "atx", "e-atx", "ceb", "eeb", "xl-atx"),
    "micro-atx": ("atx", "e-atx", "ceb", "eeb", "xl-atx"),
    "atx": ("e-atx", "ceb", "eeb", "xl-atx"),
    "ceb": ("eeb", "e-atx"),
}
# Cases whose standoffs carry most of the board, but not surely all of it.
NEARLY_FITS = {"eeb": ("e-atx",), "e-atx": ("eeb", "ceb", "atx"), "ceb": ("atx",)}


def check(case: Case) -> Iterator[Outcome]:
    board, chassis = case.rig.board, case.rig.chassis
    if board is None or chassis is None:
        return
    if board.bundle is not None and board.bundle == chassis.bundle:
        yield passed(f"{board.label} came in {chassis.label}.", (board.name, chassis.name))
    elif board.text("form_factor") == "proprietary":
        yield from _own_shape(board, chassis)
    else:
        yield from _standard_shape(board, chassis)


def _own_shape(board: Device, chassis: Device) -> Iterator[Outcome]:
    """A board of its maker's own shape: only a chassis that names it takes it."""
    parts = (board.name, chassis.name)
    taken, shapes = chassis.texts("proprietary_boards"), chassis.texts("board_form_factors")
    uses = board.cite("form_factor") + chassis.cite("proprietary_boards", "board_form_factors")
    if taken is not None and board.part.id in taken:
        yield passed(f"{chassis.label} names {board.label} among the boards that it takes.", parts)
    elif taken is None and (shapes is None or "proprietary" in shapes):
        yield cannot_tell(
            f"{board.label} has its maker's own shape; whether {chassis.label} takes it isn't known.",
            chassis.lacks("proprietary_boards"),
            Severity.WARNING if chassis.text("kind") == "open-frame" else Severity.ERROR,  # a frame takes standoffs
            parts=parts,
            uses=uses,
        )
    else:
        yield error(f"{board.label} has its maker's own shape, and {chassis.label} doesn't take it.", parts, uses)


def _standard_shape(board: Device, chassis: Device) -> Iterator[Outcome]:
    parts = (board.name, chassis.name)
    shape, shapes = board.text("form_factor"), chassis.texts("board_form_factors")
    uses = board.cite("form_factor", "depth_mm") + chassis.cite("board_form_factors", "board_max_depth_mm")
    depth, room = board.number("depth_mm"), chassis.number("board_max_depth_mm")
    if depth is not None and room is not None and depth > room:
        yield error(
            f"{board.label} is {millimetres(depth)} deep; {chassis.label} takes {millimetres(room)}.", parts, uses
        )
        return
    if shape is None or shapes is None:
        yield _unknown_shape(board, chassis)
        return
    offered = listed(sorted(shapes)) or "no board"
    if shape in shapes or set(ALSO_FITS.get(shape, ())).intersection(shapes):
        yield passed(f"{chassis.label} takes {offered}; {board.label} is {shape}.", parts)
    elif set(NEARLY_FITS.get(shape, ())).intersection(shapes) and (depth is None or room is None):
        yield cannot_tell(
            f"{board.label} is {shape}; {chassis.label} names {offered}, which doesn't say how deep a board it takes.",
            board.lacks("depth_mm") + chassis.lacks("board_max_depth_mm"),
            parts=parts,
            uses=uses,
        )
    elif set(NEARLY_FITS.get(shape, ())).intersection(shapes):
        yield warning(
            f"{board.label} is {shape}; {chassis.label} names {offered}, whose holes differ: compare the "
            "standoffs with the board's drawing before you buy.",
            parts,
            uses,
        )
    else:
        yield error(f"{board.label} is {shape}; {chassis.label} takes {offered}.", parts, uses)


def _unknown_shape(board: Device, chassis: Device) -> Outcome:
    """On an open frame a board may overhang and needs a few standoffs; in a case it doesn't go in at all."""
    frame = chassis.text("kind") == "open-frame"
    return cannot_tell(
        f"Whether {board.label} fits {chassis.label} depends on both form factors.",
        board.lacks("form_factor") + chassis.lacks("board_form_factors"),
        could_be=Severity.WARNING if frame else Severity.ERROR,
        parts=(board.name, chassis.name),
        uses=chassis.cite("kind"),
    )


RULE = Rule(
    id="motherboard-form-factor",
    title="The board fits the chassis",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("motherboard", "chassis"),
    needs=(
        "motherboard.form_factor",
        "motherboard.depth_mm",
        "chassis.board_form_factors",
        "chassis.board_max_depth_mm",
        "chassis.proprietary_boards",
        "chassis.kind",
    ),
    why="A board whose holes or depth the case doesn't have can't be screwed in.",
    hint="Choose a case that names the board's form factor, or a board that the case names.",
    sources=(
        Source(
            "https://www.corsair.com/ch/en/explorer/diy-builder/power-supply-units/ssi-eeb-and-ceb-motherboards-explained",
            "SSI EEB and CEB motherboards explained",
        ),
        Source("https://wikimili.com/en/SSI_CEB", "SSI CEB: sizes and mounting holes"),
    ),
    breaks=build(item("motherboard", form_factor="eeb"), item("chassis", board_form_factors=["atx", "micro-atx"])),
    passes=build(item("motherboard", form_factor="micro-atx"), item("chassis", board_form_factors=["atx"])),
    check=check,
    page=__doc__ or "",
)
