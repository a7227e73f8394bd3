"""Entering sessions, changing them, and their steps."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from activities.models import Activity, ActivityKind, ActivityState, Attendance
from audit.models import AuditEntry
from branches.models import Branch, Committee
from tests.firms import Enrol
from training.actions import (
    add_session,
    cancel_session,
    change_session,
    hold_session,
    reopen_session,
    void_session,
)
from training.models import TrainingSession

pytestmark = pytest.mark.django_db
NEW = {
    "title": "惠企政策解读",
    "held_on": date(2025, 2, 10),
    "begins": time(14, 30),
    "ends": time(16, 30),
    "audience": "managers",
    "topic": "policy",
    "mode": "both",
    "lecturer": "顾问渠",
    "hours": Decimal("1.5"),
}


@pytest.fixture
def session(secretary_one: User, branch_one: Branch) -> TrainingSession:
    """To come in February."""
    values = {**NEW, "branch": branch_one}
    return add_session(by=secretary_one, committee=branch_one.committee, values=values)


def faults(refused: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    return refused.value.message_dict


def test_a_session_is_an_activity_too(session: TrainingSession, branch_one: Branch) -> None:
    activity = Activity.objects.get()
    assert (activity.kind, activity.state, activity.branch, activity.session) == (
        ActivityKind.TRAINING,
        ActivityState.PLANNED,
        branch_one,
        session,
    )
    assert (session.hours, session.lecturer, str(session)) == (Decimal("1.5"), "顾问渠", "惠企政策解读")
    traces = AuditEntry.objects.order_by("number").values_list("verb", "object_kind", "branch_key")
    assert list(traces) == [
        ("create", "activities.activity", branch_one.pk),
        ("create", "training.trainingsession", branch_one.pk),
    ]


def test_past_days_were_held(staff: User, committee: Committee) -> None:
    values = {**NEW, "held_on": date(2025, 1, 24)}
    assert add_session(by=staff, committee=committee, values=values).activity.state == ActivityState.HELD
    assert TrainingSession.objects.held().count() == 1


def test_faults_of_both_halves_at_once(staff: User, committee: Committee) -> None:
    values = {"title": "", "held_on": date(2025, 2, 1), "hours": Decimal(0), "ends": time(9), "topic": "tea"}
    with pytest.raises(ValidationError) as refused:
        add_session(by=staff, committee=committee, values=values)
    assert sorted(faults(refused)) == ["audience", "ends", "hours", "title", "topic"]
    assert faults(refused)["hours"] == ["学时至少 0.5。"]
    assert (Activity.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_an_unknown_name_is_a_mistake_of_ours(staff: User, committee: Committee) -> None:
    with pytest.raises(KeyError, match="colour"):
        add_session(by=staff, committee=committee, values={**NEW, "colour": "red"})


def test_one_title_once_on_a_day(secretary_one: User, session: TrainingSession, branch_two: Branch) -> None:
    values = {**NEW, "branch": session.branch}
    with pytest.raises(ValidationError) as refused:
        add_session(by=secretary_one, committee=session.committee, values=values)
    assert faults(refused) == {"title": ["这一天已经登记了同名的大讲堂，请核对。"]}
    again = {**values, "held_on": date(2025, 2, 11)}
    add_session(by=secretary_one, committee=session.committee, values=again)
    assert TrainingSession.objects.count() == 2


def test_who_may_enter(
    secretary_one: User, secretary_two: User, auditor: User, session: TrainingSession, branch_one: Branch
) -> None:
    other = {**NEW, "held_on": date(2025, 3, 1)}
    for by, branch in ((secretary_two, branch_one), (secretary_one, None), (auditor, branch_one)):
        with pytest.raises(PermissionDenied):
            add_session(by=by, committee=branch_one.committee, values={**other, "branch": branch})
    with pytest.raises(PermissionDenied):
        change_session(by=secretary_two, session=session, values={"topic": "law"})


def test_change_reaches_both_halves(secretary_one: User, session: TrainingSession) -> None:
    values = {"title": "安全生产法宣讲", "topic": "law", "hours": Decimal(2)}
    changed = change_session(
        by=secretary_one, session=session, values=values, revision=session.whole_revision
    )
    assert (changed.topic, changed.activity.title, changed.whole_revision) == ("law", "安全生产法宣讲", 4)
    for stale in (2, 3):
        with pytest.raises(ValidationError, match="别人改过这条记录"):
            change_session(by=secretary_one, session=session, values={"topic": "skill"}, revision=stale)


def test_a_change_of_nothing_is_told_once(secretary_one: User, session: TrainingSession) -> None:
    before = AuditEntry.objects.count()
    change_session(
        by=secretary_one, session=session, values={"title": session.activity.title, "topic": "policy"}
    )
    assert list(AuditEntry.objects.filter(number__gt=before).values_list("detail", flat=True)) == ["没有改动"]


def test_faults_of_a_change_at_once(secretary_one: User, session: TrainingSession) -> None:
    with pytest.raises(ValidationError) as refused:
        change_session(by=secretary_one, session=session, values={"ends": time(8), "hours": Decimal(100)})
    assert sorted(faults(refused)) == ["ends", "hours"]


def test_held(staff: User, session: TrainingSession) -> None:
    TrainingSession.objects.filter(pk=session.pk).update(lecturer="")
    values = {"held_on": date(2025, 1, 20), "other_count": 30, "summary": "座无虚席。", "hours": Decimal(3)}
    held = hold_session(by=staff, session=session, values=values)
    stored = TrainingSession.objects.get(pk=held.pk)
    assert (stored.activity.state, stored.activity.other_count, stored.hours) == (
        ActivityState.HELD,
        30,
        Decimal(3),
    )
    with pytest.raises(ValidationError, match="已经是“已举办”"):
        hold_session(by=staff, session=session, values={})
    assert reopen_session(by=staff, session=session).activity.pk == stored.activity.pk
    assert TrainingSession.objects.held().count() == 0


def test_not_held_before_its_day(staff: User, session: TrainingSession) -> None:
    with pytest.raises(ValidationError) as refused:
        hold_session(by=staff, session=session, values={"held_on": date(2025, 1, 26)})
    assert faults(refused) == {"held_on": ["还没有到这一天，不能记为已举办。"]}


def test_called_off(staff: User, session: TrainingSession) -> None:
    cancel_session(by=staff, session=session, reason="讲师病了")
    assert Activity.objects.get().state == ActivityState.CANCELLED
    assert AuditEntry.objects.latest("number").detail == "讲师病了"


def test_void_takes_activity_and_attendances_along(
    staff: User, committee: Committee, branch_one: Branch, enrol: Enrol
) -> None:
    session = add_session(by=staff, committee=committee, values={**NEW, "held_on": date(2025, 1, 10)})
    Attendance.objects.create(activity=session.activity, member=enrol("周到", branch_one), branch=branch_one)
    void_session(by=staff, session=session, reason="重复")
    assert [m.objects.valid().count() for m in (TrainingSession, Activity, Attendance)] == [0, 0, 0]
    with pytest.raises(ValidationError, match="已经作废"):
        change_session(by=staff, session=session, values={"topic": "law"})
