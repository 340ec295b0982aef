"""`/rules`, `/rules/<id>`, `/problems` and `/problems/<slug>`: how the checker judges, and what it refuses."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.web.problems import PROBLEMS, not_found
from app.web.rendering import page
from app.web.services import Provided
from app.web.views.problems import ProblemsView, ProblemView
from app.web.views.rules import RuleView, view_rules

router = APIRouter()


@router.get("/rules")
def rules(request: Request, services: Provided) -> Response:
    """All rules by area."""
    return page(request, "rules", view_rules(services.rules))


@router.get("/rules/{rule_id}")
def rule(request: Request, rule_id: str, services: Provided) -> Response:
    """One rule, as its docstring tells it."""
    found = next((rule for rule in services.rules if rule.id == rule_id), None)
    if found is None:
        raise not_found(f"There is no rule “{rule_id[:80]}”.")
    return page(request, "rule", RuleView.of(found))


@router.get("/problems")
def problems(request: Request) -> Response:
    """Every kind of refusal."""
    return page(request, "problems", ProblemsView(tuple(PROBLEMS.values())))


@router.get("/problems/{slug}")
def problem(request: Request, slug: str) -> Response:
    """What one kind of refusal means: the page that a problem's `type` leads to."""
    if slug not in PROBLEMS:
        raise not_found(f"There is no problem “{slug[:80]}”.")
    return page(request, "problem", ProblemView(PROBLEMS[slug]))
