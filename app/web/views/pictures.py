"""Pictures for pages: drawings of the core as markup that a template can contain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from markupsafe import Markup

from app.core.diagrams.scene import Picture
from app.core.diagrams.svg import to_svg


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, ready for the page."""

    slug: str
    title: str
    svg: Markup


def view_pictures(pictures: Iterable[Picture]) -> tuple[Drawing, ...]:
    """The drawings of a build."""
    # to_svg escapes every text, so its answer is markup.
    return tuple(Drawing(one.slug, one.title, Markup(to_svg(one))) for one in pictures)  # noqa: S704


def qr_code(address: str) -> Markup:
    """The address as a QR code that takes the colours of the page's own picture class."""
    drawn = segno.make(address, error="m").svg_inline(
        scale=4, border=4, svgclass="qr", lineclass=None, omitsize=True, title=f"QR code of {address}"
    )
    return Markup(drawn)  # noqa: S704  segno escapes the title, and the rest is a path
