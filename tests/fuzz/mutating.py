"""Texts and JSON values that were sound once: a seeded generator spoils them a little, or a lot."""

from collections.abc import Sequence
from copy import deepcopy
from random import Random
from typing import Any

HOSTILE = (
    "",
    " ",
    "0",
    "-1",
    "1e309",
    "9" * 400,
    "NaN",
    "null",
    "\u202e",
    "\ufeff",
    "ﷺ",
    "٣",
    "½",
    "🂡" * 30,
    "a\u0300" * 50,
    "\x00",
    "\x1b[31m",
    "\r\nSet-Cookie: a=b",
    "../../etc/passwd",
    "%00%ff%2e%2e",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7 * 7 }}${7*7}",
    "=cmd|'/C calc'!A0",
    "'; DROP TABLE parts; --",
    'NEAR("" "") OR * AND ^ :',
    "$(touch x)`touch x`",
    "(" * 200,
    "[" * 200,
    "x" * 5_000,
    "a " * 3_000,
    "4x " * 1_000,
)
SCALARS: tuple[Any, ...] = (None, True, False, 0, -1, 1, 256, 2**63, 1e300, 1e-300, 0.1, [], {}, *HOSTILE)


def spoiled_text(random: Random, text: str) -> str:
    """The text with one to four changes."""
    for _ in range(random.randint(1, 4)):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.choice((0, 1, 1, 2, 8, 60)))
        put = random.choice(
            (
                "",
                text[start:end] * random.choice((2, 3, 50)),
                random.choice(HOSTILE),
                chr(random.choice((random.randint(32, 126), random.randint(160, 0xD7FF), random.randint(0, 31)))),
                text[start:end][::-1],
            )
        )
        text = text[:start] + put + text[end:]
    return text[:60_000]


def spoiled_value(random: Random, value: Any, more: Sequence[Any] = ()) -> Any:
    """A copy of a JSON value with one to three of its places changed; `more` are values that may be put there."""
    root = {"": deepcopy(value)}
    for _ in range(random.randint(1, 3)):
        holder, key = random.choice(list(_places(root)))
        _spoil(random, holder, key, more)
    return root[""]


def _places(node: Any) -> list[tuple[Any, Any]]:
    found = []
    waiting = [node]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])
    return found


def _spoil(random: Random, holder: Any, key: Any, more: Sequence[Any]) -> None:
    value = holder[key]
    match random.randint(0, 5):
        case 0 if key != "":
            del holder[key]
        case 1 if isinstance(value, str):
            holder[key] = spoiled_text(random, value)
        case 2 if isinstance(value, list) and value:
            holder[key] = [*value, *(deepcopy(random.choice(value)) for _ in range(random.choice((1, 3, 210))))]
        case 3 if isinstance(value, int | float):
            holder[key] = value * random.choice((-1, 0, 2, 7, 100, 0.5, 1e6))
        case 4 if isinstance(holder, dict) and key != "":
            holder[spoiled_text(random, str(key))[:200]] = holder.pop(key)
        case _:
            holder[key] = deepcopy(random.choice((*SCALARS, *more)))
