"""Builds: check one, save one, read one back with its report and its bill of materials."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SkipValidation, ValidationError

from app.core.build import Build
from app.core.links import encode
from app.export.bom_json import bill_as_dict
from app.export.repair_json import fixes_to_dict, repair_to_dict
from app.export.report_json import report_to_dict
from app.intake.builds import BuildError, BuildIn, from_build
from app.intake.problems import faults_of
from app.store import SavedBuild
from app.web.api.answers import JSON_TYPE, as_json, reads
from app.web.api.schemas import BillOut, BuildOut, RepairOut, Report, SavedOut, answers, files
from app.web.bills import FORMATS, bill_file, bill_for
from app.web.json_body import JsonBody
from app.web.problems import ProblemError
from app.web.services import Provided, Services, refusal

router = APIRouter(tags=["Builds"])

BillEnding = Literal["csv", "xlsx", "md", "bbcode", "html"]
Ending = Annotated[BillEnding, Path(examples=["csv"])]
BILL_TYPES = tuple(FORMATS[ending].media_type for ending in get_args(BillEnding))

EXAMPLE: dict[str, Any] = {
    "items": [{"id": "gpus", "part": "gpu/nvidia/h100-pcie-80gb", "quantity": 4, "power_limit_w": 280}],
    "site": {"circuits": [{"volts": 120, "amps": 20}], "room_c": 25},
}


Code = Annotated[
    str, Path(description="The id of a saved build, or the share code of any.", examples=[encode(EXAMPLE)])
]


class RepairIn(BaseModel):
    """A build that is to be repaired."""

    model_config = ConfigDict(extra="forbid")

    build: SkipValidation[BuildIn] = Field(description="The build, as `POST /check` takes it.")


def answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Plain JSON."""
    return Response(as_json(value), status, headers, JSON_TYPE)


@router.post("/check", openapi_extra=reads(BuildIn, EXAMPLE), responses=answers(Report, "The report."))
def check(
    body: JsonBody,
    services: Provided,
    fixes: Annotated[int, Query(ge=0, le=1, description="1 adds checked fixes to errors and warnings.")] = 0,
) -> Response:
    """Judge a build.

    An incompatible build is answered with 200 and its findings; only a malformed request is an error. A build names
    parts by id, or describes them (`custom`); facts that the catalog lacks can be stated on the item. With `fixes=1`
    each error and warning gets `fixes`: patches that do away with it and add no error on another subject, each with
    `verdict_after`, `price_delta` and `watts_delta`; `tried` says how many builds were judged to find them.
    """
    build = services.read(body)
    judged = report_to_dict(services.judge.report(build))
    for number, found in services.mender.fixes(build).items() if fixes else ():
        judged["findings"][number] |= fixes_to_dict(found)
    return answer(judged)


@router.post(
    "/repair",
    openapi_extra=reads(RepairIn, {"build": EXAMPLE}),
    responses=answers(RepairOut, "The repaired build, and how it came to be."),
)
def repair(body: JsonBody, services: Provided) -> Response:
    """Repair a build.

    Applies checked patches until no error remains, or says what blocks it: `steps` tell what was changed and why,
    `blocked` holds the errors that nothing helped against, `tried` counts the builds that were judged.
    """
    try:
        asked = RepairIn.model_validate(body)
    except ValidationError as error:
        raise refusal(BuildError(faults_of(error, ("build",)))) from None
    try:
        result = services.mender.repaired(services.read(asked.build))
    except ProblemError as problem:
        raise problem.below("/build") from None
    return answer(repair_to_dict(result, from_build(result.build)))


@router.post(
    "/builds",
    status_code=201,
    openapi_extra=reads(BuildIn, EXAMPLE),
    responses=answers(SavedOut, "The saved build.", 201),
)
def save(
    request: Request,
    body: JsonBody,
    services: Provided,
    parent: Annotated[str, Query(max_length=20, description="The id of the saved build that this one changes.")] = "",
) -> Response:
    """Keep a build for good and answer its short link.

    `owner_secret` is told here and never again: with it the build can be renamed (`PATCH`) or withdrawn (`DELETE`).
    """
    build = services.checked(body)
    receipt = services.save(build, parent)
    headers = {"Location": f"/api/v1/builds/{receipt.saved.id}", "Cache-Control": "no-store"}
    told = {**_described(request, services, build, receipt.saved), "owner_secret": receipt.owner_secret}
    return answer(told, 201, headers)


@router.get("/builds/{code}", responses=answers(BuildOut, "The build."))
def read(request: Request, code: Code, services: Provided) -> Response:
    """A saved build, or the build in a share code."""
    build, saved = _find(code, services)
    return answer(_described(request, services, build, saved))


@router.get("/builds/{code}/report", responses=answers(Report, "The report."))
def report(code: Code, services: Provided) -> Response:
    """The report of a build, with today's catalog."""
    return answer(report_to_dict(services.judge.report(_find(code, services)[0])))


@router.get("/builds/{code}/bom.json", responses=answers(BillOut, "The bill of materials."))
def bill_json(request: Request, code: Code, services: Provided) -> Response:
    """The bill of materials as JSON."""
    return answer(bill_as_dict(bill_for(_find(code, services)[0], services, request)))


@router.get("/builds/{code}/bom.{ending}", response_class=Response, responses=files(BILL_TYPES))
def bill_download(request: Request, code: Code, ending: Ending, services: Provided) -> Response:
    """The bill of materials as a file: `csv`, `xlsx`, `md`, `bbcode`, `html`."""
    return bill_file(bill_for(_find(code, services)[0], services, request), ending)


def _find(code: str, services: Services) -> tuple[Build, SavedBuild | None]:
    """Share codes begin with their version's digit, which no saved build's id has."""
    if code.startswith("1"):
        return services.decoded(code), None
    saved = services.saved(code)
    return services.build_of(saved), saved


def _described(request: Request, services: Services, build: Build, saved: SavedBuild | None) -> dict[str, Any]:
    code = encode(from_build(build))
    path = f"/b/{saved.id}" if saved else f"/build?b={quote(code)}"
    return {
        "id": saved.id if saved else None,
        "link": services.absolute(path, request),
        "code": code,
        "parent": saved.parent if saved else None,
        "created_at": saved.created_at.isoformat() if saved else None,
        "saved_with": {"catalog": saved.judged.catalog_version, "checker": saved.judged.checker_version}
        if saved
        else None,
        "build": from_build(build),
    }
