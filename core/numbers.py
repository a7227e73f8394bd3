"""Numbers as people read them: 1,000,000 · +3 · 持平 · 98.2%."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

Number = int | float | Decimal
UNKNOWN = "—"
LEVEL = "持平"
MINUS = "−"


def thousands(value: Number | None) -> str:
    """``5000`` → ``5,000``; at most two decimals, none that are zero; a dash where nothing is known."""
    if value is None:
        return UNKNOWN
    return f"{_rounded(value, '0.01'):,f}".replace("-", MINUS)


def signed(change: Number | None) -> str:
    """A change against before: ``+3``, ``−3``, ``持平``; at most one decimal."""
    if change is None:
        return UNKNOWN
    rounded = _rounded(change, "0.1")
    if not rounded:
        return LEVEL
    return f"{'+' if rounded > 0 else MINUS}{abs(rounded):,f}"


def direction(change: Number | None) -> str:
    """The class that colours a change: ``up``, ``down`` or ``level``; the sign itself is in :func:`signed`."""
    rounded = _rounded(change or 0, "0.1")
    return "level" if not rounded else "up" if rounded > 0 else "down"


def percent1(value: Number | None) -> str:
    """Percentage points with one decimal: ``98.18`` → ``98.2%``. Halves go up, as offices round."""
    if value is None:
        return UNKNOWN
    return f"{Decimal(str(value)).quantize(Decimal('0.1'), ROUND_HALF_UP):f}%".replace("-", MINUS)


def _rounded(value: Number, step: str) -> Decimal:
    rounded = Decimal(str(value)).quantize(Decimal(step), ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return whole if rounded == whole else rounded.normalize()
