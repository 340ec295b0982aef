"""What the API answers, as models that OpenAPI is written from.

They describe and never build an answer: the exporters do that, and the fuzz tests hold each answer against its model.
A key without a default is always there, and null when nobody knows; one with a default may be left out.
"""

from app.web.api.schemas.answer import answers, files
from app.web.api.schemas.builds import BillOut, BuildOut, ChangesOut, SavedOut
from app.web.api.schemas.catalog import PartDetail, PartsOut, RuleDetail, RulesOut
from app.web.api.schemas.judged import BatchOut, CandidatesOut, ImportOut, RepairOut
from app.web.api.schemas.report import Report

__all__ = [
    "BatchOut",
    "BillOut",
    "BuildOut",
    "CandidatesOut",
    "ChangesOut",
    "ImportOut",
    "PartDetail",
    "PartsOut",
    "RepairOut",
    "Report",
    "RuleDetail",
    "RulesOut",
    "SavedOut",
    "answers",
    "files",
]
