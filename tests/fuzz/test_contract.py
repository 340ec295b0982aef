"""No request, sound or unsound, is answered otherwise than the OpenAPI document says.

`FUZZ_EXAMPLES` says how many requests each operation gets; `make fuzz` asks for 500 of them, at random.
"""

import os
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.main import API

from .words import Words, with_real_words

FEW = 6
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", FEW))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [
    (method, f"/api/v1{route.path}")
    for router in API
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in sorted(route.methods or ())
]


@pytest.fixture(scope="module")
def schema(app: FastAPI, words: Words) -> schemathesis.BaseSchema:
    found = schemathesis.openapi.from_dict(with_real_words(app.openapi(), words))
    found.app = app
    found.config.generation.update(allow_x00=False)  # JSON with a NUL is refused at the door
    return found


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_answers_are_what_the_document_says(schema: schemathesis.BaseSchema, method: str, path: str) -> None:
    operation = schema[path.replace(":path}", "}")][method]

    @settings(
        max_examples=EXAMPLES,
        derandomize=EXAMPLES == FEW,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases(operation))
    def ask(case: Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()


def cases(operation: APIOperation[Any, Any, Any, Any]) -> st.SearchStrategy[Case[Any]]:
    """Requests that the document allows, and half as many that it doesn't, where there is anything to get wrong."""
    sound = operation.as_strategy(GenerationMode.POSITIVE)
    if not (operation.body or operation.query or operation.path_parameters):
        return sound
    return st.one_of(sound, sound, operation.as_strategy(GenerationMode.NEGATIVE))
