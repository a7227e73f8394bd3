"""Numbers of rows that an address says: whatever else somebody types there is no number."""

from __future__ import annotations

MOST_DIGITS = 18
"""Of a number that fits into the database's 64 bits."""


def number_of(text: object) -> int | None:
    """Return the number that ``text`` is, or ``None``."""
    said = str(text or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else None
