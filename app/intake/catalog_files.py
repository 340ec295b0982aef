"""Which files make up a catalog, and the hash of all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

SHARED = "shared"
NO_PARTS = frozenset({"vocabulary", "templates", SHARED})
VERSION_LENGTH = 16


def all_files(root: Path) -> list[Path]:
    """Every TOML file of the catalog, in a stable order; files that an editor hides with a dot don't count."""
    return sorted(
        (path for path in root.rglob("*.toml") if not path.name.startswith(".")),
        key=lambda path: path.relative_to(root).as_posix(),
    )


def part_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every part's file with the part's id."""
    for path in all_files(root):
        name = path.relative_to(root).with_suffix("").as_posix()
        if name.partition("/")[0] not in NO_PARTS:
            yield name, path


def shared_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file of shared facts with the name that `shares` calls it by."""
    folder = root / SHARED
    for path in all_files(folder):
        yield path.relative_to(folder).with_suffix("").as_posix(), path


def content_hash(root: Path) -> str:
    """The same for the same files wherever they lie, another for any change of a name or a byte."""
    digest = hashlib.sha256()
    for path in all_files(root):
        content = path.read_bytes()
        name = path.relative_to(root).as_posix().encode()
        digest.update(b"%d %s %d " % (len(name), name, len(content)))
        digest.update(content)
    return digest.hexdigest()[:VERSION_LENGTH]
