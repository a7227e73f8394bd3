"""Signing in on a phone, by an activity's code and by a station's."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from activities.actions import cancel_activity, void_activity
from activities.limits import NAME
from activities.models import Activity, Attendance
from members.models import Member
from stations.models import Station
from tests.meetings import TODAY, Meet
from tests.register import ZENG_ID

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
RIGHT = {"name": "曾小红", "tail": ZENG_ID[-4:]}
UNKNOWN = "没有找到。请核对姓名和身份证号后四位"


@pytest.fixture
def phone() -> Client:
    return Client(enforce_csrf_checks=False)


def test_somebody_signs_in(phone: Client, of_one: Activity, zeng: Member) -> None:
    address = f"/activities/s/{of_one.token}/"
    page = phone.get(address).content.decode()
    assert ("一支部座谈会" in page, "曾小红" in page) == (True, False)
    done = phone.post(address, RIGHT)
    assert (done.status_code, "签到成功" in done.content.decode()) == (200, True)
    again = phone.post(address, RIGHT).content.decode()
    assert ("您已经签到过了" in again, "签到成功" in again) == (True, False)
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize(
    "typed", [{"name": "曾小红", "tail": "0000"}, {"name": "无此人", "tail": ZENG_ID[-4:]}]
)
def test_the_answer_is_the_same_for_whatever_is_wrong(
    phone: Client, of_one: Activity, zeng: Member, typed: dict[str, str]
) -> None:
    answer = phone.post(f"/activities/s/{of_one.token}/", typed)
    text = answer.content.decode()
    assert (answer.status_code, UNKNOWN in text, typed["tail"] in text) == (422, True, False)
    assert "sessionid" not in answer.cookies


def test_a_name_is_tried_a_few_times_only_known_or_not(phone: Client, of_one: Activity, zeng: Member) -> None:
    address = f"/activities/s/{of_one.token}/"
    for name in ("曾小红", "无此人"):
        answers = [phone.post(address, {"name": name, "tail": f"{n:04d}"}) for n in range(NAME.tries + 1)]
        assert [answer.status_code for answer in answers] == [422] * NAME.tries + [429]
    assert phone.post(address, RIGHT).status_code == 429
    assert not Attendance.objects.exists()


def test_too_early_and_too_late(
    phone: Client, meet: Meet, zeng: Member, today: time_machine.Traveller
) -> None:
    meeting = meet(begins=time(14, 30), ends=time(16, 0))
    address = f"/activities/s/{meeting.token}/"
    assert "请在 1月15日 13:30 之后再扫码" in phone.get(address).content.decode()
    assert "之后再扫码" in phone.post(address, RIGHT).content.decode()
    today.shift(timedelta(hours=7, minutes=30))
    assert "签到已在 1月15日 17:00 结束" in phone.post(address, RIGHT).content.decode()
    assert not Attendance.objects.exists()


def test_what_was_called_off_or_never_was(phone: Client, staff: User, meet: Meet) -> None:
    off, slip = meet("停办的"), meet("登错的")
    cancel_activity(by=staff, activity=off, reason="停电")
    void_activity(by=staff, activity=slip)
    assert "已经取消" in phone.get(f"/activities/s/{off.token}/").content.decode()
    gone = phone.get(f"/activities/s/{slip.token}/")
    assert (gone.status_code, "登错的" in gone.content.decode()) == (404, False)


def test_a_form_from_elsewhere_is_refused(of_one: Activity, zeng: Member) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"/activities/s/{of_one.token}/", RIGHT)
    assert answer.status_code == 403
    assert not Attendance.objects.exists()


def test_the_stations_code_leads_to_what_is_open(phone: Client, meet: Meet, lakeside: Station) -> None:
    address = f"/activities/at/{lakeside.token}/"
    assert "现在没有可以签到的活动" in phone.get(address).content.decode()
    given = {"kind": "station", "station": lakeside}
    meet("后天的茶话", TODAY + timedelta(days=2), begins=time(9, 0), **given)
    meet("昨天的茶话", TODAY - timedelta(days=1), **given)
    page = phone.get(address).content.decode()
    assert "下一场是“后天的茶话”，1月17日 08:00 起可以签到" in page
    assert "昨天的茶话" not in page
    now = meet("今天的茶话", **given)
    assert phone.get(address)["Location"] == f"/activities/s/{now.token}/"
    also = meet("今天的棋局", **given)
    page = phone.get(address).content.decode()
    assert (now.token in page, also.token in page) == (True, True)


def test_a_meeting_past_midnight_is_still_open(
    phone: Client, meet: Meet, lakeside: Station, today: time_machine.Traveller
) -> None:
    late = meet("夜谈", kind="station", station=lakeside, begins=time(21, 0), ends=time(23, 30))
    today.shift(timedelta(hours=14, minutes=10))
    assert late.held_on == date(2025, 1, 15)
    assert phone.get(f"/activities/at/{lakeside.token}/")["Location"] == f"/activities/s/{late.token}/"
