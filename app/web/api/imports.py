"""Reading a pasted parts list."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.intake.builds import BuildError, from_build
from app.intake.problems import faults_of
from app.web.api.answers import reads
from app.web.api.builds import answer
from app.web.api.schemas import ImportOut, answers
from app.web.json_body import JsonBody
from app.web.lists import read_list
from app.web.services import Provided, refusal
from app.web.whole_builds import whole_build

router = APIRouter(tags=["Builds"])

EXAMPLE = {"text": "CPU: EPYC 7302P\nsomething that nobody sells"}
EXAMPLE_ANSWER = {
    "items": [
        {
            "line": 1,
            "text": "CPU: EPYC 7302P",
            "part": "cpu/amd/epyc-7302p",
            "quantity": 1,
            "confidence": 0.97,
            "alternatives": [],
        }
    ],
    "unmatched": [{"line": 2, "text": "something that nobody sells", "alternatives": []}],
}


class ImportIn(BaseModel):
    """A list as people write it: one part a line, with or without labels, PCPartPicker's forms, CSV, forum tables.

    Or what a machine says of itself: `lspci -nn` or `-vmm`, `dmidecode`, `nvidia-smi -L` or `-q`, `lshw -json`.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = Field(description="The pasted list, or what the machine's tools printed.")


@router.post(
    "/import",
    openapi_extra=reads(ImportIn, EXAMPLE),
    responses=answers(ImportOut, "The list, line by line.", example=EXAMPLE_ANSWER),
)
def import_list(body: JsonBody, services: Provided) -> Response:
    """Read a pasted list: each line as a part or a described part, and the lines that nobody understood.

    `alternatives` are ids of parts that a line may mean as well; a line that names none of them rather than another is
    unmatched, or read as what all of them share.  A text that holds a whole build (a share link, an export of ours,
    the JSON of a build) answers with its items, and with all of it under `build`.
    """
    try:
        asked = ImportIn.model_validate(body)
    except ValidationError as error:
        raise refusal(BuildError(faults_of(error, ("text",)))) from None
    whole = whole_build(asked.text, services)
    if whole is not None:
        return answer(_whole(from_build(whole)))
    found = read_list(asked.text, services)
    return answer(
        {
            "items": [
                {
                    "line": item.line,
                    "text": item.text,
                    **_without_nothing(item.as_item()),
                    "confidence": item.confidence,
                    "alternatives": list(item.alternatives),
                }
                for item in found.items
            ],
            "unmatched": [
                {"line": line.line, "text": line.text, "alternatives": list(line.alternatives)}
                for line in found.unmatched
            ],
        }
    )


def _whole(build: dict[str, Any]) -> dict[str, Any]:
    """A build that a text holds, as items that are sure."""
    items = [
        {
            "line": number,
            "text": str(item.get("part") or item["custom"]["name"]),
            **item,
            "confidence": 1.0,
            "alternatives": [],
        }
        for number, item in enumerate(build.get("items", []), 1)
    ]
    return {"items": items, "unmatched": [], "build": build}


def _without_nothing(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if value is not None}
