"""Planning the rows of a file part by part: each is put away once it is judged, so that memory does not grow with them.

Rows that have to do with each other, such as two of one person, are judged together at the end. That a row was settled
by an earlier import is seen before it is cleaned.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise
from typing import Any

from spreadsheets import progress
from spreadsheets.cleaning import TableCleaner
from spreadsheets.faults import Fault
from spreadsheets.kinds import Kind, PlannedRow
from spreadsheets.models import RowOutcome
from spreadsheets.packed import TOGETHER, PackedRows
from spreadsheets.reader.book import Row
from spreadsheets.repairs.applying import without_left_out
from spreadsheets.repairs.steps import Repairs
from spreadsheets.settled import Settled


@dataclass
class PartPlanner:
    """Plans the rows of some tables; afterwards they are in ``rows``, and those that the person leaves out beside.

    What it is given is as in ``make_plan``.
    """

    cleaners: Sequence[TableCleaner]
    kind: Kind
    context: Any
    settled: Settled
    done: frozenset[str]
    repairs: Repairs
    rows: PackedRows = field(default_factory=PackedRows, init=False)
    left_out: list[PlannedRow] = field(default_factory=list, init=False)
    _waiting: list[PlannedRow] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        """Look at each table once."""
        self._tables = [_Table(cleaner, self.settled) for cleaner in self.cleaners]

    def plan(self) -> None:
        """Clean, judge and put away all rows."""
        progress.at("整理单元格")
        self._find_repeated()
        total = sum(len(table.rows) for table in self._tables)
        before = 0
        for table in self._tables:
            for rows in _parts(table.rows):
                with progress.part(before, total):
                    self._take(table, table.cleaner.begin(rows, self.done))
                before += len(rows)
        self.kind.judge(self._waiting, self.context)

    def _find_repeated(self) -> None:
        """Note which rows have to do with each other."""
        values = [array("q", self._values_in(table)) for table in self._tables]
        ordered = sorted(chain.from_iterable(values))
        repeated = {one for one, next_one in pairwise(ordered) if one == next_one and one}
        for table, found in zip(self._tables, values, strict=True) if repeated else ():
            table.repeated = {
                row.number for row, value in zip(table.rows, found, strict=True) if value in repeated
            }

    def _values_in(self, table: _Table) -> Iterator[int]:
        """Yield a number for each row: the same where they say the same of who or what they are, 0 for nothing."""
        name = self.kind.judged_apart_by
        clean = self.kind.by_field[name].clean
        index = next((m.column.index for m in table.cleaner.mapping.matches if m.field == name), None)
        texts = self.repairs.texts
        for row in table.rows:
            cell = row.cells[index] if index is not None and index < len(row.cells) else None
            if texts:
                cell = texts.get(f"{table.sheet}!{row.number}", {}).get(name, cell)
            try:
                value = clean(cell) if cell is not None else ""
                yield hash(value) if value else 0
            except Fault:
                yield 0

    def _take(self, table: _Table, rows: Sequence[PlannedRow]) -> None:
        """Plan a part of a table."""
        repeated, known = table.repeated, self.settled.known
        for row in rows:
            row.digest = None if self._is_repaired(row) else table.digest(row.cells)
            if row.digest in known and row.number not in repeated:
                row.outcome = RowOutcome.UNCHANGED
                row.key, row.revision = known[row.digest]
        table.cleaner.clean([row for row in rows if row.key is None])
        rows, left_out = without_left_out(rows, self.repairs)
        self.left_out += left_out
        waiting = [place for place, row in enumerate(rows) if row.number in repeated]
        self._waiting += [rows[place] for place in waiting]
        apart = [row for row in rows if row.key is None and row.number not in repeated]
        self.kind.judge(apart, self.context)
        self.rows.add(rows, waiting)

    def _is_repaired(self, row: PlannedRow) -> bool:
        return bool(self.repairs.texts) and row.place in self.repairs.texts


class _Table:
    """One table on its way: how its rows are cleaned and known again, and which have to do with others."""

    def __init__(self, cleaner: TableCleaner, settled: Settled) -> None:
        mapping = cleaner.mapping
        self.cleaner = cleaner
        self.rows = mapping.table.rows
        self.sheet = mapping.table.sheet
        self.digest = settled.digester(
            {m.field: m.column.index for m in mapping.matches if m.field}, cleaner.given
        )
        self.repeated: set[int] = set()


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while part := list(islice(iterator, TOGETHER)):
        yield part
