"""What is wrong with a catalog file, and the sentence that tells how to cure it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

Path = tuple[str | int, ...]
LONGEST_QUOTE = 60
FEW_NAMES = 24
NEAR_PCT = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the file (relative to the catalog), the dotted key, what is wrong, and what to do."""

    file: str
    key: str
    what: str
    cure: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place}: {self.what} {self.cure}".rstrip()


class CatalogError(Exception):
    """The catalog can't be used; `problems` holds every fault that was found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        count = len(self.problems)
        listed = "\n".join(str(problem) for problem in self.problems)
        super().__init__(f"The catalog has {count} {'fault' if count == 1 else 'faults'}.\n{listed}")


def dotted(path: Path) -> str:
    """`("slots", 2, "root")` as `slots[2].root`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def suggestion(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """“Did you mean …?”; when no known name is near, `otherwise`, or the known names if they are few."""
    names = list(known)
    near = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=NEAR_PCT)
    if near is not None:
        return f"Did you mean “{near[0]}”?"
    few = 0 < len(names) <= FEW_NAMES
    return otherwise or (f"Use one of: {', '.join(names)}." if few else "Correct the name.")


def quoted(value: object) -> str:
    """A value as a sentence shows it, cut to a readable length."""
    text = str(value).lower() if isinstance(value, bool) else f"“{value}”" if isinstance(value, str) else repr(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one value: where in the value, what is wrong, and what to do."""

    path: Path
    what: str
    cure: str


def faults_of(error: ValidationError, known_keys: Iterable[str] = (), at: Path = ()) -> list[Fault]:
    """Every fault that pydantic found, in sentences for people; `known_keys` feed suggestions for misspelt keys."""
    keys = tuple(known_keys)
    return [_fault(details, keys, at) for details in error.errors(include_url=False)]


def _fault(details: ErrorDetails, known_keys: tuple[str, ...], at: Path) -> Fault:
    path = at + tuple(details["loc"])
    if details["type"] == "extra_forbidden":
        cure = suggestion(str(path[-1]), known_keys, "Remove it, or correct its name.")
        return Fault(path, "is not a key of this table.", cure)
    if details["type"] == "missing":
        return Fault(path, "is missing.", "Write it.")
    if (explain := _EXPLAINED.get(details["type"])) is not None:
        return Fault(path, *explain(details["input"], details.get("ctx") or {}))
    return Fault(path, f"{details['msg'].removeprefix('Value error, ').rstrip('.')}.", "Correct it.")


Sentences = tuple[str, str]
Explain = Callable[[Any, Mapping[str, Any]], Sentences]


def _wants(wanted: str, cure: str) -> Explain:
    return lambda value, _: (f"is {_kind(value)}; {wanted} is wanted.", cure)


def _kind(value: object) -> str:
    kinds = {dict: "a table", list: "a list", tuple: "a list", type(None): "nothing"}
    if type(value) in kinds:
        return kinds[type(value)]
    word = "the text " if isinstance(value, str) else "the number " if type(value) in (int, float) else ""
    return word + quoted(value)


_LEAVE_OUT = "Correct it; a figure that nobody knows is left out, and never zero."


def _too_small(value: Any, context: Mapping[str, Any]) -> Sentences:
    bound = context["ge"] if "ge" in context else context["gt"]
    return f"is {quoted(value)}; it must be {'at least' if 'ge' in context else 'more than'} {bound:g}.", _LEAVE_OUT


def _too_large(value: Any, context: Mapping[str, Any]) -> Sentences:
    bound = context["le"] if "le" in context else context["lt"]
    return f"is {quoted(value)}; it must be at most {bound:g}.", "Correct it, and mind the unit in the name."


def _not_listed(value: Any, context: Mapping[str, Any]) -> Sentences:
    expected = str(context.get("expected", ""))
    listed = expected.replace(" or ", ", ").replace("'", "")
    cure = suggestion(str(value), listed.split(", "), "Use one of them.")
    return f"is {quoted(value)}, which is not one of: {listed}.", cure


def _wrong_length(noun: str) -> Explain:
    def explain(_: Any, context: Mapping[str, Any]) -> Sentences:
        if "min_length" in context:
            return f"must not be shorter than {context['min_length']} {noun}.", "Write it, or leave it out."
        return f"is longer than {context['max_length']} {noun}.", "Shorten it."

    return explain


def _no_match(value: Any, context: Mapping[str, Any]) -> Sentences:
    if not str(value).strip():
        return "is empty.", "Write it, or leave it out."
    return f"is {quoted(value)}, which has not the right form ({context.get('pattern', '')}).", "Correct its spelling."


_EXPLAINED: dict[str, Explain] = {
    "float_type": _wants("a number", "Write the figure alone, without quotation marks; the unit is in the name."),
    "int_type": _wants("a whole number", "Write the figure alone, without quotation marks; the unit is in the name."),
    "int_from_float": _wants("a whole number", "Write it without a decimal point."),
    "finite_number": _wants("a finite number", _LEAVE_OUT),
    "string_type": _wants("a text", "Write it in quotation marks."),
    "bool_type": _wants("true or false", "Write true or false, without quotation marks."),
    "date_type": _wants("a date", "Write a date such as 2026-05-16, without quotation marks."),
    "list_type": _wants("a list", "Put it in square brackets."),
    "tuple_type": _wants("a list", "Put it in square brackets."),
    "dict_type": _wants("a table", "Write it as { key = value, … }."),
    "model_type": _wants("a table", "Write it as { key = value, … }."),
    "greater_than": _too_small,
    "greater_than_equal": _too_small,
    "less_than": _too_large,
    "less_than_equal": _too_large,
    "literal_error": _not_listed,
    "enum": _not_listed,
    "string_pattern_mismatch": _no_match,
    "string_too_short": _wrong_length("characters"),
    "string_too_long": _wrong_length("characters"),
    "too_short": _wrong_length("entries"),
    "too_long": _wrong_length("entries"),
}
