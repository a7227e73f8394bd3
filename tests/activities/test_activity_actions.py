"""Entering, changing and voiding activities, and the steps between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from activities.actions import (
    add_activity,
    add_deal,
    cancel_activity,
    change_activity,
    hold_activity,
    record_attendance,
    reopen_activity,
    void_activity,
)
from activities.models import Activity, Attendance, Festival
from branches.models import Branch, Committee, Enterprise
from members.models import Member
from stations.models import Station
from tests.meetings import TODAY, Meet
from tests.register import last_traces

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TOMORROW = date(2025, 1, 16)
Faults = dict[str, list[str]]


def faults_of(act: Callable[..., Any], **given: Any) -> Faults:  # noqa: ANN401  whatever the action takes
    with pytest.raises(ValidationError) as refused:
        act(**given)
    return dict(refused.value.message_dict)


@pytest.mark.parametrize(
    ("day", "state"), [(date(2025, 1, 14), "held"), (TODAY, "planned"), (TOMORROW, "planned")]
)
def test_without_a_state_the_day_says_it(meet: Meet, day: date, state: str) -> None:
    assert meet(on=day).state == state


def test_a_secretary_enters_for_the_own_branch_only(
    secretary_one: User, committee: Committee, branch_one: Branch, branch_two: Branch
) -> None:
    values = {"title": " 学习  交流 ", "kind": "meeting", "held_on": TODAY}
    made = add_activity(by=secretary_one, committee=committee, values={**values, "branch": branch_one})
    assert (made.branch, made.title, made.token != "") == (branch_one, "学习 交流", True)
    assert last_traces() == [("周明远", "create", "学习 交流", "done", "")]
    for branch in (branch_two, None):
        with pytest.raises(PermissionDenied):
            add_activity(by=secretary_one, committee=committee, values={**values, "branch": branch})


def test_all_faults_are_told_at_once(staff: User, committee: Committee, other_branch: Branch) -> None:
    values = {
        "title": "活\u202e动", "kind": "station", "held_on": TOMORROW, "state": "held", "begins": None, "ends": "09:00",
    }  # fmt: skip
    assert faults_of(add_activity, by=staff, committee=committee, values=values) == {
        "title": ["这里有不可见的控制字符（U+202E），请删掉后重新输入。"],
        "station": ["驿站活动请选择在哪个驿站或阵地。"],
        "held_on": ["还没有到这一天，不能记为已举办。"],
        "ends": ["结束时间应晚于开始时间。"],
    }
    abroad = Station.objects.create(
        committee=other_branch.committee,
        branch=other_branch,
        name="湖东驿站",
        kind="station",
        opened_on=TODAY,
    )
    values = {"title": "茶话", "kind": "festival", "held_on": TODAY, "station": abroad}
    assert faults_of(add_activity, by=staff, committee=committee, values=values) == {
        "festival": ["文化节的活动请选择属于哪一届。"],
        "station": ["请选择本党委的。"],
    }


def test_a_change_does_not_overwrite_anothers(secretary_one: User, of_one: Activity) -> None:
    changed = change_activity(by=secretary_one, activity=of_one, values={"place": "三楼"}, revision=1)
    assert (changed.place, changed.revision) == ("三楼", 2)
    with pytest.raises(ValidationError, match="别人改过"):
        change_activity(by=secretary_one, activity=of_one, values={"place": "四楼"}, revision=1)


def test_a_branch_gives_its_activity_to_nobody_else(
    secretary_one: User, staff: User, of_one: Activity, branch_two: Branch
) -> None:
    with pytest.raises(PermissionDenied):
        change_activity(by=secretary_one, activity=of_one, values={"branch": branch_two})
    with pytest.raises(PermissionDenied):
        change_activity(by=secretary_one, activity=of_one, values={"branch": None})
    assert change_activity(by=staff, activity=of_one, values={"branch": None}).branch is None


def test_nobody_changes_what_is_not_theirs(
    secretary_one: User, secretary_two: User, other_staff: User, meet: Meet, of_one: Activity
) -> None:
    for by, activity in ((secretary_two, of_one), (other_staff, of_one), (secretary_one, meet())):
        with pytest.raises(PermissionDenied):
            change_activity(by=by, activity=activity, values={"place": "三楼"})


def test_it_is_held_once(secretary_one: User, of_one: Activity) -> None:
    values = {"held_on": date(2025, 1, 14), "other_count": 12, "summary": "谈了三件事。"}
    held = hold_activity(by=secretary_one, activity=of_one, values=values)
    assert (held.state, held.held_on, held.other_count) == ("held", date(2025, 1, 14), 12)
    assert last_traces()[0][1] == "step"
    with pytest.raises(ValidationError, match="已经是“已举办”"):
        hold_activity(by=secretary_one, activity=of_one, values=values)


def test_what_is_to_come_is_not_held(staff: User, meet: Meet) -> None:
    coming = meet(on=TOMORROW)
    assert faults_of(hold_activity, by=staff, activity=coming, values={}) == {
        "held_on": ["还没有到这一天，不能记为已举办。"]
    }


def test_cancelling_takes_a_reason_and_nobody_there(
    secretary_one: User, of_one: Activity, zeng: Member
) -> None:
    assert faults_of(cancel_activity, by=secretary_one, activity=of_one, reason=" ") == {
        "reason": ["请写一句取消的原因。"]
    }
    record_attendance(by=secretary_one, activity=of_one, members=[zeng])
    with pytest.raises(ValidationError, match="已经有 1 名党员"):
        cancel_activity(by=secretary_one, activity=of_one, reason="停电")
    Attendance.objects.all().delete()
    assert cancel_activity(by=secretary_one, activity=of_one, reason="停电").state == "cancelled"
    assert last_traces() == [("周明远", "step", "一支部座谈会", "done", "停电")]


def test_it_can_be_taken_back(staff: User, meet: Meet) -> None:
    held = meet(on=date(2025, 1, 14))
    assert reopen_activity(by=staff, activity=held).state == "planned"
    with pytest.raises(ValidationError, match="本来就在筹备中"):
        reopen_activity(by=staff, activity=held)


def test_voiding_takes_the_attendances_along(secretary_one: User, of_one: Activity, zeng: Member) -> None:
    record_attendance(by=secretary_one, activity=of_one, members=[zeng])
    void_activity(by=secretary_one, activity=of_one, reason="重复登记")
    assert not Activity.objects.valid().exists()
    assert not Attendance.objects.valid().exists()
    assert last_traces() == [("周明远", "void", "一支部座谈会", "done", "重复登记")]
    with pytest.raises(ValidationError, match="已经作废"):
        change_activity(by=secretary_one, activity=of_one, values={"place": "三楼"})


def test_what_something_stands_on_is_not_voided(
    staff: User, committee: Committee, meet: Meet, mill: Enterprise, quarry: Enterprise
) -> None:
    fair = meet("对接会", date(2025, 1, 10))
    values = {"activity": fair, "buyer": mill, "seller": quarry, "subject": "石料", "signed_on": TODAY}
    add_deal(by=staff, committee=committee, values=values)
    with pytest.raises(ValidationError, match="合作订单"):
        void_activity(by=staff, activity=fair)


def test_a_festivals_activity_names_it(staff: User, committee: Committee, festival: Festival) -> None:
    values = {"title": "开幕式", "kind": "festival", "held_on": date(2024, 9, 1), "festival": festival}
    made = add_activity(by=staff, committee=committee, values=values)
    assert list(festival.activities.all()) == [made]
