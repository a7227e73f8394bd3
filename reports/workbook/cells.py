"""Writing single cells: text stays text, numbers stay numbers, and what is not applicable says so."""

from __future__ import annotations

import math
import unicodedata

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font
from openpyxl.worksheet.worksheet import Worksheet

from core.figures.wording import NOTHING
from reports.layout import Value

LINE_HEIGHT = 16.0  # points, for letters of 10.5
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def put(sheet: Worksheet, row: int, column: int, value: Value, number_format: str = "General") -> Cell:
    """Write ``value`` and return its cell. Text that a spreadsheet might run is stored and marked as text."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        message = f"{cell.coordinate} lies inside a merged range"
        raise TypeError(message)
    if value is None or isinstance(value, str):
        _put_text(cell, NOTHING if value is None else value)
    else:
        cell.value = value
        cell.number_format = number_format
    return cell


def _put_text(cell: Cell, text: str) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if text.startswith(STARTS_FORMULA) and text != NOTHING:
        # The apostrophe of spreadsheets: the text is kept as it is even when somebody edits the cell.
        cell.quotePrefix = True
        cell.number_format = "@"


def dress(cell: Cell | MergedCell, font: Font, alignment: Alignment, border: Border | None = None) -> None:
    """Give a cell its look."""
    cell.font = font
    cell.alignment = alignment
    if border is not None:
        cell.border = border


def lines_in(text: str, width: float) -> int:
    """Return how many lines ``text`` takes in a column ``width`` digits wide; Han characters are two digits wide."""
    return sum(max(1, math.ceil(_digits(line) / max(1.0, width - 1.5))) for line in text.split("\n"))


def _digits(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
