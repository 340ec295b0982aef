"""The whole database in one walk: parts with the curated ones that stand for them, and what was counted on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from app.core.parts import Catalog, Part
from app.intake.opendb.duplicates import Duplicates
from app.intake.opendb.reading import read_record
from app.intake.opendb.source import RawRecord

PROGRESS_EVERY = 1000
UNREADABLE = "file that is no JSON or too large"
TWICE = "id that another record has"


@dataclass(slots=True)
class Tally:
    """What an import read, by category and kind."""

    records: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    curated: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


def import_records(
    records: Iterable[RawRecord], catalog: Catalog, tally: Tally, progress: Callable[[int], None] = lambda _: None
) -> Iterator[tuple[Part, str | None]]:
    """Every part of the records, each with the id of the curated part that it is, if it is one.

    `tally` counts while the parts are taken; `progress` is told the number of records every now and then.
    """
    duplicates = Duplicates(catalog)
    seen: set[str] = set()
    for raw in records:
        tally.records += 1
        if tally.records % PROGRESS_EVERY == 0:
            progress(tally.records)
        if raw.content is None:
            tally.refused[UNREADABLE] += 1
            continue
        reading = read_record(raw.folder, raw.content, catalog.vocabulary)
        if reading.part is None:
            tally.refused[reading.refused] += 1
            continue
        if reading.part.id in seen:
            tally.refused[TWICE] += 1
            continue
        seen.add(reading.part.id)
        tally.doubts.update(reading.doubts)
        curated_id = duplicates.of(reading.part)
        (tally.curated if curated_id else tally.parts)[reading.part.category] += 1
        yield reading.part, curated_id
