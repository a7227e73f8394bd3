"""A faulty sheet is taken away marked, repaired in a spreadsheet program, and goes on where it stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.portal import SHEETS, SIZES, Open, confirm, counts, upload

pytestmark = pytest.mark.browser

FAULTY = SHEETS / "08-有错的名册.xlsx"


def taken(page: Page, folder: Path) -> Path:
    """Take the marked copy and return where it is."""
    with page.expect_download() as download:
        page.get_by_role("button", name="下载标红表格").click()
    assert download.value.suggested_filename == "08-有错的名册（已标注）.xlsx"
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.parametrize("size", SIZES)
def test_a_marked_copy_is_repaired_and_continues(size: str, browse: Open, tmp_path: Path) -> None:
    page = browse("dangwei", size=size, script=size == "wide")
    upload(page, FAULTY)
    assert counts(page)["需要您修改"] == "8 行 8 处"
    path = taken(page, tmp_path)
    book = load_workbook(path)
    sheet: Any = book.active
    assert sheet["H1"].value == "问题说明"
    assert sheet["A15"].comment.text == "暖流：请填写姓名。"
    sheet["A15"], sheet["G9"], sheet["F13"] = "何思齐", "第一支部", "2013-02-28"
    book.save(path)
    before = page.url
    page.get_by_label("在 Excel 或 WPS 里改").set_input_files(path)
    page.get_by_role("button", name="上传改好的表").click()
    expect(page.locator("main")).to_contain_text("已换成改好的表。上次须修改的 8 行：改好 3 行，还有 5 行。")
    assert page.url == before
    assert counts(page)["需要您修改"] == "5 行 5 处"
    assert counts(page)["新增"] == "12"


def test_what_was_stored_is_not_stored_again(browse: Open, tmp_path: Path) -> None:
    page = browse("dangwei")
    upload(page, FAULTY)
    path = taken(page, tmp_path)
    confirm(page, "只导入可用的 9 行")
    expect(page.locator("h1")).to_have_text("已导入")
    book = load_workbook(path)
    sheet: Any = book.active
    sheet["A15"] = "何思齐"
    sheet.move_range("A2:H18", rows=1)
    book.save(path)
    upload(page, path)
    expect(page.locator("main")).to_contain_text(
        "这是“08-有错的名册.xlsx”的标红表格，接着上次的导入。上次须修改的 8 行：改好 1 行，还有 7 行。"
    )
    assert counts(page) == {"新增": "1", "更新": "0", "无变化": "0", "需要您修改": "7 行 7 处"}
