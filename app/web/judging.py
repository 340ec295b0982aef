"""Evaluations, remembered for as long as the app runs: pages ask for the same builds again and again."""

from __future__ import annotations

from functools import lru_cache

from app.core.build import Build
from app.core.engine import evaluate
from app.core.links import encode
from app.core.parts import Catalog
from app.core.report import Report
from app.core.rig import RigError
from app.intake.builds import from_build
from app.web.problems import INVALID, Fault, ProblemError

REMEMBERED = 1024


class Judge:
    """Judges builds against one catalog snapshot."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        # The share code is the key: equal codes are equal builds, which can't be said of 1 and True in a mapping.
        self._judged = lru_cache(maxsize=REMEMBERED)(self._evaluate)

    def report(self, build: Build) -> Report:
        """The report of a build.  Raises ProblemError when it can't be judged at all."""
        try:
            return self._judged(encode(from_build(build)), _Untold(build))
        except RigError as error:
            numbers = {item.id: index for index, item in enumerate(build.items)}
            pointer = f"/items/{numbers[error.item]}" if error.item in numbers else "/items"
            raise ProblemError(INVALID, str(error), (Fault(pointer, str(error)),)) from None

    def _evaluate(self, code: str, build: _Untold) -> Report:
        return evaluate(build.build, self._catalog)


class _Untold:
    """A build that the cache doesn't look at: all of these are equal, so the code alone is the key."""

    def __init__(self, build: Build) -> None:
        self.build = build

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Untold)

    def __hash__(self) -> int:
        return 0
