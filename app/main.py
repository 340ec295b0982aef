"""create_app(settings): the only place where the parts of the app are wired together."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import JSONResponse

from app.settings import Settings
from app.store import Store, open_store
from app.store.watching import Watcher
from app.web import operations, static_files
from app.web.access_log import access_logger
from app.web.api import builds as api_builds
from app.web.api import candidates as api_candidates
from app.web.api import catalog as api_catalog
from app.web.api import docs as api_docs
from app.web.api import imports as api_imports
from app.web.api import owners as api_owners
from app.web.cross_origin import OpenToPages
from app.web.errors import CatchCrashes, install_error_handlers, refuse_frequent, refuse_large_body
from app.web.limits import BodyLimit
from app.web.metrics import Metrics
from app.web.observing import Observe, route_templates
from app.web.pages import (
    badges,
    bench,
    bill,
    bring_up,
    checklist,
    chooser,
    comparing,
    comparing_parts,
    data,
    guide,
    importing,
    parts,
    repairing,
    rules,
    saved,
    start,
)
from app.web.rates import JUDGING, KEEPING, SEARCHING, RateLimits
from app.web.rendering import make_shell
from app.web.security import HeadAsGet, SecurityHeaders
from app.web.services import Services
from app.web.upkeep import upkeep

HTMX_URL = "https://cdn.jsdelivr.net/npm/htmx.org@2.0.10/dist/htmx.min.js"
HTMX_INTEGRITY = "sha384-H5SrcfygHmAuTDZphMHqBJLc3FhssKjG7w/CeCpFReSfwBWDTKpkzPP8c+cLsK+V"

PAGES: tuple[APIRouter, ...] = (
    start.router,
    badges.router,
    bring_up.router,
    bill.router,  # before `/b/{code}` and `/build`, whose addresses are shorter
    chooser.router,
    importing.router,
    repairing.router,
    bench.router,
    saved.router,
    checklist.router,
    comparing.router,
    guide.router,
    comparing_parts.router,  # before `/parts/{part_id}`
    parts.router,
    rules.router,
    data.router,
    static_files.router,
    operations.router,
)
API: tuple[APIRouter, ...] = (
    api_builds.router,
    api_candidates.router,
    api_owners.router,
    api_imports.router,
    api_catalog.router,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The app with its store open.  Raises CatalogError or StoreError before anything is served."""
    settings = settings or Settings()
    store = open_store(settings)

    def serve(fresh: Store) -> None:
        app.state.services = Services.over(fresh, settings.base_url)

    watcher = Watcher(store, settings.catalog_root, serve)
    app = FastAPI(
        title="mini-Colossus",
        version=version("mini-colossus"),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
        lifespan=upkeep(watcher.look, settings.watch_seconds, store.close),
    )
    serve(store)
    htmx_url = settings.htmx_url or HTMX_URL
    app.state.shell = make_shell(htmx_url, "" if settings.htmx_url else HTMX_INTEGRITY)
    metrics = app.state.metrics = Metrics() if settings.metrics else None
    install_error_handlers(app)
    _add_routes(app)
    observers = (*([metrics.observe] if metrics else []), *access_logger(settings.access_log))
    # The last one added is the outermost.
    app.add_middleware(BodyLimit, limit_bytes=settings.max_body_bytes, refuse=refuse_large_body)
    app.add_middleware(CatchCrashes)
    app.add_middleware(RateLimits, rates=_rates(settings), refuse=refuse_frequent)
    app.add_middleware(OpenToPages)
    app.add_middleware(Observe, templates=route_templates(app), observers=observers)
    app.add_middleware(HeadAsGet)
    app.add_middleware(SecurityHeaders, htmx_url=htmx_url)
    return app


def _rates(settings: Settings) -> dict[str, str]:
    return {JUDGING: settings.judging_rate, KEEPING: settings.keeping_rate, SEARCHING: settings.searching_rate}


def _add_routes(app: FastAPI) -> None:
    for router in API:
        app.include_router(router, prefix="/api/v1")
    app.include_router(api_docs.router)
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    schema = api_docs.describe_api(app)
    app.openapi = lambda: schema  # type: ignore[method-assign]

    @app.get(api_docs.OPENAPI_URL, include_in_schema=False)
    def openapi() -> Response:
        """The API for machines."""
        return JSONResponse(schema)
