"""What the keeper of a server asks: does it live, can it answer, how busy is it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from app.web.metrics import Metrics
from app.web.problems import not_found
from app.web.services import Provided

router = APIRouter()
NO_STORE = {"Cache-Control": "no-store"}


@router.get("/healthz")
async def healthz() -> Response:
    """The process lives.  It asks nobody else: a database that is away is no reason to kill the app."""
    return JSONResponse({"status": "ok"}, headers=NO_STORE)


@router.get("/readyz")
def readyz(services: Provided) -> Response:
    """Whether requests can be sent here: the database answers and has its tables.  Names the catalog that is served."""
    ready = services.store.is_ready()
    told = {"status": "ready" if ready else "not ready", "catalog": services.catalog.version}
    return JSONResponse(told, 200 if ready else 503, NO_STORE)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """The figures of this process for Prometheus."""
    figures: Metrics | None = request.app.state.metrics
    if figures is None:
        raise not_found("This server keeps its figures to itself.")
    return Response(figures.text(), media_type=figures.content_type, headers=NO_STORE)
