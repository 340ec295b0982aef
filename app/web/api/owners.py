"""What the owner of a saved build may do with it, and how the report has changed since it was saved."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.core.plain import to_json
from app.export.snapshot import since
from app.intake.builds import LONGEST_NAME, BuildError
from app.intake.problems import faults_of
from app.store.release import checker_version
from app.web.api.answers import as_json, reads
from app.web.api.schemas import ChangesOut, answers
from app.web.json_body import JsonBody
from app.web.services import Provided, refusal

router = APIRouter(tags=["Builds"])

Authorization = Annotated[str, Header(max_length=200, description="`Bearer <owner_secret>`.")]


class RenameIn(BaseModel):
    """A saved build's new title."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]


@router.patch("/builds/{code}", status_code=204, openapi_extra=reads(RenameIn, {"title": "Lab node 3"}))
def rename(code: str, body: JsonBody, services: Provided, authorization: Authorization = "") -> Response:
    """Give a saved build another title.

    The header `Authorization: Bearer <owner_secret>` proves the owner. What the build holds never changes.
    """
    try:
        asked = RenameIn.model_validate(body)
    except ValidationError as error:
        raise refusal(BuildError(faults_of(error, ("title",)))) from None
    services.saved(code)
    services.rename(code, _secret(authorization), asked.title)
    return Response(status_code=204)


@router.delete("/builds/{code}", status_code=204)
def withdraw(code: str, services: Provided, authorization: Authorization = "") -> Response:
    """Withdraw a saved build.

    What it holds is erased, and its address answers 410 for good. The header `Authorization: Bearer <owner_secret>`
    proves the owner.
    """
    services.saved(code)
    services.withdraw(code, _secret(authorization))
    return Response(status_code=204)


@router.get("/builds/{code}/changes", responses=answers(ChangesOut, "What differs today."))
def changes(code: str, services: Provided) -> Response:
    """How today's report of a saved build differs from the one at saving.

    `came`, `went` and `changed` are findings, `parts` what the catalog says otherwise; `then` is null for a build that
    was saved before reports were kept.
    """
    saved = services.saved(code)
    report = services.judge.report(services.build_of(saved))
    told: dict[str, Any] = {
        "verdict": {"then": None, "now": report.verdict.value},
        "catalog": {"then": saved.judged.catalog_version, "now": services.catalog.version},
        "checker": {"then": saved.judged.checker_version, "now": checker_version()},
        "came": [],
        "went": [],
        "changed": [],
        "parts": [],
    }
    if saved.judged.snapshot is not None:
        found = since(saved.judged.snapshot, report, services.catalog)
        told["verdict"]["then"] = found.verdict.value
        told["changed"] = [{"then": to_json(one), "now": to_json(other)} for one, other in found.changed]
        told |= {name: to_json(getattr(found, name)) for name in ("came", "went", "parts")}
    return Response(as_json(told), media_type="application/json")


def _secret(authorization: str) -> str:
    scheme, _, secret = authorization.partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""
