"""Every drive needs a place to be fastened.

What it checks: the 2.5-inch, 3.5-inch and EDSFF drives of the build against the bays of the chassis. A 3.5-inch bay
also takes a 2.5-inch drive; a hot-swap bay serves only the protocols of its backplane. M.2 drives and cards need none.

Why it matters: hard disks want brackets that carry them, and in a server the bay is the drive's plug: one more drive
than bays stays outside. In a case with room around the board, a 2.5-inch drive can be fastened anywhere.

How to fix: fewer and larger drives, M.2 drives or a carrier card instead, or a chassis with more bays. Trays that the
maker sells apart count: state them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.case import Case
from app.core.parts import Facts, Source
from app.core.placement.matching import largest_matching
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, info, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._drives import SIZES, protocol_of, takes
from app.core.rules._examples import build, item, record
from app.core.rules._figures import listed
from app.core.rules._seating import lacking
from app.core.rules._seating import listed as labels

SMALL, LARGE = "2.5-inch", "3.5-inch"
# Cases with room around the board: a small drive can be taped or strapped somewhere.
ROOMY = ("tower", "desktop", "mini", "rack", "open-frame")


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.all("chassis")
    drives = [drive for drive in case.rig.all("storage") if _may_need_a_bay(drive, chassis)]
    if not chassis or not drives:
        return
    names = [*(drive.name for drive in drives), *(one.name for one in chassis)]
    sure, feared = (_without_bay(drives, chassis, hopeful) for hopeful in (True, False))
    certain, worst = _severity(sure, chassis, hopeful=True), _severity(feared, chassis, hopeful=False)
    if certain is Severity.ERROR or certain is worst is Severity.INFO:
        yield _short(sure, drives, chassis, certain)
    elif worst is Severity.ERROR:
        question = f"Whether {labels(chassis)} has bays for {labels(drives)} isn't known."
        yield cannot_tell(question, _gaps(drives, chassis), worst, names)
    elif worst is Severity.INFO:
        yield passed(f"{labels(feared)} can be fastened anywhere in {labels(chassis)}.", names)
    else:
        yield passed(f"{labels(chassis)} has a bay for each of {labels(drives)}.", names)


def _may_need_a_bay(drive: Device, chassis: Sequence[Device]) -> bool:
    """Whether the drive's form wants a bay, or is unknown; a bundle's own drives have theirs."""
    form = drive.text("form")
    at_home = drive.bundle is not None and any(drive.bundle == one.bundle for one in chassis)
    return (form is None or form in SIZES) and not at_home


def _without_bay(drives: Sequence[Device], chassis: Sequence[Device], hopeful: bool) -> list[Device]:
    """The drives that find no bay when as many as possible get one; what isn't known is taken hopefully or not."""
    if hopeful and any(one.records("drive_bays") is None for one in chassis):
        return []
    bays = [place for one in chassis for place in _places(one, len(drives), hopeful)]
    wanting = [drive for drive in drives if drive.text("form") or not hopeful]
    wanting = [drive for drive in wanting if not _refused(drive, bays)]
    wanting.sort(key=_size, reverse=True)  # hard disks before small drives, which have other places
    fitting: dict[tuple[str, str], list[int]] = {}
    for drive in distinct(wanting):
        numbers = [number for number, (one, bay) in enumerate(bays) if _fits(drive, one, bay, hopeful)]
        fitting[drive.item.id, drive.part.id] = numbers
    found = largest_matching([fitting[drive.item.id, drive.part.id] for drive in wanting])
    return [drive for number, drive in enumerate(wanting) if number not in found]


def _places(chassis: Device, most: int, hopeful: bool) -> Iterator[tuple[Device, Facts]]:
    """Single bays, never more of a kind than there are drives; a kind that nobody counted is one bay at least."""
    for bay in chassis.records("drive_bays") or ():
        count = bay.count("count")
        sure = count if count is not None else most if hopeful else 1
        yield from [(chassis, bay)] * min(sure, most)


def _size(drive: Device) -> str:
    """The drive's size; one that nobody states is feared to be a hard disk, or small where it speaks NVMe."""
    return SIZES.get(drive.text("form") or "", SMALL if protocol_of(drive) == "nvme" else LARGE)


def _fits(drive: Device, chassis: Device, bay: Facts, hopeful: bool) -> bool:
    size, room = _size(drive), SIZES.get(bay.text("type") or "")
    if room is None:
        return hopeful
    if size != room and (size, room) != (SMALL, LARGE):
        return False
    if bay.texts("protocols") is None and chassis.text("kind") in ROOMY:
        return True  # nobody speaks of a backplane, and such cases rarely have one
    answer = takes(bay, drive.text("form") or "", protocol_of(drive))
    return hopeful if answer is None else answer


