"""A part as the JSON API shows it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app.core.parts import Catalog, Part, Source
from app.core.plain import to_json


def part_summary(part: Part) -> dict[str, Any]:
    """Identity and facts, for lists; and of an imported part, whose data it is."""
    return {
        "id": part.id,
        "category": part.category,
        "name": part.name,
        "maker": part.maker,
        "status": part.status,
        "generic": part.generic,
        "facts": to_json(part.facts),
        **({"attribution": asdict(part.attribution)} if part.attribution else {}),
    }


def part_to_dict(part: Part, catalog: Catalog) -> dict[str, Any]:
    """Everything that the catalog says of a part, and what it looked for in vain."""
    return {
        **part_summary(part),
        "part_numbers": list(part.part_numbers),
        "aliases": list(part.aliases),
        "note": part.note,
        "sources": {fact: _source(source) for fact, source in sorted(part.sources.items())},
        "basis": {fact: part.basis(fact).value for fact in part.facts},
        "unknown": sorted(part.unknown),
        "prices": [asdict(price) for price in part.prices],
        "provides": [
            _provided(provided.category, provided.quantity, inner) for provided, inner in _inner(part, catalog)
        ],
        "known_issues": [
            {
                "area": issue.area,
                "severity": issue.severity,
                "text": issue.text,
                "sources": [_source(source) for source in issue.sources],
            }
            for issue in part.known_issues
        ],
    }


def _inner(part: Part, catalog: Catalog) -> list[tuple[Any, Part | None]]:
    return [(provided, provided.inner or catalog.part(provided.part or "")) for provided in part.provides]


def _provided(category: str, quantity: int, inner: Part | None) -> dict[str, Any]:
    known = part_summary(inner) if inner else None
    return {"category": category, "quantity": quantity, "part": known}


def _source(source: Source) -> dict[str, str]:
    return {"url": source.url, "title": source.title, "basis": source.basis.value, "read": source.read}
