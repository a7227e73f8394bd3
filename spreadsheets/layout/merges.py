"""Merged ranges of a sheet, found by where they begin, and what they do to the data below a header."""

from __future__ import annotations

import re
from bisect import bisect_left

from spreadsheets.layout.table import TableRows
from spreadsheets.layout.text import glance, text_of
from spreadsheets.reader.book import Grid, Merge, Row

NOTE_BESIDE = re.compile(
    r"^\s*(?:注|备\s*注|说\s*明|注意|提示|填\w{0,4}说明|要求|※|\*)|\n\s*[(（]?[1-9一二三][)）]?[、.．]"
)


class Merges:
    """The merged ranges of a sheet by their first cell."""

    def __init__(self, grid: Grid) -> None:
        """Sort the ranges once."""
        self._by_start = {(merge[0], merge[1]): merge for merge in grid.merges}
        self._tall = sorted(merge for merge in grid.merges if merge[2] > merge[0])

    def at(self, row: int, column: int) -> Merge:
        """Give the range that begins at a cell; a cell alone is a range of one."""
        return self._by_start.get((row, column), (row, column, row, column))

    def width(self, row: int, column: int) -> int:
        """Count the columns of the range that begins at a cell."""
        _, left, _, right = self.at(row, column)
        return right - left + 1

    def between(self, first: int, last: int) -> list[Merge]:
        """Give the ranges of several rows that begin in rows ``first`` to ``last``, by column and row."""
        start, stop = bisect_left(self._tall, (first,)), bisect_left(self._tall, (last + 1,))
        return sorted(self._tall[start:stop], key=lambda merge: (merge[1], merge[0]))


def fill_down(rows: TableRows, merges: list[Merge]) -> list[str]:
    """Fill vertically merged cells down, changing ``rows``; give the notes beside the data, which are taken out.

    A range one column wide is one value for several rows. A wider one, or one that reads like a note, is no data.
    Ranges that overlap, which no program writes, are not followed twice, so that the cells bound the work.
    """
    numbers = [row.number for row in rows] if merges else []
    notes: list[str] = []
    done_until: dict[int, int] = {}
    for top, left, bottom, right in merges:
        start = bisect_left(numbers, top)
        if (
            start == len(rows)
            or numbers[start] != top
            or done_until.get(left, 0) >= top
            or left >= len(rows[start].cells)
        ):
            continue
        done_until[left] = bottom
        value = rows[start].cells[left]
        if value is None:
            continue
        if right > left or NOTE_BESIDE.search(glance(value)):
            notes.append(text_of(value))
            value = None
        stop = bisect_left(numbers, bottom + 1)
        for place in range(start if value is None else start + 1, stop):
            rows.change(place, _with_cell(rows[place], left, value))
    return [note for note in notes if note]


def _with_cell(row: Row, column: int, value: object) -> Row:
    cells = list(row.cells)
    if len(cells) <= column:
        cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = value  # type: ignore[call-overload]
    return Row(row.number, cells)
