"""Taking times in rounds, and telling them."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

Sides = Mapping[str, Callable[[], object]]
Times = dict[str, list[float]]


def in_rounds(sides: Sides, rounds: int) -> Times:
    """Seconds that each side took in each round; every round takes each side once, in turn."""
    times: Times = {name: [] for name in sides}
    gc.collect()
    for _ in range(rounds):
        for name, side in sides.items():
            begun = time.perf_counter()
            side()
            times[name].append(time.perf_counter() - begun)
    return times


def milliseconds(seconds: Sequence[float]) -> str:
    """The median."""
    return f"{statistics.median(seconds) * 1000:,.2f}"


def ratio(seconds: Sequence[float], base: Sequence[float]) -> str:
    """How many times as long as the base: the median over the rounds, each held against its own."""
    return f"{statistics.median(one / other for one, other in zip(seconds, base, strict=True)):,.1f}×"


def print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under their heads: words to the left in the first column, figures to the right in the others."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    print(f"{title}\n")
    for row in (heads, *rows):
        figures = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        print("  ".join(["", row[0].ljust(widths[0]), *figures]))
    print()
