"""Url-encoded bodies: read whole (their size is limited already), strictly, into plain texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from app.web.forms.apply import first_said
from app.web.problems import MALFORMED_BODY, UNSUPPORTED_MEDIA_TYPE, ProblemError

FORM_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 20_000


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a form said: every field's text."""

    texts: Mapping[str, str]

    def get(self, name: str) -> str:
        """The field's text, "" when the form has no such field."""
        return self.texts.get(name, "")

    def number(self, name: str) -> int | None:
        """The field as a small whole number, None when it is anything else."""
        return small_number(self.get(name))


def small_number(text: str) -> int | None:
    """`"12"` as 12; None for whatever is not a short row of digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None


async def submitted(request: Request) -> Submitted:
    """The form of a url-encoded body.  Raises ProblemError for any other."""
    media_type = request.headers.get("content-type", FORM_TYPE).partition(";")[0].strip().lower()
    if media_type != FORM_TYPE:
        raise ProblemError(UNSUPPORTED_MEDIA_TYPE, f"This address reads plain forms ({FORM_TYPE}).")
    try:
        text = (await request.body()).decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except (UnicodeDecodeError, ValueError):
        raise ProblemError(MALFORMED_BODY, "The form's body is not url-encoded UTF-8.") from None
    no_nul(pairs)
    return Submitted(first_said(pairs))


def no_nul(pairs: Iterable[tuple[str, str]]) -> None:
    """Refuse a form with a NUL in a name or a value."""
    if any("\0" in value for pair in pairs for value in pair):
        raise ProblemError(MALFORMED_BODY, "The form holds a NUL character.")


Form = Annotated[Submitted, Depends(submitted)]
