"""Sharing one NVIDIA card among virtual machines takes a licence.

What it checks: NVIDIA cards under a hypervisor, or for a workload of virtual desktops, as the builder names them.

Why it matters: NVIDIA's vGPU driver runs on data-centre and professional cards alone, and without a licence it slows
down after minutes.  Whole cards can be passed through to a virtual machine without one, GeForce cards too.

How to fix: pass whole cards through, or plan the licences (by user or by GPU) into the price.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import distinct
from app.core.rules import Rule
from app.core.rules._examples import Choices, Software, build, item
from app.core.rules._figures import listed
from app.core.rules._systems import runs_guests

LICENSED = "nvidia"
SHARED_WORK = ("vgpu", "vdi", "virtual desktop")


def check(case: Case) -> Iterator[Outcome]:
    choices = case.rig.choices
    system, work = choices.software.os or "", choices.workload or ""
    why = system if runs_guests(system) else ""
    why = why or (next((word for word in SHARED_WORK if word in work.lower()), "") and work)
    if not why:
        return
    kinds = list(distinct(case.rig.gpus))
    licensed = [gpu for gpu in kinds if gpu.text("vendor") == LICENSED]
    names = [gpu.name for gpu in kinds]
    gaps = [gap for gpu in kinds for gap in gpu.lacks("vendor")]
    if licensed:
        cards = listed(dict.fromkeys(gpu.label for gpu in licensed))
        text = f"{why}: sharing {cards} among virtual machines takes NVIDIA vGPU licences and a card on NVIDIA's list"
        uses = [fact for gpu in licensed for fact in gpu.cite("vendor")]
        yield info(f"{text}; whole cards pass through without.{_on_a_dgx(case)}", names, uses)
    elif gaps:
        text = f"{why}: whether sharing the cards takes a licence depends on who made them."
        yield cannot_tell(text, gaps, Severity.INFO, names)
    elif kinds:
        yield passed(f"{why}: none of the cards needs NVIDIA's vGPU licence.", names)


def _on_a_dgx(case: Case) -> str:
    machines = [server.label for server in case.rig.all("server") if "dgx" in server.label.lower()]
    return f" NVIDIA does not support vGPU on DGX systems such as {machines[0]}." if machines else ""


RULE = Rule(
    id="vgpu-licence",
    title="Sharing a card among virtual machines",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.INFO,
    requires=("gpu",),
    needs=("gpu.vendor",),
    why="NVIDIA's vGPU driver wants a licence and a data-centre or professional card.",
    hint="Pass whole cards through, or plan the licences into the price.",
    sources=(
        Source("https://docs.nvidia.com/ai-enterprise/2.3/release-notes/index.html", "NVIDIA AI Enterprise 2.3"),
        Source(
            "https://docs.nvidia.com/vgpu/latest/grid-management-sdk-user-guide/manage-vgpus-hypervisor-nvml.html",
            "NVIDIA vGPU: which GPUs host virtual GPUs",
        ),
    ),
    breaks=build(item("gpu", vendor="nvidia"), choices=Choices(software=Software(os="Proxmox VE 8"))),
    passes=build(item("gpu", vendor="amd"), choices=Choices(software=Software(os="Proxmox VE 8"))),
    check=check,
    page=__doc__ or "",
)
