"""Finding the tables of a book: the header among titles, the data rows among hints, totals and signatures.

Works on cells alone: which words name a column is told by the caller. Rows that are not data are listed with a sentence
each; blank ones are dropped in silence. In doubt a row is data, so that it is judged and never lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spreadsheets.layout.header import Header, Knows, find_header
from spreadsheets.layout.merges import Merges, fill_down
from spreadsheets.layout.rows import RowJudge
from spreadsheets.layout.table import Layout, PassedOver, SkippedRow, Table, TableColumn
from spreadsheets.layout.text import glance, is_filled, normalise_header
from spreadsheets.reader.addresses import column_letter
from spreadsheets.reader.book import Book, Grid, Row

__all__ = [
    "Layout",
    "PassedOver",
    "SkippedRow",
    "Table",
    "TableColumn",
    "column_letter",
    "find_tables",
    "normalise_header",
]

PASSED_OVER = {
    "hidden": "工作表“{sheet}”是隐藏的，已跳过。",
    "empty": "工作表“{sheet}”是空的，已跳过。",
    "no_header": "工作表“{sheet}”里没有找到表头，已跳过。",
}
LOOKED_AT = 50
"""Data rows in which columns without a header are looked for."""


def find_tables(book: Book, *, knows: Knows) -> Layout:
    """Find the table of each sheet. ``knows`` tells whether some column goes by a normalised header."""
    layout = Layout()
    for grid in book.sheets:
        tables = [] if grid.hidden else list(_find_in_sheet(grid, knows))
        layout.tables.extend(tables)
        if not tables:
            reason = "hidden" if grid.hidden else "no_header" if grid.rows else "empty"
            layout.passed_over.append(
                PassedOver(grid.name, reason, PASSED_OVER[reason].format(sheet=grid.name))
            )
    return layout


def _find_in_sheet(grid: Grid, knows: Knows) -> Iterator[Table]:
    """Find the tables of a sheet: nearly always one, but another may begin below it under another header."""
    merges = Merges(grid)
    rows = grid.rows
    start = 0
    while (header := find_header(rows, start, merges, knows)) is not None:
        below = header.first + len(header.rows)
        split = RowJudge(header, merges, knows).split(rows, below)
        table = Table(
            sheet=grid.name,
            header_rows=[row.number for row in header.rows],
            columns=header.columns,
            rows=split.data,
            skipped=split.skipped,
            heading=_texts(rows[start : header.first]),
            hidden_rows=[r.number for r in split.data if r.number in grid.hidden_rows]
            if grid.hidden_rows
            else [],
        )
        if table.rows:
            table.notes = fill_down(table.rows, merges.between(table.rows[0].number, table.rows[-1].number))
        table.columns = _with_unnamed(header, table.rows)
        yield table
        start = split.stop


def _texts(rows: Sequence[Row]) -> list[str]:
    return [text for row in rows for cell in row.cells if (text := glance(cell).strip())]


def _with_unnamed(header: Header, rows: Sequence[Row]) -> list[TableColumn]:
    """Add the columns that hold data but have no header, so that they can be listed as ignored."""
    named = {column.index for column in header.columns}
    filled = {index for row in rows[:LOOKED_AT] for index, cell in enumerate(row.cells) if is_filled(cell)}
    unnamed = [TableColumn(index, column_letter(index), "", "") for index in filled - named]
    return sorted([*header.columns, *unnamed], key=lambda column: column.index)
