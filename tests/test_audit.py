"""The audit of the dependencies fails for a known vulnerability, and for nothing else."""

import json
from typing import Any

import pytest

from scripts.audit import judge

CLEAN = {"name": "jinja2", "version": "3.1.6", "vulns": []}
FAULTY = {"name": "jinja2", "version": "2.0", "vulns": [{"id": "PYSEC-2019-217", "fix_versions": ["2.10.1"]}]}
SKIPPED = {"name": "alembic", "skip_reason": "Dependency not found on PyPI and could not be audited"}


@pytest.mark.parametrize(
    ("dependencies", "fine", "said"),
    [
        ([CLEAN], True, "No known vulnerability in 1 dependencies."),
        ([CLEAN, SKIPPED], True, "1 of 2 dependencies could not be audited"),
        ([SKIPPED, FAULTY], False, "jinja2 2.0: PYSEC-2019-217"),
    ],
)
def test_a_known_vulnerability_alone_fails(dependencies: list[dict[str, Any]], fine: bool, said: str) -> None:
    judged = judge(json.dumps({"dependencies": dependencies, "fixes": []}), "")
    assert judged[0] is fine
    assert said in judged[1]


@pytest.mark.parametrize("answer", ["", "not JSON", "[]", "{}"])
def test_an_audit_that_did_not_happen_says_why(answer: str) -> None:
    fine, said = judge(answer, "ERROR:pip_audit:first\nERROR:pip_audit:the network is down\n")
    assert fine
    assert said == "The dependencies could not be audited: ERROR:pip_audit:the network is down"