def _refused(drive: Device, bays: Sequence[tuple[Device, Facts]]) -> bool:
    """Whether there are bays of the drive's size and none carries it: that is said of the backplane."""
    own = [bay for _, bay in bays if SIZES.get(bay.text("type") or "") == _size(drive)]
    return bool(own) and all(takes(bay, drive.text("form") or "", protocol_of(drive)) is False for bay in own)


def _severity(outside: Sequence[Device], chassis: Sequence[Device], hopeful: bool) -> Severity | None:
    """How bad it is that these drives have no bay; a chassis of unknown kind may be an open frame, or a server."""
    if not outside:
        return None
    kinds = {one.text("kind") or ("open-frame" if hopeful else "server") for one in chassis}
    loose = kinds == {"open-frame"} or (kinds.issubset(ROOMY) and all(_size(drive) == SMALL for drive in outside))
    return Severity.INFO if loose else Severity.ERROR


def _short(
    outside: Sequence[Device], drives: Sequence[Device], chassis: Sequence[Device], severity: Severity
) -> Outcome:
    say = error if severity is Severity.ERROR else info
    rest = "no place" if say is error else "no bay: fastened elsewhere, it works as well"
    uses = tuple(cited for one in (*distinct(drives), *distinct(chassis)) for cited in one.cite("form", "drive_bays"))
    return say(
        f"{labels(chassis)} has {_bay_words(chassis)} for {_drive_words(drives)}: {labels(outside)} "
        f"{'have' if len(outside) > 1 else 'has'} {rest}.",
        [*(drive.name for drive in outside), *(one.name for one in chassis)],
        uses,
        without_bay=len(outside),
    )


def _bay_words(chassis: Sequence[Device]) -> str:
    """“4 × 3.5-inch (SATA, SAS) and 3 × 2.5-inch bays”."""
    words = []
    for bay in (bay for one in chassis for bay in one.records("drive_bays") or ()):
        carried = ", ".join(name.upper() if name != "nvme" else "NVMe" for name in bay.texts("protocols") or ())
        count = bay.count("count")
        size = SIZES.get(bay.text("type") or "", "other")
        words.append(f"{'some' if count is None else f'{count} ×'} {size}{f' ({carried})' if carried else ''}")
    return f"{listed(words)} bays" if words else "no drive bays"


def _drive_words(drives: Sequence[Device]) -> str:
    """“6 × 3.5-inch drives”."""
    counts: dict[str, int] = {}
    for drive in drives:
        counts[_size(drive)] = counts.get(_size(drive), 0) + 1
    return f"{listed(f'{count} × {size}' for size, count in counts.items())} drives"


def _gaps(drives: Sequence[Device], chassis: Sequence[Device]) -> tuple[Missing, ...]:
    gaps: list[Missing] = []
    for one in distinct(chassis):
        gaps += lacking(one, "kind", "drive_bays", "drive_bays.count")
        gaps += () if one.text("kind") in ROOMY else lacking(one, "drive_bays.type", "drive_bays.protocols")
    for drive in distinct(drives):
        gaps += drive.lacks("form") if protocol_of(drive) else drive.lacks("form", "protocol")
    return tuple(gaps)


RULE = Rule(
    id="drive-bays",
    title="The chassis has a bay for every drive",
    area=Area.STORAGE,
    worst=Severity.ERROR,
    requires=("chassis", "storage"),
    needs=("storage.form", "storage.protocol", "chassis.drive_bays", "chassis.kind"),
    why="A hard disk without a bracket, or a server's drive without a bay, can't be installed.",
    hint="Use fewer and larger drives, M.2 drives, or a chassis with more bays.",
    sources=(
        Source("https://en.wikipedia.org/wiki/Drive_bay", "Drive bays: sizes, and small drives in large bays"),
        Source(
            "https://servermall.com/blog/what-is-a-backplane-in-a-server-and-how-does-it-affect-sas-sata-and-nvme/",
            "Backplanes for SAS, SATA and NVMe",
        ),
    ),
    breaks=build(
        item("storage", 6, form="hdd35", protocol="sata"),
        item("chassis", kind="tower", drive_bays=[record(type="hdd35", count=4, protocols=[])]),
    ),
    passes=build(
        item("storage", 4, form="hdd35", protocol="sata"),
        item("chassis", kind="tower", drive_bays=[record(type="hdd35", count=4, protocols=[])]),
    ),
    check=check,
    page=__doc__ or "",
)
