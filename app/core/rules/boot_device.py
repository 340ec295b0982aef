"""The machine needs a drive that its firmware can boot from.

What it checks: when all drives are NVMe, whether the board boots from NVMe, and that the builder doesn't want legacy
boot.

Why it matters: firmware before about 2015 sees NVMe drives only once a system runs, and legacy (CSM) boot has no
driver for them: the machine finds nothing to start.

How to fix: boot by UEFI, update the firmware, or add a SATA drive to boot from.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._platforms import boots_nvme

ALWAYS_NVME = ("u2", "u3", "e1s", "e3s")
NEVER_NVME = ("sata25", "hdd35", "sas25", "sas35")


def check(case: Case) -> Iterator[Outcome]:
    board, drives = case.rig.board, case.rig.all("storage")
    if board is None or not drives:
        return
    kinds = {drive.name: _is_nvme(drive) for drive in drives}
    plain = [drive for drive in drives if kinds[drive.name] is False]
    parts = [*kinds, board.name]
    if plain:
        yield passed(f"{board.label} can boot from {plain[0].label}.", parts)
        return
    silent = [drive for drive in distinct(drives) if kinds[drive.name] is None]
    obstacle = _obstacle(case, board)
    uses = board.cite("nvme_boot", "socket") + tuple(
        fact for drive in distinct(drives) for fact in drive.cite("protocol")
    )
    labels = ", ".join(dict.fromkeys(drive.label for drive in drives))
    if obstacle is None:
        yield passed(f"{board.label} boots from NVMe drives ({labels}).", parts)
    elif obstacle == "unknown" or silent:
        gaps = [gap for drive in silent for gap in drive.lacks("protocol")]
        gaps += board.lacks("nvme_boot") if obstacle == "unknown" else ()
        question = f"Whether {board.label} can boot from {labels} is not known."
        yield cannot_tell(question, gaps, Severity.ERROR, parts, uses)
    else:
        yield error(f"All drives are NVMe ({labels}), and {obstacle}.", parts, uses)


def _is_nvme(drive: Device) -> bool | None:
    protocol, form = drive.text("protocol"), drive.text("form")
    if protocol is not None:
        return protocol == "nvme"
    if form in ALWAYS_NVME:
        return True
    return False if form in NEVER_NVME else None


def _obstacle(case: Case, board: Device) -> str | None:
    """What stands between the firmware and an NVMe drive; `unknown` when nobody says, None when nothing does."""
    able = boots_nvme(board)
    if able is False:
        return f"{board.label} does not boot from NVMe"
    if case.rig.choices.boot_mode == "legacy":
        return "legacy boot (CSM) does not see them"
    return "unknown" if able is None else None


RULE = Rule(
    id="boot-device",
    title="There is a drive to boot from",
    area=Area.STORAGE,
    worst=Severity.ERROR,
    requires=("motherboard", "storage"),
    needs=("storage.protocol", "storage.form", "motherboard.nvme_boot", "motherboard.socket"),
    why="Old firmware and legacy boot don't see NVMe drives.",
    hint="Boot by UEFI, update the firmware, or add a SATA drive.",
    sources=(
        Source(
            "https://mrlithium.blogspot.com/2015/12/how-to-boot-nvme-ssd-from-legacy-bios.html",
            "NVMe takes UEFI 2.3.1 or later with a driver",
        ),
        Source(
            "https://servethehome.com/asrock-rack-4u8g-turin2-amd-nvidia-broadcom-classic-ai-8-gpu/2",
            "ServeTheHome: M.2 boot slots of a GPU server",
        ),
    ),
    breaks=build(
        item("storage", form="m2-2280", protocol="nvme"), item("motherboard", socket="LGA2011", nvme_boot=False)
    ),
    passes=build(
        item("storage", form="m2-2280", protocol="nvme"), item("motherboard", socket="LGA2011-3", nvme_boot=True)
    ),
    check=check,
    page=__doc__ or "",
)
