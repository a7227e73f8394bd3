"""Help asked for on a phone: taken by the office, solved, rated by whoever asked."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from branches.models import Committee
from members.models import Member
from tests.browser.portal import Open

pytestmark = pytest.mark.browser
TROUBLE = "三栋宿舍的热水器坏了一周，报修没有人来。"
REPLY = "热水器已经换新，以后报修请打物业的新电话。"


def look(page: Page) -> None:
    """Find nothing serious against the page."""
    assert [
        found["id"]
        for found in Axe().run(page).response["violations"]
        if found["impact"] in {"serious", "critical"}
    ] == []


def hand_in(phone: Page) -> str:
    """Ask for help, first without the consent, and return the code."""
    look(phone)
    phone.get_by_label("哪方面的事").select_option("生活困难")
    phone.get_by_label("什么事").fill(TROUBLE)
    phone.get_by_label("联系电话").fill("138 0730 0009")
    phone.get_by_label("怎么称呼您").fill("柳大姐")
    phone.get_by_role("button", name="提交").click()
    expect(phone.locator("main")).to_contain_text("请先勾选同意。")
    phone.get_by_label("我同意为办理这件事使用以上信息").check()
    phone.get_by_role("button", name="提交").click()
    expect(phone.locator("h1")).to_have_text("待受理")
    look(phone)
    phone.get_by_role("link", name="复制").click()
    expect(phone.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    return phone.locator("output").inner_text()


def solve(desk: Page) -> None:
    """Accept it as urgent, work on it, and answer."""
    desk.get_by_role("link", name="受理", exact=True).click()
    desk.get_by_label("紧急", exact=True).check()
    look(desk)
    desk.get_by_role("button", name="受理").click()
    expect(desk.locator(".subheading").first).to_contain_text(re.compile(r"还有 \d+ 个工作日"))
    desk.get_by_role("link", name="办理", exact=True).click()
    desk.get_by_label("进展").fill("物业答应明天换新。")
    desk.get_by_role("button", name="办理").click()
    desk.get_by_role("link", name="解决", exact=True).click()
    desk.get_by_label("给求助人的答复").fill(REPLY)
    desk.get_by_role("button", name="解决").click()
    expect(desk.locator("[aria-current=step]")).to_have_text("已解决")


def rate(phone: Page, code: str) -> None:
    """Type the code, read the answer, and say how it was."""
    phone.goto("/services/follow/")
    phone.get_by_label("查询码").fill(f" {code[:5].lower()} {code[5:]} ")
    phone.get_by_role("button", name="查看").click()
    expect(phone.locator("main")).to_contain_text(REPLY)
    for words in ("柳大姐", "13807300009", "热水器坏了", "物业答应", "龚瑞芳"):
        expect(phone.locator("body")).not_to_contain_text(words)
    look(phone)
    phone.get_by_label("满意", exact=False).nth(1).check()
    phone.get_by_label("还想说的").fill("第二天就好了")
    phone.get_by_role("button", name="提交评价").click()
    expect(phone.locator("main")).to_contain_text("谢谢您的评价。")
    expect(phone.locator("main")).to_contain_text("您的评价：4 分")


def test_help_is_asked_for_solved_and_rated(browse: Open) -> None:
    phone = browse(path=f"/services/ask/{Committee.objects.get().public_token}/", size="phone")
    code = hand_in(phone)

    desk = browse("dangwei", "/services/?state=handed_in&branch=own")
    desk.get_by_role("row").filter(has_text="柳大姐").get_by_role("link").click()
    expect(desk.locator("main")).to_contain_text(TROUBLE)
    expect(desk.locator("main")).to_contain_text("138****0009")
    expect(desk.locator("body")).not_to_contain_text(code)
    look(desk)
    desk.get_by_role("button", name="显示完整联系电话").click()
    expect(desk.locator("main")).to_contain_text("13807300009")
    solve(desk)
    rate(phone, code)

    desk.reload()
    expect(desk.locator("main")).to_contain_text("第二天就好了")
    desk.get_by_role("link", name="归档").click()
    desk.get_by_role("button", name="归档").click()
    expect(desk.locator("[aria-current=step]")).to_have_text("已归档")


def test_the_hotline_finds_the_member_as_the_name_is_typed(browse: Open) -> None:
    member = Member.objects.filter(branch__code="b1").order_by("pk")[0]
    page = browse("shuji1", "/services/add/")
    page.get_by_label("姓名").fill(member.name)
    page.get_by_label("联系电话").focus()
    page.get_by_label(f"{member.name}（").first.check()
    page.get_by_label("类别").select_option("工作就业")
    page.get_by_label("诉求").fill("想换一份离家近的工作。")
    look(page)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("main")).to_contain_text("流动党员")
    expect(page.locator("[aria-current=step]")).to_have_text("已受理")
