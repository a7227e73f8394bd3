"""What a plan finds wrong, as orders to mark the workbook."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from spreadsheets.layout import Table
from spreadsheets.layout.text import is_filled
from spreadsheets.marked.own_column import KEY, TITLE
from spreadsheets.pages import faulty_rows
from spreadsheets.planned import PlannedRow
from spreadsheets.planning import Plan
from spreadsheets.reader import DEFAULT_LIMITS
from spreadsheets.reader.addresses import LAST_ROW, column_index
from spreadsheets.reader.book import Book, Grid
from spreadsheets.reader.marking.orders import Orders, RowOrder, SheetOrder

AUTHOR = "暖流"
LONGEST = 2000
"""Characters in a cell or a comment; Excel would take more, but nobody would read them."""
Values = Mapping[tuple[str, int, str], str]
"""Texts to be written, by sheet, row number and letter of the column."""


def orders_of(plan: Plan, book: Book, *, mark: str = "", values: Values | None = None) -> Orders:
    """Return what is to be marked in the file that ``plan`` was made of; ``values`` are written into their cells."""
    tables: dict[str, list[Table]] = {}
    for mapping in plan.mappings:
        tables.setdefault(mapping.table.sheet, []).append(mapping.table)
    faulty: dict[str, list[PlannedRow]] = {}
    for row in faulty_rows(plan):
        faulty.setdefault(row.sheet, []).append(row)
    sheets: dict[int, SheetOrder] = {}
    for place, grid in enumerate(book.sheets):
        if own := tables.pop(grid.name, None):
            sheets[place] = _SheetOrders(grid, own).order(faulty.get(grid.name, []), values or {})
    return Orders(sheets, AUTHOR, mark)


def told(messages: Sequence[str]) -> str:
    """Return the problems of a row in one line, numbered if there are several."""
    if len(messages) == 1:
        return messages[0][:LONGEST]
    return " ".join(f"{number}. {message}" for number, message in enumerate(messages, start=1))[:LONGEST]


class _SheetOrders:
    """Makes the orders for one sheet and its tables."""

    def __init__(self, grid: Grid, tables: Sequence[Table]) -> None:
        self._grid = grid
        self._tables = tables
        self._rows: dict[int, RowOrder] = {}
        self._had = next((c.index for t in tables for c in t.columns if c.key == KEY), None)
        self._column = self._had if self._had is not None else self._free_column()
        self._tall = sorted((left, top, bottom) for top, left, bottom, _ in grid.merges if bottom > top)

    def order(self, faulty: Sequence[PlannedRow], values: Values) -> SheetOrder:
        if self._column is not None:
            self._name_column()
        for row in faulty:
            self._tell(row)
        for (sheet, number, letter), text in values.items():
            if sheet == self._grid.name:
                self._row(number).values[column_index(letter)] = text
        first, last = self._title_row(self._tables[0]), self._tables[0].header_rows[-1]
        several = first < last and self._had is None
        return SheetOrder(self._column, self._rows, (first, last) if several else None)

    def _row(self, number: int) -> RowOrder:
        return self._rows.setdefault(number, RowOrder())

    def _name_column(self) -> None:
        for table in self._tables:
            if self._had is None:
                title = self._row(self._title_row(table))
                title.text, title.is_title = TITLE, True
            else:
                for row in table.rows:
                    self._row(row.number).text = ""

    def _title_row(self, table: Table) -> int:
        """Return the first row of a header that names several columns; the title of the sheet may have gone with it."""
        filled = {
            row.number: sum(map(is_filled, row.cells))
            for row in self._grid.rows
            if row.number in table.header_rows
        }
        return next(
            (number for number in table.header_rows if filled.get(number, 0) > 1), table.header_rows[-1]
        )

    def _tell(self, row: PlannedRow) -> None:
        if self._column is not None:
            self._row(row.number).text = told([problem.message for problem in row.problems])
        for problem in row.problems:
            if problem.letter:
                column = column_index(problem.letter)
                number = self._shown_at(row.number, column)
                where = "" if number == row.number else f"第 {row.number} 行："
                faults = self._row(number).faults
                before = f"{faults[column]}\n" if column in faults else ""
                faults[column] = f"{before}{where}{problem.message}"[:LONGEST]

    def _first_and_last(self) -> tuple[int, int]:
        first = min(table.header_rows[0] for table in self._tables)
        last = max([table.rows[-1].number for table in self._tables if table.rows], default=first)
        return first, last

    def _free_column(self) -> int | None:
        """Return the first column right of all that stands beside the tables; None where the sheet is too wide."""
        first, last = self._first_and_last()
        rows = [len(row.cells) for row in self._grid.rows if first <= row.number <= last]
        merges = [right + 1 for top, _, bottom, right in self._grid.merges if top <= last and bottom >= first]
        widest = max([*rows, *merges], default=0)
        return widest if widest < DEFAULT_LIMITS.columns else None

    def _shown_at(self, row: int, column: int) -> int:
        """Return the row in which a cell shows: of merged cells only the first does."""
        place = bisect_right(self._tall, (column, row, LAST_ROW)) - 1
        if place >= 0:
            left, top, bottom = self._tall[place]
            if left == column and top <= row <= bottom:
                return top
        return row
