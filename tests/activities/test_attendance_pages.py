"""Noting who was there, the code and the list that grows, the sheet on which people sign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client

from accounts.models import User
from accounts.system import Visitor
from activities.actions import record_attendance, sign_in
from activities.models import Activity, Attendance
from branches.models import Branch
from members.models import Member
from tests.meetings import Meet
from tests.register import ZENG_ID, Enter, numbered_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
Browse = Callable[[User], Client]


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_secretary_ticks_the_own_members(
    client_of: Browse, secretary_one: User, meet: Meet, zeng: Member, jiang: Member
) -> None:
    rally = meet("表彰大会")
    client, address = client_of(secretary_one), f"{rally.get_absolute_url()}attendance/"
    page = text_of(client, address)
    assert ("曾小红" in page, "蒋大川" in page) == (True, False)
    answer = client.post(address, {"members": [zeng.pk]}, follow=True)
    assert "已登记 1 人参加。" in answer.content.decode()
    again = client.post(address, {"members": [zeng.pk]}, follow=True)
    assert "勾选的人此前都已登记。" in again.content.decode()
    assert "曾小红" not in text_of(client, address)
    assert Attendance.objects.count() == 1


def test_a_foreign_name_cannot_be_slipped_in(
    client_of: Browse, secretary_one: User, meet: Meet, zeng: Member, jiang: Member
) -> None:
    address = f"{meet().get_absolute_url()}attendance/"
    page = client_of(secretary_one).post(address, {"members": [zeng.pk, jiang.pk]}).content.decode()
    assert "名单已经变了" in page
    assert "checked" in page
    assert "请至少勾选一个人。" in client_of(secretary_one).post(address).content.decode()
    assert not Attendance.objects.exists()


def test_what_is_to_come_has_no_ticks(client_of: Browse, staff: User, meet: Meet, zeng: Member) -> None:
    coming = meet(on=date(2025, 1, 20))
    page = text_of(client_of(staff), f"{coming.get_absolute_url()}attendance/")
    assert "活动还没有举办" in page
    assert "曾小红" not in page


def test_a_slip_is_removed(
    client_of: Browse, secretary_one: User, secretary_two: User, of_one: Activity, zeng: Member
) -> None:
    (slip,) = record_attendance(by=secretary_one, activity=of_one, members=[zeng])
    address = f"/activities/attendances/{slip.pk}/void/"
    assert address in text_of(client_of(secretary_one), of_one.get_absolute_url())
    assert client_of(secretary_two).get(address).status_code == 404
    answer = client_of(secretary_one).post(address, {"reason": "认错了人"})
    assert answer["Location"] == of_one.get_absolute_url()
    assert not Attendance.objects.valid().exists()


def test_a_slip_at_anothers_activity_leads_to_the_list(
    client_of: Browse, secretary_one: User, staff: User, of_two: Activity, zeng: Member
) -> None:
    (slip,) = record_attendance(by=staff, activity=of_two, members=[zeng])
    answer = client_of(secretary_one).post(f"/activities/attendances/{slip.pk}/void/", {"reason": "没有去"})
    assert answer["Location"] == "/activities/"


def test_others_are_counted(client_of: Browse, secretary_one: User, of_one: Activity) -> None:
    address = f"{of_one.get_absolute_url()}others/"
    assert client_of(secretary_one).post(address, {"count": "30"}).status_code == 302
    of_one.refresh_from_db()
    assert of_one.other_count == 30
    assert client_of(secretary_one).post(address, {"count": "-1"}).status_code == 200


def test_the_organiser_sees_the_list_grow(
    client_of: Browse, secretary_one: User, of_one: Activity, zeng: Member, jiang: Member
) -> None:
    client, home = client_of(secretary_one), of_one.get_absolute_url()
    page = text_of(client, f"{home}code/")
    assert f"http://testserver/activities/s/{of_one.token}/" in page
    assert "<svg" in page
    for name, number in (("曾小红", zeng.national_id), ("蒋大川", jiang.national_id)):
        sign_in(by=Visitor(of_one.committee), activity=of_one, name=name, tail=number[-4:])
    part = text_of(client, f"{home}arrivals/")
    assert "<html" not in part
    assert '<span class="arrivals-number">2</span>' in part
    assert ("曾小红" in part, "蒋大川" in part, "其他支部 1 人" in part) == (True, False, True)
    assert f'hx-get="{home}arrivals/"' in part


def test_names_are_masked_on_the_screen(
    client_of: Browse, staff: User, of_one: Activity, zeng: Member
) -> None:
    record_attendance(by=staff, activity=of_one, members=[zeng])
    for address in ("code/?screen=1", "arrivals/?screen=1"):
        page = text_of(client_of(staff), of_one.get_absolute_url() + address)
        assert ("曾小红" in page, "曾*红" in page) == (False, True)


def test_the_list_stops_asking_when_it_is_over(client_of: Browse, staff: User, meet: Meet) -> None:
    over = meet("早会", begins=time(7, 0), ends=time(8, 0))
    page = text_of(client_of(staff), f"{over.get_absolute_url()}code/")
    assert "hx-get" not in page.split('id="arrivals"')[1].split(">")[0]
    assert "签到已在 1月15日 09:00 结束" in page


def test_the_code_is_the_organisers(
    client_of: Browse, secretary_one: User, meet: Meet, of_two: Activity
) -> None:
    for activity in (meet(), of_two):
        for page in ("code", "arrivals"):
            assert client_of(secretary_one).get(f"{activity.get_absolute_url()}{page}/").status_code == 404


def test_the_sheet_names_the_own_members(
    client_of: Browse,
    secretary_one: User,
    staff: User,
    meet: Meet,
    zeng: Member,
    jiang: Member,
    branch_two: Branch,
) -> None:
    address = f"{meet('表彰大会', begins=time(9, 0)).get_absolute_url()}sheet/"
    page = client_of(secretary_one).get(address)
    text = page.content.decode()
    assert ("曾小红" in text, "蒋大川" in text) == (True, False)
    assert "2025-01-15 09:00" in text
    assert list(page.context["blank"]) == [2, 3, 4, 5, 6]
    assert zeng.phone not in text
    chosen = text_of(client_of(staff), f"{address}?branch={branch_two.pk}&rows=0")
    assert ("曾小红" in chosen, "蒋大川" in chosen) == (False, True)


def test_a_blank_sheet(client_of: Browse, staff: User, meet: Meet, zeng: Member) -> None:
    address = f"{meet().get_absolute_url()}sheet/?names=no"
    page = client_of(staff).get(address)
    assert "曾小红" not in page.content.decode()
    assert len(page.context["blank"]) == 25
    assert len(client_of(staff).get(f"{address}&rows=9999").context["blank"]) == 300
    assert len(client_of(staff).get(f"{address}&rows=x").context["blank"]) == 25


def test_people_of_the_same_name_show_the_end_of_their_phone(
    client_of: Browse, staff: User, meet: Meet, branch_one: Branch, enter: Enter, zeng: Member
) -> None:
    for order, phone in ((1, "13800001111"), (2, "13800002222")):
        enter(branch_one, name="王伟", national_id=numbered_id(order), phone=phone)
    page = text_of(client_of(staff), f"{meet().get_absolute_url()}sheet/")
    assert ("尾号 1111" in page, "尾号 2222" in page) == (True, True)
    assert f"尾号 {zeng.phone[-4:]}" not in page
    assert ZENG_ID[-4:] not in page.replace(zeng.phone[-4:], "")
