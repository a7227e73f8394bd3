"""The layout of the office sheets and of the misshapen hostile files, to the row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spreadsheets.layout import Layout, find_tables
from spreadsheets.reader import read_book

DATA = Path(__file__).parents[1] / "data"
KNOWN = {
    "姓名", "性别", "民族", "出生日期", "出生年月", "身份证", "身份证号", "身份证号码", "公民身份证号", "公民身份号码",
    "手机", "手机号", "手机号码", "联系电话", "联系方式", "入党时间", "入党日期", "加入党组织日期", "所在支部", "备注",
}  # fmt: skip
SHEETS = {
    "01-流动党员花名册.xlsx": [("Sheet", [1], 24, [])],
    "02-党员基本信息汇总表.xlsx": [("Sheet", [4], 18, [(24, "signature")])],
    "03-党员信息表.xls": [("Sheet1", [1], 15, [])],
    "04-导出名单.csv": [("", [1], 20, [])],
    "05-组织关系导入样表.xlsx": [("Sheet", [1], 12, [(2, "hint"), (3, "sample")])],
    "06-各支部名册.xlsx": [("第一支部", [2], 8, []), ("第二支部", [2], 8, []), ("第三支部", [2], 8, [])],
    "07-带字典.xls": [("Sheet1", [1], 10, [])],
    "08-有错的名册.xlsx": [("Sheet", [1], 17, [])],
}
MISSHAPEN = {
    "shape_merged_title.xlsx": [("x", [3], 3, [(7, "total"), (8, "signature")])],
    "shape_multi_sheet.xlsx": [("党员名册", [1], 3, []), ("备份", [1], 1, [])],
    "shape_header_only.xlsx": [("x", [1], 0, [])],
    "shape_dup_header.xlsx": [("x", [1], 3, [])],
    "shape_dim_too_small.xlsx": [("x", [1], 3, [])],
}


def laid_out(path: Path) -> Layout:
    return find_tables(read_book(path.read_bytes()), knows=KNOWN.__contains__)


def shape_of(layout: Layout) -> list[tuple[str, list[int], int, list[tuple[int, str]]]]:
    return [
        (table.sheet, table.header_rows, len(table.rows), [(row.row, row.reason) for row in table.skipped])
        for table in layout.tables
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_office_sheets(name: str) -> None:
    assert shape_of(laid_out(DATA / "sheets" / name)) == SHEETS[name]


@pytest.mark.parametrize("name", MISSHAPEN)
def test_misshapen_files(name: str) -> None:
    assert shape_of(laid_out(DATA / "hostile" / name)) == MISSHAPEN[name]


def test_what_is_passed_over() -> None:
    passed = {name: laid_out(DATA / "sheets" / name).passed_over for name in SHEETS}
    assert {
        name: [(sheet.sheet, sheet.reason) for sheet in sheets] for name, sheets in passed.items() if sheets
    } == {
        "03-党员信息表.xls": [("Sheet2", "empty"), ("Sheet3", "empty")],
        "06-各支部名册.xlsx": [("填表说明", "no_header")],
        "07-带字典.xls": [("Sheet2", "hidden"), ("Sheet3", "hidden")],
    }


def test_the_branch_merged_downwards_reaches_each_row() -> None:
    (table,) = laid_out(DATA / "hostile" / "shape_merged_title.xlsx").tables
    assert [row.cells[3] for row in table.rows] == ["第一党支部"] * 3


def test_headings_and_notes() -> None:
    (table,) = laid_out(DATA / "sheets" / "02-党员基本信息汇总表.xlsx").tables
    assert table.heading == [
        "党员基本信息汇总表",
        "填报单位：新港区流动党员第二支部",
        "截止时间：2024年11月30日",
    ]
    (table,) = laid_out(DATA / "sheets" / "05-组织关系导入样表.xlsx").tables
    assert [note.splitlines()[0] for note in table.notes] == ["注意："]
    assert {cell for row in table.rows for cell in row.cells[7:]} <= {None}


def test_each_member_of_the_manifest_is_a_data_row() -> None:
    manifest = json.loads((DATA / "sheets" / "manifest.json").read_text(encoding="utf-8"))
    for name, expected in manifest.items():
        rows = [row for table in laid_out(DATA / "sheets" / name).tables for row in table.rows]
        assert len(rows) == len(expected["members"]) + len(expected["refused"]), name
        found = {cell for row in rows for cell in row.cells if isinstance(cell, str)}
        assert {member["national_id"] for member in expected["members"]} <= found, name
