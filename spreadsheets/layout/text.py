"""Texts of cells, and the one form in which headers are compared."""

from __future__ import annotations

import re
import unicodedata

from spreadsheets.reader.book import Cell, Formula

LONG_NUMBER = 15
"""Digits of a number that only a record of its own bears."""
LONG_NUMBER_BEGINS = 6
GLANCE = 300
"""Characters by which a text is told to be a title, a hint, a total: no pattern sees more of a cell."""

BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|\{[^{}]*\}")
ORDINAL = re.compile(r"^\d{1,2}[.、)]")
NOT_WORD = re.compile(r"[^\w/]|_")


def normalise_header(text: str) -> str:
    """Give the form in which headers are compared: without width, case, blanks, stars, and hints in brackets.

    ``"开始 时间 (yyyy-MM-dd) *"`` becomes ``开始时间``. A header that is all bracket keeps its words.
    """
    text = unicodedata.normalize("NFKC", text[:GLANCE]).lower().strip()
    bare = text
    while (shorter := BRACKETED.sub("", bare)) != bare:  # brackets within brackets
        bare = shorter
    for form in (bare, text):
        key = NOT_WORD.sub("", ORDINAL.sub("", form.strip()))
        if key:
            return key
    return ""


def text_of(cell: Cell) -> str:
    """Give the text of a cell; empty where it holds none."""
    value = cell.value if isinstance(cell, Formula) else cell
    return value if isinstance(value, str) else ""


def glance(cell: Cell) -> str:
    """Give the beginning of the text of a cell, which tells what kind of text it is."""
    return text_of(cell)[:GLANCE]


def is_filled(cell: Cell) -> bool:
    """Tell whether a cell shows anything. A formula prepared for later shows nothing."""
    value = cell.value if isinstance(cell, Formula) else cell
    return value is not None and value != ""


def has_long_number(cell: Cell) -> bool:
    """Tell whether a cell holds a number so long that only a record of its own bears one, as text or as number."""
    if isinstance(cell, str):
        return len(cell) >= LONG_NUMBER and cell[:LONG_NUMBER_BEGINS].isdigit()
    return isinstance(cell, int | float) and cell >= 10 ** (LONG_NUMBER - 1)
