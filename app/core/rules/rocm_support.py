"""ROCm is built and tested for some AMD GPUs only.

What it checks: every AMD card's gfx target against the targets that ROCm supports.

Why it matters: libraries are compiled for a list of targets. On a card that isn't on it (MI50, Radeon VII, most RX
6000) programs fail to load a kernel, unless somebody rebuilds them or makes the card pose as another one.

How to fix: a supported card; for MI50 and Radeon VII an old release (ROCm 5) or community builds.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._versions import major

# ROCm 6.3 supports gfx908 to gfx942, gfx1030 and gfx1100; 6.4 and 7 added gfx1101, gfx1200, gfx1201 and gfx950.
SUPPORTED = frozenset({"gfx908", "gfx90a", "gfx942", "gfx950", "gfx1030", "gfx1100", "gfx1101", "gfx1200", "gfx1201"})
# A target of former releases, with the last major release that fully supported it.
FORMER = {"gfx906": 5}


def check(case: Case) -> Iterator[Outcome]:
    wanted = major(case.rig.choices.software.rocm)
    for gpu in distinct(case.rig.gpus):
        if _is_amd(gpu) is not False:
            yield _judge(gpu, wanted)


def _is_amd(gpu: Device) -> bool | None:
    vendor = gpu.text("vendor")
    if vendor is not None:
        return vendor == "amd"
    return False if gpu.number("cuda_compute") is not None else None


def _judge(gpu: Device, wanted: int | None) -> Outcome:
    target, parts, uses = gpu.text("gfx"), (gpu.name,), gpu.cite("vendor", "gfx")
    if target is None:
        question = f"Whether ROCm supports {gpu.label} depends on its gfx target."
        return cannot_tell(question, gpu.lacks("vendor", "gfx"), Severity.WARNING, parts, uses)
    if target in SUPPORTED:
        return passed(f"ROCm supports {gpu.label} ({target}).", parts)
    last = FORMER.get(target)
    if last is None:
        return warning(f"ROCm does not list {gpu.label} ({target}) among its targets.", parts, uses)
    if wanted is not None and wanted <= last:
        return passed(f"ROCm {wanted} supports {gpu.label} ({target}).", parts)
    text = f"ROCm {last} is the last release for {gpu.label} ({target}); newer ones run in community builds alone."
    return warning(text, parts, uses)


RULE = Rule(
    id="rocm-support",
    title="ROCm supports the AMD cards",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.WARNING,
    requires=("gpu",),
    needs=("gpu.vendor", "gpu.gfx", "gpu.cuda_compute"),
    why="ROCm's libraries hold code for a list of GPUs; others need builds of their own.",
    hint="Use a supported card, or an old release or community builds.",
    sources=(
        Source(
            "https://rocm.docs.amd.com/en/latest/compatibility/compatibility-matrix.html",
            "AMD: ROCm compatibility matrix",
        ),
        Source(
            "https://rocm.docs.amd.com/projects/dask-hip/en/docs-26.03/install/system-requirements.html",
            "AMD: ROCm 7.2.3, supported Instinct GPUs",
        ),
    ),
    breaks=build(item("gpu", vendor="amd", gfx="gfx906")),
    passes=build(item("gpu", vendor="amd", gfx="gfx90a")),
    check=check,
    page=__doc__ or "",
)
