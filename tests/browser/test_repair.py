"""Repairing a faulty sheet where it stands: by keyboard alone, on a phone, and without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from members.models import Member
from tests.browser.portal import Open, log_in, upload
from tests.importing import HEADER, person_row, xlsx

pytestmark = pytest.mark.browser

NAMES = [str(person_row(number)[0]) for number in range(1, 7)]
MOST_TABS = 80


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Rows 2 to 4 name an unknown branch, row 5 a short phone, row 6 a wrong ID number; row 7 is good."""
    unknown = [person_row(number, "港口支部") for number in (1, 2, 3)]
    short = [*person_row(4)[:2], "1380013", "第三支部"]
    wrong = [NAMES[4], "430602198001011234", *person_row(5, "第三支部")[2:]]
    path = tmp_path / "有错的名册.xlsx"
    path.write_bytes(xlsx([HEADER, *unknown, short, wrong, person_row(6, "第三支部")]))
    return path


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the thing called ``name`` has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        called = page.evaluate(
            "(e => e.getAttribute('aria-label') || e.innerText || '')(document.activeElement)"
        )
        if str(called).strip().startswith(name):
            return
    message = f"Tab leads to no {name}"
    raise AssertionError(message)


def to_repair(page: Page) -> Locator:
    """Return where the page says how much is left; it comes back a moment after the message."""
    return page.locator("main .figure-card", has_text="需要您修改").locator(".figure-value")


def test_by_keyboard_alone(browse: Open, sheet: Path) -> None:
    page = browse("dangwei")
    upload(page, sheet)
    expect(to_repair(page)).to_have_text("5 行 5 处")
    # The same problem once for three rows: the list is opened by its first letters, as everywhere.
    tab_to(page, "所在党支部“港口支部”改为")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "改这 3 行")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("已修改 3 行。")
    expect(to_repair(page)).to_have_text("2 行 2 处")
    # A masked cell is opened, repaired wrongly and then rightly; the focus stays where the fault is.
    tab_to(page, "修改 C5 手机号")
    page.keyboard.press("Enter")
    field = page.locator("#cell-5-phone[data-repair]")
    expect(field).to_be_focused()
    expect(field).to_have_value("1380013")
    page.keyboard.type("13800138")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("第 5 行已改，但还有问题")
    expect(field).to_be_focused()
    page.keyboard.type(str(person_row(4)[2]))
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("已修改。")
    expect(to_repair(page)).to_have_text("1 行 1 处")
    # The next fault has the focus; its row is left out instead.
    expect(page.locator("#cell-6-national_id")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "信息不全，以后再导")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("第 6 行不导入（信息不全，以后再导）")
    expect(to_repair(page)).to_have_text("0")
    # One step back and forth.
    tab_to(page, "撤销上一步：第 6 行不导入")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("已撤销上一步。")
    expect(to_repair(page)).to_have_text("1 行 1 处")
    tab_to(page, "不导入这一行")
    page.keyboard.press("Enter")
    tab_to(page, "第 6 行不导入的原因")
    page.keyboard.type("证件待核对")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("第 6 行不导入（证件待核对）")
    page.locator("body").press("Home")
    tab_to(page, "导入 5 行")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("已导入")
    stored = Member.objects.filter(name__in=NAMES).values_list("name", "branch__name")
    assert len(stored) == 5
    assert {branch for _, branch in stored} == {"流动党员第三支部"}


def test_on_a_phone_only_the_faulty_cells_show(browse: Open, sheet: Path) -> None:
    page = browse("dangwei", size="phone")
    upload(page, sheet)
    row = page.locator(".check-table tbody tr").filter(has_text="第 5 行")
    expect(row.locator("td.is-faulty")).to_be_visible()
    assert row.locator("td:visible").count() == 3  # the head, the name, the fault
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    small = page.evaluate(
        "Array.from(document.querySelectorAll('main .check-table button, main .alike-list button'))"
        ".filter(b => b.offsetParent && b.offsetHeight < 44).map(b => b.innerText)"
    )
    assert small == []
    row.get_by_role("button", name="修改").click()
    page.locator("#cell-5-phone[data-repair]").fill(str(person_row(4)[2]))
    row.get_by_role("button", name="改好").click()
    expect(page.locator("#messages")).to_contain_text("已修改。")
    expect(to_repair(page)).to_have_text("4 行 4 处")


def test_what_is_typed_elsewhere_is_not_lost(browse: Open, sheet: Path) -> None:
    page = browse("dangwei")
    upload(page, sheet)
    page.get_by_role("button", name="修改 C5 手机号").click()
    page.locator("#cell-5-phone[data-repair]").fill("138001")
    page.get_by_role("button", name="修改 B6 身份证号").click()
    field = page.locator("#cell-6-national_id[data-repair]")
    field.fill(str(person_row(5)[1]))
    field.press("Enter")
    expect(page.locator("#messages")).to_contain_text("已修改。")
    expect(to_repair(page)).to_have_text("4 行 4 处")
    kept = page.locator("#cell-5-phone[data-repair]")
    expect(kept).to_have_value("138001")
    kept.fill(str(person_row(4)[2]))
    kept.press("Enter")
    expect(page.locator(".figure-card.is-faulty .figure-value")).to_have_text("3 行 3 处")


def test_without_script(browse: Open, sheet: Path) -> None:
    page = browse(script=False)
    log_in(page, "dangwei")
    upload(page, sheet)
    page.get_by_label("所在党支部“港口支部”改为").select_option(label="流动党员第三支部")
    page.get_by_role("button", name="改这 3 行").click()
    expect(to_repair(page)).to_have_text("2 行 2 处")
    page.get_by_role("button", name="修改 C5 手机号").click()
    assert page.locator("h1").inner_text() == "修改 C5 手机号"
    page.locator("#cell-5-phone").fill(str(person_row(4)[2]))
    page.get_by_role("button", name="改好").click()
    expect(to_repair(page)).to_have_text("1 行 1 处")
    page.get_by_text("不导入这一行").click()
    page.get_by_role("button", name="重复的行").click()
    page.get_by_role("button", name="导入 5 行").click()
    assert page.locator("h1").inner_text() == "已导入"
