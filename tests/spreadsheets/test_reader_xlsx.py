"""The reader of .xlsx: every kind of cell, and every way in which programs write it."""
# ruff: noqa: DTZ001  a sheet knows no time zone

from __future__ import annotations

import io
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from spreadsheets.reader import CellError, FileRefused, Formula, Grid, Row, read_book
from tests.spreadsheets.raw_xlsx import DECLARATION, MAIN, raw_xlsx, sheet_of

WEB = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def read_sheet(content: bytes) -> Grid:
    book = read_book(content)
    assert book.kind == "xlsx"
    (grid,) = book.sheets
    return grid


def saved(workbook: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        read_book(content)
    assert caught.value.message.endswith("。")
    return caught.value.code


def test_types_are_kept() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "类型"
    sheet.append(["文字", 7, 2.5, True, date(2019, 7, 1), datetime(2019, 7, 1, 8, 30), time(8, 30)])
    sheet.append(["=1+1", "#N/A", "  有空白 ", "第一行\n第二行", "🀄𠮷 䶮"])
    sheet["B2"].data_type = "e"
    assert read_sheet(saved(workbook)) == Grid(
        name="类型",
        rows=[
            Row(
                1,
                [
                    "文字", 7, 2.5, True,
                    date(2019, 7, 1), datetime(2019, 7, 1, 8, 30), time(8, 30),
                ],
            ),
            Row(2, [Formula(None), CellError("#N/A"), "  有空白 ", "第一行\n第二行", "🀄𠮷 䶮"]),
        ],
    )  # fmt: skip


def test_merges_hidden_rows_and_hidden_sheets() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in range(1, 5):
        sheet.cell(row, 2, f"第{row}行")
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B3:B4")
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True
    for state in ("hidden", "veryHidden"):
        workbook.create_sheet(state).sheet_state = state
    book = read_book(saved(workbook))
    assert [(grid.name, grid.hidden) for grid in book.sheets] == [
        ("Sheet", False), ("hidden", True), ("veryHidden", True),
    ]  # fmt: skip
    assert book.sheets[0].merges == [(1, 0, 1, 2), (3, 1, 4, 1)]
    assert book.sheets[0].hidden_rows == {3}


def test_rich_text_is_joined_and_phonetic_text_left_out() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["A1"] = CellRichText("入党", TextBlock(InlineFont(b=True), "时间"))
    assert read_sheet(saved(workbook)).rows == [Row(1, ["入党时间"])]
    shared = "<r><t>单</t></r><r><t>雄信</t></r><rPh sb='0' eb='1'><t>shan</t></rPh><phoneticPr fontId='1'/>"
    content = raw_xlsx(sheet_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), texts=[shared])
    assert read_sheet(content).rows == [Row(1, ["单雄信"])]


@pytest.mark.parametrize(
    ("code", "serial", "expected"),
    [
        ("yyyy-mm-dd", 43647, date(2019, 7, 1)),
        ('yyyy"年"m"月"d"日";@', 43647, date(2019, 7, 1)),
        ('[$-804]yyyy"年"m"月"', 43647, "2019-07"),
        ('[DBNum1][$-804]yyyy"年"m"月"', 43647, "2019-07"),
        ('yyyy"年"m"月"', 43661, date(2019, 7, 15)),
        ("yyyy.mm", 43647, "2019-07"),
        ('yyyy"年"', 43466, "2019"),
        ("m/d/yy h:mm", 43647.5, datetime(2019, 7, 1, 12)),
        ("h:mm:ss", 0.25, time(6)),
        ("[h]:mm", 1.25, datetime(1900, 1, 1, 6)),
        ("mm:ss.0", 0.25, time(6)),
        ("General", 43647, 43647),
        ("0.00E+00", 43647, 43647),
        ("#,##0;[Red]-#,##0", 43647, 43647),
        ("@", 43647, 43647),
        ('0"年"', 2019, 2019),
        ("yyyy-mm-dd", 60, 60),
        ("yyyy-mm-dd", 59, date(1900, 2, 28)),
        ("yyyy-mm-dd", 61, date(1900, 3, 1)),
        ("yyyy-mm-dd", -1, -1),
        ("yyyy-mm-dd", 1e300, 1e300),
        ("yyyy-mm-dd", 2958465, date(9999, 12, 31)),
        ("yyyy-mm-dd", 2958465.999999, 2958465.999999),
    ],
)
def test_the_number_format_tells_a_date(code: str, serial: float, expected: object) -> None:
    rows = f'<row r="1"><c r="A1" s="1"><v>{serial!r}</v></c></row>'
    assert read_sheet(raw_xlsx(sheet_of(rows), formats=[code])).rows == [Row(1, [expected])]  # type: ignore[list-item]


def test_the_1904_system() -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>42185</v></c></row>'
    content = raw_xlsx(sheet_of(rows), formats=["yyyy-mm-dd"], properties='<workbookPr date1904="1"/>')
    assert read_sheet(content).rows == [Row(1, [date(1904, 1, 1), date(2019, 7, 1)])]


def test_numbers_as_text_writes_them() -> None:
    numbers = ["13743360730", "4.21003199609026E+17", "17572802016.0", "-0.5", "1E400", "0430"]
    cells = "".join(f'<c r="{chr(65 + place)}1"><v>{number}</v></c>' for place, number in enumerate(numbers))
    assert read_sheet(raw_xlsx(sheet_of(f'<row r="1">{cells}</row>'))).rows == [
        Row(1, [13743360730, 421003199609026000.0, 17572802016, -0.5, CellError("#NUM!"), 430])
    ]


