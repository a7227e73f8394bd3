"""An idea from the form on a phone to its adoption, and what its code shows."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from branches.models import Committee
from tests.browser.portal import Open

pytestmark = pytest.mark.browser
IDEA = "夜班食堂留一个热饭的角落"


def look(page: Page) -> None:
    """Find nothing serious against the page."""
    assert [
        found["id"]
        for found in Axe().run(page).response["violations"]
        if found["impact"] in {"serious", "critical"}
    ] == []


def test_an_idea_is_handed_in_adopted_and_followed(browse: Open) -> None:
    phone = browse(path=f"/contributions/idea/{Committee.objects.get().public_token}/", size="phone")
    look(phone)
    phone.get_by_label("一句话说说您的点子").fill(IDEA)
    phone.get_by_label("具体怎么做").fill("十二点以后食堂关门，希望留一台微波炉。")
    phone.get_by_label("怎么称呼您").fill("王大勇")
    phone.get_by_label("联系电话").fill("13807300009")
    phone.get_by_role("button", name="提交").click()
    expect(phone.locator("main")).to_contain_text("填了姓名或电话的，请先勾选同意")
    phone.get_by_label("我同意为答复这条建议使用我的姓名和电话").check()
    phone.get_by_role("button", name="提交").click()
    code = phone.locator("output").inner_text()
    expect(phone.locator("main")).to_contain_text("收到了，谢谢您")
    look(phone)
    phone.get_by_role("link", name="复制").click()
    expect(phone.get_by_role("status").filter(has_text="已复制")).to_be_visible()

    desk = browse("dangwei", "/contributions/suggestions/?state=handed_in")
    desk.get_by_role("link", name=IDEA).click()
    expect(desk.locator("main")).to_contain_text("138****0009")
    desk.get_by_role("button", name="显示完整联系电话").click()
    expect(desk.locator("main")).to_contain_text("13807300009")
    desk.get_by_role("button", name="开始研究").click()
    desk.get_by_role("link", name="采纳", exact=True).click()
    desk.get_by_label("答复").fill("采纳，下个月在夜班食堂设热饭角。")
    desk.get_by_role("button", name="采纳并答复").click()
    expect(desk.locator("h1")).to_have_text(IDEA)
    look(desk)
    desk.get_by_role("link", name="登记落实").click()
    desk.get_by_label("落实情况").fill("热饭角已开放，每天到凌晨两点。")
    desk.get_by_role("button", name="登记落实").click()
    expect(desk.locator("main")).to_contain_text("已落实")

    stranger = browse(path="/contributions/follow/", size="phone")
    stranger.get_by_label("查询码").fill("ABCDEFGHJK")
    stranger.get_by_role("button", name="查询").click()
    expect(stranger.locator("main")).to_contain_text("没有查到。")
    stranger.get_by_label("查询码").fill(f" {code[:5].lower()} {code[5:]} ")
    stranger.get_by_role("button", name="查询").click()
    expect(stranger.locator("h1")).to_have_text(IDEA)
    for words in ("开始研究", "采纳，下个月在夜班食堂设热饭角。", "热饭角已开放，每天到凌晨两点。"):
        expect(stranger.locator("main")).to_contain_text(words)
    for words in ("王大勇", "13807300009", "龚瑞芳"):
        expect(stranger.locator("body")).not_to_contain_text(words)
