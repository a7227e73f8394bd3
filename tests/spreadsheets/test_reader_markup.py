"""The readers of HTML tables and of XML 2003, both of which systems name .xls."""

from __future__ import annotations

from datetime import date

import pytest

from spreadsheets.reader import CellError, FileRefused, Formula, Grid, Row, read_book

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        read_book(content)
    return caught.value.code


@pytest.mark.parametrize(
    ("charset", "encoding"), [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("GBK", "gbk"), ("", "utf-8-sig")]
)
def test_html_in_its_encoding(charset: str, encoding: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>名册</title>'
    page += "</head><body><table><tr><th>姓名</th><th>镕</th></tr></table></body></html>"
    book = read_book(page.encode(encoding))
    assert book.kind == "html"
    assert book.sheets == [Grid(name="", rows=[Row(1, ["姓名", "镕"])])]


def test_html_spans_breaks_and_hidden_rows() -> None:
    page = """<table>
      <tr><td colspan=3>名册</td></tr>
      <tr><td rowspan="2">第一支部</td><td>张 三&nbsp;</td><td>云溪路<br>1&nbsp;号<script>alert(1)</script></td></tr>
      <tr style="DISPLAY: none"><td>李四<td>&lt;b&gt;
      <tr></tr>
      <tr><td>甲</td></tr>
    </table><table><tr><td></td></tr></table><p>后记"""
    assert read_book(page.encode()).sheets == [
        Grid(
            name="",
            rows=[
                Row(1, ["名册"]),
                Row(2, ["第一支部", "张 三", "云溪路\n1 号"]),
                Row(3, [None, "李四", "<b>"]),
                Row(5, ["甲"]),
            ],
            merges=[(1, 0, 1, 2), (2, 0, 3, 0)],
            hidden_rows={3},
        )
    ]


def test_a_table_within_a_table_is_its_own() -> None:
    page = "<html><table><tr><td>外<table><tr><td>内</td></tr></table>面</td></tr></table></html>"
    assert [(grid.name, grid.rows) for grid in read_book(page.encode()).sheets] == [
        ("表格1", [Row(1, ["外面"])]),
        ("表格2", [Row(1, ["内"])]),
    ]


def test_html_that_claims_more_than_there_is() -> None:
    page = "<table><tr><td colspan=999999999 rowspan=999999999>一</td></tr><tr><td>二</td></tr></table>"
    assert refusal(page.encode()) == "too_many_columns"
    assert refusal(b"<html><body>" + b"<table><tr><td>" * 500) == "damaged"
    assert refusal("<html><body>维护中</body></html>".encode()) == "no_html_table"
    assert refusal(b"MIME-Version: 1.0\r\n\r\n<html><table></table></html>") == "web_archive"


def workbook(rows: str, *, more: str = "", encoding: str = "UTF-8") -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>'
    text += f'<Workbook xmlns="{NAMESPACE}" xmlns:ss="{NAMESPACE}"><Worksheet ss:Name="名册">'
    text += f"<Table>{rows}</Table>{more}"
    return (text + "</Worksheet></Workbook>").encode(encoding)


def test_xml_2003() -> None:
    rows = (
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">名<B>册</B></Data></Cell>'
        '<Cell><Data ss:Type="Number">7</Data></Cell></Row>'
        '<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2" ss:MergeDown="2"><Data ss:Type="DateTime">'
        "2019-07-01T00:00:00.000"
        '</Data></Cell><Cell ss:Formula="=1"><Data ss:Type="Boolean">1</Data></Cell>'
        '<Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>'
    )
    hidden = '<WorksheetOptions xmlns="urn:x"><Visible>SheetHidden</Visible></WorksheetOptions>'
    for content in (workbook(rows, more=hidden), workbook(rows, more=hidden, encoding="GB2312")):
        book = read_book(content)
        assert book.kind == "xml2003"
        assert book.sheets == [
            Grid(
                name="名册",
                hidden=True,
                rows=[
                    Row(1, ["名册", None, 7]),
                    Row(4, [None, date(2019, 7, 1), Formula(value=True), CellError("#N/A")]),
                ],
                merges=[(1, 0, 1, 1), (4, 1, 6, 1)],
                hidden_rows={4},
            )
        ]


@pytest.mark.parametrize(
    "rows",
    [
        '<Row ss:Index="2"/><Row ss:Index="1"/>',
        '<Row ss:Index="99999999"/>',
        '<Row><Cell ss:Index="x"/></Row>',
        '<Row><Cell><Data ss:Type="Number">x</Data></Cell></Row>',
        "<Row><Cell>",
        "<x>" * 1000,
    ],
)
def test_damaged_xml_2003(rows: str) -> None:
    assert refusal(workbook(rows)) == "damaged"


def test_xml_2003_defines_nothing() -> None:
    content = workbook("<Row><Cell><Data>&a;</Data></Cell></Row>")
    assert refusal(content.replace(b"<Workbook", b'<!DOCTYPE a [<!ENTITY a "b">]><Workbook')) == "dtd"
