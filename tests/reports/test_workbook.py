"""The monthly workbook: what it tells, how it prints, and what it never does."""

from __future__ import annotations

from collections.abc import Callable
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
from branches.models import Branch
from core.figures import FIGURES
from core.periods import Month
from reports.actions import export_month
from tests.stays import person, stay

ClientOf = Callable[[User], Client]
MARCH = Month(2024, 3)


def exported(month: Month = MARCH, by: Any = COMMAND_LINE) -> Workbook:  # noqa: ANN401  any actor
    return load_workbook(BytesIO(export_month(by=by, month=month).content))


def checks() -> int:
    """How many checks a report makes: each relation for the whole, most of them for each of six branches, too."""
    return sum(1 if relation.whole_only else 7 for relation in FIGURES.relations)


def rows_of(book: Workbook, sheet: str, first: int) -> list[tuple[Any, ...]]:
    found = []
    for row in book[sheet].iter_rows(min_row=first, values_only=True):
        if not row[0] or str(row[0]).startswith(("说明", "校验", "制表")):
            break
        found.append(row)
    return found


@pytest.mark.usefixtures("register")
def test_the_summary_compares_with_last_month_and_the_year() -> None:
    book = exported()
    assert book.sheetnames == ["汇总", "分支部", "增减情况", "构成", "构成图", "近12个月", "指标说明"]
    sheet = book["汇总"]
    assert sheet["A1"].value == "主要指标汇总表（2024年3月）"
    assert sheet["A2"].value == "填报单位：港区流动党员党委"
    assert sheet["D2"].value == "截止时间：2024年3月31日"
    told = {row[0]: row[1:] for row in rows_of(book, "汇总", 4)}
    assert told["管理流动党员"] == ("人", 6, 4, 2, "--")
    assert told["“两企三新”占比"] == ("%", 33.3, 25.0, 8.3, "--")
    assert told["流入"] == ("人次", 4, 1, 3, 8)
    assert told["企业负责人占比"] == ("%", 50.0, 0.0, 50.0, "--")
    assert told["党建共建"] == ("个", 0, 0, 0, "--")
    notes = [row[0] for row in sheet.iter_rows(min_row=5, max_col=1, values_only=True)]
    assert f"校验：共检查 {checks()} 项，全部相符。" in notes


