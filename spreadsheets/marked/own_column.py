"""The column that a marked copy gains: named once, and known again in a file that comes back."""

from __future__ import annotations

from dataclasses import replace

from spreadsheets.layout.header import SEARCHED_ROWS
from spreadsheets.layout.text import normalise_header, text_of
from spreadsheets.reader.book import Book, Cell, Grid, Row

TITLE = "问题说明"
KEY = normalise_header(TITLE)
WHY = "暖流标的问题说明，不导入"


def without_own_texts(book: Book) -> Book:
    """Return ``book`` with nothing but its name in the column of problems: a sentence there is nobody's entry.

    The sentence “请删去这一行” would otherwise make its row one that says so of itself.
    """
    return Book(book.kind, [_without_texts(grid) for grid in book.sheets])


def _without_texts(grid: Grid) -> Grid:
    index = next((index for row in grid.rows[:SEARCHED_ROWS] for index in own_columns(row.cells)), None)
    if index is None:
        return grid
    return replace(grid, rows=[_without(row, index) for row in grid.rows])


def own_columns(cells: list[Cell]) -> list[int]:
    """Return the indexes of the cells that name the column."""
    return [index for index, cell in enumerate(cells) if cell == TITLE]


def _without(row: Row, index: int) -> Row:
    if index >= len(row.cells) or text_of(row.cells[index]) == TITLE:
        return row
    cells = list(row.cells)
    cells[index] = None
    while cells and cells[-1] is None:
        cells.pop()
    return Row(row.number, cells)
