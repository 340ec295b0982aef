"""Evaluations, remembered for as long as the app runs: pages ask for the same builds again and again."""

from __future__ import annotations

from functools import lru_cache

from app.core.build import Build
from app.core.diagrams import draw
from app.core.diagrams.scene import Picture
from app.core.engine import evaluate, findings_of
from app.core.links import encode
from app.core.parts import Catalog
from app.core.report import Finding, Report
from app.core.rig import RigError
from app.core.rules import Rule, all_rules
from app.intake.builds import from_build
from app.web.problems import INVALID, Fault, ProblemError

REMEMBERED = 1024
DRAWINGS_REMEMBERED = 64


class Judge:
    """Judges builds against one catalog snapshot."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        # The share code is the key: equal codes are equal builds, which can't be said of 1 and True in a mapping.
        self._judged = lru_cache(maxsize=REMEMBERED)(self._evaluate)
        self._drawn = lru_cache(maxsize=DRAWINGS_REMEMBERED)(self._draw)

    def report(self, build: Build) -> Report:
        """The report of a build.  Raises ProblemError when it can't be judged at all."""
        try:
            return self._judged(encode(from_build(build)), Untold(build))
        except RigError as error:
            numbers = {item.id: index for index, item in enumerate(build.items)}
            pointer = f"/items/{numbers[error.item]}" if error.item in numbers else "/items"
            raise ProblemError(INVALID, str(error), (Fault(pointer, str(error)),)) from None

    def pictures(self, build: Build) -> tuple[Picture, ...]:
        """Drawings of a build, marked with what its report finds.  Raises as `report` does."""
        self.report(build)
        return self._drawn(encode(from_build(build)), Untold(build))

    def against(self, build: Build, category: str) -> tuple[Finding, ...]:
        """What the rules that need no placement and read the category find.  Raises RigError for an unknown part."""
        rules = [rule for rule in all_rules() if not rule.stage and _reads(rule, category)]
        return findings_of(build, self._catalog, rules)

    def _evaluate(self, code: str, build: Untold) -> Report:
        return evaluate(build.build, self._catalog)

    def _draw(self, code: str, build: Untold) -> tuple[Picture, ...]:
        return draw(build.build, self._catalog, self._judged(code, build).findings)


def _reads(rule: Rule, category: str) -> bool:
    return any(need.startswith(f"{category}.") for need in rule.needs)


class Untold:
    """A build that a cache doesn't look at: all of these are equal, so the code beside it alone is the key."""

    def __init__(self, build: Build) -> None:
        self.build = build

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Untold)

    def __hash__(self) -> int:
        return 0
