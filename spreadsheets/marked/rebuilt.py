"""A workbook made anew from what was read: of files that are none, and of workbooks that cannot be edited."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from spreadsheets.reader.book import Book, Cell, CellError, Formula, Grid
from spreadsheets.workbooks import TEXT_FORMAT

LONG_NUMBER = 10**11
"""A number from here on would show as 4.3E+14: it is written as text, unless a program has rounded it already."""
EXACT = 2**53
NARROW, WIDE = 8, 40
LOOKED_AT = 200
"""Rows by which the widths of columns are chosen."""
NAME_LENGTH = 31
NOT_IN_NAMES = str.maketrans(dict.fromkeys("\\/*?:[]", "_"))
FORMATS: dict[type, str] = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss"}


def rebuilt(book: Book) -> bytes:
    """Return ``book`` as an .xlsx: texts stay texts, dates dates; of a formula the value that it had."""
    made = Workbook(write_only=True)
    for number, grid in enumerate(book.sheets, start=1):
        name = ILLEGAL_CHARACTERS_RE.sub("_", grid.name.translate(NOT_IN_NAMES))[:NAME_LENGTH].strip("'")
        name = name or f"Sheet{number}"
        sheet: Any = made.create_sheet(name)  # written row by row, of which the stubs know too little
        _write_sheet(sheet, grid)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _write_sheet(sheet: Any, grid: Grid) -> None:  # noqa: ANN401  see above
    for index, width in enumerate(_widths(grid), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    if grid.hidden:
        sheet.sheet_state = "hidden"
    for number in grid.hidden_rows:
        sheet.row_dimensions[number].hidden = True
    for top, left, bottom, right in grid.merges:
        sheet.merged_cells.ranges.add(CellRange(None, left + 1, top, right + 1, bottom))
    written = 0
    cells = _Cells(sheet)
    for row in grid.rows:
        for _ in range(written + 1, row.number):
            sheet.append(())
        sheet.append(cells.of(cell) for cell in row.cells)
        written = row.number


def _widths(grid: Grid) -> list[int]:
    widths: list[int] = []
    for row in grid.rows[:LOOKED_AT]:
        widths += [NARROW] * (len(row.cells) - len(widths))
        for index, cell in enumerate(row.cells):
            text = str(cell) if isinstance(cell, str | int) else ""
            length = sum(2 if char > "\xff" else 1 for char in text[:WIDE]) + 2
            widths[index] = min(WIDE, max(widths[index], length))
    return widths


class _Cells:
    """Makes cells for a sheet. A row is written as it is appended, so that one cell of each format serves all."""

    def __init__(self, sheet: Any) -> None:  # noqa: ANN401  see above
        self._text = _formatted(sheet, TEXT_FORMAT)
        self._moments = {kind: _formatted(sheet, shown) for kind, shown in FORMATS.items()}

    def of(self, cell: Cell) -> Any:  # noqa: ANN401  what a row may be made of
        value = cell.value if isinstance(cell, Formula) else cell
        match value:
            case CellError():
                return value.text if value.text in ERROR_CODES else None
            case str():
                return self._written(value)
            case int() if LONG_NUMBER <= value < EXACT:
                return self._written(str(value))
            case date() | time():
                moment = self._moments[type(value)]
                moment.value = value
                return moment
            case _:
                return value

    def _written(self, text: str) -> Any:  # noqa: ANN401  see above
        self._text.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)
        self._text.data_type = "s"  # also where it begins like a formula
        return self._text


def _formatted(sheet: Any, shown: str) -> Any:  # noqa: ANN401  see above
    made = WriteOnlyCell(sheet)
    made.number_format = shown
    return made
