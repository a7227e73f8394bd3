"""Signing in by the code, on a phone, while the organiser watches the list grow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from playwright.sync_api import Page, expect

from accounts.system import COMMAND_LINE
from activities.actions import add_activity
from activities.models import Activity, Attendance
from branches.models import Branch
from members.models import Enrolment, Member
from tests.browser.portal import SIZES, Open

pytestmark = pytest.mark.browser
UNKNOWN = "没有找到"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Stand at noon: an activity of today is open, whatever the clock of the machine says."""
    cache.clear()
    day = datetime.now(ZoneInfo("Asia/Shanghai")).replace(hour=12)
    with time_machine.travel(day, tick=True):
        yield
    cache.clear()


@pytest.fixture
def meeting(demo: None) -> Activity:
    """Today's meeting of the first branch."""
    branch = Branch.objects.get(code="b1")
    day = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    values = {"branch": branch, "kind": "talk", "title": "季度座谈会", "held_on": day}
    return add_activity(by=COMMAND_LINE, committee=branch.committee, values=values)


@pytest.fixture
def somebody(demo: None) -> Member:
    """Somebody of the first branch whose name is nobody else's."""
    branch = Branch.objects.get(code="b1")
    people = [row.member for row in Enrolment.objects.open().filter(branch=branch).select_related("member")]
    return next(person for person in people if Member.objects.filter(name=person.name).count() == 1)


def sign(page: Page, name: str, tail: str) -> None:
    page.get_by_label("姓名").fill(name)
    page.get_by_label("身份证号后四位").fill(tail)
    page.get_by_role("button", name="签到").click()


def test_a_member_signs_in_and_the_list_grows(browse: Open, meeting: Activity, somebody: Member) -> None:
    organiser = browse("shuji1", meeting.get_absolute_url())
    organiser.get_by_role("link", name="签到码").click()
    expect(organiser.locator(".arrivals-number")).to_have_text("0")
    scanned = organiser.locator(".sign-address").inner_text()

    phone = browse("", f"/activities/s/{scanned.rstrip('/').rpartition('/')[2]}/", size="phone")
    expect(phone.locator("h1")).to_have_text("季度座谈会")
    wrong = "0001" if somebody.national_id[-4:] != "0001" else "0002"
    for name in (somebody.name, "查无此人"):
        sign(phone, name, wrong)
        expect(phone.get_by_text(UNKNOWN)).to_be_visible()
        expect(phone.get_by_label("身份证号后四位")).to_have_value("")
    assert phone.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"]["width"]
    sign(phone, somebody.name, somebody.national_id[-4:])
    expect(phone.locator(".signed-words")).to_have_text("签到成功")

    expect(organiser.locator(".arrivals-number")).to_have_text("1", timeout=10_000)
    expect(organiser.locator(".arrivals-names")).to_contain_text(somebody.name)
    assert Attendance.objects.get(activity=meeting).source == "code"

    phone.get_by_role("link", name="帮身边的同志签到").click()
    sign(phone, somebody.name, somebody.national_id[-4:])
    expect(phone.locator(".signed-words")).to_have_text("您已经签到过了")
    assert Attendance.objects.filter(activity=meeting).count() == 1


@pytest.mark.parametrize("size", SIZES)
def test_a_secretary_ticks_who_was_there(
    size: str, browse: Open, meeting: Activity, somebody: Member
) -> None:
    page = browse("shuji1", f"{meeting.get_absolute_url()}attendance/", size=size)
    page.get_by_role("searchbox", name="查找姓名").fill(somebody.name_pinyin)
    expect(page.locator(".choose-name:visible")).to_have_count(1)
    page.get_by_role("button", name="全选", exact=True).click()
    expect(page.locator("[data-choose-count]")).to_have_text("1")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("已登记 1 人参加。")
    expect(page.locator("main")).to_contain_text(somebody.name)


def test_without_script_all_names_show(browse: Open, meeting: Activity, somebody: Member) -> None:
    page = browse("shuji1", f"{meeting.get_absolute_url()}attendance/", script=False)
    page.get_by_label(somebody.name).check()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("已登记 1 人参加。")
