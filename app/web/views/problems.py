"""A problem as a page: the one that just happened, and the page that its `type` leads to."""

from __future__ import annotations

from dataclasses import dataclass

from app.web.problems import Fault, Problem


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A refusal with its details, or (without `detail`) the explanation alone."""

    problem: Problem
    detail: str = ""
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, problem: Problem, detail: str, faults: tuple[Fault, ...]) -> ProblemView:
        """The view of a refusal."""
        return cls(problem, detail, faults)

    @property
    def page_title(self) -> str:
        return self.problem.title

    @property
    def announcement(self) -> str:
        return f"{self.problem.title}. {self.detail}".strip()


@dataclass(frozen=True, slots=True)
class ProblemsView:
    """All kinds of refusal."""

    problems: tuple[Problem, ...]

    @property
    def page_title(self) -> str:
        return "Problems"

    @property
    def announcement(self) -> str:
        return ""
