"""A sign-in sheet with two people of one name: the organiser says which one was there, on a wide screen and a phone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.system import COMMAND_LINE
from activities.actions import add_activity
from activities.models import Activity, Attendance
from branches.models import Branch, Committee
from members.actions import register_member
from members.models import Member
from tests.browser.portal import SIZES, Open, counts
from tests.browser.test_access import grave_faults
from tests.importing import national_id, xlsx

pytestmark = pytest.mark.browser

DAY = date(2026, 10, 9)


@pytest.fixture
def meeting(demo: None) -> Activity:
    values = {"kind": "talk", "title": "职工心声座谈会", "held_on": DAY, "state": "held"}
    return add_activity(by=COMMAND_LINE, committee=Committee.objects.get(), values=values)


@pytest.fixture
def namesakes(demo: None) -> tuple[Member, Member]:
    """Two people of one name, in two branches."""
    first, second = Branch.objects.order_by("code")[:2]
    made = [
        register_member(
            by=COMMAND_LINE,
            branch=branch,
            started_on=date(2021, 3, 1),
            values={"name": "岳小舟", "national_id": national_id(900 + n), "phone": f"1380000111{n}"},
        )
        for n, branch in enumerate((first, second))
    ]
    return made[0], made[1]


@pytest.mark.parametrize("size", SIZES)
def test_two_people_of_one_name(
    size: str, browse: Open, meeting: Activity, namesakes: tuple[Member, Member], tmp_path: Path
) -> None:
    sheet = tmp_path / "签到表.xlsx"
    signed = ["岳小舟", "陌生的客人", "另一位客人"]
    rows: list[list[object]] = [
        ["职工心声座谈会签到表"],
        ["序号", "姓名", "单位", "签名"],
        *([number, name] for number, name in enumerate(signed, 1)),
    ]
    sheet.write_bytes(xlsx(rows))
    page = browse("dangwei", f"/activities/{meeting.pk}/", size=size)
    page.get_by_role("link", name="导入签到表").first.click()
    expect(page.locator("select[name=subject]")).to_have_value(str(meeting.pk))
    page.locator("input[type=file]").set_input_files(sheet)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator("main")).to_contain_text("名册里有 2 位“岳小舟”，请选定是哪一位。")
    assert counts(page)["需要您修改"].startswith("3 行")
    assert grave_faults(page) == []

    page.get_by_role("button", name=re.compile("岳小舟，第二支部")).click()
    page.get_by_role("button", name="这 2 行都计入其他人员").click()
    assert (counts(page)["新增"], counts(page)["更新"], counts(page)["需要您修改"]) == ("1", "2", "0")
    page.get_by_role("button", name="导入 3 行").click()
    expect(page.locator("h1")).to_have_text("已导入")

    assert [a.member for a in Attendance.objects.filter(activity=meeting)] == [namesakes[1]]
    meeting.refresh_from_db()
    assert meeting.other_count == 2
    see_who_was_there(page, meeting)


def see_who_was_there(page: Page, meeting: Activity) -> None:
    """Follow the name to the activity."""
    page.get_by_role("link", name="岳小舟").click()
    expect(page).to_have_url(re.compile(f"/activities/{meeting.pk}/"))
    expect(page.locator("main")).to_contain_text("岳小舟")
