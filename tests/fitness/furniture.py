"""What every rule, part and template must come with; each function answers what is missing, as sentences."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError

from app.core.case import Case
from app.core.parts import Catalog, Part
from app.core.report import Finding, Passed, Severity
from app.core.rig import resolve
from app.core.rules import Rule

PAGE_PARTS = ("What it checks:", "Why it matters:", "How to fix:")
# Rules whose breaking example can't raise a finding proper, and why.
ONLY_UNKNOWN = {"placement-undecided": "it says that nobody knows, and never anything worse"}


def rule_gaps(rule: Rule, words: Catalog, tests: Path) -> list[str]:
    """What a rule lacks: page, sentences, sources, known words, working examples, a test table."""
    gaps = [f"the page lacks “{part}”" for part in PAGE_PARTS if part not in rule.page]
    gaps += [f"`{name}` is not a sentence" for name in ("why", "hint") if not getattr(rule, name).endswith(".")]
    if not rule.sources or any(not source.url.startswith(("https://", "http://")) for source in rule.sources):
        gaps.append("no source with a public address")
    gaps += [f"there is no category {name}" for name in rule.requires if name not in words.vocabulary.categories]
    gaps += [f"there is no fact {need}" for need in rule.needs if not _is_word(need, words)]
    if not (tests / f"test_{rule.id.replace('-', '_')}.py").exists():
        gaps.append("no test table")
    return gaps + _example_gaps(rule, words)


def _is_word(need: str, words: Catalog) -> bool:
    category, _, fact = need.partition(".")
    return words.vocabulary.word(category, fact.partition(".")[0]) is not None


def _example_gaps(rule: Rule, words: Catalog) -> list[str]:
    gaps = []
    broken = list(rule.check(Case(resolve(rule.breaks, words))))
    raised = [outcome for outcome in broken if isinstance(outcome, Finding)]
    certain = [finding for finding in raised if finding.severity is not Severity.UNKNOWN]
    if not (raised if rule.id in ONLY_UNKNOWN else certain):
        gaps.append("the breaking example breaks nothing")
    fine = list(rule.check(Case(resolve(rule.passes, words))))
    if not fine or not all(isinstance(outcome, Passed) or outcome.severity is Severity.INFO for outcome in fine):
        gaps.append("the passing example does not pass")
    return gaps


def part_gaps(part: Part) -> list[str]:
    """What a part lacks: a name, facts or the statement that they are unknown, sources with public addresses."""
    gaps = [] if part.name.strip() else ["no name"]
    if not part.facts and not part.unknown and not part.provides:
        gaps.append("neither a fact nor a word about what is unknown")
    sources = list(part.sources.values())
    gaps += [f"{source.url} is not a public address" for source in sources if not re.match(r"https?://\w", source.url)]
    gaps += [f"{source.url} says nobody when it was read" for source in sources if not source.read]
    undated = [price for price in part.prices if not price.source or not price.date]
    return gaps + [f"a price without source or date: {price.amount}" for price in undated]


def template_gaps(folder: Path) -> list[str]:
    """Templates that don't compile, and a base without a title."""
    environment = Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=True)
    gaps = []
    for name in environment.list_templates(extensions=["html"]):
        source = (folder / name).read_text(encoding="utf-8")
        try:
            environment.parse(source, name)
        except TemplateSyntaxError as error:
            gaps.append(f"{name}: {error}")
    base = (folder / "base.html").read_text(encoding="utf-8")
    if "<title>" not in base:
        gaps.append("base.html has no title")
    return gaps
