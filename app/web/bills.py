"""Bills of materials for pages and API alike."""

from __future__ import annotations

import re

from fastapi import Response

from app.core.build import Build
from app.export.bom import Bill, bill_of
from app.export.bom_csv import bill_as_csv
from app.export.bom_markdown import bill_as_markdown
from app.web.services import Services


def bill_for(build: Build, services: Services) -> Bill:
    """The bill of a build, with what its placement needs."""
    return bill_of(build, services.judge.report(build), services.catalog)


def csv_response(bill: Bill) -> Response:
    """A CSV file for downloading; the byte order mark lets spreadsheets see that it is UTF-8."""
    return _file(bill, "\ufeff" + bill_as_csv(bill), "text/csv", "csv")


def markdown_response(bill: Bill) -> Response:
    """A Markdown file for downloading."""
    return _file(bill, bill_as_markdown(bill), "text/markdown", "md")


def _file(bill: Bill, text: str, media_type: str, ending: str) -> Response:
    name = re.sub(r"[^a-z0-9]+", "-", bill.title.lower())[:60].strip("-") or "build"
    headers = {"Content-Disposition": f'attachment; filename="{name}-bom.{ending}"', "Cache-Control": "no-cache"}
    return Response(text, media_type=media_type, headers=headers)
