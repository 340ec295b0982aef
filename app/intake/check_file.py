"""What `mini-colossus check` is given: the API's JSON, a pasted parts list, or what a machine says of itself."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.core.build import Build
from app.core.parts import Catalog
from app.intake.builds import BuildError, pointer, read_build
from app.intake.machine import is_machine_text
from app.intake.partslist import ImportedItem, Unmatched
from app.intake.pasted import read_pasted


class CheckInputError(ValueError):
    """The input holds no build; the sentence says what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class CheckInput:
    """A build, the lines of a list that were not understood, and those that may mean several parts."""

    build: Build
    unmatched: tuple[Unmatched, ...] = ()
    asked: tuple[ImportedItem, ...] = ()


def read_check_input(content: bytes, catalog: Catalog, largest_bytes: int) -> CheckInput:
    """The build in a file's content.  Raises CheckInputError."""
    if len(content) > largest_bytes:
        raise CheckInputError(f"The input is longer than {largest_bytes:,} bytes: is it a parts list?")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CheckInputError("The input is not UTF-8 text: save it as UTF-8.") from None
    if text.lstrip()[:1] in ("{", "[") and not is_machine_text(text):
        return CheckInput(_build(_json(text), catalog))
    return _from_list(text, catalog)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise CheckInputError(f"The input is not JSON: {error.msg} at {place}.") from None
    except (ValueError, RecursionError):
        raise CheckInputError(
            "The input is not JSON that can be read: it is nested too deep or a number in it has no end."
        ) from None


def _build(raw: object, catalog: Catalog) -> Build:
    try:
        return read_build(raw, catalog.vocabulary, catalog)
    except BuildError as error:
        told = [f"{pointer(fault.path) or '/'}: {fault.what} {fault.cure}".rstrip() for fault in error.faults]
        raise CheckInputError("\n".join(["The build can't be read.", *told])) from None


def _from_list(text: str, catalog: Catalog) -> CheckInput:
    try:
        imported = read_pasted(text, catalog)
    except ValueError as error:
        raise CheckInputError(str(error)) from None
    if not imported.items:
        raise CheckInputError("No line of the input names a part: paste one part a line, such as “GPU: 4x RTX 3090”.")
    build = _build({"items": [item.as_item() for item in imported.items]}, catalog)
    return CheckInput(build, imported.unmatched, tuple(item for item in imported.items if item.asks))
