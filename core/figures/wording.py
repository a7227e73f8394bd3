"""Numbers in words: as pages and reports write them."""

from __future__ import annotations

from core.figures.declarations import Figure, Share
from core.figures.values import Number
from core.numbers import signed, thousands

NOTHING = "--"


def number_words(figure: Figure, number: Number | None) -> str:
    """``112``, ``5,000``, ``98.2``, or ``--`` where there is no number."""
    if number is None:
        return NOTHING
    return f"{number:.1f}" if isinstance(figure, Share) else thousands(number)


def change_of(figure: Figure, now: Number | None, before: Number | None) -> Number | None:
    """Return the difference, of shares in percentage points with one decimal; ``None`` if either is missing."""
    if now is None or before is None:
        return None
    return round(now - before, 1) if isinstance(figure, Share) else now - before


def change_words(change: Number | None) -> str:
    """``+3``, ``−0.8``, 持平 or ``--``."""
    return NOTHING if change is None else signed(change)
