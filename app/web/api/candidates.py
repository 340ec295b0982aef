"""What each part of a category would make of a build, and many builds at once."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Hashable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, SkipValidation, ValidationError

from app.core.parts import Part
from app.core.prices import price_range
from app.export.report_json import report_to_dict
from app.intake.builds import BuildError, BuildIn, from_build
from app.intake.problems import faults_of
from app.store import PartQuery
from app.web.api.answers import reads
from app.web.api.builds import EXAMPLE, answer
from app.web.api.schemas import BatchOut, CandidatesOut, answers
from app.web.candidates import Candidate, judge_candidates, most_promising_first
from app.web.errors import problem_document
from app.web.json_body import JsonBody
from app.web.problems import BAD_REQUEST, INVALID, Fault, ProblemError
from app.web.services import Provided, Services, refusal

router = APIRouter(tags=["Builds"])

PAGE_SIZE = 50
"""Candidates an answer, each of them at most one evaluation: what bounds a request's work."""

MOST_BUILDS = 20
"""Builds in one batch."""


class CandidatesIn(BaseModel):
    """A build, and the category that is to be chosen from."""

    model_config = ConfigDict(extra="forbid", strict=True)

    build: SkipValidation[BuildIn] = Field(description="The build, as `POST /check` takes it.")
    category: str = Field(max_length=60, description="The category of the parts: `psu`, `gpu` …")
    replaces: str | None = Field(None, max_length=200, description="The id of the item that the part is to replace.")
    q: str = Field("", max_length=200, description="Words of names and part numbers.")
    cursor: str = Field("", max_length=40, description="`next` of the page before.")


class BatchIn(BaseModel):
    """Builds that are to be judged, one apart from the other."""

    model_config = ConfigDict(extra="forbid")

    builds: Annotated[list[SkipValidation[BuildIn]], Field(min_length=1, max_length=MOST_BUILDS)]


@router.post(
    "/candidates",
    openapi_extra=reads(CandidatesIn, {"build": EXAMPLE, "category": "psu"}),
    responses=answers(CandidatesOut, "A page of candidates."),
)
def candidates(body: JsonBody, services: Provided) -> Response:
    """The parts of a category, each with what the build would be with it; those that fit come first.

    `fits` is true, false, or null when a missing fact decides; `reason` is the first thing that speaks against the
    part. Kinds of parts that may fit are judged before others; parts that agree in every fact are judged once. `next`
    leads on, 50 at a time, until it is null.
    """
    try:
        asked = CandidatesIn.model_validate(body)
    except ValidationError as error:
        raise refusal(BuildError(faults_of(error, ("build", "category", "replaces", "q", "cursor")))) from None
    if asked.category not in services.catalog.vocabulary.categories:
        raise _invalid("/category", f"There is no category “{asked.category}”.")
    try:
        build = services.checked(asked.build)
    except ProblemError as problem:
        raise problem.below("/build") from None
    mapping = from_build(build)
    index = _index(mapping, asked.replaces)
    first = _position(asked.cursor)
    found = services.store.own_parts(PartQuery(asked.category, asked.q))
    if len(found) > PAGE_SIZE:
        found = tuple(most_promising_first(mapping, index, found, services))
    shown = found[first : first + PAGE_SIZE]
    now = services.judge.report(build)
    judged = _judged_once(mapping, index, shown, services)
    return answer(
        {
            "candidates": [_told(part, candidate, now.totals["dc_w"]) for part, candidate in judged],
            "total": len(found),
            "next": _cursor(first + PAGE_SIZE) if first + PAGE_SIZE < len(found) else None,
            "catalog": {"version": services.catalog.version},
        }
    )


@router.post(
    "/check/batch",
    openapi_extra=reads(BatchIn, {"builds": [EXAMPLE]}),
    responses=answers(BatchOut, "A result for each build."),
)
def batch(body: JsonBody, services: Provided) -> Response:
    """Judge up to 20 builds at once.

    `results` has one entry for each, in order: `report`, or `problem` for a build that can't be read.
    """
    try:
        asked = BatchIn.model_validate(body)
    except ValidationError as error:
        raise refusal(BuildError(faults_of(error, ("builds",)))) from None
    return answer({"results": [_result(number, raw, services) for number, raw in enumerate(asked.builds)]})


def _result(number: int, raw: object, services: Services) -> dict[str, Any]:
    try:
        return {"report": report_to_dict(services.judge.report(services.read(raw)))}
    except ProblemError as problem:
        below = problem.below(f"/builds/{number}")
        return {"problem": problem_document(below.problem, str(below.detail), below.faults, f"/builds/{number}")}


def _invalid(pointer: str, detail: str) -> ProblemError:
    return ProblemError(INVALID, detail, (Fault(pointer, detail),))


def _index(mapping: Mapping[str, Any], replaces: str | None) -> int | None:
    if replaces is None:
        return None
    ids = [item["id"] for item in mapping["items"]]
    if replaces not in ids:
        raise _invalid("/replaces", f"The build has no item “{replaces}”.")
    return ids.index(replaces)


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"c{position}".encode()).decode().rstrip("=")


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        text = ""
    if not (text.startswith("c") and text[1:].isascii() and text[1:].isdigit() and len(text) < 8):
        detail = "This cursor is not one of ours. Begin again without a cursor."
        raise ProblemError(BAD_REQUEST, detail, (Fault("/cursor", detail),))
    return int(text[1:])


def _judged_once(
    mapping: Mapping[str, Any], index: int | None, parts: Sequence[Part], services: Services
) -> list[tuple[Part, Candidate]]:
    """Every part with the judgement of the first that agrees with it in all facts, those that fit first."""
    kinds: dict[Hashable, list[Part]] = {}
    for part in parts:
        kinds.setdefault(_signature(part), []).append(part)
    judged = judge_candidates(mapping, index, [members[0] for members in kinds.values()], services)
    alike = {members[0].id: members for members in kinds.values()}
    return [(part, candidate) for candidate in judged for part in alike[candidate.part.id]]


def _signature(part: Part) -> Hashable:
    """What the rules read of a part, bundles with everything inside them."""
    inside = tuple(
        (provided.category, provided.quantity, provided.part, provided.inner and _signature(provided.inner))
        for provided in part.provides
    )
    return part.facts, part.known_issues, inside


def _told(part: Part, candidate: Candidate, now_w: float | None) -> dict[str, Any]:
    report, price = candidate.report, price_range(part)
    then_w = report.totals["dc_w"] if report else None
    return {
        "part": part.id,
        "name": part.name,
        "fits": candidate.fits,
        "verdict": report.verdict.value if report else None,
        "errors": candidate.errors if report else None,
        "reason": candidate.reason.replace(candidate.part.name, part.name) or None,
        "watts_delta": None if then_w is None or now_w is None else then_w - now_w,
        "price": {"low": price.low, "high": price.high, "currency": price.currency} if price else None,
    }
