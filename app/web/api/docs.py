"""The API's description: OpenAPI for machines, and the same as a page for people, without anybody's scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi

from app.intake.builds import BuildIn
from app.web import formats
from app.web.api.answers import REF_TEMPLATE
from app.web.api.builds import RepairIn
from app.web.api.candidates import BatchIn, CandidatesIn
from app.web.api.imports import ImportIn
from app.web.api.owners import RenameIn
from app.web.problems import PROBLEMS
from app.web.rendering import page

OPENAPI_URL = "/api/v1/openapi.json"
DESCRIPTION = (
    "Judge a build of parts: will it boot, run at full speed, stay cool and not trip the breaker? Every error is an "
    "RFC 9457 problem document (`application/problem+json`) whose `type` is a page."
)

router = APIRouter(include_in_schema=False)


def describe_api(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with the bodies that routes read by themselves and the problems that all may answer."""
    schema = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
    components = schema.setdefault("components", {}).setdefault("schemas", {})
    for model in (BatchIn, BuildIn, CandidatesIn, ImportIn, RenameIn, RepairIn):
        described = model.model_json_schema(ref_template=REF_TEMPLATE)
        components.update(described.pop("$defs", {}))
        components[model.__name__] = described
    components["Problem"] = _problem_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        components.pop(unused, None)
    for operations in schema["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = {
                "description": "A problem",
                "content": {"application/problem+json": {"schema": {"$ref": REF_TEMPLATE.format(model="Problem")}}},
            }
    return schema


def _problem_schema() -> dict[str, Any]:
    text = {"type": "string"}
    fault = {"type": "object", "properties": {"pointer": text, "message": text}, "required": ["pointer", "message"]}
    types = [f"/problems/{slug}" for slug in PROBLEMS]
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "enum": types},
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "instance": text,
            "errors": {"type": "array", "items": fault},
        },
    }


@dataclass(frozen=True, slots=True)
class Operation:
    """One address and method."""

    method: str
    path: str
    title: str
    text: str
    parameters: tuple[tuple[str, str, str], ...]
    example: str


@dataclass(frozen=True, slots=True)
class DocsView:
    """The API as a page."""

    description: str
    operations: tuple[Operation, ...]
    openapi_url: str

    @property
    def page_title(self) -> str:
        return "JSON API"

    @property
    def announcement(self) -> str:
        return formats.plural(len(self.operations), "address", "addresses") + "."


@router.get("/api/docs")
def docs(request: Request) -> Response:
    """The API for people."""
    schema = request.app.openapi()
    return page(request, "api_docs", DocsView(DESCRIPTION, tuple(_operations(schema)), OPENAPI_URL))


def _operations(schema: Mapping[str, Any]) -> Iterator[Operation]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            title, _, text = operation.get("description", "").partition("\n\n")
            parameters = tuple(
                (one["name"], one["in"], one.get("description", "")) for one in operation.get("parameters", ())
            )
            example = json.dumps(body["example"], indent=2, ensure_ascii=False) if "example" in body else ""
            yield Operation(method.upper(), path, title, text, parameters, example)