def test_formulas_keep_what_the_program_stored_unless_they_fetch_it_from_outside() -> None:
    cells = (
        '<c r="A1" t="str"><f>cmd|&apos; /C calc&apos;!A0</f><v>李四</v></c>'
        '<c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="s"><f>A9</f><v>0</v></c><c r="D1"><f>A1</f></c>'
        '<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F1" t="b"><f t="shared" si="0"/><v>1</v></c>'
    )
    expected = [
        Formula(CellError("#OUTSIDE")), Formula(2), Formula("共用"), Formula(None),
        Formula(CellError("#DIV/0!")), Formula(value=True),
    ]  # fmt: skip
    content = raw_xlsx(sheet_of(f'<row r="1">{cells}</row>'), texts=["<t>共用</t>"])
    assert read_sheet(content).rows == [Row(1, list(expected))]


def test_a_formula_that_fetches_cannot_hide_in_references() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    rows += '<row r="2"><c r="A2" t="str"><f>cmd&#124;&apos; /C calc&apos;!A0</f><v>李四</v></c></row>'
    assert read_sheet(raw_xlsx(sheet_of(rows))).rows == [
        Row(1, [1]), Row(2, [Formula(CellError("#OUTSIDE"))]),
    ]  # fmt: skip


def test_cells_without_address_and_rows_without_number() -> None:
    rows = '<row><c t="inlineStr"><is><t>甲</t></is></c><c><v>1</v></c></row>'
    rows += '<row r="5"><c r="C5"><v>2</v></c><c><v>3</v></c></row>'
    assert read_sheet(raw_xlsx(sheet_of(rows))).rows == [Row(1, ["甲", 1]), Row(5, [None, None, 2, 3])]


def test_prefixes_line_breaks_and_strict_dates() -> None:
    sheet = (
        f'{DECLARATION}<x:worksheet xmlns:x="{MAIN}">\r\n <x:sheetData>\r\n  <x:row r="2">\r\n   <x:c r="B2" t="d">'
        "<x:v>2019-07-01T00:00:00</x:v></x:c>\r\n  </x:row>\r\n </x:sheetData></x:worksheet>"
    )
    assert read_sheet(raw_xlsx(sheet)).rows == [Row(2, [None, date(2019, 7, 1)])]
    pretty = (
        '\n  <row r="1">\n    <c r="A1">\n      <v>1</v>\n    </c>\n    <c r="B1"><v>2</v></c>\n  </row>\n'
    )
    assert read_sheet(raw_xlsx(sheet_of(pretty))).rows == [Row(1, [1, 2])]


def test_what_stands_in_a_comment_or_cdata_is_no_row() -> None:
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'
    rows = (
        row.format(1, "甲") + "<!-- " + row.format(2, "乙") + " -->" + row.format(3, "<![CDATA[丙</row>丁]]>")
    )
    assert read_sheet(raw_xlsx(sheet_of(rows))).rows == [Row(1, ["甲"]), Row(3, ["丙</row>丁"])]
    before = f"<!-- {row.format(1, '甲')} -->"
    assert read_sheet(raw_xlsx(sheet_of(row.format(4, "戊"), before=before))).rows == [Row(4, ["戊"])]


def test_entities_and_escapes() -> None:
    texts = [
        "<t>A&amp;B &lt;&#x4E2D;&#22269;</t>",
        "<t>回车_x000D_、铃_x0007_、下划线_x005F_x0041_、半个_xD83D_</t>",
    ]
    cells = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><v>x&amp;y</v></c>'
    assert read_sheet(raw_xlsx(sheet_of(f'<row r="1">{cells}</row>'), texts=texts)).rows == [
        Row(1, ["A&B <中国", "回车\r、铃\x07、下划线_x0041_、半个\ufffd", "x&y"])
    ]


def test_other_encodings_are_read_by_the_parser() -> None:
    text = sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>é中</t></is></c></row>')
    assert read_sheet(raw_xlsx(text.replace("UTF-8", "UTF-16").encode("utf-16"))).rows == [Row(1, ["é中"])]
    latin = text.replace("UTF-8", "ISO-8859-1").replace("中", "")
    assert read_sheet(raw_xlsx(latin.encode("latin-1"))).rows == [Row(1, ["é"])]


def test_blank_cells_are_no_content() -> None:
    rows = '<row r="1"><c r="A1" s="1"/><c r="B1" t="s"><v>0</v></c></row><row r="2" spans="1:3"/>'
    rows += '<row r="3"><c r="A3"><v>1</v></c><c r="B3" t="s"><v>0</v></c></row>'
    assert read_sheet(raw_xlsx(sheet_of(rows), texts=["<t xml:space='preserve'> \u3000\n</t>"])).rows == [
        Row(3, [1])
    ]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>一</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="?"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1"><row r="2"/></c></row>',
        '<row r="1"><c r="A1"><v><v>1</v></v></c></row>',
    ],
)
def test_sheets_that_no_program_writes_are_damaged(rows: str) -> None:
    assert refusal(raw_xlsx(sheet_of(rows))) == "damaged"


def test_links_that_leave_the_file_are_not_followed() -> None:
    link = f'<extLst xmlns:mc="{WEB}"><ext uri="http://127.0.0.1:9/"/></extLst><legacyDrawing/>'
    more = {"xl/externalLinks/externalLink1.xml": "<externalLink/>", "../../up": "x", "/abs": "x"}
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert read_sheet(raw_xlsx(sheet_of(rows, after=link), more=more)).rows == [Row(1, [1])]
