"""`mini-colossus backup FILE` and `restore FILE`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import InputError, opened_database


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write; a file that is there is replaced when all went well.")],
) -> None:
    """Write all links, drafts and imported parts to a file, while the server goes on serving."""
    from app.store.backup import BackupError, write_backup  # noqa: PLC0415  only commands that need a database do

    with opened_database() as engine:
        try:
            counts = write_backup(engine, file)
        except BackupError as error:
            raise InputError(str(error)) from None
    typer.echo(f"{file} holds {_told(counts)}.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` wrote, from SQLite or PostgreSQL alike.")],
    merge: Annotated[
        bool, typer.Option("--merge", help="Add to a database that isn't empty what it lacks; what is there stays.")
    ] = False,
) -> None:
    """Bring back what a backup holds, all of it or nothing."""
    from app.store.backup import BackupError, read_backup  # noqa: PLC0415  only commands that need a database do

    with opened_database() as engine:
        try:
            counts = read_backup(engine, file, merge=merge)
        except BackupError as error:
            raise InputError(str(error)) from None
    typer.echo(f"Restored from {file}: {_told(counts)}.")


def _told(counts: Mapping[str, int]) -> str:
    words = {"saved_build": "links", "draft": "drafts", "imported_part": "imported parts"}
    return ", ".join(f"{counts[table]:,} {word}" for table, word in words.items())
