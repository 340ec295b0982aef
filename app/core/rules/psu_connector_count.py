"""There have to be as many plugs as sockets: for every card, and for the board before it starts.

What it checks: a placement of all card and board connectors on the supplies' plugs, with modular sockets that processor
and PCIe cables share counted once, and with adapters where they help.

Why it matters: a server supply with two EPS plugs and no PCIe plug feeds no graphics card at all; a board whose second
EPS socket stays empty may not start, and pigtails that feed two sockets of a large card from one cable overheat.

How to fix: another cable of the supply's maker, a supply with more plugs, or a second supply.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.placement.plans import PowerConflict
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import build, item, record
from app.core.rules._figures import listed, several
from app.core.rules._plugs import plug_name, plugs_of

MINE = ("count", "no-output", "board-input")
# With two processor plugs every board of one or two sockets starts (general knowledge): a third is for overclocking.
ENOUGH_EPS = 2


def check(case: Case) -> Iterator[Outcome]:
    psus = case.rig.all("psu")
    if not psus:
        return
    mine = [conflict for conflict in case.cables.conflicts if conflict.kind in MINE]
    for conflict in mine:
        yield _conflict(case, psus, conflict)
    unknown = _unknown_outlets(psus, case) or _unknown_sockets(case)
    if unknown is not None:
        yield unknown
    elif case.cables.status == "undecided":
        text = "The search for a way to plug everything in ended before it found one."
        yield cannot_tell(text, case.cables.missing, parts=[psu.name for psu in psus])
    else:
        yield from _board_inputs(case, psus)
        if not mine and case.cables.feeds:
            yield passed(_all_fed(case), [psu.name for psu in psus])


def _conflict(case: Case, psus: tuple[Device, ...], conflict: PowerConflict) -> Outcome:
    devices = [device for device in case.rig.devices if device.name in conflict.devices]
    labels = listed(several(count, label) for label, count in _counted(devices))
    has = listed(
        f"{count} × {plug_name(name)}"
        for psu in psus[:1]
        for name, count in (plugs_of(psu, "outputs") or {}).items()
        if count
    )
    offer = f"{several(len(psus), psus[0].label)} has {has or 'no plugs'}"
    name = plug_name(conflict.connector)
    text = f"No plug is left for {conflict.needed:g} × {name} of {labels}; {offer}."
    uses = [cited for device in devices[:1] for cited in device.cite("aux_power", "power_inputs")]
    uses += psus[0].cite("outputs")
    names = (*conflict.devices, *(psu.name for psu in psus))
    return error(text, names, uses, unfed=conflict.needed, offered=conflict.offered)


def _counted(devices: list[Device]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for device in devices:
        counts[device.label] = counts.get(device.label, 0) + 1
    return list(counts.items())


def _unknown_outlets(psus: tuple[Device, ...], case: Case) -> Outcome | None:
    """Nobody said which plugs the supply has, and something wants one."""
    gaps = [gap for gap in case.cables.missing if gap.category in ("psu", "power-breakout") and "outputs" in gap.fact]
    if not gaps:
        return None
    text = f"Which plugs {_owner(psus, gaps)} has isn't known."
    return cannot_tell(text, gaps, parts=[psu.name for psu in psus])


def _unknown_sockets(case: Case) -> Outcome | None:
    gaps = [gap for gap in case.cables.missing if gap.category == "gpu"]
    if not gaps:
        return None
    labels = dict.fromkeys(gpu.label for gpu in case.rig.gpus if gpu.records("aux_power") is None)
    return cannot_tell(f"How many plugs {listed(labels)} needs isn't known.", gaps)


def _owner(psus: tuple[Device, ...], gaps: list[Missing]) -> str:
    """The label of the part whose plugs are unknown."""
    return next((psu.label for psu in psus if psu.part.id == gaps[0].part), "the power board")


def _board_inputs(case: Case, psus: tuple[Device, ...]) -> Iterator[Outcome]:
    board = case.rig.board
    gaps: list[Missing] = [gap for gap in case.cables.missing if gap.category == "motherboard"]
    if board is None or not gaps:
        return
    eps = max((plugs_of(psu, "outputs") or {}).get("eps8", 0) for psu in psus)
    worst = Severity.WARNING if eps >= ENOUGH_EPS else Severity.ERROR
    text = f"Which power plugs {board.label} needs isn't known; the supply has {eps} × {plug_name('eps8')}."
    yield cannot_tell(text, gaps, worst, (board.name,))


def _all_fed(case: Case) -> str:
    used: dict[str, int] = {}
    for feed in case.cables.feeds:
        used[feed.output] = used.get(feed.output, 0) + feed.outputs_used
    return f"Every connector has its plug: {listed(f'{count} × {plug_name(name)}' for name, count in used.items())}."


RULE = Rule(
    id="psu-connector-count",
    title="Plugs for every connector",
    area=Area.POWER_CONNECTOR,
    worst=Severity.ERROR,
    requires=("psu",),
    needs=(
        "gpu.aux_power",
        "gpu.included_adapters",
        "gpu.form_factor",
        "psu.outputs",
        "psu.shared_sockets",
        "power-breakout.outputs",
        "motherboard.power_inputs",
        "motherboard.power_standard",
        "cable.kind",
        "cable.input",
        "cable.input_count",
        "cable.output",
        "cable.watts",
        "chassis.gpu_power_cables",
    ),
    why="A card or board with an empty power socket does not start.",
    hint="Buy another cable of the supply's maker, a supply with more plugs, or a second supply.",
    sources=(
        Source("https://huggingface.co/docs/transformers/v5.12.0/perf_hardware", "One cable for each socket of a card"),
        Source(
            "https://www.modding.fr/test-alimentation-corsair-hx1200i/3",
            "Corsair HX1200i: the sockets that cables share",
        ),
    ),
    breaks=build(
        item("gpu", board_power_w=200, aux_power=[record(connector="pcie8", count=1)]),
        item("psu", outputs=[record(connector="atx24", count=1), record(connector="eps8", count=2)]),
    ),
    passes=build(
        item("gpu", board_power_w=200, aux_power=[record(connector="pcie8", count=1)]),
        item("psu", outputs=[record(connector="atx24", count=1), record(connector="pcie8", count=2)]),
    ),
    check=check,
    stage="cables",
    page=__doc__ or "",
)
