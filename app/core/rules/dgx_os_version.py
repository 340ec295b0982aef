"""DGX OS belongs on DGX machines, in the release of their GPUs.

What it checks: when the planned operating system is DGX OS, whether the machine is a DGX, and whether the release
knows the GPUs.

Why it matters: DGX OS carries the drivers, settings and updates of NVIDIA's own systems and is supported there alone.
DGX OS 5 is of the A100's time; DGX H100 begins with DGX OS 6.

How to fix: Ubuntu with NVIDIA's driver, or NVIDIA AI Enterprise; on a DGX, the release that its GPUs came with or a
later one.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device, Rig, distinct
from app.core.rules import Rule
from app.core.rules._examples import Choices, Software, build, item
from app.core.rules._versions import version

# First release for an architecture; DGX H100 is listed from release 6, GB200 from 7.
FIRST_RELEASE = {"ampere": 4, "hopper": 6, "blackwell": 7}
BY_COMPUTE = ((10.0, "blackwell"), (9.0, "hopper"), (8.9, "ada"), (8.0, "ampere"))
HIGHEST = max(FIRST_RELEASE.values())


def check(case: Case) -> Iterator[Outcome]:
    system = case.rig.choices.software.os
    if system is None or "dgx" not in system.lower():
        return
    machines = [server.label for server in case.rig.all("server")]
    if not any("dgx" in label.lower() for label in machines):
        names = [server.name for server in case.rig.all("server")] or [gpu.name for gpu in case.rig.gpus]
        what = f"{machines[0]} is not one" if machines else "this machine is not one"
        yield warning(f"{system} is made and supported for NVIDIA's DGX systems; {what}.", names)
    yield from _release(case.rig, system)


def _release(rig: Rig, system: str) -> Iterator[Outcome]:
    release = version(system)
    if release is None:
        return
    for gpu in distinct(rig.gpus):
        architecture = _architecture(gpu)
        parts, uses = (gpu.name,), gpu.cite("architecture", "cuda_compute")
        if architecture is None:
            if release[0] < HIGHEST:
                question = f"Whether {system} knows {gpu.label} depends on its architecture."
                yield cannot_tell(question, gpu.lacks("architecture"), Severity.WARNING, parts, uses)
        elif release[0] < FIRST_RELEASE.get(architecture, 0):
            first = FIRST_RELEASE[architecture]
            text = f"{gpu.label} ({architecture.capitalize()}) begins with DGX OS {first}; {system} is older."
            yield warning(text, parts, uses)
        else:
            yield passed(f"{system} is recent enough for {gpu.label}.", parts)


def _architecture(gpu: Device) -> str | None:
    said, compute = gpu.text("architecture"), gpu.number("cuda_compute")
    if said is not None or compute is None:
        return said
    return next((name for least, name in BY_COMPUTE if compute >= least), "older")


RULE = Rule(
    id="dgx-os-version",
    title="DGX OS fits the machine",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.WARNING,
    requires=("gpu",),
    needs=("gpu.architecture", "gpu.cuda_compute"),
    why="DGX OS is supported on DGX systems alone, and each release knows the GPUs of its time.",
    hint="Use Ubuntu with NVIDIA's driver; on a DGX, the release for its GPUs.",
    sources=(
        Source(
            "https://docs.nvidia.com/dgx/dgx-os-6-user-guide/release_guidance.html", "NVIDIA: DGX OS 6 release guidance"
        ),
        Source("https://github.com/nvidia/deepops/issues/1305", "DGX H100 with DGX OS 6"),
        Source(
            "https://docs.nvidia.com/dgx/dgxgb200-fw-update-guide/previous-releases.html",
            "NVIDIA: DGX GB200 with DGX OS 7",
        ),
    ),
    breaks=build(
        item("server", name="NVIDIA DGX example"),
        item("gpu", architecture="hopper"),
        choices=Choices(software=Software(os="dgx-os-5.2")),
    ),
    passes=build(
        item("server", name="NVIDIA DGX example"),
        item("gpu", architecture="hopper"),
        choices=Choices(software=Software(os="dgx-os-6.1")),
    ),
    check=check,
    page=__doc__ or "",
)
