"""Processors that the catalog lacks: what their makers' naming says of every one of a series."""

from __future__ import annotations

import re
from typing import Any

from app.intake.described.boards import sockets_in
from app.intake.described.patterns import said, watts_in

MOST_TDP_W = 1000
_MODEL_NUMBERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![a-z0-9-])(?:{pattern})(?![\w+])"), socket)
    for pattern, socket in (
        # AMD EPYC: the last digit is the generation.
        (r"epyc\s?7[0-9a-z]{2}[123](?:p|f|x)?", "SP3"),
        (r"epyc\s?9[0-9a-z]{2}[45](?:p|f|x|s)?", "SP5"),
        (r"epyc\s?8\d{2}4(?:p|pn)?", "SP6"),
        (r"epyc\s?4\d{2}[45](?:p|px)?", "AM5"),
        (r"threadripper\s(?:1\d{3}x|2\d{3}w?x)", "TR4"),
        (r"threadripper\s3\d{3}x", "sTRX4"),
        (r"threadripper\spro\s[35]\d{3}wx", "sWRX8"),
        (r"threadripper\s(?:pro\s)?[79]\d{3}w?x", "sTR5"),
        (r"ryzen\s[3579]\s(?:pro\s)?[1-5]\d{3}(?:x3d|xt|x|ge|g|f)?", "AM4"),
        (r"ryzen\s[3579]\s(?:pro\s)?[789]\d{3}(?:x3d|x|ge|g|f)?", "AM5"),
        (r"i[357]-[67][0-7]\d{2}(?:k|t|s|p)?", "LGA1151"),
        (r"i[3579]-(?:[89][0-7]\d{2}|9900)(?:kf|ks|k|t|f)?", "LGA1151-2"),
        (r"i[3579]-1[01]\d{3}(?:kf|k|t|f)?", "LGA1200"),
        (r"i[3579]-1[234]\d{3}(?:kf|ks|k|t|f)?", "LGA1700"),
        (r"i[79]-(?:7[89]|9[89])\d{2}xe?|i9-109\d{2}xe?", "LGA2066"),
        (r"ultra\s[579]\s2\d{2}(?:kf|k|t|f)?", "LGA1851"),
        (r"e5-[124]6(?!00)\d{2}[lw]?(?:\sv2)?(?!\sv\d)", "LGA2011"),
        (r"e5-[124]6\d{2}[lwa]?\sv[34]", "LGA2011-3"),
        (r"e5-[12]4(?!00)\d{2}l?(?:\sv2)?(?!\sv\d)", "LGA1356"),
        (r"e3-12\d{2}l?(?:\sv2)?(?!\sv\d)", "LGA1155"),
        (r"e3-12\d{2}l?\sv[34]", "LGA1150"),
        (r"e3-12\d{2}l?\sv[56]", "LGA1151"),
        (r"e-2[12]\d{2}g?e?", "LGA1151-2"),
        (r"e-23\d{2}g?", "LGA1200"),
        (r"e-24\d{2}g?", "LGA1700"),
        (r"fx-[4689]\d{3}e?", "AM3+"),
        (r"[xle]5[56]\d{2}", "LGA1366"),
        (r"(?:silver|gold|bronze|platinum)\s[3-68][12]\d{2}[a-z]{0,2}", "LGA3647"),
        (r"(?:silver|gold|platinum)\s[4-68]3\d{2}[a-z]?\+?", "LGA4189"),
        (r"(?:silver|gold|bronze|platinum)\s[3-68][45]\d{2}[a-z]?\+?", "LGA4677"),
        (r"w-2[12]\d{2}[a-z]?", "LGA2066"),
        (r"w-3[12]\d{2}[a-z]?", "LGA3647"),
        (r"w-33\d{2}[a-z]?", "LGA4189"),
        (r"w[3579]-[23][45]\d{2}[a-z]?", "LGA4677"),
    )
)


def cpu(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a processor."""
    watts = watts_in(text)
    sockets = sockets_in(text)
    facts = {
        "socket": sockets[0] if len(sockets) == 1 else _socket_by_name(text),
        "tdp_w": watts if watts and watts <= MOST_TDP_W else None,
    }
    return said(facts), quantity or 1


def _socket_by_name(text: str) -> str | None:
    """The socket, where all processors that are named so have the same."""
    plain = re.sub(r"(?<=\d)v([1-6])\b", r" v\1", re.sub(r"\s+", " ", text.lower()))
    plain = re.sub(r"\b(i[3579])\s(?=\d)", r"\1-", re.sub(r"\b(ryzen|epyc|threadripper)(?=\d)", r"\1 ", plain))
    found = {socket for pattern, socket in _MODEL_NUMBERS if pattern.search(plain)}
    return found.pop() if len(found) == 1 else None
