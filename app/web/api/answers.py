"""How the API answers: JSON with a validator for what can be cached, and schemas for what it reads."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel

JSON_TYPE = "application/json"
REF_TEMPLATE = "#/components/schemas/{model}"


def as_json(value: Any) -> bytes:
    """The value as RFC 8259 writes it; an endless number would be a fault of ours and is refused."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def cacheable(request: Request, value: Any) -> Response:
    """The value with an ETag, or 304 when the caller has it already."""
    body = as_json(value)
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "public, max-age=60, must-revalidate"}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=JSON_TYPE, headers=headers)


def _has(condition: str, tag: str) -> bool:
    """RFC 9110, section 13.1.2: a list of tags, compared weakly, or a star."""
    tags = [one.strip().removeprefix("W/") for one in condition.split(",")]
    return tag in tags or condition.strip() == "*"


def reads(model: type[BaseModel], example: Any) -> dict[str, Any]:
    """The description of a body that the route itself reads, so that its faults are told in our words."""
    schema = {"$ref": REF_TEMPLATE.format(model=model.__name__)}
    return {"requestBody": {"required": True, "content": {JSON_TYPE: {"schema": schema, "example": example}}}}
