"""A verdict as pictures that stand alone: a badge for a line of text, a card for a forum post.

They are shown on pages that don't have our stylesheet, so the colours are written into them; each meets WCAG AA on its
ground, and the verdict is a word as well as a colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from app.core.report import Report, Severity, Verdict

COLOURS: Mapping[Verdict, str] = {
    Verdict.FAIL: "#a11217",
    Verdict.UNKNOWN: "#5a3a9a",
    Verdict.WARN: "#7a4a00",
    Verdict.PASS: "#17652f",
}
SENTENCES: Mapping[Verdict, str] = {
    Verdict.FAIL: "will not work as listed",
    Verdict.UNKNOWN: "can't tell yet",
    Verdict.WARN: "works, with warnings",
    Verdict.PASS: "everything checked is fine",
}
NAME = "mini-Colossus"
FONT = 'font-family="Verdana,DejaVu Sans,sans-serif"'
LONGEST_TITLE = 44


def badge(verdict: Verdict) -> str:
    """An SVG of 150 × 20 pixels: the name and the verdict."""
    label = f"{NAME}: {verdict.value}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="150" height="20" role="img" aria-label="{label}">'
        f"<title>{label}</title>"
        '<rect width="150" height="20" rx="3" fill="#333"/>'
        f'<path d="M95 0h52a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H95z" fill="{COLOURS[verdict]}"/>'
        f'<g {FONT} font-size="11" fill="#fff" text-anchor="middle">'
        f'<text x="48" y="14">{NAME}</text><text x="122" y="14">{verdict.value}</text></g></svg>'
    )


def card(title: str, report: Report) -> str:
    """An SVG of 480 × 126 pixels: title, verdict, what was found, and the figures that people ask for."""
    shown = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
    colour, verdict = COLOURS[report.verdict], report.verdict.value
    label = f"{title}: {verdict}. {_found(report)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="126" role="img" aria-label="{escape(label)}">'
        f"<title>{escape(label)}</title>"
        f'<rect x=".5" y=".5" width="479" height="125" rx="4" fill="#fff" stroke="{colour}"/>'
        f'<rect width="8" height="126" fill="{colour}"/>'
        f'<g {FONT} fill="#171b1d"><text x="22" y="28" font-size="16" font-weight="bold">{escape(shown)}</text>'
        f'<text x="22" y="56" font-size="18" font-weight="bold" fill="{colour}">{verdict}'
        f'<tspan font-size="13" font-weight="normal" dx="8">{SENTENCES[report.verdict]}</tspan></text>'
        f'<text x="22" y="80" font-size="13">{_found(report)}</text>'
        f'<text x="22" y="100" font-size="13">{_figures(report.totals)}</text>'
        f'<text x="468" y="118" font-size="10" text-anchor="end" fill="#525a5e">{NAME}</text></g></svg>'
    )


def _found(report: Report) -> str:
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.UNKNOWN: "unknown"}
    counts = {word: sum(f.severity is severity for f in report.findings) for severity, word in words.items()}
    told = [f"{count} {word}{'s' if count != 1 else ''}" for word, count in counts.items() if count]
    return ", ".join(told) or "no errors, no warnings"


def _figures(totals: Mapping[str, Any]) -> str:
    told = []
    for name, label in (("dc_w", "DC"), ("wall_w", "at the wall")):
        watts = totals.get(name)
        told.append(f"{label}: " + ("not known" if watts is None else f"{watts:,.0f} W"))
    memory = totals.get("vram_gb")
    return " · ".join([*told, *([f"{memory:g} GB of GPU memory"] if memory else [])])
