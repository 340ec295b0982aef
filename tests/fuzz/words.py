"""Words that mean something to this app: without them nearly every made-up request ends at the first door."""

import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from starlette.testclient import TestClient

from app.intake.builds import from_build
from app.web.services import Services

MOST_PARTS = 120


@dataclass(frozen=True)
class Words:
    """`codes` and `saved` lead to builds, `secret` is of the saved build `owned`."""

    parts: tuple[str, ...]
    categories: tuple[str, ...]
    facts: tuple[str, ...]
    rules: tuple[str, ...]
    builds: tuple[dict[str, Any], ...]
    codes: tuple[str, ...]
    saved: tuple[str, ...]
    owned: str
    secret: str


def words_of(services: Services, client: TestClient) -> Words:
    """The words of a running app; two builds are saved for it."""
    builds = tuple(from_build(template.build) for template in services.templates)
    kept = [client.post("/api/v1/builds", json=build).json() for build in builds[:2]]
    ids = sorted(services.catalog.parts)
    vocabulary = services.catalog.vocabulary
    return Words(
        parts=tuple(ids[:: max(1, len(ids) // MOST_PARTS)]),
        categories=tuple(vocabulary.categories),
        facts=tuple(sorted({name for category in vocabulary.categories.values() for name in category.facts})),
        rules=tuple(rule.id for rule in services.rules),
        builds=builds,
        codes=tuple(services.held(template.build).value for template in services.templates),
        saved=(kept[0]["id"],),
        owned=kept[1]["id"],
        secret=kept[1]["owner_secret"],
    )


def with_real_words(document: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The OpenAPI document, narrowed to ids of which most are real; unsound requests still hold any others."""
    told = _answers_apart(document)
    schemas = told["components"]["schemas"]
    item, custom = schemas["ItemIn"]["properties"], schemas["CustomIn"]["properties"]
    item["part"] = _one_of((*words.parts, "gpu/nobody/nothing"))
    custom["category"] = _one_of(words.categories)
    for facts in (item["facts"], custom["facts"]):
        facts["propertyNames"] = _one_of(words.facts)
    schemas["ItemIn"] = {
        "oneOf": [_with(schemas["ItemIn"], "part", "custom"), _with(schemas["ItemIn"], "custom", "part")]
    }
    schemas["CandidatesIn"]["properties"]["category"] = _one_of(words.categories)
    known = {
        "code": _one_of((*words.codes, *words.saved, words.owned, "nobodys")),
        "part_id": _one_of((*words.parts, "gpu/nobody/nothing")),
        "rule_id": _one_of((*words.rules, "no-rule")),
        "category": _one_of(("", *words.categories)),
        "sort": _one_of(("", "name")),
        "parent": _one_of(("", *words.saved)),
        "authorization": _one_of((f"Bearer {words.secret}", "Bearer guessed")),
    }
    for operations in told["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                parameter["schema"] = known.get(parameter["name"], parameter["schema"])
    return told


def _answers_apart(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with answers described by copies of the schemas, so that those of requests can be narrowed alone."""
    here, there = "#/components/schemas/", "#/components/schemas/Told"
    told: dict[str, Any] = deepcopy(dict(document))
    schemas = json.loads(json.dumps(document["components"]["schemas"]).replace(here, there))
    told["components"]["schemas"] |= {f"Told{name}": schema for name, schema in schemas.items()}
    for operations in told["paths"].values():
        for operation in operations.values():
            operation["responses"] = json.loads(json.dumps(operation["responses"]).replace(here, there))
    return told


def _with(schema: Mapping[str, Any], wanted: str, unwanted: str) -> dict[str, Any]:
    properties = {name: value for name, value in schema["properties"].items() if name != unwanted}
    return {**schema, "properties": properties, "required": [wanted]}


def _one_of(values: Iterable[str]) -> dict[str, Any]:
    return {"enum": list(values)}
