"""A transfer that settles a member, from the member's page to the two figures that it moves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import SIZES, Open

pytestmark = pytest.mark.browser


def figure(page: Page, key: str) -> int:
    """Read the number on a figure's own page, of this month for the whole committee."""
    page.goto(f"/figures/{key}/")
    return int(re.sub(r"\D", "", page.locator(".figure-value").first.inner_text()))


@pytest.mark.parametrize("size", SIZES)
def test_receiving_settles_the_member_and_moves_both_figures(size: str, browse: Open) -> None:
    staff = browse("dangwei", size=size)
    before = [figure(staff, key) for key in ("members.managed", "members.settled")]

    page = browse("shuji3", "/members/?arrived=2023", size=size)
    page.locator("td.m-main a").first.click()
    name = page.locator("h1").inner_text()
    address = page.url
    page.locator("details.acts summary").click()
    page.get_by_role("link", name="办理组织关系转接").click()
    page.get_by_role("link", name="办理转入园区").click()
    page.get_by_label("接收党组织").fill("中共新港区企业联合支部委员会")
    page.get_by_role("button", name="登记为拟办").click()
    expect(page.locator("h1")).to_have_text(f"{name} · 转入园区")

    page.get_by_role("link", name="登记介绍信").click()
    page.get_by_label("介绍信编号").fill("岳流党介〔2026〕099号")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("main")).to_contain_text("等待接收")

    page.get_by_role("link", name="登记接收").click()
    expect(page.locator("main")).to_contain_text("不再计入流动党员")
    page.get_by_role("button", name="确认接收").click()
    expect(page.locator("main")).to_contain_text("在册记录结束，计入吸收转化")

    page.goto(address)
    expect(page.locator(".page-head")).to_contain_text("已离开：吸收转化")
    expect(page.locator("main")).to_contain_text("中共新港区企业联合支部委员会")
    managed, settled = (figure(staff, key) for key in ("members.managed", "members.settled"))
    assert [managed, settled] == [before[0] - 1, before[1] + 1]
    expect(staff.locator("main")).to_contain_text(name)
