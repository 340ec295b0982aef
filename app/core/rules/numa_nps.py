"""EPYC processors can be cut into memory nodes.

What it checks: rigs with GPUs on EPYC or Threadripper PRO 3000 and 5000 processors, whose firmware has the setting
NPS (nodes per socket).

Why it matters: NPS1 spreads memory over all channels of a socket, and one large job sees one memory. NPS4 makes up to
four nodes of a socket: many small jobs, each kept on its node, reach their memory sooner, while one large job starves
on a quarter of the channels. The bandwidth of all channels together stays the same.

How to fix: NPS1 for inference and training; NPS4 only for many small tenants that are pinned to their nodes.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import several

SOCKETS = ("SP3", "SP5", "SP6", "sWRX8")
FOUR_DIES = "epyc-7001"  # four dies with two channels each: four nodes, whatever is set
SEVERAL_DIES = "TR4"  # one node or several, by model and by a setting of AMD's own tool


def check(case: Case) -> Iterator[Outcome]:
    if not case.rig.has("gpu"):
        return
    for cpu in distinct(case.rig.cpus):
        same = [one for one in case.rig.cpus if (one.item.id, one.part.id) == (cpu.item.id, cpu.part.id)]
        names, label, sockets = [one.name for one in same], several(len(same), cpu.label), len(same)
        socket = cpu.text("socket")
        if socket is None:
            question = f"Whether {cpu.label} has the setting NPS depends on its platform."
            yield cannot_tell(question, cpu.lacks("socket"), Severity.INFO, names)
        elif socket not in (*SOCKETS, SEVERAL_DIES):
            yield passed(f"{label}: one memory node a socket as it comes.", names)
        elif cpu.text("family") == FOUR_DIES:
            text = f"{label}: four dies a socket make {4 * sockets} memory nodes, each with two channels"
            yield info(f"{text}; keep a card's job on the node of its slot.", names, cpu.cite("socket", "family"))
        elif socket in SOCKETS:
            nodes = f"NPS1 makes {sockets} memory {'node' if sockets == 1 else 'nodes'}, NPS4 up to {4 * sockets}"
            text = "NPS1 for inference and training, NPS4 only for many small tenants"
            yield info(f"{label}: {nodes}. Set {text}.", names, cpu.cite("socket"))


RULE = Rule(
    id="numa-nps",
    title="Memory nodes per socket",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.INFO,
    requires=("cpu", "gpu"),
    needs=("cpu.socket", "cpu.family"),
    why="One large job wants one memory node a socket.",
    hint="Set NPS1, unless many small tenants share the machine.",
    sources=(
        Source(
            "https://infohub.delltechnologies.com/en-us/p/numa-configuration-settings-on-amd-epyc-2nd-generation/",
            "NUMA configuration settings on AMD EPYC",
        ),
    ),
    breaks=build(item("cpu", 2, socket="SP5", family="epyc-9004"), item("gpu")),
    passes=build(item("cpu", socket="AM5", family="ryzen-9000"), item("gpu")),
    check=check,
    page=__doc__ or "",
)
