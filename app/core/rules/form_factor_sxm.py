"""SXM, OAM and MXM modules don't plug into PCIe slots.

What it checks: whether every GPU module of the build has a carrier board or a server that takes its form, with
a position for each.

Why it matters: modules are sold used and look cheap. They have no edge connector, take their power through the
carrier (48 V and more from SXM4 on) and their cooler from it too: without the board for exactly their form they
are paperweights.

How to fix: buy the PCIe version of the GPU, a carrier for its form, or a server built for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, Rig, distinct
from app.core.rules import Rule
from app.core.rules._example_cards import gpu
from app.core.rules._examples import build, item
from app.core.rules._seating import first_of_each, listed

SLOT_CARD = "pcie"


def check(case: Case) -> Iterator[Outcome]:
    gpus = case.rig.gpus
    for device in distinct(gpus):
        if device.text("form_factor") is None and not _has_bracket(device):
            question = f"Whether {device.label} is a card for a slot or a module for a carrier is not known."
            yield cannot_tell(question, device.lacks("form_factor"), Severity.ERROR, [device.name])
    forms = dict.fromkeys(form for gpu in gpus if (form := gpu.text("form_factor")) not in (None, SLOT_CARD))
    for form in forms:
        if form is not None:
            yield _judge(case.rig, form, [gpu for gpu in gpus if gpu.text("form_factor") == form])
    if gpus and all(gpu.text("form_factor") == SLOT_CARD or _is_surely_a_card(gpu) for gpu in gpus):
        yield passed(f"{listed(gpus)}: for PCIe slots.", [gpu.name for gpu in gpus])


def _has_bracket(device: Device) -> bool:
    """Only cards for slots have a width in slots."""
    return device.number("slot_width") is not None


def _is_surely_a_card(device: Device) -> bool:
    return device.text("form_factor") is None and _has_bracket(device)


def _judge(rig: Rig, form: str, modules: list[Device]) -> Outcome:
    hosts = [(host, host.text("gpu_form"), _positions(host)) for host in rig.all("carrier", "server")]
    names = [device.name for device in modules]
    fitting = [(host, positions) for host, taken, positions in hosts if taken == form]
    room = sum(positions for _, positions in fitting if positions is not None)
    if room >= len(modules):
        places = listed([host for host, _ in fitting])
        return passed(f"{listed(modules)} sit on {places}: {room} {form.upper()} positions.", names)
    gaps = _gaps(hosts, form)
    cited = tuple(cite for device in first_of_each(modules) for cite in device.cite("form_factor"))
    if gaps:
        question = f"Whether anything in the build takes {len(modules)} {form.upper()} modules is not known."
        return cannot_tell(question, gaps, Severity.ERROR, names, cited)
    offers = f"{listed([host for host, _ in fitting])} take {room}" if fitting else "nothing in the build takes them"
    return error(
        f"{listed(modules)}: {len(modules)} {form.upper()} module(s), which don't plug into PCIe slots; {offers}.",
        [*names, *(host.name for host, _ in fitting)],
        cited + tuple(cite for host, _ in fitting for cite in host.cite("gpu_form", "positions", "gpu_positions")),
        modules=len(modules),
        positions=room,
    )


def _positions(host: Device) -> int | None:
    return host.count("positions" if host.category == "carrier" else "gpu_positions")


def _gaps(hosts: list[tuple[Device, str | None, int | None]], form: str) -> tuple[Missing, ...]:
    """What is unknown of carriers and servers that may take the form."""
    gaps: tuple[Missing, ...] = ()
    for host, taken, positions in hosts:
        if taken is None:
            gaps += host.lacks("gpu_form")
        elif taken == form and positions is None:
            gaps += (host.missing("positions" if host.category == "carrier" else "gpu_positions"),)
    return gaps


RULE = Rule(
    id="form-factor-sxm",
    title="GPU modules have a carrier of their form",
    area=Area.SLOT_FIT,
    worst=Severity.ERROR,
    requires=("gpu",),
    needs=(
        "gpu.form_factor",
        "gpu.slot_width",
        "carrier.gpu_form",
        "carrier.positions",
        "server.gpu_form",
        "server.gpu_positions",
    ),
    why="Modules have no edge connector: without a carrier of exactly their form they can't be used.",
    hint="Buy the PCIe version, a carrier for the form, or a server built for it.",
    sources=(Source("https://www.yobitel.com/knowledge-base/sxm5-form-factor", "SXM5: modules on an HGX board"),),
    breaks=build(item("gpu", form_factor="sxm2")),
    passes=build(gpu()),
    check=check,
    page=__doc__ or "",
)
