"""Books made in memory from lists of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spreadsheets.layout import Layout, Table, find_tables
from spreadsheets.reader import Book, Cell, Grid, Merge, Row

KNOWN = {
    "姓名",
    "性别",
    "身份证号",
    "手机",
    "手机号",
    "联系电话",
    "入党时间",
    "转正时间",
    "所在支部",
    "工作单位",
    "备注",
}
HEADER: list[Cell] = ["序号", "姓名", "身份证号", "手机", "所在支部", "备注"]
ZHANG: list[Cell] = [1, "张三", "430602199001010019", "13800138001", "第一支部"]
LI: list[Cell] = [2, "李四", "430602199001010027", "13800138002", "第二支部"]


def grid_of(
    rows: Sequence[Sequence[Cell]],
    *,
    name: str = "表",
    merges: Iterable[Merge] = (),
    hidden: bool = False,
    hidden_rows: Iterable[int] = (),
) -> Grid:
    """Return a sheet with these rows from row 1 on; rows without content are left out, as the reader does."""
    filled = [
        Row(number, list(cells))
        for number, cells in enumerate(rows, start=1)
        if any(cell is not None for cell in cells)
    ]
    return Grid(name, hidden, filled, list(merges), set(hidden_rows))


def laid_out(*grids: Grid) -> Layout:
    """Find the tables of these sheets."""
    return find_tables(Book("xlsx", list(grids)), knows=KNOWN.__contains__)


def table_of(rows: Sequence[Sequence[Cell]], *, merges: Iterable[Merge] = ()) -> Table:
    """Find the table of one sheet."""
    (table,) = laid_out(grid_of(rows, merges=merges)).tables
    return table


def skipped(table: Table) -> list[tuple[int, str]]:
    """Return the rows that are no data, each with its reason."""
    return [(row.row, row.reason) for row in table.skipped]


def numbers(table: Table) -> list[int]:
    """Return the numbers of the data rows."""
    return [row.number for row in table.rows]
