"""Server fans don't belong in a room where people live.

What it checks: when the site is a living space, the loudness of the chassis and of the listed fans.

Why it matters: a 4U GPU server runs at 70 to 85 dB(A), as loud as a vacuum cleaner, day and night. Above 55 dB(A)
nobody works or sleeps beside it.

How to fix: another room, a chassis with large slow fans, water cooling, or lower power limits and a fan curve.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device, Rig
from app.core.rules import Rule
from app.core.rules._examples import Site, build, item

LOUD_DBA = 55.0  # the level of a conversation: general knowledge


def check(case: Case) -> Iterator[Outcome]:
    rig, chassis = case.rig, case.rig.chassis
    if rig.site.living_space is None or chassis is None:
        return
    if rig.site.living_space is False:
        yield passed("The machine stands outside the living space.", [chassis.name])
    else:
        yield _judge(rig, chassis)


def _judge(rig: Rig, chassis: Device) -> Outcome:
    measured, server_fans = chassis.number("noise_dba"), chassis.flag("server_fans")
    fans_dba = together_dba([level for fan in rig.all("fan") if (level := fan.number("noise_dba")) is not None])
    uses = chassis.cite("noise_dba", "server_fans")
    parts = [chassis.name, *(fan.name for fan in rig.all("fan"))]
    if measured is not None and measured > LOUD_DBA:
        text = f"{chassis.label} was measured at {measured:g} dB(A); a living space bears {LOUD_DBA:g} dB(A)."
        return warning(text, parts, uses, dba=measured)
    if fans_dba is not None and fans_dba > LOUD_DBA:
        return warning(f"The listed fans together make {fans_dba:.0f} dB(A) in a living space.", parts, dba=fans_dba)
    if measured is not None:
        return passed(f"{chassis.label} was measured at {measured:g} dB(A).", parts)
    if server_fans:
        return warning(
            f"{chassis.label} has server fans (70 to 85 dB(A)) and is to stand in a living space.", parts, uses
        )
    if server_fans is None:
        question = f"Whether {chassis.label} is bearable in a living space depends on its fans."
        return cannot_tell(question, chassis.lacks("noise_dba", "server_fans"), Severity.WARNING, parts)
    return passed(f"{chassis.label} has no server fans.", parts)


def together_dba(levels: list[float]) -> float | None:
    """Sources of sound add as powers: two equal ones are 3 dB louder than one."""
    if not levels:
        return None
    loudest = max(levels)
    return loudest + 10 * math.log10(sum(10 ** ((level - loudest) / 10) for level in levels))


RULE = Rule(
    id="noise",
    title="Bearable where it stands",
    area=Area.COOLING_CAPACITY,
    worst=Severity.WARNING,
    requires=("chassis",),
    needs=("chassis.noise_dba", "chassis.server_fans", "fan.noise_dba"),
    why="GPU servers are as loud as vacuum cleaners, day and night.",
    hint="Put it into another room, or use large slow fans or water.",
    sources=(
        Source(
            "https://servethehome.com/asrock-rack-4u8g-turin2-amd-nvidia-broadcom-classic-ai-8-gpu/4",
            "ServeTheHome: a 4U GPU server under load",
        ),
    ),
    breaks=build(item("chassis", server_fans=True, noise_dba=75), site=Site(living_space=True)),
    passes=build(item("chassis", server_fans=False, noise_dba=42), site=Site(living_space=True)),
    check=check,
    page=__doc__ or "",
)
