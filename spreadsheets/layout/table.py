"""What the layout of a book comes to: tables, and what was passed over with the reason."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from spreadsheets.reader.book import Row


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table. Two columns may have the same key: what that means is for the mapping to say."""

    index: int
    """From 0."""
    letter: str
    header: str
    """As the sheet shows it, merged rows joined by `` / ``; empty for a column with data and no header."""
    key: str
    """The normalised header by which the column is known."""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row within a table that is not data."""

    row: int
    reason: str
    """One of the keys of ``rows.MESSAGES``: ``hint``, ``sample``, ``total`` and so on."""
    message: str


class TableRows(Sequence[Row]):
    """Those rows of a sheet that are data: their places, so that rows which are made as they are asked for stay so."""

    __slots__ = ("_changed", "_places", "_rows")

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        """Begin without any of ``rows``."""
        self._rows = rows
        self._places = array("I")
        self._changed: dict[int, Row] = {}

    def take(self, place: int) -> None:
        """Let the row at ``place`` of the sheet be the next one."""
        self._places.append(place)

    def change(self, place: int, row: Row) -> None:
        """Let ``row`` stand at ``place`` of the table."""
        self._changed[self._places[place]] = row

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int, /) -> Row: ...

    @overload
    def __getitem__(self, place: slice, /) -> list[Row]: ...

    def __getitem__(self, place: int | slice, /) -> Row | list[Row]:
        if isinstance(place, slice):
            return list(map(self._row, self._places[place]))
        return self._row(self._places[place])

    def __iter__(self) -> Iterator[Row]:
        return map(self._row if self._changed else self._rows.__getitem__, self._places)

    def _row(self, place: int) -> Row:
        return self._changed.get(place) or self._rows[place]


@dataclass(slots=True)
class Table:
    """A table: its header, its data rows and what stands around them."""

    sheet: str
    header_rows: list[int]
    columns: list[TableColumn]
    rows: TableRows = field(default_factory=TableRows)
    """Data rows in sheet order, cells at their own columns, vertically merged cells filled down."""
    skipped: list[SkippedRow] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    """Texts above the header, in order: titles, notes, reporting lines."""
    notes: list[str] = field(default_factory=list)
    """Merged notes beside the data; they are taken out of the rows."""
    hidden_rows: list[int] = field(default_factory=list)
    """Numbers of the data rows that are hidden in the sheet, most often by a filter."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A sheet without a table."""

    sheet: str
    reason: str
    """``hidden``, ``empty`` or ``no_header``."""
    message: str


@dataclass(slots=True)
class Layout:
    """All that was found in a book."""

    tables: list[Table] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)

    def drop_rows(self) -> None:
        """Let go of the data rows, which take much memory, once they have been read."""
        for table in self.tables:
            table.rows = TableRows()
