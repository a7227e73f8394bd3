"""The big screen on a wall, and rewriting a chapter of the month's text, in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.portal import Open

pytestmark = pytest.mark.browser

MINUTE = 61_000


def test_a_wall_shows_numbers_and_refreshes_itself(browse: Open) -> None:
    office = browse("guanli", "/screen/links/")
    office.get_by_label("放在哪里").fill("一号楼大厅")
    office.get_by_role("button", name="建立链接").click()
    address = office.get_by_role("link", name="打开看看").get_attribute("href") or ""
    wall = browse(path=address)
    managed = wall.locator("[data-counts-up='members.managed']")
    expect(managed).to_have_text("112")
    assert wall.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert wall.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    wall.clock.install()
    wall.reload()
    with wall.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true"):
        wall.clock.run_for(MINUTE)
    expect(managed).to_have_text("112")
    expect(wall.locator("[data-clock]")).to_have_text(re.compile("星期"))


def test_a_number_is_inserted_where_the_cursor_stands_and_previewed(browse: Open) -> None:
    page = browse("dangwei", "/reports/2025-10/texts/edit/?chapter=learning")
    page.get_by_label("文字").fill("本年培训。")
    page.get_by_label("找指标").fill("培训人次")
    page.get_by_label("文字").press("End")
    page.get_by_label("文字").press("ArrowLeft")
    page.locator("[data-inserts='｛培训人次·本年累计｝']").click()
    expect(page.get_by_label("文字")).to_have_value("本年培训｛培训人次·本年累计｝。")
    expect(page.locator("#text-preview")).to_contain_text(re.compile(r"本年培训[\d,]+人次。"), timeout=15_000)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已改写")).to_be_visible()
    page.get_by_role("button", name="恢复自动：教育培训和活动").click()
    expect(page.get_by_text("已改写")).to_have_count(0)
