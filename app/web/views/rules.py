"""The rule book as pages."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.rules import Rule
from app.web import formats
from app.web.views.words import AREA_WORDS, SEVERITY_CUES, Cue


@dataclass(frozen=True, slots=True)
class RulesView:
    """All rules by area."""

    groups: tuple[tuple[str, tuple[tuple[Cue, Rule], ...]], ...]
    count: int

    @property
    def page_title(self) -> str:
        return "Rules"

    @property
    def announcement(self) -> str:
        return formats.plural(self.count, "rule") + "."


def view_rules(rules: tuple[Rule, ...]) -> RulesView:
    """The rule book's table of contents."""
    groups = tuple(
        (words, mine)
        for area, words in AREA_WORDS.items()
        if (mine := tuple((SEVERITY_CUES[rule.worst], rule) for rule in rules if rule.area is area))
    )
    return RulesView(groups, len(rules))


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule: its docstring, what it reads, and where it comes from."""

    rule: Rule
    area: str
    cue: Cue

    @classmethod
    def of(cls, rule: Rule) -> RuleView:
        """The page of a rule."""
        return cls(rule, AREA_WORDS[rule.area], SEVERITY_CUES[rule.worst])

    @property
    def page_title(self) -> str:
        return self.rule.title

    @property
    def announcement(self) -> str:
        return self.rule.why
