"""PCIe cards run on 12 V; a 48 V bus destroys them.

What it checks: the voltage of the supply's main output, or of the bus that the builder chose, against what the cards
take.

Why it matters: 48 to 54 V belong to SXM and OAM baseboards and to ORv3 racks, where a converter on each sled makes 12
V. The appeal is a quarter of the current: 350 W are 7.3 A at 48 V and 29.2 A at 12 V.  A PCIe card has no such
converter.

How to fix: a 12 V supply, or a certified 48-to-12 V converter in front of the cards.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.mains import amps
from app.core.parts import Source
from app.core.report import Area, Cited, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import Choices, build, item
from app.core.rules._figures import amps as in_amps
from app.core.rules._figures import watts
from app.core.rules._supply import SERVER_FORMS

BUS_FROM_V = 40.0  # busbars run at 48 to 54 V; nothing between them and 12 V is in use
CARD_V = 12.0


def check(case: Case) -> Iterator[Outcome]:
    bus, words, uses = _bus(case)
    for gpu in distinct(case.rig.gpus):
        if bus is not None:
            yield _judge(case, gpu, bus, words, uses)
        else:
            yield from _no_bus_known(case, gpu)


def _bus(case: Case) -> tuple[float | None, str, tuple[Cited, ...]]:
    """The DC voltage that somebody stated, who stated it, and the fact behind it."""
    chosen = case.rig.choices.bus_volts
    if chosen is not None:
        return chosen, f"the {chosen:g} V bus of this build", ()
    for psu in case.rig.all("psu"):
        volts = psu.number("output_volts")
        if volts is not None:
            return volts, f"{psu.label}'s {volts:g} V output", psu.cite("output_volts")
    return None, "", ()


def _card_volts(gpu: Device) -> float | None:
    """What the card takes: as stated; 12 V for everything with a PCIe edge."""
    stated = gpu.number("supply_volts")
    if stated is not None:
        return stated
    return CARD_V if gpu.text("form_factor") == "pcie" else None


def _judge(case: Case, gpu: Device, bus: float, words: str, uses: tuple[Cited, ...]) -> Outcome:
    takes = _card_volts(gpu)
    cited = uses + gpu.cite("supply_volts", "form_factor")
    if takes is None:
        if bus < BUS_FROM_V:
            return passed(f"{gpu.label} is not on a {BUS_FROM_V:g} V bus or higher.", (gpu.name,))
        text = f"Whether {gpu.label} may hang on {words} depends on the voltage that it takes."
        return cannot_tell(text, gpu.lacks("supply_volts", "form_factor"), parts=(gpu.name,), uses=cited)
    if bus >= BUS_FROM_V > takes:
        limit = case.rig.power_limit_w(gpu)
        current = ""
        if limit is not None:
            currents = (
                f"{in_amps(round(amps(limit, bus), 1))} there, {in_amps(round(amps(limit, takes), 1))} at {takes:g} V"
            )
            current = f" ({watts(limit)} are {currents})"
        text = f"{gpu.label} takes {takes:g} V; {words} destroys it{current}."
        return error(text, (gpu.name,), cited, bus_volts=bus, card_volts=takes)
    return passed(f"{gpu.label} takes {takes:g} V from {words}.", (gpu.name,))


def _no_bus_known(case: Case, gpu: Device) -> Iterator[Outcome]:
    """Desktop supplies give 12 V by their standard; of loose server modules some give 54 V."""
    for psu in distinct(case.rig.all("psu")):
        loose = psu.text("form_factor") in (*SERVER_FORMS, "proprietary") and psu.bundle is None
        if loose and psu.records("outputs") is None:
            text = f"{psu.label} may give 12 V or 54 V; {gpu.label} takes 12 V."
            yield cannot_tell(text, psu.lacks("output_volts"), parts=(psu.name, gpu.name))


RULE = Rule(
    id="dc-bus-voltage",
    title="The cards' supply voltage",
    area=Area.POWER_CONNECTOR,
    worst=Severity.ERROR,
    requires=("gpu",),
    needs=("gpu.supply_volts", "gpu.form_factor", "psu.output_volts", "psu.form_factor", "psu.outputs"),
    why="48 V on a 12 V card destroys it.",
    hint="Use a 12 V supply, or a certified 48-to-12 V converter in front of the cards.",
    sources=(
        Source("https://knowledge.stayonline.com/orv3-power", "ORv3 power: 48 V busbar, converters on the sleds"),
        Source(
            "https://www.knightli.com/en/2026/04/17/crps-common-redundant-power-supply-pinout-models/",
            "CRPS: 12 V main output, and 54 V variants",
        ),
    ),
    breaks=build(item("gpu", board_power_w=350, form_factor="pcie", supply_volts=12), choices=Choices(bus_volts=48)),
    passes=build(item("gpu", board_power_w=350, form_factor="pcie", supply_volts=12), item("psu", output_volts=12)),
    check=check,
    page=__doc__ or "",
)
