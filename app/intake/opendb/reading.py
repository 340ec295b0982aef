"""A record as a part of the catalog."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from app.core.parts import Attribution, Basis, Facts, Part, Source
from app.core.vocabulary import Vocabulary
from app.intake.facts import check_facts
from app.intake.opendb.boards import read_board
from app.intake.opendb.cases import read_chassis
from app.intake.opendb.coolers import read_cooler, read_fan
from app.intake.opendb.drives import read_drive
from app.intake.opendb.graphics import read_gpu
from app.intake.opendb.memory import read_memory
from app.intake.opendb.power import read_psu
from app.intake.opendb.processors import read_cpu
from app.intake.opendb.record import Record

ID_PREFIX = "opendb/"
PROJECT_URL = "https://github.com/buildcores/buildcores-open-db"
ATTRIBUTION = Attribution(
    "Contains information from BuildCores OpenDB, which is made available under the Open Data Commons Attribution "
    "License 1.0",
    PROJECT_URL,
    "https://opendatacommons.org/licenses/by/1-0/",
)
# Facts that the reader completes from general knowledge: the database does not vouch for them.
COMPLETED = frozenset(("ratings",))
OUTSIDE = "value that no such part can have"
STATUS = "unknown"  # nobody says of an imported part whether it is still made
LONGEST_NAME, LONGEST_MAKER = 300, 100


@dataclass(frozen=True, slots=True)
class _Kind:
    category: str
    read: Callable[[Record], dict[str, Any]]


# Network cards are left out: the database has nothing but their names.
KINDS: Mapping[str, _Kind] = MappingProxyType(
    {
        "GPU": _Kind("gpu", read_gpu),
        "CPU": _Kind("cpu", read_cpu),
        "Motherboard": _Kind("motherboard", read_board),
        "RAM": _Kind("memory", read_memory),
        "Storage": _Kind("storage", read_drive),
        "PSU": _Kind("psu", read_psu),
        "PCCase": _Kind("chassis", read_chassis),
        "CPUCooler": _Kind("cpu-cooler", read_cooler),
        "CaseFan": _Kind("fan", read_fan),
    }
)
OPENDB_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Colours and sizes stand among the part numbers too: a number has a digit and some length.
PART_NUMBER = re.compile(r"(?=.*\d)(?=.*[A-Za-z0-9]).{5,60}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a record: a part, or the reason why there is none; and what was doubted, by kind."""

    part: Part | None
    doubts: Counter[str]
    refused: str = ""


def read_record(folder: str, raw: object, vocabulary: Vocabulary) -> Reading:
    """Read one decoded record of a folder of the database."""
    kind = KINDS[folder]
    if not isinstance(raw, Mapping):
        return Reading(None, Counter(), "not a record")
    record = Record(raw)
    opendb_id = record.text("opendb_id") or ""
    if not OPENDB_ID.fullmatch(opendb_id):
        return Reading(None, record.doubts, "without an id")
    if not record.name:
        return Reading(None, record.doubts, "without a name")
    facts = _facts(record, kind, vocabulary)
    if not facts:
        return Reading(None, record.doubts, "without a usable fact")
    numbers = dict.fromkeys(text for text in record.texts("metadata", "part_numbers") if PART_NUMBER.fullmatch(text))
    part = Part(
        id=f"{ID_PREFIX}{kind.category}/{opendb_id}",
        category=kind.category,
        name=record.name[:LONGEST_NAME],
        maker=(record.text("metadata", "manufacturer") or "")[:LONGEST_MAKER],
        status=STATUS,
        part_numbers=tuple(numbers),
        facts=facts,
        sources=sources_of(f"{ID_PREFIX}{kind.category}/{opendb_id}", facts),
        attribution=ATTRIBUTION,
    )
    return Reading(part, record.doubts)


def _facts(record: Record, kind: _Kind, vocabulary: Vocabulary) -> Facts:
    """The record's facts; what the vocabulary refuses is doubted too."""
    written = {name: _told(value) for name, value in kind.read(record).items() if value is not None}
    facts, faults = check_facts(vocabulary, kind.category, written)
    for _ in {fault.path[0] for fault in faults}:
        record.doubt(OUTSIDE)
    refused = {fault.path[0] for fault in faults}
    return Facts({name: value for name, value in facts.items() if name not in refused})


def _told(value: Any) -> Any:
    """Records without the fields that are unknown."""
    if isinstance(value, list):
        return [_told(entry) for entry in value]
    if isinstance(value, dict):
        return {name: inner for name, inner in value.items() if inner is not None}
    return value


def sources_of(part_id: str, facts: Facts, read: str = "") -> Mapping[str, Source]:
    """One source for the facts of an imported part: its file in the database."""
    _, category, opendb_id = part_id.split("/")
    folder = next(folder for folder, kind in KINDS.items() if kind.category == category)
    url = f"{PROJECT_URL}/blob/main/open-db/{folder}/{opendb_id}.json"
    source = Source(url, "BuildCores OpenDB", Basis.THIRD_PARTY, read)
    return MappingProxyType({name: source for name in facts if name not in COMPLETED})
