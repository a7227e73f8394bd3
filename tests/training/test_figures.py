"""The figures of training, counted by hand for March 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.system import COMMAND_LINE
from activities.models import Activity, ActivityKind, ActivityState, Attendance
from branches.models import Branch, Committee
from core.figures import FIGURES, Span, asks, compute, rows_of
from tests.counting import MARCH, counted, in_span
from tests.stays import person, stay
from training.models import Audience, Mode, Topic, TrainingSession


def session(
    committee: Committee,
    day: str,
    *,
    branch: Branch | None = None,
    others: int = 0,
    **values: Any,  # noqa: ANN401  of the activity
) -> Activity:
    activity = Activity.objects.create(
        committee=committee,
        branch=branch,
        kind=ActivityKind.TRAINING,
        title="讲座",
        state=values.pop("state", ActivityState.HELD),
        held_on=date.fromisoformat(day),
        other_count=others,
        **values,
    )
    TrainingSession.objects.create(
        activity=activity,
        audience=Audience.WORKERS,
        topic=Topic.SKILL,
        mode=Mode.BOTH,
        hours=Decimal("2.5"),
    )
    return activity


@pytest.fixture(autouse=True)
def rows(committee: Committee, branch_one: Branch, branch_two: Branch) -> None:
    """Two sessions in March, one before; six attendances and seventeen others; and what counts nowhere."""
    voided: dict[str, Any] = {"voided_at": datetime(2024, 3, 2, tzinfo=UTC)}
    people = [person(branch, f"{name}一") for branch in (branch_one, branch_two) for name in "甲乙"]
    for member in people:
        stay(member, member.branch, "2024-01-10")
    all_came = session(committee, "2024-03-31", others=10)
    for member in people:
        Attendance.objects.create(activity=all_came, member=member, branch=member.branch)
    of_one = session(committee, "2024-03-01", branch=branch_one, others=7)
    Attendance.objects.create(activity=of_one, member=people[0], branch=branch_one)
    Attendance.objects.create(activity=of_one, member=people[1], branch=branch_one, **voided)
    before = session(committee, "2024-02-29", branch=branch_two)
    Attendance.objects.create(activity=before, member=people[2], branch=branch_two)
    session(committee, "2024-03-05", others=99, state=ActivityState.PLANNED)
    session(committee, "2024-03-05", others=99, **voided)
    wrong = session(committee, "2024-03-05", others=99)
    TrainingSession.objects.filter(activity=wrong).update(**voided)


def test_the_month_is_as_counted_by_hand() -> None:
    assert counted("training") == {
        "sessions": 3,
        "attendances": 23,
        "member_attendances": 6,
        "hours": 7.5,
        "by_topic:skill": 3,
        "by_audience:workers": 3,
        "by_mode:both": 3,
    }
    assert in_span("training.attendances", Span.MONTH) == 22
    assert in_span("training.sessions", Span.MONTH) == 2


def test_attendances_go_to_the_branch_that_holds_the_session_and_members_to_their_own(
    branch_one: Branch, branch_two: Branch
) -> None:
    of_one, of_two = counted("training", branch=branch_one), counted("training", branch=branch_two)
    assert (of_one["sessions"], of_one["attendances"], of_one["member_attendances"]) == (1, 8, 3)
    assert (of_two["sessions"], of_two["attendances"], of_two["member_attendances"]) == (1, 1, 3)


def test_people_trained_cost_one_query_and_are_their_rows() -> None:
    figure = FIGURES.counted("training.attendances")
    with CaptureQueriesContext(connection) as queries:
        found = compute(COMMAND_LINE, asks([figure], MARCH.back(24), Span))
    assert len(queries) == 1
    rows = rows_of(COMMAND_LINE, figure, MARCH)
    told = sum(row.activity.other_count + row.activity.attendances.valid().count() for row in rows)
    assert found.number(figure, MARCH) == told == 23
