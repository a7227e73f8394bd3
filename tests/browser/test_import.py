"""From the sheet that the office sent to the register and the figures, and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from members.models import Member
from tests.browser.portal import SHEETS, SIZES, Open, confirm, counts, log_in, upload

pytestmark = pytest.mark.browser

OFFICE_SHEET = SHEETS / "02-党员基本信息汇总表.xlsx"
THREE_OF_B2 = ["周秀英", "郭文博", "杨明"]
MANIFEST: dict[str, Any] = json.loads((SHEETS / "manifest.json").read_text("utf-8"))


@pytest.mark.parametrize("size", SIZES)
def test_a_secretary_imports_what_the_office_sent(size: str, browse: Open) -> None:
    page = browse("shuji2", size=size)
    assert managed(page) == "22人"
    upload(page, OFFICE_SHEET)
    assert counts(page) == {
        "新增": "3",
        "更新": "0",
        "无变化": "0",
        "需要您修改": "0",
        "别的支部，不会导入": "15 行",
    }
    expect(page.locator("main")).to_contain_text("第三支部")
    confirm(page, "只导入可用的 3 行")
    expect(page.locator("h1")).to_have_text("已导入")
    assert sorted(page.locator("td.m-main a").all_inner_texts()) == sorted(THREE_OF_B2)
    page.get_by_role("link", name="周秀英").click()
    expect(page.locator("h1")).to_contain_text("周秀英")
    expect(page.locator("main")).to_contain_text("360421********8991")
    page.goto("/members/?q=zhouxiuying")
    expect(page.locator("main")).to_contain_text("周秀英")
    assert managed(page) == "25人"
    page.goto("/imports/")
    page.get_by_role("link", name=OFFICE_SHEET.name).click()
    page.goto(page.url.replace("/check/", "/done/"))
    confirm(page, "撤销这次导入")
    expect(page.locator("h1")).to_have_text("已撤销")
    assert managed(page) == "22人"


def managed(page: Page) -> str:
    """Return the number of members as the first page tells it."""
    page.goto("/")
    return counts(page)["管理流动党员"].replace(" ", "")


def test_staff_repair_the_mapping(browse: Open, tmp_path: Path) -> None:
    book = load_workbook(OFFICE_SHEET)
    sheet = book.worksheets[0]
    renamed = next(c for row in sheet.iter_rows() for c in row if c.value and "身份证" in str(c.value))
    renamed.value = "公民代码栏"
    book.save(tmp_path / "改名.xlsx")
    page = browse("dangwei")
    upload(page, tmp_path / "改名.xlsx")
    page.goto(page.url.replace("/check/", "/columns/"))
    page.get_by_label("公民代码栏").select_option(label="身份证号")
    page.get_by_role("button", name="下一步：核对数据").click()
    assert counts(page)["新增"] == "18"
    page.get_by_role("button", name="导入 18 行").click()
    expect(page.locator("h1")).to_have_text("已导入")
    page.goto("/members/find/")
    page.locator("main input[name=number]").fill("360421199609028991")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("h1")).to_contain_text("周秀英")
    page.goto("/branches/")
    expect(page.locator("main tbody tr")).to_have_count(6)


@pytest.mark.parametrize("name", ["05-组织关系导入样表.xlsx", "08-有错的名册.xlsx"])
def test_sheets_read_as_the_manifest_says(name: str, browse: Open) -> None:
    wanted, before = MANIFEST[name], set(Member.objects.values_list("pk", flat=True))
    page = browse("dangwei")
    upload(page, SHEETS / name)
    shown = counts(page)
    assert shown["新增"] == str(len(wanted["members"]))
    assert shown["需要您修改"].split()[0] == str(len(wanted["refused"]))
    if wanted["refused"]:
        confirm(page, "只导入可用的")
    else:
        page.locator("main button:has-text('导入')").first.click()
    expect(page.locator("h1")).to_have_text("已导入")
    stored = {member.national_id: member for member in Member.objects.exclude(pk__in=before)}
    assert stored.keys() == {values["national_id"] for values in wanted["members"]}
    for values in wanted["members"]:
        member = stored[values["national_id"]]
        assert (member.name, member.branch.name) == (values["name"], values["branch"])
        for field in {"phone", "birth_date", "joined_on", "confirmed_on"} & values.keys():
            assert getattr(member, field) == values[field]


def test_without_javascript_a_sheet_is_imported(browse: Open) -> None:
    page = browse(script=False)
    log_in(page, "shuji2")
    upload(page, OFFICE_SHEET)
    page.locator("main button:has-text('只导入可用的 3 行')").click()
    assert page.locator("h1").inner_text() == "已导入"
    assert sorted(page.locator("td.m-main a").all_inner_texts()) == sorted(THREE_OF_B2)
