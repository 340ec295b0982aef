"""The command line: `mini-colossus catalog validate | catalog stats`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.intake.loader import load_catalog
from app.intake.problems import CatalogError
from app.resources import resource_root

BAD_INPUT = 3
app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Checks a rig of many graphics cards before it is bought."
)
catalog_commands = typer.Typer(no_args_is_help=True, help="Look after the parts catalog.")
app.add_typer(catalog_commands, name="catalog")
Root = Annotated[Path | None, typer.Option("--root", help="The catalog's folder.", file_okay=False)]


@catalog_commands.command()
def validate(root: Root = None) -> None:
    """Read the whole catalog and list every fault with its file, its key and its cure."""
    try:
        catalog = load_catalog(root or resource_root() / "catalog")
    except CatalogError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from None
    typer.echo(f"The catalog is sound: {len(catalog.parts)} parts, version {catalog.version}.")


@catalog_commands.command()
def stats(root: Root = None) -> None:
    """Count the catalog's parts."""
    typer.echo(str(len(load_catalog(root or resource_root() / "catalog").parts)))


def main() -> None:
    """The console script."""
    app()
