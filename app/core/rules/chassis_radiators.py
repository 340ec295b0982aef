"""A radiator needs a mount of its fan size and length, and room for itself and its fans.

What it checks: each radiator, an all-in-one cooler's included, on one of the chassis' mounts: fan size, number of fans,
and the thickness of radiator and fans where it is known.

Why it matters: “360 mm” is a length and a hole pattern.  A slim radiator with fans is 52 mm thick; one of 45 mm makes
70 mm, and touches memory and heat sinks.

How to fix: a radiator that the chassis names, a larger case, or an external radiator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.case import Case
from app.core.parts import Facts, Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import build, item, record
from app.core.rules._figures import listed, millimetres, several

FAN_MM = 25.0  # the usual fan; slim ones of 15 mm exist, thick ones of 30 mm too
SLIM_MM = 30.0  # what a mount takes for certain when it names a radiator size (27 to 30 mm are the usual ones)
# Radiators of nine fans and more stand beside the machine: no chassis has a mount for them.
OUTSIDE_FROM_FANS = 6


@dataclass(frozen=True, slots=True)
class Need:
    """One radiator's wish for a mount; None is unknown."""

    device: Device
    fan_mm: int | None
    fans: int | None
    thickness_mm: float | None

    @property
    def words(self) -> str:
        return (
            f"{self.device.label} ({self.fans} × {self.fan_mm} mm)" if self.fans and self.fan_mm else self.device.label
        )


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.chassis
    needs = [need for need in _needs(case) if need.fans is None or need.fans < OUTSIDE_FROM_FANS]
    if chassis is None or not needs:
        return
    names = (*(need.device.name for need in needs), chassis.name)
    mounts = chassis.records("radiator_mounts")
    if chassis.flag("liquid_ready") is False and not mounts:
        text = f"{chassis.label} has no place for {needs[0].words}."
        yield error(text, names, chassis.cite("liquid_ready", "radiator_mounts"))
    elif mounts is None and chassis.text("kind") == "open-frame":
        yield passed(f"{chassis.label} has no walls: the radiator is strapped to it.", names)
    elif mounts is None or any(need.fan_mm is None or need.fans is None for need in needs):
        gaps = [*chassis.lacks("radiator_mounts"), *(gap for need in needs for gap in _size_gaps(need.device))]
        yield cannot_tell("Whether the chassis holds the radiators depends on mounts and sizes.", gaps, parts=names)
    else:
        yield from _assign(chassis, needs, list(mounts), names)


def _needs(case: Case) -> Iterator[Need]:
    for radiator in case.rig.all("radiator"):
        sizes = radiator.count("fan_mm"), radiator.count("fan_positions")
        yield Need(radiator, *sizes, radiator.number("thickness_mm"))
    for cooler in case.rig.all("cpu-cooler"):
        if cooler.text("kind") == "aio":
            yield Need(cooler, cooler.count("radiator_fan_mm"), cooler.count("radiator_fans"), SLIM_MM)


def _size_gaps(device: Device) -> tuple[Missing, ...]:
    if device.category == "radiator":
        return device.lacks("fan_mm", "fan_positions")
    return device.lacks("radiator_fan_mm", "radiator_fans")


def _assign(chassis: Device, needs: list[Need], mounts: list[Facts], names: tuple[str, ...]) -> Iterator[Outcome]:
    wishes = listed(several(count, words) for words, count in Counter(need.words for need in needs).items())
    offers = listed(_mount_words(mount) for mount in mounts) or "no mount"
    uses = chassis.cite("radiator_mounts")
    if not _seated(needs, mounts, hopeful=True):
        verb = "can't all be mounted" if len(needs) > 1 else "finds no mount"
        yield error(f"{chassis.label} has {offers}; {wishes} {verb}.", names, uses)
    elif not _seated(needs, mounts, hopeful=False):
        gaps = [gap for need in needs for gap in need.device.lacks("thickness_mm") if need.thickness_mm is None]
        gaps = gaps or list(chassis.lacks("radiator_mounts.thickness_mm"))
        text = f"{wishes} fit the holes of {chassis.label}; whether their thickness does isn't known."
        yield cannot_tell(text, gaps, parts=names, uses=uses)
    else:
        yield passed(f"{chassis.label} has {offers}, enough for {wishes}.", names)


def _seated(needs: list[Need], mounts: list[Facts], hopeful: bool) -> bool:
    """Whether every radiator finds a mount of its own; `hopeful` takes an unknown thickness for a fitting one."""
    if not needs:
        return True
    for index, mount in enumerate(mounts):
        fits = _fits(needs[0], mount)
        if (hopeful if fits is None else fits) and _seated(needs[1:], mounts[:index] + mounts[index + 1 :], hopeful):
            return True
    return False


def _fits(need: Need, mount: Facts) -> bool | None:
    """Whether the mount takes the radiator; None when only the thickness is in doubt."""
    fans = mount.count("count")
    if mount.count("fan_mm") != need.fan_mm or fans is None or need.fans is None or fans < need.fans:
        return False
    room = mount.number("thickness_mm")
    if need.thickness_mm is None:
        return None
    if room is None:
        return True if need.thickness_mm <= SLIM_MM else None
    return need.thickness_mm + FAN_MM <= room


def _mount_words(mount: Facts) -> str:
    room = mount.number("thickness_mm")
    depth = f", {millimetres(room)} thick" if room is not None else ""
    return f"{mount.count('count')} × {mount.count('fan_mm')} mm{depth}"


RULE = Rule(
    id="chassis-radiators",
    title="The chassis has mounts for the radiators",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("chassis",),
    needs=(
        "radiator.fan_mm",
        "radiator.fan_positions",
        "radiator.thickness_mm",
        "cpu-cooler.kind",
        "cpu-cooler.radiator_fan_mm",
        "cpu-cooler.radiator_fans",
        "chassis.radiator_mounts",
        "chassis.liquid_ready",
        "chassis.kind",
    ),
    why="A radiator without a mount of its size hangs in the air, and a thick one touches memory and heat sinks.",
    hint="Choose a radiator that the chassis names, a larger case, or an external radiator.",
    sources=(
        Source(
            "https://www.acegeek.com/article/top-radiator-clearance-explained-ram-tubes-and-motherboard-space",
            "Radiator clearance: radiator, fans and what is under them",
        ),
    ),
    breaks=build(
        item("radiator", fan_mm=120, fan_positions=3, thickness_mm=30),
        item("chassis", radiator_mounts=[record(fan_mm=120, count=2)]),
    ),
    passes=build(
        item("radiator", fan_mm=120, fan_positions=3, thickness_mm=30),
        item("chassis", radiator_mounts=[record(fan_mm=120, count=3)]),
    ),
    check=check,
    page=__doc__ or "",
)
