"""Servers feed their cards with cables of their own: same plug, other wiring.

What it checks: in a machine whose GPU power cables are the maker's own, the cables in the build belong to that maker.

Why it matters: Dell, HPE, Lenovo and Supermicro lead GPU power from risers and power boards over sockets that look like
PCIe or EPS plugs and aren't wired like them.  A cable of another maker shorts the supply or kills the card.

How to fix: order the cable kit of the machine's maker for this card; its number is in the machine's parts list.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import listed
from app.core.rules._plugs import plugs_of

POWER_KINDS = ("power-cable", "power-adapter", "power-extension", "splitter")
CARD_PLUGS = ("pcie6", "pcie8", "pcie12", "pcie16", "eps8", "proprietary")
# Makers of GPU servers, to be recognised in the name of a machine that the user describes.
MAKERS = (
    "asrock",
    "asus",
    "cisco",
    "dell",
    "fujitsu",
    "gigabyte",
    "hpe",
    "inspur",
    "lenovo",
    "mitac",
    "supermicro",
    "tyan",
)
OPEN_KINDS = ("tower", "open-frame", "desktop", "mini", "rack")


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.chassis
    if chassis is None or not any(plugs_of(gpu) != {} for gpu in case.rig.gpus):
        return
    cables = [cable for cable in distinct(case.rig.all("cable")) if _feeds_cards(cable)]
    style = chassis.text("gpu_power_cables")
    if style == "standard" or (style is None and chassis.text("kind") in OPEN_KINDS):
        yield passed(f"{chassis.label} leaves the GPU cables to the power supply.", (chassis.name,))
    elif style == "vendor":
        yield from _own_cables(chassis, cables)
    else:
        yield from _style_unknown(chassis, cables)


def _feeds_cards(cable: Device) -> bool:
    return cable.text("kind") in POWER_KINDS and cable.text("output") in (None, *CARD_PLUGS)


def _own_cables(chassis: Device, cables: list[Device]) -> Iterator[Outcome]:
    uses = chassis.cite("gpu_power_cables")
    if not cables:
        text = f"{chassis.label} feeds its cards with its maker's own cables: order the kit for these cards with it."
        yield info(text, (chassis.name,), uses)
    for cable in cables:
        yield _belongs(chassis, cable)


def _belongs(chassis: Device, cable: Device) -> Outcome:
    parts = (cable.name, chassis.name)
    vendor = cable.text("vendor")
    if vendor is None:
        text = f"{chassis.label} takes its maker's own GPU cables; whose {cable.label} is isn't known."
        return cannot_tell(text, cable.lacks("vendor"), parts=parts)
    if vendor.replace("-", " ") in f"{chassis.part.maker} {chassis.label}".lower().replace("-", " "):
        return passed(f"{cable.label} is a cable of the machine's maker.", parts)
    uses = cable.cite("vendor") + chassis.cite("gpu_power_cables")
    if not _maker_is_known(chassis):
        text = f"{cable.label} is a cable for {vendor}: make sure that {chassis.label} is a machine of that maker."
        return warning(text, parts, uses)
    text = f"{cable.label} is a cable for {vendor}; {chassis.label} takes its maker's own GPU cables."
    return error(text, parts, uses)


def _maker_is_known(chassis: Device) -> bool:
    words = chassis.label.lower().split()
    return bool(chassis.part.maker) or any(maker in words for maker in MAKERS)


def _style_unknown(chassis: Device, cables: list[Device]) -> Iterator[Outcome]:
    gaps: list[Missing] = list(chassis.lacks("gpu_power_cables"))
    labels = listed(cable.label for cable in cables)
    subject = f", and with that whether {labels} may be used," if cables else ""
    text = f"Whether {chassis.label} feeds its cards with cables of its own{subject} isn't known."
    worst = Severity.ERROR if cables else Severity.INFO
    yield cannot_tell(text, gaps, worst, (chassis.name, *(cable.name for cable in cables)), chassis.cite("kind"))


RULE = Rule(
    id="gpu-power-connector-proprietary",
    title="The machine's own GPU power cables",
    area=Area.POWER_CONNECTOR,
    worst=Severity.ERROR,
    requires=("gpu", "chassis"),
    needs=("chassis.gpu_power_cables", "chassis.kind", "cable.vendor", "cable.kind", "cable.output", "gpu.aux_power"),
    why="The same plug is wired in another way, and shorts the supply or kills the card.",
    hint="Order the cable kit of the machine's maker for this card.",
    sources=(
        Source(
            "https://pubs.lenovo.com/sr665/gpu_cabling", "Lenovo SR665: GPU power cables from the risers and the board"
        ),
    ),
    breaks=build(
        item("gpu", aux_power=[{"connector": "pcie8", "count": 2}]),
        item("chassis", name="Dell GPU server", kind="server", gpu_power_cables="vendor"),
        item("cable", kind="power-cable", output="pcie8", vendor="corsair"),
    ),
    passes=build(
        item("gpu", aux_power=[{"connector": "pcie8", "count": 2}]),
        item("chassis", name="Dell GPU server", kind="server", gpu_power_cables="vendor"),
        item("cable", kind="power-cable", output="pcie8", vendor="dell"),
    ),
    check=check,
    page=__doc__ or "",
)
