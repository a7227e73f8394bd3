"""Rows of a table that are no data are skipped with a sentence; a row that may be a person never is."""

from __future__ import annotations

from datetime import date

import pytest

from spreadsheets.layout import SkippedRow
from spreadsheets.reader import Cell, Formula, Merge
from tests.spreadsheets.grids import HEADER, LI, ZHANG, grid_of, laid_out, numbers, skipped, table_of


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["必填", "必填", "必填，18位", "必填", "与系统内名称一致，必填", None], "hint"),
        ([None, "文本格式", "如：430602199001010019", "11位数字", "下拉选择"], "hint"),
        (["例", "王五", "430602199001010035", "13800138003", "第一支部"], "sample"),
        ([1, "王五", "430602199001010035", "13800138003", "第一支部", "示例，导入前请删除本行"], "sample"),
        (["示例：", "某某某", None, "13800138003"], "sample"),
        ([1, 2, 3, 4, 5, 6], "numbering"),
        (["1", "2", "3", "4", "5", "6"], "numbering"),
    ],
)
def test_rows_between_header_and_data(row: list[Cell], reason: str) -> None:
    table = table_of([HEADER, row, ZHANG, LI])
    assert skipped(table) == [(2, reason)]
    assert numbers(table) == [3, 4]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["合计", "2人"], "total"),
        (["合  计", None, None, None, 2], "total"),
        ([None, "小计：", 2], "total"),
        (["总计", 24, 13, 11], "total"),
        (["共 24 人"], "total"),
        (["填表人：张三", None, "审核人：", None, "填报日期：2024年12月2日"], "signature"),
        (["书记（签字）：", None, None, "信息采集员：", None, "填报日期：2024年12月2日"], "signature"),
        (["负责人：", "张三", "联系电话：", "13800138001"], "signature"),
        (["填表人", "张三", None, "联系电话：0730-8888888"], "signature"),
        (["单位（盖章）", None, None, "2024年12月2日"], "signature"),
        (["填报日期：", date(2024, 12, 2)], "signature"),
        (["注：1.日期格式为2012.07"], "note"),
        (["备注：以上人员均已核对"], "note"),
        (["2、请不要调整列的顺序"], "note"),
        (["本表一式两份，一份交党委，一份由支部留存备查，长期保管。"], "note"),
        (HEADER, "repeated_header"),
        ([None, None, None, None, None, None, None, "右侧的字"], "outside"),
    ],
)
def test_rows_below_the_data(row: list[Cell], reason: str) -> None:
    table = table_of([HEADER, ZHANG, LI, row])
    assert skipped(table) == [(4, reason)]
    assert numbers(table) == [2, 3]


@pytest.mark.parametrize(
    "row",
    [
        [3, None, "430602199001010035"],
        [None, "王五"],
        [None, "合肥生"],
        [3, "共青", None, "13800138003"],
        [3, "王五", None, None, "第一支部", "注意：身份证待补"],
        [3, "王五", "430602199001010035", None, None, "合计缴纳党费 100 元"],
        [3, "王五", "430602199001010035", None, "合计支部"],
        ["合计", "王五", "430602199001010035"],
        [None, "买买提·吐尔逊江·阿卜杜热合曼"],
        [3, "王五", 430602199001010000],
        [3, "王五", "待补"],
        [3, "王五", None, "139 0013 9000", "联系人：李四"],
        [3, "王五", None, "负责人"],
        ["注销", "王五", None, "13800138003"],
    ],
)
def test_what_may_be_a_person_is_data(row: list[Cell]) -> None:
    for rows in ([HEADER, ZHANG, row, LI], [HEADER, *[ZHANG] * 12, row, LI]):
        table = table_of(rows)
        assert skipped(table) == []
        assert len(table.rows) == len(rows) - 1


@pytest.mark.parametrize(
    "row", [[3], ["3"], [Formula(3)], [3, Formula(None), None, Formula("")], [None, None, Formula("")]]
)
def test_rows_prepared_for_later_are_dropped_in_silence(row: list[Cell]) -> None:
    table = table_of([HEADER, ZHANG, LI, row])
    assert (skipped(table), numbers(table)) == ([], [2, 3])


def test_page_breaks_and_bands() -> None:
    title: list[Cell] = ["第二支部名册"]
    merges: list[Merge] = [(1, 0, 1, 5), (4, 0, 4, 5)]
    table = table_of([["名册"], HEADER, ZHANG, title, HEADER, LI, ["二、其他"], [3, "王五"]], merges=merges)
    assert skipped(table) == [(4, "band"), (5, "repeated_header"), (7, "band")]
    assert numbers(table) == [3, 6, 8]
    assert table.skipped[0] == SkippedRow(4, "band", "第 4 行是标题，不是数据，已跳过。")


def test_hidden_rows_are_data_and_listed() -> None:
    grid = grid_of([HEADER, ZHANG, LI, ["合计", 2]], hidden_rows=[3, 4])
    (table,) = laid_out(grid).tables
    assert numbers(table) == [2, 3]
    assert table.hidden_rows == [3]


def test_a_table_without_long_numbers() -> None:
    rows: list[list[Cell]] = [
        ["姓名", "备注"],
        ["张三", "一"],
        ["李四", "二"],
        ["合计", "2"],
        ["填表人：", "王五"],
    ]
    table = table_of(rows)
    assert numbers(table) == [2, 3]
    assert skipped(table) == [(4, "total"), (5, "signature")]
