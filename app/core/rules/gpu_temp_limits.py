"""A card's own limit for the air that it breathes.

What it checks: the room's temperature against the highest inlet temperature of every air-cooled GPU.

Why it matters: makers state the limit for the air at the card, which is warmer than the room. A P40 in a dense server
is allowed 25 to 30 °C of inlet air; above its limit a card throttles, or shuts down.

How to fix: cooler air, a lower power limit, or water.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import distinct
from app.core.rules import Rule
from app.core.rules._examples import Site, build, item
from app.core.rules._liquid import water_cooled

# Data-centre equipment is made for up to 35 °C (ASHRAE class A2): in a hotter room the card's own limit must be known.
USUAL_LIMIT_C = 35.0


def check(case: Case) -> Iterator[Outcome]:
    room_c = case.rig.site.room_c
    if room_c is None:
        return
    on_water = {device.name for device in water_cooled(case)}
    for gpu in distinct(gpu for gpu in case.rig.gpus if gpu.name not in on_water):
        limit_c, parts = gpu.number("max_inlet_c"), (gpu.name,)
        if limit_c is None and room_c > USUAL_LIMIT_C:
            question = f"Whether {gpu.label} bears air of {room_c:g} °C depends on its own limit."
            yield cannot_tell(question, gpu.lacks("max_inlet_c"), Severity.WARNING, parts)
        elif limit_c is not None and room_c > limit_c:
            text = f"{gpu.label} is made for air of at most {limit_c:g} °C; the room has {room_c:g} °C."
            yield warning(text, parts, gpu.cite("max_inlet_c"), room_c=room_c, limit_c=limit_c)
        elif limit_c is not None:
            yield passed(f"{gpu.label} bears air of {limit_c:g} °C; the room has {room_c:g} °C.", parts)


RULE = Rule(
    id="gpu-temp-limits",
    title="The room is cool enough for the cards",
    area=Area.COOLING_CAPACITY,
    worst=Severity.WARNING,
    requires=("gpu",),
    needs=(
        "gpu.max_inlet_c",
        "gpu.cooling",
        "gpu.pcb_id",
        "gpu.form_factor",
        "gpu-block.kind",
        "gpu-block.pcb_ids",
        "gpu-block.form_factor",
    ),
    why="Above its inlet limit a card throttles or shuts down.",
    hint="Cool the air, lower power limits, or use water.",
    sources=(
        Source(
            "https://techlibrary.hpe.com/docs/iss/Apollo2000/msg/GUID-C7A7ED69-E5B3-41AC-995D-F8B2AA3FF94B.html",
            "HPE: inlet limits of P40 and P100 by chassis",
        ),
        Source("https://mevasis.com/en/blog/hpc-cooling/", "GPU throttle and shutdown temperatures"),
    ),
    breaks=build(item("gpu", made_cooling="passive", max_inlet_c=30), site=Site(room_c=38)),
    passes=build(item("gpu", made_cooling="passive", max_inlet_c=45), site=Site(room_c=38)),
    check=check,
    page=__doc__ or "",
)
