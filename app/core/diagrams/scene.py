"""What a picture consists of: boxes, words, wires and groups at fixed places.  Plain frozen values, no colours.

Lengths are user units of the drawing, one CSS pixel at its natural size.  A `look` says what a shape is (`slot`,
`card`, `wire` …) and a `tone` how it fares; the stylesheet turns both into colours, so that a picture follows the
page's theme.  A tone never speaks alone: `sign_of` is written beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "error", "warning", "unknown"]
Anchor = Literal["start", "middle", "end"]

WIDTH = 420.0
SMALL, NORMAL = 11.0, 13.0
# Mean advance of a character by font size, wide enough for the system fonts that the stylesheet names.
ADVANCE = 0.57
SIGNS: dict[Tone, str] = {"plain": "", "error": "✕ ", "warning": "! ", "unknown": "? "}
TONE_RANK: dict[Tone, int] = {"plain": 0, "warning": 1, "unknown": 2, "error": 3}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    look: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text with its baseline at `y`; `full` is the whole of a text that had to be cut."""

    x: float
    y: float
    text: str
    look: str = "name"
    size: float = NORMAL
    anchor: Anchor = "start"
    full: str = ""


@dataclass(frozen=True, slots=True)
class Wire:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    look: str = "wire"
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that are one thing.  `label` is what it says to those who listen or point; `href` where it leads."""

    label: str
    shapes: tuple[Box | Words | Wire, ...]
    href: str = ""


Shape = Box | Words | Wire | Group


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing.  `description` tells in words what it shows."""

    slug: str
    title: str
    description: str
    height: float
    shapes: tuple[Shape, ...]
    width: float = WIDTH


def words(x: float, y: float, text: str, width: float, look: str = "name", size: float = NORMAL) -> Words:
    """A text that is cut, with an ellipsis, to what `width` surely holds."""
    room = int(width / (size * ADVANCE))
    if len(text) <= room:
        return Words(x, y, text, look, size)
    return Words(x, y, text[: max(1, room - 1)].rstrip() + "…", look, size, full=text)


def signed(tone: Tone, text: str) -> str:
    """The text with its tone's sign before it."""
    return SIGNS[tone] + text


def load_bar(
    x: float, y: float, width: float, share: float | None, tone: Tone, limit: float | None = None
) -> list[Box]:
    """A bar of `width` filled by `share` (cut at its end), with a mark at `limit`; an unknown share is an empty bar."""
    shapes = [Box(x, y, width, 6, "trough")]
    if share is not None:
        shapes.append(Box(x, y, round(width * min(share, 1.0), 1), 6, "fill", tone))
    if limit is not None:
        shapes.append(Box(round(x + width * limit, 1), y - 2, 1.5, 10, "mark"))
    return shapes
