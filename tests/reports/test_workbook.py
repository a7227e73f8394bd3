"""The monthly workbook: what it tells, how it prints, and what it never does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from openpyxl import Workbook, load_workbook

from accounts.models import User
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.models import Branch, Committee
from core.periods import Month
from reports.actions import export_month
from reports.layout import Form
from reports.monthly import Closing, Report, Signatures, report_of
from reports.stored import data_of, report_from
from reports.workbook import workbook_of
from reports.workbook.looks import number_format
from reports.workbook.strips import LINE_HEIGHT
from tests.raw_workbook import lines_of, sheets_of
from tests.stays import person, stay

ClientOf = Callable[[User], Client]
MARCH = Month(2024, 3)


def content_of(month: Month = MARCH, by: Any = COMMAND_LINE) -> bytes:  # noqa: ANN401  any actor
    committee = Committee.objects.get(short_name="港区党委")
    return export_month(by=by, committee=committee, month=month).content


def exported(month: Month = MARCH, by: Any = COMMAND_LINE) -> Workbook:  # noqa: ANN401  any actor
    return load_workbook(BytesIO(content_of(month, by)))


def rows_of(book: Workbook, sheet: str, first: int) -> list[tuple[Any, ...]]:
    found = []
    for row in book[sheet].iter_rows(min_row=first, values_only=True):
        if not row[0] or str(row[0]).startswith(("说明", "版次")):
            break
        found.append(row)
    return found


def report_of_march() -> Report:
    return report_of(Committee.objects.get(short_name="港区党委"), MARCH)


def closed() -> Report:
    """The report of March as if it had been closed."""
    at = datetime(2024, 4, 3, 16, 30, 5, 123, tzinfo=ZoneInfo("Asia/Shanghai"))
    return replace(report_of_march(), closing=Closing(2, "K7M2-P4QX", at, "冯静怡", "第三支部未报"))


@pytest.mark.usefixtures("register")
def test_the_workbook_begins_with_a_cover_that_leads_to_each_sheet() -> None:
    book = load_workbook(BytesIO(workbook_of(closed())))
    assert book.sheetnames == [
        "封面", "1党组织和企业", "2增减", "2附 分支部增减", "3构成", "3构成图", "4培训和活动", "5服务", "6金点子",
        "7驿站和孵化", "8作用发挥", "分支部", "近12个月", "指标说明",
    ]  # fmt: skip
    cover = book["封面"]
    facts = {row[0]: row[2] for row in cover.iter_rows(values_only=True) if isinstance(row[0], str)}
    assert facts["填报单位"] == "港区流动党员党委"
    assert facts["版次"] == "第2版 · 校验码 K7M2-P4QX"
    assert facts["结账"] == "2024-04-03 16:30，冯静怡"
    assert facts["未达条件结账的理由"] == "第三支部未报"
    assert facts["审核情况"] == "各表审核关系全部相符。"
    links = [cell.hyperlink.location for row in cover for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:] if not name.endswith("图")]


@pytest.mark.usefixtures("register")
def test_a_form_says_its_number_its_issuer_its_units_and_who_signs() -> None:
    signatures = Signatures("谢国安", "任晓岚", "丁一鸣", "0730-8421234")
    book = load_workbook(BytesIO(workbook_of(replace(closed(), signatures=signatures))))
    sheet = book["1党组织和企业"]
    assert [sheet[f"A{row}"].value for row in range(1, 5)] == [
        "党组织和企业情况表（2024年3月）",
        "填报单位：港区流动党员党委",
        "报 告 期：2024年3月",
        "截止时间：2024年3月31日",
    ]
    right = [
        cell.value for row in sheet.iter_rows(min_row=2, max_row=4, min_col=2) for cell in row if cell.value
    ]
    assert right == ["表　　号：流党月1表", "制定机关：港区流动党员党委", "计量单位：个、家、%"]
    assert [cell.value for cell in sheet[6]] == ["甲", "乙", "丙", "A", "B", "C", "D", "E"]
    texts = [row[0] for row in sheet.iter_rows(min_row=7, values_only=True)]
    assert (
        "单位负责人：谢国安　　审核人：任晓岚　　填表人：丁一鸣　　联系电话：0730-8421234　　报出时间：2024年4月3日"
        in texts
    )
    assert texts[-1] == "版次：第2版 · 校验码 K7M2-P4QX。结账时间：2024-04-03 16:30"


@pytest.mark.usefixtures("register")
def test_an_independent_reader_finds_every_line_of_the_report() -> None:
    report = report_of_march()
    sheets = sheets_of(workbook_of(report))
    lines = {line.key: line for line in report.lines}
    compared = set()
    for table in (table for table in report.tables if table.is_form and table.name in sheets):
        for row in (row for row in table.rows if row.key):
            line, cells = lines[row.key], lines_of(sheets[table.name])[row.values[2]]  # type: ignore[index]  # a number
            assert (cells["A"], cells["B"]) == (row.values[0], line.unit)
            for column, number in zip("DEFG", (line.now, line.before, line.change, line.year), strict=True):
                assert cells[column] == ("--" if number is None else number), (line.key, column)
            compared.add(line.key)
    assert compared == set(lines)


@pytest.mark.usefixtures("register")
def test_equal_reports_give_equal_bytes() -> None:
    first = workbook_of(closed())
    with time_machine.travel(datetime(2024, 6, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        stored = replace(report_from(data_of(closed())), closing=closed().closing)
        assert workbook_of(replace(stored, made_at=closed().made_at)) == first


@pytest.mark.usefixtures("register")
def test_properties_say_what_the_file_is_and_when_it_was_closed() -> None:
    about = load_workbook(BytesIO(workbook_of(closed()))).properties
    assert (about.title, about.subject) == ("流动党员工作月报表（2024年3月）", "第2版 · 校验码 K7M2-P4QX")
    assert (about.creator, about.lastModifiedBy) == ("港区流动党员党委", "冯静怡")
    assert about.created == about.modified == datetime(2024, 4, 3, 8, 30, 5)  # noqa: DTZ001  a file's times have no zone
    assert about.description == "结账时间：2024-04-03 16:30"


@pytest.mark.usefixtures("register")
def test_an_open_month_says_so_on_every_sheet() -> None:
    for sheet in exported().worksheets:
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.left.text == "未结账，数字可能变化"


def test_long_names_make_their_lines_higher(branch_one: Branch) -> None:
    branch_one.name = "中国共产党某某新港区流动党员第一联合支部委员会暨先进制造产业链联合党支部"
    branch_one.save()
    book = exported()
    assert book["分支部"].row_dimensions[4].height > 2 * LINE_HEIGHT
    assert book["2附 分支部增减"].row_dimensions[8].height > 2 * LINE_HEIGHT


def test_an_amount_with_cents_keeps_them() -> None:
    assert number_format(Form.VALUE, 248.5, is_share=False) == "#,##0.00"
    assert number_format(Form.VALUE, 248.0, is_share=False) == "#,##0"
    assert number_format(Form.CHANGE, -0.5, is_share=False) == "+#,##0.00;-#,##0.00;0"
    assert number_format(Form.VALUE, 98.2, is_share=True) == "0.0"


@pytest.mark.usefixtures("register")
def test_branches_add_up_to_the_whole_with_what_no_branch_covers() -> None:
    rows = {row[0]: row[1:] for row in rows_of(exported(), "分支部", 4)}
    assert rows["流动党员第一支部"] == (3, 2, 66.7, 1, 1, 0, 2, 1, 1)
    assert rows["流动党员第三支部"] == (0, 0, "--", 0, 0, 0, 0, 0, 0)
    assert rows["未归支部"] == (0, 0, "--", 0, 0, 0, 0, 0, 2)
    assert rows["合计"] == (6, 2, 33.3, 1, 1, 0, 4, 2, 4)


@pytest.mark.usefixtures("register")
def test_every_sheet_prints_on_a4_with_its_header_and_page_number() -> None:
    for sheet in exported().worksheets:
        assert sheet.page_setup.paperSize == 9
        fit, footer = sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
        assert fit is not None
        assert fit.fitToPage
        assert sheet.page_setup.fitToWidth == 1
        assert footer is not None
        assert footer.center.text == "第 &P 页 共 &N 页"
        if not sheet.title.endswith("图"):
            assert sheet.print_title_rows or sheet.page_setup.fitToHeight == 1 or sheet.title == "封面"


@pytest.mark.usefixtures("register")
def test_charts_are_native() -> None:
    content = content_of()
    charts = [name for name in ZipFile(BytesIO(content)).namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 7


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_text_stays_text(branch_one: Branch, name: str) -> None:
    branch_one.name = name
    branch_one.save()
    cell = exported()["分支部"]["A4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)


@pytest.mark.usefixtures("register")
def test_the_administrator_exports_by_a_button(client_of: ClientOf, administrator: User) -> None:
    client = client_of(administrator)
    response = client.post("/reports/export/", {"month": "2024-03"})
    assert response.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''"
        "%E6%B5%81%E5%8A%A8%E5%85%9A%E5%91%98%E6%9C%88%E6%8A%A5%E8%A1%A8-2024-03.xlsx"
    )
    assert "2增减" in load_workbook(BytesIO(response.content)).sheetnames
    entry = AuditEntry.objects.latest("number")
    assert (entry.actor_name, entry.verb, entry.committee_key) == (
        "冯静怡",
        "export",
        administrator.committee_id,
    )


@pytest.mark.parametrize(
    ("month", "sentence"),
    [("2024-05", "2024年5月还没有到，不能导出月报表。"), ("5月", "不是月份，请写成 2024-12")],
)
def test_a_month_that_cannot_be_exported_leads_back(
    client_of: ClientOf, administrator: User, branch_one: Branch, month: str, sentence: str
) -> None:
    response = client_of(administrator).post("/reports/export/", {"month": month}, follow=True)
    assert sentence in response.content.decode()
    assert not AuditEntry.objects.filter(verb="export").exists()


def test_nobody_else_exports(client_of: ClientOf, staff: User, secretary_one: User, auditor: User) -> None:
    for user in (staff, secretary_one, auditor):
        assert client_of(user).post("/reports/export/", {"month": "2024-03"}).status_code == 403


@pytest.mark.usefixtures("register")
def test_a_committee_is_told_of_its_own_rows_only(administrator: User, other_branch: Branch) -> None:
    stay(person(other_branch, "外一"), other_branch, "2024-01-01")
    book = exported(by=administrator)
    assert book["2增减"]["A2"].value == "填报单位：港区流动党员党委"
    assert "湖东" not in "".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    foreign = export_month(by=COMMAND_LINE, committee=other_branch.committee, month=MARCH).content
    assert load_workbook(BytesIO(foreign))["2增减"]["D13"].value == 1
