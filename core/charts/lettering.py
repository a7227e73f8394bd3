"""How wide text is, and how much of it fits, without asking a browser."""

import unicodedata

LETTER = 13  # px, the size of letters in charts
SMALL = 12
# The narrow forms are also shown in large type, see css/theme.css.
LARGE = 1.25
ELLIPSIS = "…"
_NARROW = 0.58  # of a letter's size: digits and Latin letters in the fonts that the portal names


def width_of(text: str, size: int = LETTER) -> float:
    """Return about how many pixels ``text`` takes: Han characters are square, others narrower."""
    return sum(size if unicodedata.east_asian_width(sign) in "WF" else size * _NARROW for sign in text)


def elide(text: str, room: float, size: int = LETTER) -> str:
    """Return ``text``, cut with an ellipsis where it would take more than ``room`` pixels."""
    if width_of(text, size) <= room:
        return text
    kept = ""
    for sign in text:
        if width_of(kept + sign, size) > room - size:
            break
        kept += sign
    return kept.rstrip() + ELLIPSIS
