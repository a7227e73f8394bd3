"""Coming in, being kept out, and taking the month along."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.portal import SIZES, Open, log_in

pytestmark = pytest.mark.browser


def test_the_administrator_takes_the_month_along(browse: Open) -> None:
    page = browse("guanli", "/reports/")
    page.locator("input#earlier").fill("2024-12")
    page.get_by_role("button", name="打开").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Excel 表格").click()
    assert download.value.suggested_filename == "流动党员月报表-2024-12.xlsx"
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"112", "流动党员第六支部"} <= cells


@pytest.mark.parametrize("size", SIZES)
def test_five_failures_lock_the_name(size: str, browse: Open) -> None:
    page = browse(size=size)
    for _ in range(5):
        log_in(page, "shuji3", "not the password")
    expect(page.locator("h1")).to_have_text("账号暂时锁定")
    log_in(page, "shuji3")
    expect(page.locator("h1")).to_have_text("账号暂时锁定")
    other = browse("shuji4")
    expect(other.locator("h1")).to_have_text("工作台")


def test_after_leaving_nothing_shows(browse: Open) -> None:
    page = browse("shuji2", "/members/")
    page.locator("details.user-menu summary").click()
    page.get_by_role("button", name="退出登录").click()
    page.goto("/members/")
    expect(page.locator("h1")).to_have_text("登录")
    expect(page.locator("body")).not_to_contain_text("在册")
