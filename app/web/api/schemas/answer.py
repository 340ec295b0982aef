"""What every description of an answer shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict

UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "The caller's copy (`If-None-Match`) is fresh."}}


class Told(BaseModel):
    """An object of an answer.  It has the keys that are described here and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CatalogVersion(Told):
    """Which catalog was asked."""

    version: str


def answers(
    model: type[BaseModel], description: str, status: int = 200, *, cached: bool = False, example: Any = None
) -> dict[int | str, dict[str, Any]]:
    """FastAPI's description of a route that answers with `model` when all is well, or 304 when it is `cached`."""
    told: dict[str, Any] = {"model": model, "description": description}
    if example is not None:
        told["content"] = {"application/json": {"example": example}}
    return {status: told, **(UNCHANGED if cached else {})}


def files(media_types: Iterable[str]) -> dict[int | str, dict[str, Any]]:
    """FastAPI's description of a route that answers with a file of one of these types."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in media_types}
    return {200: {"description": "The file.", "content": content}}
