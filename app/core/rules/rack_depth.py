"""GPU servers are deep, and their cords need room behind them.

What it checks: the chassis' depth with 100 to 150 mm for plugs and cords, against the rack's depth or the one that the
builder stated for the site.

Why it matters: a GPU server of 4U is about 740 mm deep; network racks of 600 mm take switches, not servers.  A door
that presses on power cords pulls them out.

How to fix: a deeper rack, or a short-depth chassis.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.racked import racked_machines
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import millimetres

# Room behind the chassis for plugs and the bend of the cords: tight and comfortable (general knowledge).
TIGHT_MM, COMFORTABLE_MM = 100.0, 150.0


def check(case: Case) -> Iterator[Outcome]:
    room, gaps, where = _room(case)
    if room is None and not gaps:
        return
    for chassis in distinct(racked_machines(case.rig)):
        yield _judge(chassis, room, gaps, where)


def _room(case: Case) -> tuple[float | None, tuple[Missing, ...], str]:
    """The depth for a chassis with its cords; None without a rack, or with one of unknown depth (then with gaps)."""
    stated = case.rig.site.rack_depth_mm
    if stated is not None:
        return stated, (), "the rack at the site"
    rack = case.rig.first("rack")
    if rack is None:
        return None, (), ""
    depth, rails = rack.number("depth_mm"), rack.number("mount_depth_mm")
    inside = depth if depth is not None else rails
    return inside, rack.lacks("depth_mm") if inside is None else (), rack.label


def _judge(chassis: Device, room: float | None, gaps: tuple[Missing, ...], where: str) -> Outcome:
    parts = (chassis.name,)
    depth = chassis.number("depth_mm")
    if room is None or depth is None:
        text = "Whether the machine fits the rack depends on both depths."
        return cannot_tell(text, gaps + chassis.lacks("depth_mm"), parts=parts)
    uses = chassis.cite("depth_mm")
    sentence = f"{chassis.label} is {millimetres(depth)} deep; {where} has {millimetres(room)}"
    if depth + TIGHT_MM > room:
        text = f"{sentence}, and plugs and cords need {millimetres(TIGHT_MM)} more."
        return error(text, parts, uses, depth_mm=depth, room_mm=room)
    if depth + COMFORTABLE_MM > room:
        text = f"{sentence}: only {millimetres(room - depth)} are left for plugs and cords."
        return warning(text, parts, uses, depth_mm=depth, room_mm=room)
    return passed(f"{sentence}: {millimetres(room - depth)} for plugs and cords.", parts)


RULE = Rule(
    id="rack-depth",
    title="The rack is deep enough",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("chassis",),
    needs=("chassis.depth_mm", "chassis.kind", "rack.depth_mm", "rack.mount_depth_mm"),
    why="A machine deeper than the rack doesn't close, and a door that presses on cords pulls them out.",
    hint="Choose a deeper rack or a short-depth chassis.",
    sources=(
        Source("https://www.gse.kz/en/blog/server-depth-rails-rack-compatibility", "Server depth and rails"),
        Source("https://www.apc.com/us/en/product/AR3100/", "APC NetShelter SX: 1,070 mm deep"),
    ),
    breaks=build(item("chassis", depth_mm=737), item("rack", depth_mm=600)),
    passes=build(item("chassis", depth_mm=737), item("rack", depth_mm=1070)),
    check=check,
    page=__doc__ or "",
)
