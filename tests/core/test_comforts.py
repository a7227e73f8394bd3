"""What the scripts add in a real browser, and that nothing is missing without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Assignment, User

pytestmark = pytest.mark.browser

WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
Visit = Callable[..., Page]
# What a browser's own file manager hands to the page when a file is dropped.
DROPPED = """() => {
    const taken = new DataTransfer();
    taken.items.add(new File(["name"], "名册.csv"));
    return taken;
}"""


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer, client_of: Callable[[User], Client]) -> Iterator[Visit]:
    """Open an address as somebody (None: a stranger), on a wide screen or a phone, with or without script."""
    opened: list[BrowserContext] = []

    def go(user: User | None, path: str, *, phone: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport=PHONE if phone else WIDE, java_script_enabled=script
        )
        opened.append(context)
        if user is not None:
            key = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
            )
        page = context.new_page()
        page.goto(path)
        return page

    yield go
    for context in opened:
        context.close()


def type_size(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).fontSize"))


def test_large_type_stays_from_page_to_page(visit: Visit) -> None:
    page = visit(None, "/accounts/login/")
    assert type_size(page) == "16px"
    page.get_by_role("button", name="大字").click()
    page.reload()
    assert type_size(page) == "20px"
    expect(page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")


def test_on_a_phone_the_menu_shows_the_current_entry(visit: Visit, administrator: User) -> None:
    page = visit(administrator, "/accounts/users/", phone=True)
    expect(page.get_by_role("link", name="账号", exact=True)).to_be_in_viewport(ratio=1)


def test_the_panel_of_the_person_closes_by_key_and_by_click(visit: Visit, secretary_one: User) -> None:
    page = visit(secretary_one, "/accounts/own/")
    leave = page.get_by_role("button", name="退出登录")
    page.get_by_text("支部书记（第一支部）").first.click()
    expect(leave).to_be_visible()
    page.keyboard.press("Escape")
    expect(leave).to_be_hidden()
    page.get_by_text("支部书记（第一支部）").first.click()
    page.locator("h1").click()
    expect(leave).to_be_hidden()


def test_a_question_comes_before_what_is_hard_to_undo(
    visit: Visit, administrator: User, secretary_one: User
) -> None:
    page = visit(administrator, f"/accounts/users/{secretary_one.pk}/")
    dialog = page.get_by_role("dialog")
    page.get_by_role("button", name="收回").click()
    dialog.get_by_role("button", name="取消").click()
    expect(dialog).to_have_count(0)
    assert Assignment.objects.filter(user=secretary_one).count() == 1
    page.get_by_role("button", name="收回").click()
    dialog.get_by_role("button", name="收回").click()
    page.wait_for_load_state()
    expect(page.get_by_text("尚无角色").first).to_be_visible()
    assert Assignment.objects.filter(user=secretary_one).count() == 0


def test_a_form_is_sent_once_however_often_it_is_pressed(visit: Visit) -> None:
    page = visit(None, "/accounts/login/")
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            sent.append(request.url)

    page.on("request", note)
    page.get_by_label("登录名").fill("nobody")
    page.get_by_label("密码").fill("nothing at all")
    with page.expect_navigation():
        page.evaluate("() => { const form = document.forms[0]; form.requestSubmit(); form.requestSubmit(); }")
    page.wait_for_timeout(200)
    assert len(sent) == 1


def test_a_dropped_file_lands_in_the_field(visit: Visit, secretary_one: User) -> None:
    page = visit(secretary_one, "/imports/upload/members/")
    page.dispatch_event(".drop-zone", "drop", {"dataTransfer": page.evaluate_handle(DROPPED)})
    assert page.evaluate("document.querySelector('.drop-zone input').files[0].name") == "名册.csv"


def test_a_month_is_chosen_at_once(visit: Visit, secretary_one: User) -> None:
    page = visit(secretary_one, "/?month=2024-12")
    expect(page.get_by_role("button", name="查看")).to_be_hidden()
    with page.expect_navigation():
        page.get_by_label("月份", exact=True).select_option("2024-11")
    assert page.url.endswith("/?month=2024-11")


def test_without_script_a_month_is_chosen_by_a_button(visit: Visit, secretary_one: User) -> None:
    page = visit(secretary_one, "/?month=2024-12", script=False)
    expect(page.locator("[data-type-size]:visible")).to_have_count(0)
    page.get_by_label("月份", exact=True).select_option("2024-11")
    with page.expect_navigation():
        page.get_by_role("button", name="查看").first.click()
    assert "month=2024-11" in page.url
