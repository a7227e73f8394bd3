"""What a file holds once it has been read: sheets, rows and cells, the same for every file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple, TypeAlias

OUTSIDE = "#OUTSIDE"
"""Stands as an error value for what a formula has fetched from another program or host: it is not carried on."""


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value such as ``#N/A``, as the cell shows it."""

    text: str


PlainCell: TypeAlias = str | int | float | bool | date | datetime | time | CellError | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula. It is never evaluated: ``value`` is what the office program last stored, or None."""

    value: PlainCell


Cell: TypeAlias = PlainCell | Formula


class Row(NamedTuple):
    """One row with content; ``cells`` reaches to its last column with content."""

    number: int
    """Row number as the office program shows it, from 1."""
    cells: list[Cell]


Merge: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column: rows from 1, columns from 0."""


@dataclass(slots=True)
class Grid:
    """One sheet. Rows without content are absent, so that a sheet's claimed size costs nothing."""

    name: str
    hidden: bool = False
    rows: Sequence[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    """Numbers of the rows with content that are hidden, by a filter or by hand."""


@dataclass(slots=True)
class Book:
    """A file that has been read."""

    kind: str
    """``xlsx``, ``xls``, ``csv``, ``html`` or ``xml2003``: found from the content, never from the name."""
    sheets: list[Grid] = field(default_factory=list)
    mark: str = ""
    """What a marked copy of this portal says of itself (see ``marking``), unverified."""
    answer: bytes = field(default=b"", repr=False, compare=False)
    """The reading process's own words, compressed: the cheapest form in which to keep a book that nobody has changed.
    Empty for a book that was made otherwise."""
