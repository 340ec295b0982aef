"""`/build`: the bench, and the edits that its one form makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.core.build import Build
from app.intake.builds import from_build
from app.web.forms.apply import add_custom, add_part, apply_fields, change_quantity, remove_item, set_power_limit
from app.web.forms.body import Form, Submitted, small_number
from app.web.held import Held
from app.web.owners import hand_over
from app.web.problems import INVALID, UNKNOWN_PART, Fault, ProblemError
from app.web.rendering import page
from app.web.services import Provided, Services
from app.web.views.bench import Typed, view_bench
from app.web.views.mending import FIXES_ID

router = APIRouter()

STEPS = {"more": 1, "less": -1}
"""Buttons that change a quantity by one."""


class Carried:
    """The build that an address carries: `b` a share code, `d` a draft, `from` the saved build it was forked from."""

    def __init__(
        self,
        services: Provided,
        b: Annotated[str, Query()] = "",
        d: Annotated[str, Query()] = "",
        parent: Annotated[str, Query(alias="from")] = "",
    ) -> None:
        self.build, self.held = services.fetch(b, d, parent)


AtHand = Annotated[Carried, Depends()]


@router.get("/build")
def bench(request: Request, at_hand: AtHand, services: Provided, fixes: Annotated[str, Query()] = "") -> Response:
    """The bench with the build of the address; `fixes` names a rule whose findings are to have fixes looked for."""
    return show_bench(request, at_hand.build, at_hand.held, services, fixes_of=fixes)


def show_bench(
    request: Request,
    build: Build,
    held: Held,
    services: Services,
    typed: Typed | None = None,
    fixes_of: str = "",
) -> Response:
    """The bench; `typed` is a refused form with its faults."""
    report = services.judge.report(build)
    fixes = services.mender.fixes(build, fixes_of) if fixes_of else {}
    pictures = services.judge.pictures(build)
    view = view_bench(build, from_build(build), report, services.catalog, held, typed, fixes, pictures)
    return page(request, "bench", view, status=422 if typed else 200)


@router.post("/build/edit")
def edit(request: Request, form: Form, services: Provided) -> Response:
    """Apply the form and the pressed button, then go to the new build's address."""
    build, held = services.fetch(form.get("b"), form.get("d"), form.get("from"))
    mapping = from_build(build)
    try:
        changed = services.checked(after_button(apply_fields(mapping, form.texts, services.catalog), form, services))
    except ProblemError as error:
        return show_bench(request, build, held, services, refused(form, error))
    verb, _, rest = form.get("do").partition(":")
    if verb == "choose":
        category, _, index = rest.partition(":")
        query = {"replaces": index} if small_number(index) is not None else {}
        return see_other(services, f"/build/choose/{quote(category, safe='')}", changed, held.parent, query)
    if verb == "repair":
        return see_other(services, "/build/repair", changed, held.parent)
    if verb == "fixes":
        asked = services.address("/build", changed, held.parent)
        return RedirectResponse(f"{asked}&{urlencode({'fixes': rest})}#{FIXES_ID}", 303)
    return see_other(services, "/build", changed, held.parent)


def see_other(
    services: Services, path: str, build: Build, parent: str, query: Mapping[str, str] | None = None
) -> RedirectResponse:
    """303 to a page about a build."""
    address = services.address(path, build, parent)
    return RedirectResponse(f"{address}&{urlencode(query)}" if query else address, 303)


def after_button(build: dict[str, Any], form: Submitted, services: Services) -> dict[str, Any]:
    """The build after the button that was pressed.  Raises ProblemError when it can't be done."""
    verb, _, rest = form.get("do").partition(":")
    index = small_number(rest)
    if verb == "fix":
        return from_build(services.mender.patched(services.read(build), rest))
    if verb == "repaired":
        return from_build(services.mender.repaired(services.read(build)).build)
    if verb == "remove" and index is not None:
        return remove_item(build, index)
    watts = form.number(f"slide.{index}")
    if verb == "slide" and index is not None and watts:
        return set_power_limit(build, index, watts)
    if verb in STEPS and index is not None:
        return change_quantity(build, index, STEPS[verb])
    if form.get("add"):
        part = services.catalog.part(form.get("add"))
        if part is None:
            detail = f"The catalog has no part “{form.get('add')[:200]}”."
            raise ProblemError(UNKNOWN_PART, detail, (Fault("/add", detail),))
        return add_part(build, part, form.number("replaces"))
    if verb == "custom":
        if not form.get("custom_name").strip():
            raise ProblemError(INVALID, "A part needs a name.", (Fault("/custom_name", "A part needs a name."),))
        return add_custom(build, rest, form.get("custom_name"), form.number("replaces"))
    return build


def refused(form: Submitted, error: ProblemError) -> Typed:
    """What the form said, and what is wrong with it."""
    faults = error.faults or (Fault("/", str(error.detail)),)
    return Typed(form.texts, {fault.pointer: fault.message for fault in faults})


@router.post("/build/save")
def save(request: Request, form: Form, services: Provided) -> Response:
    """Apply the form, keep the build for good, and go to its short link."""
    build, held = services.fetch(form.get("b"), form.get("d"), form.get("from"))
    try:
        changed = services.checked(apply_fields(from_build(build), form.texts, services.catalog))
    except ProblemError as error:
        return show_bench(request, build, held, services, refused(form, error))
    receipt = services.save(changed, held.parent)
    response = RedirectResponse(f"/b/{receipt.saved.id}", 303)
    hand_over(request, response, receipt)
    return response
