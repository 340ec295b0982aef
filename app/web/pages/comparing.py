"""`/compare?b=…&b=…`: two to four builds side by side.  `b` is a share code, `d` a draft, `s` a saved build's id."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.web.problems import ProblemError
from app.web.rendering import page
from app.web.services import Provided, Services
from app.web.views.compare import Compared, view_compare

router = APIRouter()

MOST_BUILDS = 4
CARRIERS = ("b", "d", "s")


@router.get("/compare")
def compare(
    request: Request,
    services: Provided,
    add: Annotated[str, Query()] = "",
    only: Annotated[str, Query()] = "",
) -> Response:
    """The comparison; `add` is an address or a code that somebody pasted, and leads to the comparison with it."""
    carried = [(name, value) for name, value in request.query_params.multi_items() if name in CARRIERS and value]
    carried = carried[:MOST_BUILDS]
    fault = ""
    if add.strip() and len(carried) < MOST_BUILDS:
        pasted = what_is_pasted(add)
        try:
            _build(services, *pasted)
        except ProblemError as error:
            fault = f"{error.detail} Paste the address of a build, as the browser shows it."
        else:
            query = [*carried, pasted, *([("only", only)] if only else [])]
            return RedirectResponse(f"/compare?{urlencode(query)}", 303)
    builds = [_build(services, name, value) for name, value in carried]
    differences = only == "differences"
    switched = [*carried, *([] if differences else [("only", "differences")])]
    other_url = f"/compare?{urlencode(switched)}"
    view = view_compare(builds, services.catalog, differences, other_url, add if fault else "", fault, MOST_BUILDS)
    return page(request, "compare", view, status=422 if fault else 200)


def what_is_pasted(text: str) -> tuple[str, str]:
    """The carrier and its value in a pasted address, code or id."""
    text = text.strip()
    address = urlsplit(text)
    for name, value in parse_qsl(address.query):
        if name in CARRIERS:
            return name, value
    path = [step for step in address.path.split("/") if step]
    if len(path) >= 2 and path[-2] == "b":
        return "s", path[-1]
    return ("b", text) if text.startswith("1") and len(text) > 24 else ("s", text)


def _build(services: Services, name: str, value: str) -> Compared:
    """One build of the comparison.  Raises ProblemError for a link that holds none."""
    if name == "s":
        kept = services.saved(value)
        build, url, title = services.build_of(kept), f"/b/{kept.id}", kept.title or "Untitled build"
    else:
        build, held = services.fetch(value if name == "b" else "", value if name == "d" else "")
        url, title = f"/build?{held.query}", build.title or "Untitled build"
    return Compared(title, url, name, value, build, services.judge.report(build))
