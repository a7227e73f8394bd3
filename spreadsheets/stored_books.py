"""A book as a batch keeps it, so that a page need not start a reading process again.

What came from the reading process is kept in its own words: each different text once, rows as numbers. A book that was
made otherwise, or stored before, is JSON.
"""

from __future__ import annotations

import io
import sys
import zlib
from dataclasses import replace
from typing import Any

from core.collecting import without_collecting
from spreadsheets.reader.answer import Answer
from spreadsheets.reader.book import Book, Cell, Grid, Row
from spreadsheets.reader.limits import DEFAULT_LIMITS
from spreadsheets.reader.wire import pack_value, unpack_value

STORED = replace(
    DEFAULT_LIMITS, rows=sys.maxsize, cells=sys.maxsize, unpacked_bytes=sys.maxsize, columns=sys.maxsize
)
"""A book that was stored was within its limits then."""


def dump_book(book: Book) -> dict[str, Any] | bytes:
    """Return ``book`` as bytes or JSON values, for :func:`load_book`."""
    return book.answer or {"kind": book.kind, "sheets": [_dump_grid(grid) for grid in book.sheets]}


@without_collecting()
def load_book(stored: dict[str, Any] | bytes) -> Book:
    """Undo :func:`dump_book`."""
    if isinstance(stored, bytes):
        return Answer(io.BytesIO(zlib.decompress(stored)), STORED).book()
    return Book(stored["kind"], [_load_grid(grid) for grid in stored["sheets"]])


def _dump_grid(grid: Grid) -> dict[str, Any]:
    return {
        "name": grid.name,
        "hidden": grid.hidden,
        "rows": [[number, [_dump(cell) for cell in cells]] for number, cells in grid.rows],
        "merges": grid.merges,
        "hidden_rows": sorted(grid.hidden_rows),
    }


def _load_grid(stored: dict[str, Any]) -> Grid:
    return Grid(
        stored["name"],
        stored["hidden"],
        [Row(number, [_load(cell) for cell in cells]) for number, cells in stored["rows"]],
        [(first_row, first, last_row, last) for first_row, first, last_row, last in stored["merges"]],
        set(stored["hidden_rows"]),
    )


def _dump(cell: Cell) -> Any:  # noqa: ANN401  JSON
    return cell if cell is None or type(cell) is str else pack_value(cell)


def _load(stored: Any) -> Cell:  # noqa: ANN401  JSON
    return stored if stored is None or type(stored) is str else unpack_value(stored, [])
