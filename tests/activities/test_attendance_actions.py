"""Noting who was there."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from activities.actions import (
    cancel_activity,
    record_attendance,
    remove_attendance,
    set_other_count,
)
from activities.models import Activity, Attendance
from branches.models import Branch
from members.actions import move_member
from members.models import Member
from tests.meetings import Meet
from tests.register import Enter, last_traces, numbered_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_several_at_once_each_for_the_branch_of_that_day(
    staff: User, meet: Meet, zeng: Member, jiang: Member, branch_one: Branch, branch_two: Branch
) -> None:
    move_member(by=staff, member=zeng, to_branch=branch_two, on=date(2025, 1, 5))
    before = meet("月初座谈", date(2025, 1, 3))
    made = record_attendance(by=staff, activity=before, members=[zeng, jiang])
    assert {(each.member.name, each.branch, each.source) for each in made} == {
        ("曾小红", branch_one, "list"),
        ("蒋大川", branch_two, "list"),
    }
    assert {trace[4] for trace in last_traces(2)} == {"登记 1 人参加：曾小红", "登记 1 人参加：蒋大川"}


def test_who_is_noted_already_stays(secretary_one: User, of_one: Activity, zeng: Member) -> None:
    first = record_attendance(by=secretary_one, activity=of_one, members=[zeng])
    assert record_attendance(by=secretary_one, activity=of_one, members=[zeng]) == []
    assert [each.pk for each in Attendance.objects.all()] == [first[0].pk]


def test_a_branch_notes_its_own_at_the_committees(
    secretary_one: User, meet: Meet, zeng: Member, jiang: Member
) -> None:
    rally = meet("表彰大会")
    assert len(record_attendance(by=secretary_one, activity=rally, members=[zeng])) == 1
    with pytest.raises(ValidationError, match="蒋大川：活动当天不在册"):
        record_attendance(by=secretary_one, activity=rally, members=[jiang])


def test_a_foreign_activity_takes_nobody(secretary_one: User, of_two: Activity, zeng: Member) -> None:
    with pytest.raises(PermissionDenied):
        record_attendance(by=secretary_one, activity=of_two, members=[zeng])


def test_who_came_later_was_not_there(staff: User, meet: Meet, branch_one: Branch, enter: Enter) -> None:
    late = enter(branch_one, name="晚来", national_id=numbered_id(7), started_on=date(2025, 1, 10))
    with pytest.raises(ValidationError, match="晚来：活动当天不在册"):
        record_attendance(by=staff, activity=meet(on=date(2025, 1, 9)), members=[late])


def test_nobody_was_at_what_is_to_come_or_was_called_off(staff: User, meet: Meet, zeng: Member) -> None:
    with pytest.raises(ValidationError, match="还没有举办"):
        record_attendance(by=staff, activity=meet(on=date(2025, 1, 16)), members=[zeng])
    off = meet()
    cancel_activity(by=staff, activity=off, reason="停电")
    with pytest.raises(ValidationError, match="已经取消"):
        record_attendance(by=staff, activity=off, members=[zeng])
    with pytest.raises(ValidationError, match="至少勾选"):
        record_attendance(by=staff, activity=meet(), members=[])


def test_a_slip_is_removed_and_noted_anew(
    secretary_one: User, secretary_two: User, of_one: Activity, zeng: Member
) -> None:
    (slip,) = record_attendance(by=secretary_one, activity=of_one, members=[zeng])
    with pytest.raises(PermissionDenied):
        remove_attendance(by=secretary_two, attendance=slip)
    remove_attendance(by=secretary_one, attendance=slip, reason="认错了人")
    assert last_traces() == [("周明远", "void", "曾小红 一支部座谈会", "done", "认错了人")]
    assert len(record_attendance(by=secretary_one, activity=of_one, members=[zeng])) == 1
    assert Attendance.objects.valid().count() == 1


def test_others_are_a_number(secretary_one: User, of_one: Activity) -> None:
    assert set_other_count(by=secretary_one, activity=of_one, count=120).other_count == 120
    with pytest.raises(ValidationError, match="100000"):
        set_other_count(by=secretary_one, activity=of_one, count=100_001)
