"""BuildCores OpenDB, an open database of consumer parts, read as a second layer of lower trust.

A field is taken over only where its meaning is certain; a zero, and what contradicts itself or the hardware, becomes
unknown and is counted by kind.  Everything here is pure but `source`, which opens a checkout or an archive.
"""

from app.intake.opendb.importing import Tally, import_records
from app.intake.opendb.reading import read_record
from app.intake.opendb.source import OpenDbError, open_source

__all__ = ["OpenDbError", "Tally", "import_records", "open_source", "read_record"]
