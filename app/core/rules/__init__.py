"""The rule book: one file per rule, discovered from this folder.

A rule module's docstring is its public page (What it checks / Why it matters / How to fix).  It exports one `RULE`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from app.core.build import Build
from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One check.

    `id` is permanent and equals the file's name with hyphens.  `worst` is the worst severity it can raise.
    `requires` names the categories without which there is nothing to judge: if one of them is a category that every
    machine needs and the build lacks it, the rule waits.  `needs` names the facts it reads as `category.fact`, the
    facts of the placement stage that it reads included (`stage` adds them).  `breaks` and `passes` are tiny builds of
    custom parts, evaluated by the tests: in `breaks` the rule finds something, in `passes` it says that all is fine.
    `check` is a pure generator of outcomes; it yields nothing only when there is nothing of its concern in the rig.
    """

    id: str
    title: str
    area: Area
    worst: Severity
    requires: tuple[str, ...]
    needs: tuple[str, ...]
    why: str
    hint: str
    sources: tuple[Source, ...]
    breaks: Build
    passes: Build
    check: Callable[[Case], Iterator[Outcome]]
    stage: str = ""
    page: str = ""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of this folder, by id.  Raises ValueError for a module without a well-named RULE."""
    found = []
    for module_info in pkgutil.iter_modules(__path__):
        if module_info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        rules: tuple[Rule, ...] = getattr(module, "RULES", None) or (module.RULE,)
        for rule in rules:
            if len(rules) == 1 and rule.id != module_info.name.replace("_", "-"):
                raise ValueError(f"{module_info.name}.py holds the rule {rule.id}: name the file after the rule.")
        found += list(rules)
    return tuple(sorted(found, key=lambda rule: rule.id))
