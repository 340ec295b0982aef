"""What an import tells at its end."""

from __future__ import annotations

from collections import Counter

from app.intake.opendb.importing import Tally
from app.intake.opendb.reading import ATTRIBUTION


def import_told(tally: Tally) -> str:
    """Parts by category, contradictions by kind, and whose data it is."""
    categories = sorted({*tally.parts, *tally.curated})
    lines = [f"{tally.records:,} records read: {tally.parts.total():,} parts of lower trust."]
    for category in categories:
        own = tally.curated[category]
        lines.append(
            f"  {category:<14}{tally.parts[category]:>7,}" + (f"  and {own:,} that the catalog has" if own else "")
        )
    lines += _counted("Turned into unknown:", tally.doubts)
    lines += _counted("Left out:", tally.refused)
    return "\n".join([*lines, f"{ATTRIBUTION.text}: {ATTRIBUTION.url}"])


def _counted(title: str, counts: Counter[str]) -> list[str]:
    if not counts:
        return []
    return [title, *(f"  {count:>7,}  {kind}" for kind, count in counts.most_common())]
