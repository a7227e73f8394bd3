"""Rows that are written as they come, as openpyxl and our own reader read them again."""

from __future__ import annotations

import io
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from spreadsheets.columns import Column
from spreadsheets.reader import read_book
from spreadsheets.streaming import REMEMBERED
from spreadsheets.workbooks import TextWorkbook

COLUMNS = (Column("a", "甲", str, width=22), Column("b", "乙", str))


class Rows(list[list[Any]]):
    """Rows under the header of :data:`COLUMNS`."""

    headers = ("甲", "乙")


def written(rows: list[list[Any]]) -> bytes:
    return TextWorkbook("表", COLUMNS).export_data(Rows(rows))


def test_looks_are_those_that_openpyxl_has_set_up() -> None:
    sheet = load_workbook(io.BytesIO(written([["=1+1", "13800000000"], ["一\n二", ""], ["", 5]])))["表"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["甲", "乙"], ["=1+1", "13800000000"], ["一\n二", None], [None, 5],
    ]  # fmt: skip
    assert (sheet["A1"].font.bold, sheet["A2"].font.bold, sheet["A2"].data_type) == (True, False, "s")
    assert (sheet["A2"].quotePrefix, sheet["B2"].quotePrefix) == (True, False)
    assert (sheet["B2"].number_format, sheet["B4"].number_format) == ("@", "General")
    assert (sheet["A3"].alignment.wrap_text, sheet["B2"].alignment.wrap_text) == (True, None)
    assert (sheet.freeze_panes, sheet.column_dimensions["A"].width, sheet.print_title_rows) == (
        "B2",
        22,
        "$1:$1",
    )


def test_more_values_than_are_remembered() -> None:
    told = [[str(number), "甲厂"] for number in range(REMEMBERED + 2)]
    grid = read_book(written(told)).sheets[0]
    assert [row.cells for row in grid.rows[1:]] == told


def test_no_rows() -> None:
    assert [[c.value for c in row] for row in load_workbook(io.BytesIO(written([])))["表"].iter_rows()] == [
        ["甲", "乙"]
    ]


def test_what_no_workbook_can_hold() -> None:
    grid = read_book(written([["\x00\x0b\ufffe\ud800", "a"]])).sheets[0]
    assert grid.rows[1].cells == ["\ufffd\ufffd\ufffd\ufffd", "a"]


@given(
    st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
        )
        | st.sampled_from(["_x0041_", "a&amp;<b>\"'", "a\r\nb", "\tc", "𠮷 䶮", "=1", "_x005F_"]),
        min_size=1,
        max_size=5,
    )
)
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    told = [text for text in texts if text.strip()]
    grid = read_book(written([[text, "b"] for text in told])).sheets[0]
    assert [row.cells[0] for row in grid.rows[1:]] == told