@pytest.mark.usefixtures("register")
def test_a_running_month_is_told_as_of_today() -> None:
    book = exported(Month(2024, 4))
    assert book["汇总"]["D2"].value == "截止时间：2024年4月15日（本月尚未结束）"
    with time_machine.travel(datetime(2024, 4, 30, 10, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        assert exported(Month(2024, 4))["汇总"]["D2"].value == "截止时间：2024年4月30日"


@pytest.mark.usefixtures("register")
def test_increase_and_decrease_add_up_for_each_branch_and_the_whole() -> None:
    book = exported()
    sheet = book["增减情况"]
    head = [cell.value for cell in sheet[4]]
    assert head[2:12] == [
        "流入", "支部间调入", "吸收转化", "返回流出地", "再次流动", "失联", "停止党籍", "去世", "其他", "支部间调出",
    ]  # fmt: skip
    assert (sheet["A3"].value, sheet["C3"].value, sheet["E3"].value) == ("党支部", "增加", "减少")
    rows = rows_of(book, "增减情况", 5)
    assert rows[0] == ("流动党员第一支部", 3, 2, 0, 0, 1, 0, 0, 0, 0, 0, 1, 3)
    assert rows[1] == ("流动党员第二支部", 1, 2, 1, 0, 0, 0, 0, 0, 0, 1, 0, 3)
    assert rows[-1] == ("合计", 4, 4, 1, 0, 1, 0, 0, 0, 0, 1, 1, 6)
    for row in rows:
        assert row[1] + sum(row[2:4]) - sum(row[4:12]) == row[12]
    notes = [cell for (cell,) in sheet.iter_rows(min_row=12, max_col=1, values_only=True)]
    assert notes[1] == (
        "合计：月初管理流动党员 4 + 本月流入 4 + 本月支部间调入 1 − 本月离开 2 − 本月支部间调出 1 = 6，"
        "与月末管理流动党员 6 相符。"
    )
    assert notes[2] == "各党支部逐一检查，均相符。"


@pytest.mark.usefixtures("register")
def test_branches_add_up_to_the_whole_with_what_no_branch_covers() -> None:
    rows = {row[0]: row[1:] for row in rows_of(exported(), "分支部", 4)}
    assert rows["流动党员第一支部"] == (3, 2, 66.7, 1, 1, 0, 2, 1, 1)
    assert rows["流动党员第三支部"] == (0, 0, "--", 0, 0, 0, 0, 0, 0)
    assert rows["未归支部"] == (0, 0, "--", 0, 0, 0, 0, 0, 2)
    assert rows["合计"] == (6, 2, 33.3, 1, 1, 0, 4, 2, 4)


@pytest.mark.usefixtures("register")
def test_a_relation_that_fails_is_told_on_the_summary(branch_one: Branch) -> None:
    stay(person(branch_one, "断线"), branch_one, "2024-01-20", "2024-03-08", "moved")
    notes = [cell for (cell,) in exported()["汇总"].iter_rows(max_col=1, values_only=True)]
    assert f"校验：共检查 {checks()} 项，1 项不符。" in notes
    assert "合计：本月支部间调入 1 = 1，与本月支部间调出 2 不符，相差 1，请核对。" in notes


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
            assert sheet.freeze_panes in {"B4", "B5"}


@pytest.mark.usefixtures("register")
def test_charts_are_native() -> None:
    content = export_month(by=COMMAND_LINE, month=MARCH).content
    charts = [name for name in ZipFile(BytesIO(content)).namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 7


def test_an_empty_month_is_a_report_too(branches: list[Branch]) -> None:
    book = exported(Month(2020, 1))
    told = {row[0]: row[1:] for row in rows_of(book, "汇总", 4)}
    assert told["管理流动党员"] == ("人", 0, 0, 0, "--")
    assert told["“两企三新”占比"] == ("%", "--", "--", "--", "--")


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_text_stays_text(branch_one: Branch, name: str) -> None:
    branch_one.name = name
    branch_one.save()
    cell = exported()["分支部"]["A4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)


@pytest.mark.usefixtures("register")
def test_the_same_data_give_the_same_workbook_but_for_its_time() -> None:
    first = ZipFile(BytesIO(export_month(by=COMMAND_LINE, month=MARCH).content))
    with time_machine.travel(datetime(2024, 6, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        second = ZipFile(BytesIO(export_month(by=COMMAND_LINE, month=MARCH).content))
    assert first.namelist() == second.namelist()
    for name in set(first.namelist()) - {"docProps/core.xml"}:
        told = first.read(name).replace(b"2024-04-15 10:00", b"2024-06-01 09:00")
        assert told == second.read(name), name


@pytest.mark.usefixtures("register")
def test_the_administrator_exports_by_a_button(client_of: ClientOf, administrator: User) -> None:
    client = client_of(administrator)
    assert "2024年3月" in client.get("/reports/").content.decode()
    response = client.post("/reports/export/", {"month": "2024-03"})
    assert response.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''"
        "%E6%B5%81%E5%8A%A8%E5%85%9A%E5%91%98%E6%9C%88%E6%8A%A5%E8%A1%A8-2024-03.xlsx"
    )
    assert load_workbook(BytesIO(response.content))["汇总"]["C5"].value == 6
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
        assert client_of(user).get("/reports/").status_code == 403
        assert client_of(user).post("/reports/export/", {"month": "2024-03"}).status_code == 403


@pytest.mark.usefixtures("register")
def test_a_committee_is_told_of_its_own_rows_only(administrator: User, other_branch: Branch) -> None:
    stay(person(other_branch, "外一"), other_branch, "2024-01-01")
    book = exported(by=administrator)
    assert book["汇总"]["A2"].value == "填报单位：港区流动党员党委"
    assert "湖东" not in "".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    assert exported()["汇总"]["C5"].value == 7
