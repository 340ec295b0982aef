"""A picture as SVG text that a page can contain: no style, no script, every text escaped."""

from __future__ import annotations

from html import escape

from app.core.diagrams.scene import Box, Group, Picture, Shape, Wire, Words


def to_svg(picture: Picture) -> str:
    """The drawing, titled and described for those who can't see it; its links stay links."""
    title, description = f"{picture.slug}-title", f"{picture.slug}-description"
    return (
        f'<svg class="picture" role="group" aria-labelledby="{title}" aria-describedby="{description}" '
        f'viewBox="0 0 {picture.width:g} {picture.height:g}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{title}">{escape(picture.title)}</title>'
        f'<desc id="{description}">{escape(picture.description)}</desc>'
        f"{''.join(map(_drawn, picture.shapes))}</svg>"
    )


def _drawn(shape: Shape) -> str:
    match shape:
        case Box(x, y, width, height, look, tone):
            place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
            return f'<rect class="{_classes(look, tone)}" {place} rx="2"/>'
        case Words():
            return _text(shape)
        case Wire(points, look, tone):
            path = " ".join(f"{x:g},{y:g}" for x, y in points)
            return f'<polyline class="{_classes(look, tone)}" points="{path}"/>'
        case Group(label, shapes, href):
            inside = f"<title>{escape(label)}</title>{''.join(map(_drawn, shapes))}"
            if href:
                return f'<a href="{escape(href)}" aria-label="{escape(label)}">{inside}</a>'
            return f"<g>{inside}</g>"


def _text(words: Words) -> str:
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    full = f"<title>{escape(words.full)}</title>" if words.full else ""
    return (
        f'<text class="{words.look}" x="{words.x:g}" y="{words.y:g}" font-size="{words.size:g}"{anchor}>'
        f"{full}{escape(words.text)}</text>"
    )


def _classes(look: str, tone: str) -> str:
    return look if tone == "plain" else f"{look} {tone}"
