"""A network cable carries its speed only so far.

What it checks: the length of every network cable against what its medium carries at its speed, and the length of
fibre against the reach of the build's transceivers.

Why it matters: beyond its reach a link doesn't come up, or fills every long transfer with errors. Passive copper loses
reach with every step in speed: about 7 m at 10 Gbit/s, 5 m at 100, 3 m at 200. Fibre goes as far as the transceivers at
its ends say.

How to fix: a shorter cable, an active optical cable, or fibre with transceivers of that reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._cages import is_network
from app.core.rules._examples import build, item
from app.core.rules._figures import listed


@dataclass(frozen=True, slots=True)
class Reach:
    """Metres that a medium surely carries up to a speed, and the longest that anybody sells for it."""

    up_to_gbps: float
    sure_m: float
    most_m: float


FASTEST = float("inf")
# IEEE 802.3 (10GBASE-T, 25GBASE-CR, 40GBASE-CR4, 100GBASE-CR4, 200GBASE-CR4, 802.3ck) and SFF-8431; active cables
# bring their own transceivers and are sold by length: makers' lists (general knowledge).
REACHES: Mapping[str, tuple[Reach, ...]] = {
    "passive-copper": (
        *(Reach(10, 7, 7), Reach(25, 5, 5), Reach(40, 7, 7), Reach(100, 5, 5)),
        *(Reach(200, 3, 3), Reach(400, 2.5, 3), Reach(FASTEST, 2, 3)),
    ),
    "active-copper": (Reach(100, 7, 15), Reach(FASTEST, 5, 7)),
    "active-optical": (Reach(FASTEST, 100, 300),),
    "twisted-pair": (Reach(10, 100, 100), Reach(FASTEST, 30, 30)),
}
FIBRE = "fibre"
WORDS = {"passive-copper": "passive copper", "active-copper": "active copper", "active-optical": "active optics"}


def check(case: Case) -> Iterator[Outcome]:
    for cable in distinct(case.rig.all("cable")):
        if not is_network(cable):
            continue
        if cable.text("medium") != FIBRE:
            yield _judge(cable)
        elif case.rig.has("transceiver"):
            yield _fibre(cable, list(distinct(case.rig.all("transceiver"))))


def _judge(cable: Device) -> Outcome:
    medium, gbps, length_mm = cable.text("medium"), cable.number("gbps"), cable.number("length_mm")
    possible = _possible(medium, gbps)
    sure_m = min(reach.sure_m for reach in possible)
    most_m = FASTEST if medium is None else max(reach.most_m for reach in possible)
    uses = cable.cite("medium", "gbps", "length_mm")
    if length_mm is None:
        return _length_unsaid(cable, f"{_medium(cable)} carries {sure_m:g} m")
    length_m = length_mm / 1000
    if length_m <= sure_m:
        return passed(f"{cable.label} is {length_m:g} m long; {_medium(cable)} carries {sure_m:g} m.", [cable.name])
    if length_m > most_m:
        text = f"{cable.label} is {length_m:g} m long; {_medium(cable)} carries {sure_m:g} m"
        text += f", {most_m:g} m at most" if most_m > sure_m else ""
        return error(f"{text}.", [cable.name], uses, length_m=length_m, limit_m=most_m)
    gaps = cable.lacks("medium", "gbps")
    if gaps:
        return cannot_tell(
            f"Whether {cable.label} carries {length_m:g} m depends on medium and speed.", gaps, parts=[cable.name]
        )
    return warning(
        f"{cable.label} is {length_m:g} m long; {_medium(cable)} surely carries {sure_m:g} m, and some makers' cables "
        f"{most_m:g} m.",
        [cable.name],
        uses,
        length_m=length_m,
        limit_m=sure_m,
    )


def _possible(medium: str | None, gbps: float | None) -> list[Reach]:
    """The reaches of the medium at the speed; of every medium or speed that isn't said."""
    rows = [REACHES[medium]] if medium is not None else list(REACHES.values())
    if gbps is None:
        return [reach for row in rows for reach in row]
    return [next(reach for reach in row if gbps <= reach.up_to_gbps) for row in rows]


def _medium(cable: Device) -> str:
    """“passive copper at 100 Gbit/s”, as far as it is known."""
    medium, gbps = cable.text("medium"), cable.number("gbps")
    name = "a network cable" if medium is None else WORDS.get(medium, "twisted pair")
    return name if gbps is None else f"{name} at {gbps:g} Gbit/s"


def _length_unsaid(cable: Device, carries: str) -> Outcome:
    """At worst a warning: cables are sold in lengths that carry their speed, so that it is rather too short."""
    question = f"{carries}; how long {cable.label} is, isn't said."
    return cannot_tell(question[0].upper() + question[1:], cable.lacks("length_mm"), Severity.WARNING, [cable.name])


def _fibre(cable: Device, transceivers: list[Device]) -> Outcome:
    """Fibre is as good as the farthest-reaching transceivers that could be at its ends."""
    length_mm = cable.number("length_mm")
    known = [reach for one in transceivers if (reach := one.number("reach_m")) is not None]
    parts = [cable.name, *(one.name for one in transceivers)]
    labels = listed(one.label for one in transceivers)
    if length_mm is None:
        return _length_unsaid(
            cable, f"{labels} carries {max(known):g} m" if known else f"the reach of {labels} decides"
        )
    length_m = length_mm / 1000
    if known and length_m <= max(known):
        return passed(f"{cable.label} is {length_m:g} m long; {labels} reaches {max(known):g} m.", parts)
    gaps = [gap for one in transceivers for gap in one.lacks("reach_m")]
    if gaps:
        return cannot_tell(f"Whether {labels} reaches {length_m:g} m isn't known.", gaps, parts=parts)
    uses = cable.cite("length_mm") + tuple(cited for one in transceivers for cited in one.cite("reach_m"))
    text = f"{cable.label} is {length_m:g} m long; {labels} reaches {max(known):g} m."
    return error(text, parts, uses, length_m=length_m, limit_m=max(known))


RULE = Rule(
    id="cable-length",
    title="Network cables are no longer than they carry",
    area=Area.NETWORK,
    worst=Severity.ERROR,
    requires=(),
    needs=("cable.kind", "cable.medium", "cable.gbps", "cable.length_mm", "transceiver.reach_m"),
    why="Beyond its reach a link doesn't come up, or drops packets.",
    hint="Use a shorter cable, an active optical one, or fibre with transceivers of that reach.",
    sources=(
        Source(
            "https://docs.nvidia.com/networking/display/cablemanagfaq/frequently+asked+questions+(faq)",
            "Copper cables: length, attenuation and error correction",
        ),
        Source(
            "https://sniansfblog.org/cabling-connectors-and-transceivers-questions-answered/",
            "SNIA: reach of passive copper at 25 and 100 Gbit/s a lane",
        ),
    ),
    breaks=build(item("cable", kind="network", medium="passive-copper", gbps=100, length_mm=7000)),
    passes=build(item("cable", kind="network", medium="passive-copper", gbps=100, length_mm=3000)),
    check=check,
    page=__doc__ or "",
)
