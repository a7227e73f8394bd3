"""A sheet as strips from top to bottom: what stands side by side, and how high. Written out row by row."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from core.figures.wording import NOTHING
from reports.layout import Value
from reports.workbook.looks import Look, Looks

LINE_HEIGHT = 16.0  # points, for letters of 10.5
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Piece:
    """A value with its look, over as many columns and rows as said; ``sheet`` is one that it leads to."""

    value: Value
    look: Look
    columns: int = 1
    rows: int = 1
    sheet: str = ""


@dataclass(frozen=True)
class Strip:
    """A row of pieces."""

    pieces: tuple[Piece, ...]
    height: float


class Sheet:
    """A worksheet that is written once, from top to bottom."""

    def __init__(self, sheet: Any, looks: Looks) -> None:  # noqa: ANN401  one written row by row, of which the stubs know too little
        self.sheet = sheet
        self._looks = looks
        self._row = 0
        self._merged: list[str] = []

    def write(self, strips: Iterable[Strip]) -> None:
        """Append ``strips``."""
        for strip in strips:
            self._row += 1
            self.sheet.row_dimensions[self._row].height = strip.height
            self.sheet.append(list(self._cells(strip)))
            # What is written need not be kept: lists are long.
            del self.sheet.row_dimensions[self._row]
        # As a list: the library keeps a set, in which ranges come in another order each time.
        self.sheet.merged_cells = self._merged

    def _cells(self, strip: Strip) -> Iterator[Cell]:
        column = 1
        for piece in strip.pieces:
            yield self._cell(piece, column)
            beside = Piece("", piece.look)
            yield from (self._cell(beside, number) for number in range(column + 1, column + piece.columns))
            last = column + piece.columns - 1
            if piece.columns > 1 or piece.rows > 1:
                first, end = get_column_letter(column), get_column_letter(last)
                self._merged.append(f"{first}{self._row}:{end}{self._row + piece.rows - 1}")
            column = last + 1

    def _cell(self, piece: Piece, column: int) -> Cell:
        cell = Cell(self.sheet, self._row, column, style_array=self._looks.array(piece.look))
        if isinstance(piece.value, str) or piece.value is None:
            put_text(cell, NOTHING if piece.value is None else piece.value)
        else:
            cell.value = piece.value
        if piece.sheet:
            place = piece.sheet.replace("'", "''")
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{place}'!A1")
        return cell


def put_text(cell: Cell, text: str) -> None:
    """Write ``text`` as text: what a spreadsheet might run is marked, so that it stays so when somebody edits it."""
    if not text:
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if text.startswith(STARTS_FORMULA) and text != NOTHING:
        cell.quotePrefix = True


def lines_in(text: str, width: float) -> int:
    """Return how many lines ``text`` takes in a column ``width`` digits wide; Han characters are two digits wide."""
    room = max(1.0, width - 1.5)
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(_digits(line) / room)) for line in text.split("\n"))


def _digits(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
