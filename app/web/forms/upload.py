"""Forms that may carry a file: its text takes the place of the field `text`."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from app.intake.uploads import text_of
from app.web.forms.apply import first_said
from app.web.forms.body import MOST_FIELDS, Submitted, no_nul, submitted
from app.web.problems import INVALID, MALFORMED_BODY, Fault, ProblemError

MULTIPART = "multipart/form-data"


async def _with_file(request: Request) -> Submitted:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != MULTIPART:
        return await submitted(request)
    try:
        # The body's size is limited already; no part can be larger than all of it.
        async with request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=len(await request.body())) as form:
            pairs = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
            files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
            content = await files[0].read() if files else b""
    except HTTPException as error:
        raise ProblemError(MALFORMED_BODY, f"The form can't be read: {error.detail}") from None
    no_nul(pairs)
    if not content:
        return Submitted(first_said(pairs))
    try:
        return Submitted({**first_said(pairs), "text": text_of(content)})
    except ValueError as error:
        raise ProblemError(INVALID, str(error), (Fault("/file", str(error)),)) from None


FormWithFile = Annotated[Submitted, Depends(_with_file)]
