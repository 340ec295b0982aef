"""Your figure and the data sheet's differ.

What it checks: facts that the builder stated on an item: those that the catalog gives otherwise, and those that
nobody else gives.

Why it matters: the builder may well be right: makers change parts, and sheets have errors. But one of the two is
wrong, and everything that rests on it is judged by the builder's word.

How to fix: measure once more, check the part number and revision, or drop the stated fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.core.build import Item
from app.core.case import Case
from app.core.parts import Facts, Source, Value
from app.core.report import Area, Outcome, Severity, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import listed

NEARLY = 0.01  # numbers this close are rounding


def check(case: Case) -> Iterator[Outcome]:
    for device in distinct(case.rig.devices):
        said = device.part.overridden
        against = [fact for fact in sorted(said) if _differs(device, fact)]
        for fact in against:
            yield _differing(device, fact)
        alone = [fact for fact in _stated(device) if fact not in said]
        if alone:
            words = listed(
                f"{_label(device, fact)} ({_shown(device.facts[fact], _unit(device, fact))})" for fact in alone
            )
            yield info(f"{device.label} is judged by your word alone: {words}.", [device.name], device.cite(*alone))
        elif said and not against:
            yield passed(f"What you say of {device.label} agrees with the catalog.", [device.name])


def _stated(device: Device) -> list[str]:
    """Facts that the builder stated on the item, beside those of a custom part's own description."""
    names = (fact.removeprefix(f"{device.category}.") for fact in device.item.facts)
    return sorted(fact for fact in names if fact in device.part.stated)


def _differs(device: Device, fact: str) -> bool:
    before, now = device.part.overridden.number(fact), device.number(fact)
    if before is not None and now is not None:
        return abs(before - now) > NEARLY * abs(before)
    return device.part.overridden[fact] != device.facts[fact]


def _differing(device: Device, fact: str) -> Outcome:
    part, label, unit = device.part, _label(device, fact), _unit(device, fact)
    source = part.sources.get(fact)
    said = f"you said {_shown(device.facts[fact], unit)}, the catalog {_shown(part.overridden[fact], unit)}"
    text = f"{device.label}, {label}: {said}"
    cited = device.cite(fact)
    if source is not None:
        return replace(warning(f"{text} ({source.title}).", [device.name], cited), sources=(source,))
    if part.status == "custom":
        both = f"{_shown(part.overridden[fact], unit)} and {_shown(device.facts[fact], unit)}"
        return warning(f"{device.label}, {label}: two values are given, {both}.", [device.name], cited)
    return info(f"{text}, from general knowledge.", [device.name], cited)


def _label(device: Device, fact: str) -> str:
    word = device.vocabulary.word(device.category, fact)
    return word.label if word else fact


def _unit(device: Device, fact: str) -> str:
    word = device.vocabulary.word(device.category, fact)
    return word.unit if word else ""


def _shown(value: Value, unit: str) -> str:
    if isinstance(value, tuple):
        plain = [text for text in value if isinstance(text, str)]
        return ", ".join(plain) if plain or not value else f"{len(value)} records"
    if isinstance(value, bool):
        return "yes" if value else "no"
    number = f"{value:g}" if isinstance(value, int | float) else value
    return f"{number} {unit}".strip()


def _said_twice(length_mm: float) -> Item:
    """A part with one length in its description and one stated on the item."""
    described = item("gpu", length_mm=267)
    return replace(described, facts=Facts({"length_mm": length_mm}))


RULE = Rule(
    id="data-confidence",
    title="Stated facts agree with the catalog",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.WARNING,
    requires=(),
    needs=("gpu.length_mm",),
    why="Where a stated fact and a sourced one differ, one of them is wrong.",
    hint="Measure once more, or drop the stated fact.",
    sources=(
        Source("https://github.com/buildcores/buildcores-open-db", "An open catalog, whose records have sources too"),
    ),
    breaks=build(_said_twice(313)),
    passes=build(_said_twice(268)),
    check=check,
    page=__doc__ or "",
)
