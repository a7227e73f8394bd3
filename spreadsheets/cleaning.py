"""Cleaning the cells of a table column by column: from rows of the sheet to rows of a plan, not yet judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spreadsheets import progress
from spreadsheets.alike import alike
from spreadsheets.cleaners import text_of
from spreadsheets.columns import Column
from spreadsheets.faults import Fault
from spreadsheets.kinds import Kind, PlannedRow
from spreadsheets.layout import TableColumn
from spreadsheets.mapping import TableMapping
from spreadsheets.reader.book import Formula, Row
from spreadsheets.repairs.applying import put_into_cells, say_beside_cells
from spreadsheets.repairs.steps import Repairs
from spreadsheets.updating import is_wipe, take_wipe

REMEMBERED = 20_000
"""Different cells of a column that are cleaned once only."""


class TableCleaner:
    """Cleans the rows of one table, all at once or part by part.

    ``given`` is what the sheet says of all rows; ``repairs`` count as if the sheet said so.
    """

    def __init__(
        self,
        mapping: TableMapping,
        kind: Kind,
        given: Mapping[str, str],
        repairs: Repairs,
    ) -> None:
        self.mapping = mapping
        self.given = given
        self._kind = kind
        self._repairs = repairs
        self._indexes = {match.field: match.column.index for match in mapping.matches if match.field}
        self._letters = mapping.letters
        self._hidden = set(mapping.table.hidden_rows)
        self._new = alike()
        self._memories: dict[str, dict[str, str]] = {name: {} for name in self._indexes}

    def begin(self, rows: Iterable[Row], done: frozenset[str]) -> list[PlannedRow]:
        """Return ``rows`` of the sheet without any value yet, but for those whose place is in ``done``."""
        sheet, letters, new = self.mapping.table.sheet, self._letters, self._new
        return [
            PlannedRow(sheet, number, new(), cells, letters)
            for number, cells in rows
            if not done or f"{sheet}!{number}" not in done
        ]

    def clean(self, rows: Sequence[PlannedRow]) -> None:
        """Clean the cells of ``rows`` column by column: they get values, and the problems of single cells."""
        for row in rows if self.given else ():
            row.values.update(self.given)
        put_into_cells(rows, self._indexes, self._repairs)
        for match in self.mapping.matches:
            progress.check()
            if match.field:
                column = self._kind.by_field[match.field]
                _clean_column(rows, match.column, column, self._kind.lasting, self._memories[match.field])
        say_beside_cells(rows, self._kind, self._indexes, self._repairs)
        for row in rows if self._hidden else ():
            if row.number in self._hidden:
                row.notices.append("这一行在表中是隐藏的")


def _clean_column(  # noqa: C901  one loop over all cells of a file: a call for each would cost more
    rows: Sequence[PlannedRow],
    place: TableColumn,
    column: Column,
    lasting: frozenset[str],
    memory: dict[str, str],
) -> None:
    """Clean one cell of each row; ``memory`` holds what cells that hardly differ were cleaned to."""
    index, name, clean = place.index, column.field, column.clean
    if len(memory) > REMEMBERED:
        memory.clear()
    for row in rows:
        cells = row.cells
        if index >= len(cells):
            continue
        cell = cells[index]
        if cell is None or cell == "":
            continue
        is_text = type(cell) is str
        if is_text and (known := memory.get(cell)) is not None:  # type: ignore[arg-type]  # as just found
            row.values[name] = known
            continue
        if is_text and is_wipe(cell):  # type: ignore[arg-type]  # a text
            take_wipe(row, column, lasting)
            continue
        try:
            value = clean(cell)
        except Fault as fault:
            row.refuse(name, fault.code, f"{column.title}：{fault.message}", fault.near)
            continue
        if isinstance(cell, Formula):
            row.notices.append(f"{place.letter}{row.number} 是公式，按表中已算出的结果读取")
        if value:
            if is_text and value == cell:
                value = cell  # type: ignore[assignment]  # one text in place of two
            row.values[name] = value
            if is_text and not column.distinct:
                memory[cell] = value  # type: ignore[index]  # a text


def tidied(row: PlannedRow, mapping: TableMapping) -> dict[str, str]:
    """Return, by field, what the cell said where cleaning changed it."""
    found: dict[str, str] = {}
    for match in mapping.matches:
        if match.field and match.column.index < len(row.cells):
            try:
                before = text_of(row.cells[match.column.index])
            except Fault:
                continue
            if before and before != row.values.get(match.field, "") and match.field not in row.wiped:
                found[match.field] = before
    return found
