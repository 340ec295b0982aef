"""`/guide/<step>`: a way in for the first rig.  The build lives in the address, as on the bench."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from app.core.build import Build
from app.core.parts import Part
from app.core.prices import price_range
from app.intake.builds import from_build
from app.store import PartQuery
from app.web.candidates import Candidate, judge_candidates, most_promising_first
from app.web.forms.apply import apply_fields, free_id
from app.web.forms.body import Form, Submitted
from app.web.guide import BY_SLUG, OUTLETS_BY_SLUG, STEPS, Step, after, plugged_into
from app.web.held import Held
from app.web.lists import as_build, read_list
from app.web.pages.bench import AtHand, after_button, refused, see_other
from app.web.problems import INVALID, Fault, ProblemError, not_found
from app.web.rendering import page
from app.web.services import Provided, Services
from app.web.views.bench import Typed
from app.web.views.guide import Looked, open_category, view_guide

router = APIRouter()

MOST_DOUBTS = 5
ONE_KIND = frozenset({"server", "motherboard", "cpu", "chassis", "memory", "cpu-cooler", "gpu", "psu"})
OFFERS = 8
"""Candidates a step, each of them one evaluation: what bounds a request's work."""


@router.get("/guide")
def begin(at_hand: AtHand, services: Provided) -> Response:
    """The first step."""
    return see_other(services, f"/guide/{STEPS[0].slug}", at_hand.build, at_hand.held.parent)


@router.get("/guide/{slug}")
def guide(
    request: Request,
    slug: str,
    at_hand: AtHand,
    services: Provided,
    category: Annotated[str, Query()] = "",
    q: Annotated[str, Query()] = "",
) -> Response:
    """One step with the build of the address."""
    return _show(request, _step(slug), at_hand.build, at_hand.held, services, category, q)


def _step(slug: str) -> Step:
    if slug not in BY_SLUG:
        raise not_found(f"The guide has no step “{slug[:60]}”.")
    return BY_SLUG[slug]


def _show(
    request: Request,
    step: Step,
    build: Build,
    held: Held,
    services: Services,
    category: str = "",
    query: str = "",
    typed: Typed | None = None,
) -> Response:
    report = services.judge.report(build)
    mapping = from_build(build)
    if category not in step.categories:
        category = open_category(step, build, report, services.catalog)
    replaces = _replaced(build, category, services)
    candidates = _candidates(mapping, replaces, category, query, services) if category else ()
    looked = Looked(category, query, candidates, replaces)
    view = view_guide(step, build, mapping, report, services.catalog, held, looked, typed)
    return page(request, "guide", view, status=422 if typed else 200)


def _replaced(build: Build, category: str, services: Services) -> int | None:
    """The item that another choice takes the place of: the only one of a category of which a machine has one kind."""
    if category not in ONE_KIND:
        return None
    parts = [services.catalog.part(item.part or "") for item in build.items]
    same = [index for index, part in enumerate(parts) if part is not None and part.category == category]
    return same[0] if len(same) == 1 else None


def _candidates(
    mapping: dict[str, Any], replaces: int | None, category: str, query: str, services: Services
) -> tuple[Candidate, ...]:
    """The most promising parts of a category: those with a price first, since they can be bought."""
    found = sorted(services.store.own_parts(PartQuery(category, query)), key=_offered_early)
    promising = most_promising_first(mapping, replaces, found, services)
    return judge_candidates(mapping, replaces, promising[:OFFERS], services)


def _offered_early(part: Part) -> tuple[bool, bool]:
    return part.generic, price_range(part) is None


@router.post("/guide/{slug}")
def answer(request: Request, slug: str, form: Form, services: Provided) -> Response:
    """Apply the step's fields and the pressed button, then go on."""
    step = _step(slug)
    build, held = services.fetch(form.get("b"), form.get("d"), form.get("from"))
    try:
        changed = services.checked(_answered(from_build(build), form, services))
    except ProblemError as error:
        return _show(request, step, build, held, services, form.get("category"), typed=refused(form, error))
    target = after(step) if form.get("do") == "next" else step
    query = {"category": form.get("category")} if target is step and form.get("category") else {}
    return see_other(services, f"/guide/{target.slug}", changed, held.parent, query)


def _answered(mapping: dict[str, Any], form: Submitted, services: Services) -> dict[str, Any]:
    changed = apply_fields(mapping, form.texts, services.catalog)
    verb, _, rest = form.get("do").partition(":")
    if verb == "outlet" and rest in OUTLETS_BY_SLUG:
        return plugged_into(changed, OUTLETS_BY_SLUG[rest])
    if form.get("own").strip():
        return _with_owned(changed, form.get("own"), services)
    return after_button(changed, form, services)


def _with_owned(mapping: dict[str, Any], text: str, services: Services) -> dict[str, Any]:
    """The build with the parts that a list names, marked as owned.

    Raises ProblemError, with nothing added, when a line names no part or more than one: guessing is worse than asking.
    """
    read = read_list(text, services)
    doubts = [f"no part was found for line {one.line} “{one.text[:60]}”" for one in read.unmatched]
    for item in read.items:
        if item.asks:
            names = [part.name for one in item.alternatives[:4] if (part := services.catalog.part(one))]
            doubts.append(f"line {item.line} “{item.text[:60]}” may mean {' or '.join(names)}")
    if doubts:
        detail = f"Nothing was added: {'; '.join(doubts[:MOST_DOUBTS])}. Mend the text, or choose the part in its step."
        raise ProblemError(INVALID, detail, (Fault("own", detail),))
    items = [*mapping.get("items", [])]
    for added in as_build(read, {}, services.catalog)["items"]:
        items.append({**added, "id": free_id(items, added["id"]), "owned": True})
    return {**mapping, "items": items}
