"""Fixes and repairs for pages and API: bounded in the builds that one request may have judged, and remembered."""

from __future__ import annotations

from functools import lru_cache

from app.core.build import Build
from app.core.links import encode
from app.core.parts import Catalog
from app.core.repair import Fixes, RepairResult, fixes_for, is_fixable, repair
from app.core.repair.patches import PatchError, apply, patch_from_list
from app.core.repair.situation import Evaluator
from app.intake.builds import from_build
from app.web.json_body import read_json
from app.web.judging import Judge, Untold
from app.web.problems import INVALID, Fault, ProblemError

REMEMBERED = 64
REQUEST_BUDGET = 160
"""Builds that are judged for all the fixes of one request."""


class Mender:
    """Looks for fixes and repairs builds against one catalog snapshot."""

    def __init__(self, catalog: Catalog, judge: Judge) -> None:
        self._catalog = catalog
        self._judge = judge
        self._fixes = lru_cache(maxsize=REMEMBERED)(self._look_for_fixes)
        self._repairs = lru_cache(maxsize=REMEMBERED)(self._repair)

    def fixes(self, build: Build, rule: str = "") -> dict[int, Fixes]:
        """Fixes by the number of the finding in the report: of one rule's findings, or of all errors and warnings."""
        self._judge.report(build)  # says what is wrong with a build that can't be judged
        return self._fixes(encode(from_build(build)), Untold(build), rule)

    def repaired(self, build: Build) -> RepairResult:
        """The build repaired, as far as it can be."""
        self._judge.report(build)
        return self._repairs(encode(from_build(build)), Untold(build))

    def patched(self, build: Build, patch: str) -> Build:
        """The build after a patch that a button carried.  Raises ProblemError for whatever is no patch of it."""
        try:
            return apply(build, patch_from_list(read_json(patch.encode())), self._catalog)
        except PatchError as error:
            raise ProblemError(INVALID, str(error), (Fault("/do", str(error)),)) from None

    def _look_for_fixes(self, _: str, untold: Untold, rule: str) -> dict[int, Fixes]:
        report = self._judge.report(untold.build)
        evaluator = Evaluator(self._catalog, REQUEST_BUDGET)
        return {
            number: fixes_for(finding, untold.build, report, evaluator)
            for number, finding in enumerate(report.findings)
            if is_fixable(finding) and rule in ("", finding.rule)
        }

    def _repair(self, _: str, untold: Untold) -> RepairResult:
        return repair(untold.build, self._catalog)
