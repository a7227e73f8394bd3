"""Reading plain rows with patterns (see ``plain_xml``): the innermost loop of every import.

A row is plain if nothing but cells stands in it, each written as nearly every program writes it. Most rows are read in
one step (see ``xlsx_pattern``), the others one cell at a time. A row of which the patterns leave anything over is not
read here at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from spreadsheets.reader.addresses import column_letter
from spreadsheets.reader.plain_xml import ATTRIBUTES
from spreadsheets.reader.xlsx_cells import CellReader
from spreadsheets.reader.xlsx_pattern import RowPattern
from spreadsheets.reader.xlsx_written import KnownCells, KnownNumbers, KnownTexts, NotPlain, pattern_of_cell

ROW = re.compile(rf"\s*<row({ATTRIBUTES}) ?(/?)>")
ROW_NUMBER = re.compile(r' r="([0-9]+)"')
ROW_HIDDEN = re.compile(r' hidden="(?:1|true)"')
CELL = re.compile(rf'<c r="([A-Z]+)([0-9]+)"({pattern_of_cell("(?:")})|\s+|([\s\S]+)')
COLUMNS = {column_letter(index): index for index in range(26 + 26 * 26)}
"""Made once, to ZZ: looking a name up is the cheapest way to its index."""

Found: TypeAlias = tuple[str, str, str, str]
"""A cell's column, its row, what is written behind its address, and what is no cell."""
PlainRow: TypeAlias = tuple[str, bool, list[int]]
"""A row's number as it is written, whether it is hidden, and the places of its cells in the pool of values."""


class PlainRows:
    """Reads the plain rows of all sheets of a book."""

    def __init__(self, cells: CellReader) -> None:
        """Know no cells and no pattern yet."""
        texts = KnownTexts(cells)
        self._cells = KnownCells(cells, texts)
        self._pattern = RowPattern(texts, KnownNumbers(cells), self._cells)
        self._widest = min(cells.sink.limits.columns, len(COLUMNS))

    def read(self, piece: str) -> PlainRow | None:
        """Read a row, with empty rows before it; None, with nothing done, if it is not plain."""
        try:
            row = self._pattern.read(piece) or self._read_by_cell(piece)
        except NotPlain:
            return None
        if row is None:
            return None
        number, attributes, places = row
        return number, bool(attributes) and ROW_HIDDEN.search(attributes) is not None, places

    def _read_by_cell(self, piece: str) -> tuple[str, str, list[int]] | None:
        tag = _tag_of_row(piece)
        number = ROW_NUMBER.search(tag[1]) if tag else None
        if tag is None or number is None:
            return None
        found = CELL.findall(piece, tag.end())
        places = self._places(found, number[1])
        if places is None:
            return None
        self._pattern.learn(self._written_in(found))
        return number[1], tag[1], places

    def _written_in(self, found: list[Found]) -> Iterator[tuple[int, str]]:
        for letters, _, written, _ in found:
            column = COLUMNS.get(letters, self._widest)
            if column < self._widest and not written.endswith("/>"):
                yield column, written

    def _places(self, found: list[Found], row: str) -> list[int] | None:
        """Give the places of a row's cells; None if one is not plain, or wrong in a way for expat to tell."""
        cells = self._cells
        widest = self._widest
        places: list[int] = []
        for letters, digits, written, left_over in found:
            if digits != row:
                if left_over or digits:
                    return None
                continue  # blanks between cells
            if place := cells[written]:
                column = COLUMNS.get(letters, widest)
                missing = column - len(places)
                if missing < 0 or column >= widest:
                    return None
                if missing:
                    places.extend([0] * missing)
                places.append(place)
        return places


def _tag_of_row(piece: str) -> re.Match[str] | None:
    """Find the start tag of the row with cells, behind empty rows that are written to keep a height or a style."""
    tag = ROW.match(piece)
    while tag is not None and tag[2]:
        tag = ROW.match(piece, tag.end())
    return tag
