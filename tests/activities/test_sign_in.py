"""Signing in: who is found, who is not, and what the log keeps of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from accounts.system import COMMAND_LINE, Visitor
from activities.actions import SignIn, cancel_activity, record_attendance, sign_in
from activities.limits import (
    MISSES_OF_ACTIVITY,
    MISSES_OF_ADDRESS,
    NAME,
    NAME_A_DAY,
    may_try,
    note_miss,
)
from activities.models import Activity, Attendance
from branches.models import Branch, Committee
from core.limits import Limit
from members.actions import end_enrolment
from members.models import Member
from tests.meetings import Meet
from tests.register import JIANG_ID, ZENG_ID, Enter, last_traces, numbered_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ZENG, JIANG = ZENG_ID[-4:], JIANG_ID[-4:]
SHANGHAI = ZoneInfo("Asia/Shanghai")


def try_in(activity: Activity, name: str, tail: str) -> SignIn:
    return sign_in(by=Visitor(activity.committee), activity=activity, name=name, tail=tail)


def test_a_member_of_any_branch_is_noted(
    of_one: Activity, zeng: Member, jiang: Member, branch_two: Branch
) -> None:
    assert try_in(of_one, "曾小红", ZENG) == SignIn.NOTED
    assert try_in(of_one, " 蒋　大川 ", JIANG.lower()) == SignIn.NOTED
    attendance = Attendance.objects.get(member=jiang)
    assert (attendance.branch, attendance.source, attendance.recorded_by) == (branch_two, "code", None)
    assert attendance.signed_at is not None


def test_twice_is_once(of_one: Activity, zeng: Member, secretary_one: User) -> None:
    record_attendance(by=secretary_one, activity=of_one, members=[zeng])
    assert try_in(of_one, "曾小红", ZENG) == SignIn.AGAIN
    assert Attendance.objects.count() == 1
    assert last_traces() == [("网上访客", "sign_in", "曾小红 一支部座谈会", "done", "重复签到")]


@pytest.mark.parametrize(
    ("name", "tail"),
    [
        ("曾小红", "0000"),
        ("曾红", ZENG),
        ("", ZENG),
        ("曾小红", ""),
        ("曾小红", "%"),
        ("曾小红", ZENG_ID),
        ("曾小红", "7"),
    ],
)
def test_nobody_else_is_found(of_one: Activity, zeng: Member, name: str, tail: str) -> None:
    assert try_in(of_one, name, tail) == SignIn.UNKNOWN
    assert not Attendance.objects.exists()
    assert last_traces() == [("网上访客", "sign_in", "一支部座谈会", "failed", "没有找到")]


def test_who_has_left_or_belongs_elsewhere_is_not_found(
    of_one: Activity, zeng: Member, other_branch: Branch, enter: Enter
) -> None:
    end_enrolment(by=COMMAND_LINE, member=zeng, on=date(2025, 1, 10), outcome="returned")
    enter(other_branch, name="湖东人", national_id=numbered_id(9))
    assert try_in(of_one, "曾小红", ZENG) == SignIn.UNKNOWN
    assert try_in(of_one, "湖东人", numbered_id(9)[-4:]) == SignIn.UNKNOWN


def test_of_two_who_fit_neither_is_taken(of_one: Activity, branch_one: Branch, enter: Enter) -> None:
    """The same name and the same end of the number: the organiser tells them apart."""
    first, *others = (numbered_id(1, born=f"198006{day}") for day in range(10, 30))
    second = next(number for number in others if number[-1] == first[-1])
    for number in (first, second):
        enter(branch_one, name="王伟", national_id=number)
    assert try_in(of_one, "王伟", first[-4:]) == SignIn.UNKNOWN


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [("13:29", False), ("13:30", True), ("17:00", True), ("17:01", False)],
)
def test_the_time_around_it(of_one: Activity, zeng: Member, clock: str, is_open: bool) -> None:  # noqa: FBT001  a parameter
    Activity.objects.update(begins=time(14, 30), ends=time(16, 0))
    of_one.refresh_from_db()
    at = datetime.combine(of_one.held_on, time.fromisoformat(clock), SHANGHAI)
    with time_machine.travel(at, tick=False):
        if is_open:
            assert try_in(of_one, "曾小红", ZENG) == SignIn.NOTED
        else:
            with pytest.raises(ValidationError, match="不是签到的时间"):
                try_in(of_one, "曾小红", ZENG)


def test_nobody_signs_in_to_what_was_called_off(of_one: Activity, staff: User, zeng: Member) -> None:
    cancel_activity(by=staff, activity=of_one, reason="停电")
    with pytest.raises(ValidationError, match="不是签到的时间"):
        try_in(of_one, "曾小红", ZENG)


def test_it_takes_a_visitor_of_the_committee(
    of_one: Activity, zeng: Member, staff: User, other_committee: Committee
) -> None:
    for by in (staff, Visitor(other_committee)):
        with pytest.raises(PermissionDenied):
            sign_in(by=by, activity=of_one, name="曾小红", tail=ZENG)


def test_no_number_is_in_the_log(of_one: Activity, zeng: Member) -> None:
    try_in(of_one, "曾小红", "9998")
    try_in(of_one, "曾小红", ZENG)
    assert not any(tail in "".join(trace) for trace in last_traces(2) for tail in ("9998", ZENG))


def test_ten_thousand_tries_are_out_of_reach(meet: Meet, today: time_machine.Traveller) -> None:
    """From ever new addresses, at another activity too, all day long: twenty for one name, known or not."""
    activities, granted = [meet("上午"), meet("下午")], 0
    for ten_minutes in range(143):
        tries = [
            may_try(address=f"10.0.{ten_minutes}.{number}", activity=activities[number % 2], name="无此人")
            for number in range(30)
        ]
        assert sum(tries) <= NAME.tries
        granted += sum(tries)
        today.shift(timedelta(minutes=10))
    assert granted == NAME_A_DAY.tries == 20


def test_many_misses_pause_an_address_and_then_the_activity(meet: Meet) -> None:
    activity = meet()
    for number in range(MISSES_OF_ACTIVITY.tries):
        assert may_try(address=f"10.0.0.{number // 20}", activity=activity, name=f"某{number}")
        note_miss(address=f"10.0.0.{number // 20}", activity=activity)
    assert not may_try(address="10.0.0.99", activity=activity, name="另一人")
    assert may_try(address="10.0.0.99", activity=meet("下午"), name="另一人")
    for _ in range(MISSES_OF_ADDRESS.tries):
        note_miss(address="10.0.0.100", activity=meet("晚上"))
    assert not may_try(address="10.0.0.100", activity=meet("深夜"), name="某人")


def test_counts_are_not_pushed_out_by_many_others() -> None:
    limit = Limit("test.flood", 1, 60)
    assert limit.take("one")
    for number in range(2000):
        limit.take(str(number))
    assert not limit.take("one")
