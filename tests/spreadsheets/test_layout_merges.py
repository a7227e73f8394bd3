"""Merged cells below the header: a value for several rows, or a note beside them."""

from __future__ import annotations

import time

from spreadsheets.reader import Cell, Merge, Row
from tests.spreadsheets.grids import HEADER, grid_of, laid_out, numbers, skipped, table_of

NOTE = "注意：\n1、红色字段为必填项\n2、日期格式为2012.07"


def person(number: int, branch: Cell = None, remark: Cell = None) -> list[Cell]:
    cells: list[Cell] = [
        number,
        f"张{number}",
        f"43060219900101{number:04}",
        f"1380013{number:04}",
        branch,
        remark,
    ]
    while cells[-1] is None:
        cells.pop()
    return cells


def test_a_value_merged_over_rows_fills_them() -> None:
    table = table_of(
        [HEADER, person(1, "第一支部"), person(2), person(3), person(4, "第二支部"), [], person(5)],
        merges=[(2, 4, 4, 4), (5, 4, 7, 4)],
    )
    assert [(row.number, row.cells[4]) for row in table.rows] == [
        (2, "第一支部"), (3, "第一支部"), (4, "第一支部"), (5, "第二支部"), (7, "第二支部"),
    ]  # fmt: skip


def test_a_row_that_holds_nothing_but_its_serial_is_not_made_a_person() -> None:
    table = table_of([HEADER, person(1, "第一支部"), [2], person(3)], merges=[(2, 4, 4, 4)])
    assert numbers(table) == [2, 4]
    assert table.rows[1].cells[4] == "第一支部"


def test_a_note_merged_beside_the_data_is_no_data() -> None:
    for merge in [(3, 5, 5, 5), (3, 5, 5, 7)]:
        table = table_of(
            [HEADER, person(1), person(2, "第一支部", NOTE), person(3), person(4)], merges=[merge]
        )
        assert table.notes == [NOTE]
        assert skipped(table) == []
        assert [[cell for cell in row.cells[5:] if cell is not None] for row in table.rows] == [
            [],
            [],
            [],
            [],
        ]


def test_a_merged_note_that_speaks_of_samples_skips_nobody() -> None:
    note = "示例：2012-07-01\n请删除本行以外的说明"
    table = table_of([HEADER, person(1, "第一支部", note), person(2)], merges=[(2, 5, 3, 6)])
    assert numbers(table) == [2, 3]
    assert table.notes == [note]


def test_a_value_merged_across_stays_in_its_first_column() -> None:
    table = table_of([HEADER, person(1, "第一支部")], merges=[(2, 4, 2, 5)])
    assert list(table.rows) == [Row(2, person(1, "第一支部"))]


def test_the_sheet_itself_is_not_changed() -> None:
    grid = grid_of([HEADER, person(1, "第一支部"), person(2)], merges=[(2, 4, 3, 4)])
    laid_out(grid)
    assert grid.rows[2] == Row(3, person(2))


def test_merges_that_overlap_cost_no_more_than_the_cells() -> None:
    rows = [HEADER, *(person(number, "x") for number in range(1, 5000))]
    merges: list[Merge] = [(row, 4, 1_048_576, 4) for row in range(2, 5000)]
    started = time.monotonic()
    (table,) = laid_out(grid_of(rows, merges=merges)).tables
    assert time.monotonic() - started < 2
    assert len(table.rows) == 4999
