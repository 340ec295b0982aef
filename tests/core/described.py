"""Hypothesis strategies: any build of custom parts that the API accepts, made of the catalog's own words."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from app.core.vocabulary import Category, FactWord, Vocabulary
from app.intake.facts import LARGEST_NUMBER

Json = dict[str, Any]
# Names that slots, ports, roots and choices share, so that they meet now and then; and some that mislead a reader.
NAMES = (
    "S1",
    "S2",
    "M2_1",
    "cpu0",
    "cpu1",
    "pch",
    "x8x8",
    "x4x4x4x4",
    "580",
    "12.8",
    "24.04",
    "cpu²",
    "٣",
    "-",
    "v1..2",
)
SLUGS = ("a", "none", "ampere", "hopper", "epyc-7002", "sm-90", "gfx906")
USUAL = (0, 1, 2, 3, 4, 5, 8, 16, 25, 75, 120, 150, 225, 240, 300, 600, 1000, 2000)
# The categories that placement and most rules read; the others come up too.
OFTEN = ("gpu", "gpu", "cpu", "motherboard", "psu", "psu", "chassis", "memory", "storage", "riser", "cable", "nic")


def builds(words: Vocabulary) -> st.SearchStrategy[Json]:
    """The JSON of a build."""
    parts = _items(words)
    return st.fixed_dictionaries(
        {"items": st.lists(parts, max_size=7)}, optional={"site": SITE, "choices": CHOICES, "title": st.just("x")}
    )


def _items(words: Vocabulary) -> st.SearchStrategy[Json]:
    names = st.one_of(st.sampled_from(OFTEN), st.sampled_from(sorted(words.categories)))
    custom = names.flatmap(lambda name: _custom(words.categories[name]))
    return st.fixed_dictionaries(
        {"custom": custom},
        optional={
            "quantity": st.sampled_from((1, 2, 3, 4, 8)),
            "power_limit_w": st.sampled_from((0.001, 100, 300, 1e6)),
            "cooling": st.sampled_from(("stock", "loop", "shroud")),
            "price_paid": st.sampled_from((0, 10.5)),
            "owned": st.booleans(),
        },
    )


@cache
def _facts_of(category: str, words: tuple[FactWord, ...]) -> dict[str, st.SearchStrategy[Any]]:
    return {word.name: _value(word) for word in words}


def _custom(category: Category) -> st.SearchStrategy[Json]:
    every = _facts_of(category.name, tuple(category.facts.values()))
    chosen = st.sets(st.sampled_from(sorted(every)), max_size=len(every)) if every else st.just(set[str]())
    facts = chosen.flatmap(lambda names: st.fixed_dictionaries({name: every[name] for name in sorted(names)}))
    return st.fixed_dictionaries(
        {"category": st.just(category.name), "name": st.just(f"a {category.name}"), "facts": facts}
    )


def _value(word: FactWord) -> st.SearchStrategy[Any]:
    match word.type:
        case "number" | "integer":
            return _number(word)
        case "flag":
            return st.booleans()
        case "choice":
            return st.sampled_from(word.choices)
        case "texts" | "choices":
            return st.lists(st.sampled_from(word.choices or NAMES), max_size=3, unique=True)
        case "records":
            return st.lists(_record(word), max_size=4).map(_consistent)
        case "slug":
            return st.sampled_from(SLUGS)
    return st.sampled_from(NAMES)


def _number(word: FactWord) -> st.SearchStrategy[Any]:
    low = -LARGEST_NUMBER if word.minimum is None else word.minimum
    high = LARGEST_NUMBER if word.maximum is None else word.maximum
    usual = [value for value in (*USUAL, low, high) if low <= value <= high]
    return st.sampled_from([int(value) for value in usual] if word.type == "integer" else usual)


def _record(word: FactWord) -> st.SearchStrategy[Json]:
    fields = {field.name: _value(field) for field in word.fields}
    needed = {field.name for field in word.fields if field.required}
    return st.fixed_dictionaries(
        {name: fields[name] for name in sorted(needed)},
        optional={name: fields[name] for name in sorted(set(fields) - needed)},
    )


def _consistent(records: list[Json]) -> list[Json]:
    """Records with ids of their own and voltages from low to high, as the API asks for."""
    for number, entry in enumerate(records, 1):
        if "id" in entry:
            entry["id"] = f"{'S' if number % 2 else 'M2_'}{number}"
        if "volts_min" in entry:
            entry["volts_min"], entry["volts_max"] = sorted((entry["volts_min"], entry["volts_max"]))
    return records


CIRCUIT = st.fixed_dictionaries(
    {"volts": st.sampled_from((0.001, 120, 230, 240, 1000))},
    optional={
        "amps": st.sampled_from((0.001, 15, 20, 1000)),
        "phases": st.sampled_from((1, 3)),
        "receptacle": st.sampled_from(("5-15", "5-20", "L6-30", "schuko", "?")),
        "other_load_w": st.sampled_from((0, 300, 1e6)),
    },
)
SITE = st.fixed_dictionaries(
    {},
    optional={
        "circuits": st.lists(CIRCUIT, max_size=3),
        "room_c": st.sampled_from((-60, 0, 25, 150)),
        "humidity_pct": st.sampled_from((0, 50, 100)),
        "altitude_m": st.sampled_from((-500, 900, 9000)),
        "room_cooling_w": st.sampled_from((0, 3500)),
        "living_space": st.booleans(),
        "region": st.sampled_from(("US", "EU", "²")),
        "rack_depth_mm": st.sampled_from((0.1, 1000)),
        "electricity_price_kwh": st.sampled_from((0, 0.3)),
    },
)
SOFTWARE = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(("", "ubuntu-24.04", *NAMES)) for name in ("os", "driver", "cuda", "rocm")}
)
DEVICES = st.sampled_from(("gpu", "gpu#1", "gpu#2", "storage", "nobody"))
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "gpu_power_limit_w": st.sampled_from((0.001, 250, 1e6)),
        "psu_redundancy": st.sampled_from(("1+0", "1+1", "2+2", "4+0", "99+99")),
        "workload": st.sampled_from(("training", "inference", "²")),
        "tensor_parallel": st.sampled_from((1, 2, 1024)),
        "coolant_c": st.sampled_from((-60, 35, 150)),
        "loop_lpm": st.sampled_from((0.0001, 6, 10_000)),
        "fan_rpm": st.sampled_from((0.001, 1200, 100_000)),
        "load_override_w": st.sampled_from((0.001, 2000)),
        "claimed_load_w": st.sampled_from((0.001, 2000)),
        "bus_volts": st.sampled_from((0.001, 12, 48, 1000)),
        "lacp": st.booleans(),
        "boot_mode": st.sampled_from(("uefi", "legacy")),
        "software": SOFTWARE,
        "slot_pins": st.lists(st.fixed_dictionaries({"device": DEVICES, "slot": st.sampled_from(NAMES)}), max_size=2),
        "cable_pins": st.lists(
            st.fixed_dictionaries(
                {"device": DEVICES, "output": st.sampled_from(("pcie8", "pcie16", "eps8", "?"))},
                optional={"psu": st.sampled_from(("psu", "psu#1"))},
            ),
            max_size=1,
        ),
    },
)
