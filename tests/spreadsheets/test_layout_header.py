"""The header among titles, notes and bands, on one row or on several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadsheets.layout import PassedOver, TableColumn, column_letter, normalise_header
from spreadsheets.reader import Cell, Row
from tests.spreadsheets.grids import HEADER, LI, ZHANG, grid_of, laid_out, numbers, skipped, table_of


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("姓  名", "姓名"),
        ("＊姓名：", "姓名"),
        ("入党时间\n(yyyy-MM-dd)", "入党时间"),
        ("出生年月(yyyy-MM)\n", "出生年月"),
        ("所在组织(请不要输入特殊符号)", "所在组织"),
        ("党籍状态（正式党员或预备党员）", "党籍状态"),
        ("联系电话（手机号）【必填】", "联系电话"),
        ("身份证号((18位)文本)", "身份证号"),
        ("（姓名）", "姓名"),
        ("1、姓名", "姓名"),
        ("3.手机", "手机"),
        ("ＩＤ Card No.", "idcardno"),
        ("单位/企业", "单位/企业"),
        ("备注1", "备注1"),
        ("2024年人数", "2024年人数"),
        ("（）", ""),
        ("", ""),
    ],
)
def test_headers_are_compared_in_one_form(text: str, key: str) -> None:
    assert normalise_header(text) == key


@given(st.text(max_size=20))
def test_the_form_is_stable(text: str) -> None:
    once = normalise_header(text)
    assert normalise_header(f" {once}　:") == once or once[:1].isdigit()


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_column_letters(index: int, letter: str) -> None:
    assert column_letter(index) == letter


def test_a_header_below_titles_and_notes() -> None:
    table = table_of(
        [
            ["花名册", None, None, None, None, None],
            [],
            ["填报单位：某某", None, None, "截止时间：2024年11月30日"],
            ["说明：姓名须与身份证一致"],
            HEADER,
            ZHANG,
        ],
        merges=[(1, 0, 1, 5)],
    )
    assert table.header_rows == [5]
    assert table.heading == [
        "花名册",
        "填报单位：某某",
        "截止时间：2024年11月30日",
        "说明：姓名须与身份证一致",
    ]
    assert list(table.rows) == [Row(6, ZHANG)]
    assert table.columns[1] == TableColumn(1, "B", "姓名", "姓名")


def test_a_header_of_two_merged_rows() -> None:
    table = table_of(
        [
            ["花名册"],
            ["姓名", "身份证号", "入党", None, "联系方式", None, "所在支部"],
            [None, None, "时间", "介绍人", "手机", "地址"],
            ["张三", "430602199001010019", "2012-07-01", "李四", "13800138001", "一路", "第一支部"],
        ],
        merges=[(1, 0, 1, 6), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 5), (2, 6, 3, 6)],
    )
    assert table.header_rows == [2, 3]
    assert [(column.letter, column.header, column.key) for column in table.columns] == [
        ("A", "姓名", "姓名"),
        ("B", "身份证号", "身份证号"),
        ("C", "入党 / 时间", "入党时间"),
        ("D", "入党 / 介绍人", "入党介绍人"),
        ("E", "联系方式 / 手机", "手机"),
        ("F", "联系方式 / 地址", "联系方式地址"),
        ("G", "所在支部", "所在支部"),
    ]
    assert numbers(table) == [4]


def test_a_header_of_two_rows_whose_merges_are_lost() -> None:
    table = table_of(
        [
            ["姓名", "身份证号", "入党", None, "联系", None],
            [None, None, "时间", "介绍人", "手机", "地址"],
            ["张三", "430602199001010019", "2012-07-01", "李四", "13800138001", "一路"],
        ]
    )
    assert table.header_rows == [1, 2]
    assert [column.key for column in table.columns] == [
        "姓名", "身份证号", "入党时间", "入党介绍人", "手机", "联系地址",
    ]  # fmt: skip


def test_a_band_above_the_header_is_not_part_of_names() -> None:
    table = table_of(
        [["基本信息", None, "其他"], ["姓名", "身份证号", "姓名"], ["张三", "430602199001010019", "王五"]],
        merges=[(1, 0, 1, 1)],
    )
    assert [column.key for column in table.columns] == ["姓名", "身份证号", "姓名"]
    assert table.header_rows == [2]


def test_the_same_name_below_another_group_is_another_column() -> None:
    table = table_of(
        [
            ["姓名", "身份证号", "家庭联系人", None],
            [None, None, "姓名", "手机"],
            ["张三", "430602199001010019", "李四", "13800138001"],
        ],
        merges=[(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3)],
    )
    assert [column.key for column in table.columns] == ["姓名", "身份证号", "家庭联系人姓名", "手机"]


def test_twice_the_same_header_stays_visible() -> None:
    table = table_of([["姓名", "手机", "手机"], ["张三", "13800138001", "13800138002"]])
    assert [(column.letter, column.key) for column in table.columns] == [
        ("A", "姓名"),
        ("B", "手机"),
        ("C", "手机"),
    ]


def test_a_column_with_data_but_no_header_is_listed() -> None:
    table = table_of([["姓名", None, "手机"], ["张三", "男", "13800138001", "x"]])
    assert [(column.letter, column.header) for column in table.columns] == [
        ("A", "姓名"), ("B", ""), ("C", "手机"), ("D", ""),
    ]  # fmt: skip


def test_the_header_is_the_row_that_names_most() -> None:
    rows: list[list[Cell]] = [["姓名", "手机", "填写说明"], HEADER, ZHANG]
    assert table_of(rows).header_rows == [2]
    assert table_of([HEADER, ["必填"] * 6, ZHANG]).header_rows == [1]


def test_a_table_below_another_has_its_own_header() -> None:
    other: list[Cell] = ["姓名", "手机", "身份证号", "性别", "备注", "入党时间", "转正时间"]
    layout = laid_out(
        grid_of(
            [
                HEADER,
                ZHANG,
                ["合计", 1],
                other,
                ["李四", "13800138002", "430602199001010027", "男"],
                other,
                HEADER,
                LI,
            ]
        )
    )
    assert [(table.header_rows, numbers(table), skipped(table)) for table in layout.tables] == [
        ([1], [2], [(3, "total")]),
        ([4], [5], [(6, "repeated_header")]),
        ([7], [8], []),
    ]
    assert layout.passed_over == []


def test_sheets_without_a_table_are_passed_over() -> None:
    layout = laid_out(
        grid_of([["填表说明"], ["一、姓名须与身份证一致"], ["姓名"]], name="说明"),
        grid_of([HEADER, ZHANG], name="名册"),
        grid_of([], name="空表"),
        grid_of([HEADER, LI], name="字典", hidden=True),
    )
    assert [table.sheet for table in layout.tables] == ["名册"]
    assert layout.passed_over == [
        PassedOver("说明", "no_header", "工作表“说明”里没有找到表头，已跳过。"),
        PassedOver("空表", "empty", "工作表“空表”是空的，已跳过。"),
        PassedOver("字典", "hidden", "工作表“字典”是隐藏的，已跳过。"),
    ]
