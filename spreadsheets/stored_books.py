"""A book as a batch keeps it: JSON, so that a page need not start a reading process again."""

from __future__ import annotations

from typing import Any

from spreadsheets.reader.book import Book, Cell, Grid, Row
from spreadsheets.reader.wire import pack_value, unpack_value


def dump_book(book: Book) -> dict[str, Any]:
    """Return ``book`` as JSON values."""
    return {"kind": book.kind, "sheets": [_dump_grid(grid) for grid in book.sheets]}


def load_book(stored: dict[str, Any]) -> Book:
    """Undo :func:`dump_book`."""
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
