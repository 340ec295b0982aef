"""Bills of materials for pages and API alike."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from fastapi import Request, Response

from app.core.build import Build
from app.core.links import encode
from app.export.bom import Bill, bill_of
from app.export.bom_bbcode import bill_as_bbcode
from app.export.bom_csv import bill_as_csv
from app.export.bom_html import bill_as_html
from app.export.bom_json import bill_as_dict
from app.export.bom_markdown import bill_as_markdown
from app.export.bom_xlsx import bill_as_xlsx
from app.intake.builds import from_build
from app.web.problems import not_found
from app.web.services import Services


@dataclass(frozen=True, slots=True)
class Format:
    """How a bill is written: what a button calls it, its media type, and the writer."""

    title: str
    media_type: str
    write: Callable[[Bill], str | bytes]


FORMATS: Mapping[str, Format] = {
    # The byte order mark lets spreadsheets see that it is UTF-8.
    "csv": Format("CSV", "text/csv", lambda bill: "\ufeff" + bill_as_csv(bill)),
    "xlsx": Format("Spreadsheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bill_as_xlsx),
    "md": Format("Markdown", "text/markdown", bill_as_markdown),
    "bbcode": Format("BBCode", "text/plain", bill_as_bbcode),
    "html": Format("HTML", "text/html", bill_as_html),
    "json": Format("JSON", "application/json", lambda bill: json.dumps(bill_as_dict(bill), ensure_ascii=False)),
}


def bill_for(build: Build, services: Services, request: Request) -> Bill:
    """The bill of a build, with what its placement needs, and the address that brings the whole build back."""
    bill = bill_of(build, services.judge.report(build), services.catalog)
    return replace(bill, link=services.absolute(f"/build?b={encode(from_build(build))}", request))


def bill_file(bill: Bill, ending: str) -> Response:
    """The bill as a file for downloading.  Raises ProblemError for an ending that nobody writes."""
    found = FORMATS.get(ending)
    if found is None:
        raise not_found(f"A bill is not written as “{ending[:20]}”: choose one of {', '.join(FORMATS)}.")
    name = re.sub(r"[^a-z0-9]+", "-", bill.title.lower())[:60].strip("-") or "build"
    headers = {"Content-Disposition": f'attachment; filename="{name}-bom.{ending}"', "Cache-Control": "no-cache"}
    return Response(found.write(bill), media_type=found.media_type, headers=headers)
