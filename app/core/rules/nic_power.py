"""Fast network cards have heat sinks, and no fans.

What it checks: the power of each network card with the transceivers that its ports can hold, and whether the machine
blows air along it.

Why it matters: a card of 100 Gbit/s or more turns 20 W and up into heat, and each optical module some watts more. Its
maker asks for the steady air of a server. In a tower or an open frame it reaches its limit within minutes and drops
its links.

How to fix: a fan that blows along the card, a slot in a stream of air, or copper cables instead of optics.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.heat import air_cfm
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import Device, Rig, distinct
from app.core.rules import Rule
from app.core.rules._cages import ports_of
from app.core.rules._example_cards import nic
from app.core.rules._examples import build, item
from app.core.rules._figures import watts
from app.core.rules._seating import lacking

WARM_W = 15.0  # engineering estimate: up to here a heat sink lives on what moves in any case
AIR_RISE_K = 15.0


def check(case: Case) -> Iterator[Outcome]:
    for card in distinct(case.rig.all("nic")):
        yield _judge(case, card)


def _judge(case: Case, card: Device) -> Outcome:
    chassis = case.rig.chassis
    parts = [card.name, *([chassis.name] if chassis else [])]
    load = case.power.load(card.name)
    if load is None or (card.number("power_w") is None and not ports_of(card)):
        gaps = card.lacks("power_w") + lacking(card, "ports", "ports.gbps")
        return cannot_tell(f"How much heat {card.label} makes isn't known.", gaps, Severity.INFO, parts)
    optics_w = _optics_w(case.rig, card)
    total = load.watts + optics_w
    about = "" if card.number("power_w") is not None else "about "
    text = f"{card.label} turns {about}{watts(total)} into heat"
    text += f", {watts(optics_w)} of them in its transceivers" if optics_w else ""
    if total < WARM_W:
        return passed(f"{text}.", parts)
    air = [chassis.flag(fact) for fact in ("fan_wall", "server_fans")] if chassis else [False]
    if True in air:
        return passed(f"{text}, in the air of {chassis.label if chassis else 'the machine'}.", parts)
    if chassis is not None and None in air:
        gaps = chassis.lacks("fan_wall", "server_fans")
        return cannot_tell(f"{text}; whether air blows along it isn't known.", gaps, Severity.INFO, parts)
    return info(
        f"{text} and has no fan: let {air_cfm(total, AIR_RISE_K):.0f} CFM or more blow along it.",
        parts,
        card.cite("power_w", "ports") + (chassis.cite("fan_wall", "server_fans") if chassis else ()),
        watts=total,
    )


def _optics_w(rig: Rig, card: Device) -> float:
    """Watts of the hottest transceivers of the build, as many as the card has ports."""
    known = sorted(
        (power for one in rig.all("transceiver") if (power := one.number("power_w")) is not None), reverse=True
    )
    return sum(known[: sum(port.count for port in ports_of(card))])


RULE = Rule(
    id="nic-power",
    title="Fast network cards get moving air",
    area=Area.NETWORK,
    worst=Severity.INFO,
    requires=(),
    needs=("nic.power_w", "nic.ports", "transceiver.power_w", "chassis.fan_wall", "chassis.server_fans"),
    why="A fast network card has a heat sink and relies on the machine's air.",
    hint="Let a fan blow along the card, or use copper cables instead of optics.",
    sources=(
        Source(
            "https://docs.oracle.com/cd/E19366-01/820-6536-13/A_specs.html", "An InfiniBand card's power and airflow"
        ),
        Source(
            "https://docs.nvidia.com/networking/display/ConnectX6EN/Introduction",
            "ConnectX-6: cards of up to 200 Gbit/s",
        ),
    ),
    breaks=build(nic(power_w=22), item("chassis", kind="tower", fan_wall=False, server_fans=False)),
    passes=build(nic(power_w=22), item("chassis", kind="server", fan_wall=True, server_fans=True)),
    check=check,
    page=__doc__ or "",
)
