"""The command line: `mini-colossus serve | check FILE | backup FILE | restore FILE | catalog …`.

Exit codes: 0 pass or warn, 1 fail, 2 unknown, 3 bad input or a bad catalog.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from app.commands.backups import backup, restore
from app.commands.common import InputError, opened_store, read_settings
from app.core.report import Verdict
from app.core.rig import RigError
from app.intake.catalog_stats import stats_table, undecided_table
from app.intake.check_file import CheckInputError, read_check_input
from app.intake.loader import load_catalog
from app.intake.problems import CatalogError
from app.intake.templates import load_templates

if TYPE_CHECKING:
    from app.core.parts import Catalog
    from app.intake.partslist import ImportedItem, Unmatched

BAD_INPUT = 3
MOST_NAMED = 4  # parts that one line of a list may mean
GC_THRESHOLDS = (50_000, 20, 100)  # with a frozen catalog this took the slowest answers from 60 to 2 ms
EXIT_CODES = {Verdict.PASS: 0, Verdict.WARN: 0, Verdict.FAIL: 1, Verdict.UNKNOWN: 2}

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Checks a rig of many graphics cards before it is bought.",
)
catalog_commands = typer.Typer(help="Look after the parts catalog.")
app.add_typer(catalog_commands, name="catalog")
Root = Annotated[Path | None, typer.Option("--root", help="The catalog's folder instead of the built-in one.")]


app.command()(backup)
app.command()(restore)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on; 0.0.0.0 for every network.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on.")] = None,
) -> None:
    """Serve the pages and the JSON API, with the catalog loaded and the database brought up to date."""
    settings = read_settings(host=host, port=port)
    import uvicorn  # noqa: PLC0415  only this command needs the server

    from app.main import create_app  # noqa: PLC0415
    from app.store import StoreError  # noqa: PLC0415
    from app.web.access_log import show_access_log  # noqa: PLC0415

    show_access_log()
    try:
        web_app = create_app(settings)
    except StoreError as error:
        raise InputError(str(error)) from None
    spare_collector()
    uvicorn.run(web_app, host=settings.host, port=settings.port, server_header=False, access_log=False)


def spare_collector() -> None:
    """What is loaded now lives as long as the process: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="The API's JSON or a pasted parts list; “-” reads standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as the API's JSON.")] = False,
) -> None:
    """Judge a build.  Exits 0 for pass or warn, 1 for fail, 2 for unknown, 3 for an input that can't be read."""
    from app.core.engine import evaluate  # noqa: PLC0415  the rules take a moment to import
    from app.export.report_json import report_to_dict  # noqa: PLC0415
    from app.export.report_text import report_to_text  # noqa: PLC0415

    settings = read_settings()
    content = _content(file)
    catalog = load_catalog(settings.catalog_root)
    try:
        given = read_check_input(content, catalog, settings.max_body_bytes)
        report = evaluate(given.build, catalog)
    except (CheckInputError, RigError) as error:
        raise InputError(str(error)) from None
    if as_json:
        unread = {
            "unmatched": [_open_line(line) for line in given.unmatched],
            "asked": [{**_open_line(item), "part": item.part} for item in given.asked],
        }
        told = {**report_to_dict(report), **{name: lines for name, lines in unread.items() if lines}}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in given.unmatched:
            typer.echo(f"Line {line.line} was not understood and is not judged: {line.text}{_may_mean(line)}")
        for item in given.asked:
            typer.echo(f"Line {item.line} leaves open which part it means: {item.text}{_may_mean(item)}")
        typer.echo(report_to_text(report), nl=False)
    raise typer.Exit(EXIT_CODES[report.verdict])


def _open_line(line: Unmatched | ImportedItem) -> dict[str, object]:
    return {"line": line.line, "text": line.text, "alternatives": list(line.alternatives)}


def _may_mean(line: Unmatched | ImportedItem) -> str:
    """The first parts that a line may mean, as the end of a sentence about it."""
    named = ", ".join(line.alternatives[:MOST_NAMED])
    more = len(line.alternatives) - MOST_NAMED
    return (f" (perhaps {named}" + (f" or {more} more)" if more > 0 else ")")) if named else ""


