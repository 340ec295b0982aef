"""Opening the database: a checkout's folder, or an archive of one."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from app.intake.opendb.reading import KINDS

DATA_FOLDER = "open-db"
LARGEST_FILE_BYTES = 200_000
MOST_FILES = 500_000


class OpenDbError(Exception):
    """What was given is no OpenDB; the sentence says what is wanted."""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One file of the database; `content` is None where it can't be read as JSON."""

    folder: str
    name: str
    content: Any | None


def open_source(path: Path) -> Iterator[RawRecord]:
    """Every record of the categories that are read, from a checkout or an archive.  Raises OpenDbError."""
    if path.is_dir():
        return _from_folder(path)
    if path.is_file():
        return _from_archive(path)
    raise OpenDbError(f"{path} is neither a folder nor a file: give a checkout of OpenDB, or a .tar.xz of one.")


def _from_folder(path: Path) -> Iterator[RawRecord]:
    data = path if path.name == DATA_FOLDER else path / DATA_FOLDER
    folders = [data / name for name in KINDS if (data / name).is_dir()]
    if not folders:
        raise OpenDbError(f"{path} has no {DATA_FOLDER} folder with {', '.join(KINDS)}: give the checkout's top.")
    return (
        RawRecord(folder.name, file.name, _decoded(file.read_bytes() if _small(file.stat().st_size) else b""))
        for folder in folders
        for file in sorted(folder.glob("*.json"))
        if file.is_file()
    )


def _from_archive(path: Path) -> Iterator[RawRecord]:
    """The archive's records in its own order; it is read as a stream, and nothing of it is written anywhere."""
    found = 0
    try:
        with tarfile.open(path, "r|*") as archive:
            for number, member in enumerate(archive):
                if number >= MOST_FILES:
                    raise OpenDbError(f"{path} holds more than {MOST_FILES:,} files: that is no OpenDB.")
                place = PurePosixPath(member.name)
                if not member.isfile() or place.suffix != ".json" or place.parent.name not in KINDS:
                    continue
                if place.parent.parent.name != DATA_FOLDER:
                    continue
                found += 1
                stream = archive.extractfile(member) if _small(member.size) else None
                yield RawRecord(place.parent.name, place.name, _decoded(stream.read() if stream else b""))
    except (tarfile.TarError, EOFError, OSError) as error:
        raise OpenDbError(f"{path} can't be read as an archive: {error}.") from None
    if not found:
        raise OpenDbError(f"{path} holds no {DATA_FOLDER} folder with {', '.join(KINDS)}.")


def _small(size: int) -> bool:
    return size <= LARGEST_FILE_BYTES


def _decoded(content: bytes) -> Any | None:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
