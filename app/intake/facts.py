"""Facts from files and from messages, checked against the vocabulary word by word.

The same strictness holds for a catalog file, a custom part and a fact that a user states: a misspelt name, a wrong
type, an impossible zero and a value outside an enumeration are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, WrapValidator, create_model

from app.core.parts import Facts, Value
from app.core.vocabulary import FactWord, Vocabulary
from app.intake.problems import Fault, dotted, faults_of, suggestion

SLUG_PATTERN = r"^[a-z0-9][a-z0-9._+-]*$"
LARGEST_NUMBER = 1e9  # keeps sums and products of facts finite; no fact of hardware comes near it
LONGEST_TEXT = 300
MOST_ENTRIES = 200
TEXT = Annotated[str, Field(strict=True, max_length=LONGEST_TEXT, pattern=r"\S")]
SLUG = Annotated[str, Field(strict=True, max_length=LONGEST_TEXT, pattern=SLUG_PATTERN)]
FLAG = Annotated[bool, Field(strict=True)]


class FactsError(ValueError):
    """Facts that the vocabulary refuses; `faults` names each one with its path inside the mapping."""

    def __init__(self, faults: Collection[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(f"{dotted(fault.path)} {fault.what} {fault.cure}".rstrip() for fault in self.faults))


def read_facts(
    vocabulary: Vocabulary, category: str, mapping: Mapping[str, Any], brings: Collection[str] = ()
) -> Facts:
    """The mapping as facts of a category.  Raises FactsError with every fault.

    `brings` names the categories of what a bundle brings: their facts are written `category.fact`, or plainly where
    the bundle's own category has no fact of that name.
    """
    facts, faults = check_facts(vocabulary, category, mapping, brings)
    if faults:
        raise FactsError(faults)
    return facts


def check_facts(
    vocabulary: Vocabulary, category: str, mapping: Mapping[str, Any], brings: Collection[str] = ()
) -> tuple[Facts, list[Fault]]:
    """The readable facts of a mapping, and the faults of the others."""
    found: dict[str, Value] = {}
    faults: list[Fault] = []
    for name, raw in mapping.items():
        word = _word(vocabulary, category, name, brings)
        if word is None:
            faults.append(Fault((name,), *_unknown_name(vocabulary, category, name, brings)))
            continue
        if raw is None:  # JSON's null says nothing
            continue
        try:
            found[name] = _freeze(adapter_of(word).validate_python(raw))
        except ValidationError as error:
            faults += faults_of(error, (field.name for field in word.fields), (name,))
            continue
        faults += [Fault((name, *fault.path), fault.what, fault.cure) for fault in _record_faults(found[name])]
    return Facts(found), faults


def _word(vocabulary: Vocabulary, category: str, name: str, brings: Collection[str]) -> FactWord | None:
    head, dot, fact = name.partition(".")
    if dot:
        return vocabulary.word(head, fact) if head in brings else None
    own = vocabulary.word(category, name)
    if own is not None:
        return own
    return next((word for other in sorted(brings) if (word := vocabulary.word(other, name))), None)


def _unknown_name(vocabulary: Vocabulary, category: str, name: str, brings: Collection[str]) -> tuple[str, str]:
    names = _names(vocabulary, category)
    for other in sorted(brings):
        names += [f"{other}.{fact}" for fact in _names(vocabulary, other)]
    what = f"is not a fact of the category {category}."
    return what, suggestion(name, names, f"The facts are listed in vocabulary/{category}.toml.")


def _names(vocabulary: Vocabulary, category: str) -> list[str]:
    known = vocabulary.categories.get(category)
    return list(known.facts) if known else []


@cache  # bounded by the vocabulary: one entry for each of its words
def adapter_of(word: FactWord) -> TypeAdapter[Any]:
    """What pydantic checks a value of this fact against."""
    return TypeAdapter(_annotation(word))


def _annotation(word: FactWord) -> Any:
    if word.type in ("number", "integer"):
        return _number(word)
    if word.type == "records":
        return _list_of(_record_model(word))
    if word.type in ("texts", "choices"):
        return _list_of(_listed(word) if word.choices else TEXT)
    return _listed(word) if word.choices else {"text": TEXT, "slug": SLUG, "flag": FLAG}[word.type]


def _listed(word: FactWord) -> Any:
    return Literal[word.choices]


def _list_of(entry: Any) -> Any:
    return Annotated[list[entry], Field(strict=True, max_length=MOST_ENTRIES)]


def _number(word: FactWord) -> Any:
    least = -LARGEST_NUMBER if word.minimum is None else word.minimum
    most = LARGEST_NUMBER if word.maximum is None else word.maximum
    if word.type == "integer":
        return Annotated[int, Field(strict=True, ge=least, le=most)]
    return Annotated[float, Field(strict=True, ge=least, le=most, allow_inf_nan=False), WrapValidator(_as_written)]


def _as_written(value: Any, check: Callable[[Any], float]) -> Any:
    """350 stays 350, so that sentences don't read 350.0."""
    check(value)
    return value


def _record_model(word: FactWord) -> type[BaseModel]:
    fields: dict[str, Any] = {
        field.name: (_annotation(field), ...) if field.required else (_annotation(field) | None, None)
        for field in word.fields
    }
    # TOML has no null and JSON's null says nothing: a field that is left out is unknown.
    return create_model(f"Record_{word.name}", __config__=ConfigDict(extra="forbid"), **fields)


def _freeze(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(_freeze(entry) for entry in value)  # type: ignore[return-value]
    if isinstance(value, BaseModel):
        said = (name for name in type(value).model_fields if name in value.model_fields_set)  # a set has no order
        return Facts({name: _freeze(getattr(value, name)) for name in said})  # type: ignore[return-value]
    return value  # type: ignore[no-any-return]


def _record_faults(value: Value) -> list[Fault]:
    """Faults that only all records of one fact together show."""
    if not isinstance(value, tuple):
        return []
    faults = []
    seen: set[str] = set()
    for index, entry in enumerate(value):
        if isinstance(entry, Facts):
            faults += [Fault((index, *fault.path), fault.what, fault.cure) for fault in _range_faults(entry)]
        name = entry.text("id") if isinstance(entry, Facts) else entry
        if isinstance(name, str) and name in seen:
            faults.append(Fault((index,), f"repeats “{name}”.", "Name each of them once."))
        if isinstance(name, str):
            seen.add(name)
    return faults


def _range_faults(record: Facts) -> list[Fault]:
    low, high = record.number("volts_min"), record.number("volts_max")
    if low is not None and high is not None and low > high:
        return [Fault(("volts_min",), f"is {low:g}, above volts_max ({high:g}).", "Exchange them.")]
    return []
