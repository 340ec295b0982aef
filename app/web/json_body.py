"""JSON as RFC 8259 has it, with bounds: no NaN, no half surrogates, no repeated names, no bottomless nesting."""

from __future__ import annotations

import json
from typing import Annotated, Any, NoReturn

from fastapi import Depends, Request

from app.web.problems import MALFORMED_BODY, UNSUPPORTED_MEDIA_TYPE, Fault, ProblemError

DEEPEST = 24
"""Levels of nesting; a build with records in its facts has seven."""

JSON_TYPES = ("application/json", "text/json")


def read_json(body: bytes) -> Any:
    """The value that a body holds.  Raises ProblemError with the place where reading stopped."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _malformed(f"The body is not UTF-8: byte {error.start} can't be read.") from None
    _check_depth(text)
    try:
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _malformed(f"The body is not JSON: {error.msg} at {place}.") from None
    except ValueError as error:  # a number with thousands of digits
        raise _malformed(f"The body can't be read: {error}.") from None
    _check_text(value, "")
    return value


def _malformed(detail: str, pointer: str = "") -> ProblemError:
    return ProblemError(MALFORMED_BODY, detail, (Fault(pointer, detail),))


def _check_depth(text: str) -> None:
    """Counts brackets outside strings: json's own scanner would recurse as deep as the sender likes."""
    depth, in_string, escaped = 0, False, False
    for position, character in enumerate(text):
        if in_string:
            in_string = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > DEEPEST:
                raise _malformed(f"The body is nested deeper than {DEEPEST} levels at character {position}.")
        elif character in "]}":
            depth -= 1


def _refuse_constant(word: str) -> NoReturn:
    raise _malformed(f"The body holds {word}, which is not a JSON number: leave out what nobody knows.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _malformed(f"The name “{_printable(twice)}” stands twice in one object; one of them would be lost.")
    return found


def _check_text(value: Any, pointer: str) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            _check_text(name, pointer)
            _check_text(inner, f"{pointer}/{escape_pointer(_printable(name))}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _check_text(inner, f"{pointer}/{index}")
    elif isinstance(value, str) and not _is_text(value):
        raise _malformed("A text holds half of a character (a lone surrogate) or a NUL.", pointer)


def _is_text(value: str) -> bool:
    return "\0" not in value and not any("\ud800" <= character <= "\udfff" for character in value)


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")[:60]


def escape_pointer(name: str) -> str:
    """One step of a JSON Pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


async def _json_body(request: Request) -> Any:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in JSON_TYPES and not media_type.endswith("+json"):
        said = f"“{media_type[:60]}”" if media_type else "nothing"
        raise ProblemError(UNSUPPORTED_MEDIA_TYPE, f"Content-Type says {said}; this address reads application/json.")
    return read_json(await request.body())


JsonBody = Annotated[Any, Depends(_json_body)]
"""The body of a request as plain data, read by `read_json`."""
