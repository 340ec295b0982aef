"""Numbers as sentences show them: thousands with a comma, a space before the unit, no digits that mean nothing."""

from __future__ import annotations

from collections.abc import Iterable


def watts(value: float) -> str:
    """`2,674 W`; one decimal where the value has one and is small."""
    return f"{value:,.0f} W" if value >= 1000 or value == int(value) else f"{value:,.1f} W"


def amps(value: float) -> str:
    """`11.7 A`, `12 A`; two decimals where one would hide the difference between load and limit."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") + " A"


def volts(value: float) -> str:
    """`208 V`."""
    return f"{value:g} V"


def millimetres(value: float) -> str:
    """`267 mm`, `88.9 mm`."""
    return f"{value:,.1f}".removesuffix(".0") + " mm"


def kilograms(value: float) -> str:
    """`90 kg`, `29.7 kg`."""
    return f"{value:,.1f}".removesuffix(".0") + " kg"


def percent(share: float) -> str:
    """A share of 1 as `66.8 %`."""
    return f"{100 * share:.1f} %"


def several(count: int, label: str) -> str:
    """`4 × RTX 3090`, or the label alone for a single one."""
    return f"{count} × {label}" if count > 1 else label


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last
