"""Builds: check one, save one, read one back with its report and its bill of materials."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from app.core.build import Build
from app.core.links import encode
from app.export.bom_json import bill_as_dict
from app.export.report_json import report_to_dict
from app.intake.builds import BuildIn, from_build
from app.store import SavedBuild
from app.web.api.answers import JSON_TYPE, as_json, reads
from app.web.bills import bill_for, csv_response, markdown_response
from app.web.json_body import JsonBody
from app.web.services import Provided, Services

router = APIRouter(tags=["Builds"])

EXAMPLE: dict[str, Any] = {
    "items": [{"id": "gpus", "part": "gpu/nvidia/h100-pcie-80gb", "quantity": 4, "power_limit_w": 280}],
    "site": {"circuits": [{"volts": 120, "amps": 20}], "room_c": 25},
}


def answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Plain JSON."""
    return Response(as_json(value), status, headers, JSON_TYPE)


@router.post("/check", openapi_extra=reads(BuildIn, EXAMPLE))
def check(body: JsonBody, services: Provided) -> Response:
    """Judge a build.

    An incompatible build is answered with 200 and its findings; only a malformed request is an error. A build names
    parts by id, or describes them (`custom`); facts that the catalog lacks can be stated on the item.
    """
    return answer(report_to_dict(services.judge.report(services.read(body))))


@router.post("/builds", status_code=201, openapi_extra=reads(BuildIn, EXAMPLE))
def save(request: Request, body: JsonBody, services: Provided) -> Response:
    """Keep a build for good and answer its short link."""
    build = services.checked(body)
    saved = services.save(build)
    headers = {"Location": f"/api/v1/builds/{saved.id}"}
    return answer(_described(request, services, build, saved), 201, headers)


@router.get("/builds/{code}")
def read(request: Request, code: str, services: Provided) -> Response:
    """A saved build, or the build in a share code."""
    build, saved = _find(code, services)
    return answer(_described(request, services, build, saved))


@router.get("/builds/{code}/report")
def report(code: str, services: Provided) -> Response:
    """The report of a build, with today's catalog."""
    return answer(report_to_dict(services.judge.report(_find(code, services)[0])))


@router.get("/builds/{code}/bom.json")
def bill_json(code: str, services: Provided) -> Response:
    """The bill of materials as JSON."""
    return answer(bill_as_dict(bill_for(_find(code, services)[0], services)))


@router.get("/builds/{code}/bom.csv")
def bill_csv(code: str, services: Provided) -> Response:
    """The bill of materials as CSV."""
    return csv_response(bill_for(_find(code, services)[0], services))


@router.get("/builds/{code}/bom.md")
def bill_markdown(code: str, services: Provided) -> Response:
    """The bill of materials as Markdown."""
    return markdown_response(bill_for(_find(code, services)[0], services))


def _find(code: str, services: Services) -> tuple[Build, SavedBuild | None]:
    """Share codes begin with their version's digit, which no saved build's id has."""
    if code.startswith("1"):
        return services.decoded(code), None
    saved = services.saved(code)
    return services.read(saved.body), saved


def _described(request: Request, services: Services, build: Build, saved: SavedBuild | None) -> dict[str, Any]:
    code = encode(from_build(build))
    path = f"/b/{saved.id}" if saved else f"/build?b={quote(code)}"
    return {
        "id": saved.id if saved else None,
        "link": services.absolute(path, request),
        "code": code,
        "parent": saved.parent if saved else None,
        "created_at": saved.created_at.isoformat() if saved else None,
        "build": from_build(build),
    }
