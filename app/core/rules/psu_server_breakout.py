"""A server supply with a breakout board gives 12 V and nothing else.

What it checks: whether an ATX board is to be started by a supply without the 24-pin's 3.3 V, 5 V and standby.

Why it matters: used server supplies are cheap and strong, and a breakout board turns them into a row of PCIe plugs.
An ATX board needs five voltages and a power-on signal from its 24-pin, and a 12 V supply has none of them.

How to fix: a small ATX supply or a 12 V-to-24-pin converter for the board, started together with the server supply;
or a board that runs on 12 V alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import build, item, record
from app.core.rules._plugs import plugs_of
from app.core.rules._supply import SERVER_FORMS

DESKTOP_FORMS = ("atx", "sfx", "sfx-l", "flex-atx", "tfx")


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    psus = case.rig.all("psu")
    if board is None or not any(_looks_like_a_server_supply(case, psu) for psu in psus):
        return
    names = (*(psu.name for psu in psus), board.name)
    needs_24 = _needs_24_pin(board)
    if needs_24 is False or any(psu.bundle is not None and psu.bundle == board.bundle for psu in psus):
        yield passed(f"{board.label} runs on what {psus[0].label} gives.", names)
        return
    gives = [_gives_24_pin(source) for source in (*psus, *case.rig.all("power-breakout", "cable"))]
    if any(gives):
        yield passed(f"{board.label}'s 24-pin is fed by a supply or converter that has one.", names)
    elif None in gives or needs_24 is None:
        gaps: list[Missing] = [
            gap for psu in psus if _gives_24_pin(psu) is None for gap in psu.lacks("twelve_volt_only")
        ]
        gaps += [gap for board_ in case.rig.all("power-breakout") for gap in board_.lacks("outputs")]
        gaps += board.lacks("power_standard") if needs_24 is None else ()
        text = f"Whether {psus[0].label} can start {board.label} isn't known: that takes a 24-pin with 3.3 V and 5 V."
        yield cannot_tell(text, gaps, parts=names)
    else:
        uses = psus[0].cite("twelve_volt_only", "form_factor") + board.cite("power_standard", "power_inputs")
        text = f"{psus[0].label} gives 12 V alone; {board.label} needs a 24-pin with 3.3 V, 5 V and standby."
        yield error(text, names, uses)


def _looks_like_a_server_supply(case: Case, psu: Device) -> bool:
    if psu.text("form_factor") in DESKTOP_FORMS and psu.flag("twelve_volt_only") is not True:
        return False
    signs = psu.flag("twelve_volt_only") is True or psu.text("form_factor") in SERVER_FORMS
    return signs or psu.flag("redundant") is True or case.rig.has("power-breakout")


def _needs_24_pin(board: Device) -> bool | None:
    standard = board.text("power_standard")
    if standard is not None:
        return standard == "atx"
    plugs = plugs_of(board, "power_inputs")
    return None if plugs is None else "atx24" in plugs


def _gives_24_pin(source: Device) -> bool | None:
    """Whether the supply, breakout board or converter has a 24-pin; None when nobody said."""
    if source.category == "cable":
        return source.text("output") == "atx24"
    plugs = plugs_of(source, "outputs")
    if plugs is not None and "atx24" in plugs:
        return True
    if source.category == "power-breakout":
        return None if plugs is None else False
    only_12 = source.flag("twelve_volt_only")
    if only_12 is not None:
        return not only_12 and source.text("form_factor") not in SERVER_FORMS
    if source.text("form_factor") in SERVER_FORMS:
        return False
    return None if source.text("form_factor") not in DESKTOP_FORMS else True


RULE = Rule(
    id="psu-server-breakout",
    title="The board's 24-pin on a server supply",
    area=Area.POWER_CONNECTOR,
    worst=Severity.ERROR,
    requires=("psu", "motherboard"),
    needs=(
        "psu.twelve_volt_only",
        "psu.form_factor",
        "psu.outputs",
        "psu.redundant",
        "motherboard.power_standard",
        "motherboard.power_inputs",
        "power-breakout.outputs",
        "cable.output",
    ),
    why="An ATX board does not start on 12 V alone.",
    hint="Add a small ATX supply or a 12 V-to-24-pin converter for the board, or use a board for 12 V.",
    sources=(
        Source(
            "https://www.knightli.com/en/2026/04/17/crps-common-redundant-power-supply-pinout-models/",
            "CRPS: one 12 V main output and 12 V standby",
        ),
    ),
    breaks=build(
        item("psu", twelve_volt_only=True),
        item("motherboard", power_standard="atx"),
        item("power-breakout", outputs=[record(connector="pcie8", count=12)]),
    ),
    passes=build(
        item("psu", twelve_volt_only=True),
        item("motherboard", power_standard="12v-only"),
        item("power-breakout", outputs=[record(connector="pcie8", count=12)]),
    ),
    check=check,
    stage="cables",
    page=__doc__ or "",
)
