import json
from types import MappingProxyType

from app.core.parts import Basis, Facts, Source
from app.core.report import (
    Area,
    Cited,
    Finding,
    Missing,
    Passed,
    Report,
    Severity,
    Verdict,
)
from app.export.report_json import report_to_dict

SHEET = Source("https://example.com/sheet", "Data sheet", Basis.VENDOR, "2026-05-16")
FINDING = Finding(
    Severity.UNKNOWN,
    "The length of the card is not known.",
    ("gpus#1",),
    (Cited("gpus#1", "gpu/x", "aux_power", (Facts({"connector": "pcie8", "count": 2}),), Basis.VENDOR, SHEET),),
    MappingProxyType({"room_mm": 330.0, "worst": float("inf")}),
    Severity.ERROR,
    (Missing("gpus", "gpu/x", "gpu", "length_mm", "length", "The board partner's page."),),
    Area.CHASSIS_FIT,
    "gpu-length",
    "The cards fit",
    "Measure it.",
    (SHEET,),
)
REPORT = Report(
    Verdict.UNKNOWN,
    False,
    ("psu",),
    (FINDING,),
    (Passed("All is fine.", ("gpus#1",), "rule", "title"),),
    ("psu-watts",),
    MappingProxyType({"dc_w": 2263, "psus": ({"watts": 1.5},)}),
    MappingProxyType({"slots": ()}),
    "abc",
)


def test_a_report_is_told_as_the_api_promises() -> None:
    told = report_to_dict(REPORT)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told == {
        "verdict": "unknown",
        "complete": False,
        "missing": ["psu"],
        "findings": [
            {
                "rule": "gpu-length",
                "area": "chassis-fit",
                "severity": "unknown",
                "could_be": "error",
                "title": "The cards fit",
                "message": "The length of the card is not known.",
                "parts": ["gpus#1"],
                "facts": {
                    "gpus#1.aux_power": {
                        "part": "gpu/x",
                        "value": [{"connector": "pcie8", "count": 2}],
                        "basis": "vendor",
                        "source": "https://example.com/sheet",
                    }
                },
                "figures": {"room_mm": 330.0, "worst": None},
                "missing": [
                    {
                        "item": "gpus",
                        "part": "gpu/x",
                        "category": "gpu",
                        "fact": "length_mm",
                        "label": "length",
                        "where": "The board partner's page.",
                    }
                ],
                "sources": [{"url": "https://example.com/sheet", "title": "Data sheet"}],
                "confidence": "vendor",
                "hint": "Measure it.",
            }
        ],
        "passed": [{"rule": "rule", "title": "title", "message": "All is fine.", "parts": ["gpus#1"]}],
        "waiting": ["psu-watts"],
        "totals": {"dc_w": 2263, "psus": [{"watts": 1.5}]},
        "placement": {"slots": []},
        "catalog": {"version": "abc"},
    }
