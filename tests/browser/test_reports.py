"""What waits, the search and the one page in a real browser: what comes by script, and that all goes without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.portal import Open

pytestmark = pytest.mark.browser


def test_the_menu_tells_what_waits_and_the_search_keeps_numbers(browse: Open) -> None:
    page = browse("dangwei")
    expect(page.get_by_role("link", name=re.compile(r"^流动党员\s*，\s*\d+ 件待办$"))).to_be_visible()
    expect(page.locator(".todo-now .todo-line").first).to_be_visible()
    total = page.locator(".bar-link .count").inner_text()
    page.get_by_role("link", name="全部待办").click()
    assert re.search(rf"共 {re.sub(r'[^0-9]', '', total)} 件", page.locator(".subheading").inner_text())

    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.type("138 0013 8000")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?number=1")
    expect(page.get_by_role("alert")).to_contain_text("像是证件号或手机号")
    assert [url for url in sent if "138" in url] == []
    page.locator(".search-form input").fill("公元")
    page.keyboard.press("Enter")
    page.locator(".hit").first.click()
    expect(page.locator("h1")).to_contain_text("公元")


def test_the_one_page_is_copied_and_read_without_script(browse: Open) -> None:
    page = browse("shuji1", "/story/?month=2024-12", size="phone")
    page.get_by_text("复制全文").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    page.goto("/search/")
    page.locator(".search-form input").focus()
    page.keyboard.press("Control+V")
    assert "一页看懂" in page.locator(".search-form input").input_value()

    plain = browse("shuji1", "/story/?month=2024-12", script=False)
    assert plain.locator(".count").count() == 0
    plain.get_by_text("复制全文").click()
    assert plain.url.endswith("format=text")
    assert "一、筑巢" in plain.locator("body").inner_text()
