"""A bay takes the protocols that its backplane carries.

What it checks: drives for the chassis' bays (2.5 and 3.5 inch, E1.S, E3.S) against the protocols of bays of that
size; U.2 drives against U.3 bays.

Why it matters: equal 2.5-inch bays can be wired for SAS and SATA alone, for NVMe, or for both. An NVMe drive in a SAS
bay doesn't exist for the machine. U.3 drives work in U.2 bays; U.2 drives do not work in tri-mode (U.3) bays.

How to fix: a drive that the backplane carries, a U.3 drive for U.3 bays, or a direct cable past the backplane.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Facts, Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._drives import SIZES, protocol_of, takes
from app.core.rules._examples import build, item, record

WITHOUT_BACKPLANE = ("tower", "desktop", "mini", "open-frame")


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.chassis
    if chassis is None:
        return
    bays = chassis.records("drive_bays")
    if chassis.text("kind") in WITHOUT_BACKPLANE and not _any_protocols(bays):
        return
    for drive in distinct(case.rig.all("storage")):
        yield from _in_bays(drive, chassis, bays)


def _in_bays(drive: Device, chassis: Device, bays: tuple[Facts, ...] | None) -> Iterator[Outcome]:
    form, protocol = drive.text("form"), protocol_of(drive)
    size = SIZES.get(form or "")
    fitting = [bay for bay in bays or () if SIZES.get(bay.text("type") or "") == size]
    question = f"Whether a bay of {chassis.label} carries {drive.label} depends on"
    if form is None and any(takes(bay, "", protocol) is not True for bay in bays or ()):
        yield cannot_tell(
            f"{question} the drive's form.", drive.lacks("form"), Severity.ERROR, (drive.name, chassis.name)
        )
    elif size is not None and bays is None:
        # All backplanes but those for NVMe alone take SATA, and only servers have those.
        if protocol != "sata" or chassis.text("kind") == "server":
            gaps = chassis.lacks("drive_bays")
            yield cannot_tell(f"{question} its backplane.", gaps, Severity.ERROR, (drive.name, chassis.name))
    elif size is not None and any(bay.text("type") is None for bay in bays or ()):
        gaps = (chassis.missing("drive_bays.type"),)
        yield cannot_tell(f"{question} the bay's size.", gaps, Severity.ERROR, (drive.name, chassis.name))
    elif fitting:
        yield _judge(drive, chassis, fitting, size or "")


def _any_protocols(bays: tuple[Facts, ...] | None) -> bool:
    return any(bay.texts("protocols") for bay in bays or ())


def _judge(drive: Device, chassis: Device, bays: list[Facts], size: str) -> Outcome:
    protocol = protocol_of(drive)
    parts = (drive.name, chassis.name)
    uses = drive.cite("form", "protocol") + chassis.cite("drive_bays")
    answers = [takes(bay, drive.text("form") or "", protocol) for bay in bays]
    carried = sorted({name for bay in bays for name in bay.texts("protocols") or ()})
    if True in answers:
        return passed(f"A {size} bay of {chassis.label} takes {drive.label} ({protocol}).", parts)
    if None in answers:
        gaps = drive.lacks("protocol") if protocol is None else (chassis.missing("drive_bays.protocols"),)
        question = f"Whether a {size} bay of {chassis.label} carries {drive.label} depends on its backplane."
        return cannot_tell(question, gaps, Severity.ERROR, parts, uses)
    if drive.text("form") == "u2" and protocol in carried:
        text = f"{drive.label} is a U.2 drive, which the U.3 (tri-mode) bays of {chassis.label} don't take."
        return error(text, parts, uses)
    text = f"{drive.label} speaks {protocol}; the {size} bays of {chassis.label} carry {' and '.join(carried)}."
    return error(text, parts, uses)


RULE = Rule(
    id="storage-backplane",
    title="The backplane carries the drives",
    area=Area.STORAGE,
    worst=Severity.ERROR,
    requires=("chassis", "storage"),
    needs=("storage.form", "storage.protocol", "chassis.drive_bays", "chassis.kind"),
    why="A drive in a bay that isn't wired for its protocol doesn't exist for the machine.",
    hint="Use drives that the backplane carries, U.3 drives in U.3 bays, or direct cables.",
    sources=(
        Source(
            "https://msosupport.memorysolution.de/support/solutions/articles/54000090203",
            "U.2 and U.3: which drive in which bay",
        ),
        Source(
            "https://servermall.com/blog/what-is-a-backplane-in-a-server-and-how-does-it-affect-sas-sata-and-nvme/",
            "Backplanes for SAS, SATA and NVMe",
        ),
    ),
    breaks=build(
        item("storage", form="u2", protocol="nvme"),
        item("chassis", kind="server", drive_bays=[record(type="sas25", count=8, protocols=["sas", "sata"])]),
    ),
    passes=build(
        item("storage", form="u3", protocol="nvme"),
        item("chassis", kind="server", drive_bays=[record(type="u2", count=4, protocols=["nvme"])]),
    ),
    check=check,
    page=__doc__ or "",
)