@catalog_commands.command()
def validate(root: Root = None) -> None:
    """Read the whole catalog and list every fault with its file, its key and its cure."""
    folder, catalog = _catalog(root)
    templates = load_templates(folder, catalog.vocabulary, catalog)
    typer.echo(
        f"The catalog is sound: {len(catalog.parts):,} parts, {len(templates)} ready-made builds, "
        f"version {catalog.version}."
    )


@catalog_commands.command()
def stats(
    root: Root = None,
    undecided: Annotated[str | None, typer.Option(help="List a category's undecided parts and what they lack.")] = None,
) -> None:
    """Count parts, decidable parts, facts, sources, unknowns and general knowledge, by category."""
    from app.core.rules import all_rules  # noqa: PLC0415  the rules take a moment to import

    catalog = _catalog(root)[1]
    if undecided is None:
        typer.echo(stats_table(catalog, all_rules()))
    elif undecided in catalog.vocabulary.categories:
        typer.echo(undecided_table(catalog, all_rules(), undecided))
    else:
        raise InputError(f"There is no category “{undecided}”: {', '.join(sorted(catalog.vocabulary.categories))}.")


@catalog_commands.command()
def publish() -> None:
    """Put the catalog's files, once they are found sound, into the index of the database; servers take it up."""
    with opened_store() as store:
        if not store.publish():
            raise InputError("A newer release has published its catalog: this one was left out.")
        typer.echo(f"Catalog {store.catalog.version} is published: {len(store.catalog.parts):,} parts.")


@catalog_commands.command("import-opendb")
def import_opendb(
    path: Annotated[Path, typer.Argument(help="A checkout of BuildCores OpenDB, or a .tar.xz archive of one.")],
) -> None:
    """Read the open consumer database into a second, lower-trust layer of parts; the catalog's own parts win."""
    from app.intake.opendb import OpenDbError, Tally, import_records, open_source  # noqa: PLC0415
    from app.intake.opendb.told import import_told  # noqa: PLC0415

    tally = Tally()
    with opened_store() as store:
        try:
            parts = import_records(open_source(path), store.catalog, tally, _tell_progress)
            written = store.import_parts(parts)
        except OpenDbError as error:
            raise InputError(str(error)) from None
    typer.echo(import_told(tally))
    if written.nothing:
        typer.echo("Nothing changed: the imported layer was as it is here.")
    else:
        typer.echo(
            f"{written.added:,} added, {written.changed:,} changed, {written.unchanged:,} as they were, "
            f"{written.unlisted:,} no longer listed. Running servers show it in a moment."
        )


@catalog_commands.command("remove-opendb")
def remove_opendb() -> None:
    """Remove the imported layer.  Builds that name a part of it no longer find it."""
    with opened_store() as store:
        count = store.remove_imported()
    typer.echo(f"{count:,} imported parts removed." if count else "There is no imported part.")


def _tell_progress(records: int) -> None:
    typer.echo(f"{records:,} records read …", err=True)


def _catalog(root: Path | None) -> tuple[Path, Catalog]:
    folder = root or read_settings().catalog_root
    return folder, load_catalog(folder)


def _content(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise InputError(f"{file} can't be read: {error.strerror}.") from None


def run(arguments: list[str] | None = None) -> int:
    """Run a command and answer its exit code; bad input is a sentence, never a traceback."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        outcome = app(args=given or ["--help"], prog_name="mini-colossus", standalone_mode=False)
    except TyperException as error:  # a misspelt command or option
        typer.echo(f"{error.format_message()} Try: mini-colossus --help", err=True)
        return BAD_INPUT
    except (InputError, CatalogError) as error:
        typer.echo(str(error), err=True)
        return BAD_INPUT
    return outcome if isinstance(outcome, int) else 0


def main() -> None:
    """The console script."""
    sys.exit(run())


if __name__ == "__main__":
    main()
