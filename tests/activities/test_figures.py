"""The figures of activities, counted by hand for March 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from activities.models import Activity, ActivityKind, ActivityState, Attendance, Deal, Festival
from branches.models import Branch, Committee, Enterprise, Ownership
from core.figures import Span
from members.models import Member
from stations.models import Station
from tests.counting import counted, in_span
from tests.stays import person, stay


@pytest.fixture
def voided() -> dict[str, Any]:
    return {"voided_at": datetime(2024, 3, 2, tzinfo=UTC)}


def held(committee: Committee, day: str, kind: ActivityKind = ActivityKind.OTHER, **values: Any) -> Activity:  # noqa: ANN401  of the model
    values = {"state": ActivityState.HELD, "title": "活动", **values}
    return Activity.objects.create(committee=committee, held_on=date.fromisoformat(day), kind=kind, **values)


def came(activity: Activity, branch: Branch, *people: Member, **values: Any) -> None:  # noqa: ANN401  of the model
    for member in people:
        Attendance.objects.create(activity=activity, member=member, branch=branch, **values)


@pytest.fixture(autouse=True)
def rows(committee: Committee, branch_one: Branch, branch_two: Branch, voided: dict[str, Any]) -> None:
    """Three held in March and one before, with five attendances; and what counts nowhere."""
    a, b, c = person(branch_one, "甲一"), person(branch_one, "乙二"), person(branch_two, "丙三")
    stay(a, branch_one, "2024-01-10")
    stay(b, branch_one, "2024-01-10")
    stay(c, branch_two, "2024-01-10")
    station = Station.objects.create(
        committee=committee, branch=branch_one, kind="station", name="甲驿站", opened_on=date(2023, 1, 1)
    )
    Station.objects.create(
        committee=committee, branch=branch_two, kind="station", name="乙驿站", opened_on=date(2023, 1, 1)
    )
    festival = Festival.objects.create(
        committee=committee, name="第一届", year=2024, started_on=date(2024, 3, 8)
    )
    Festival.objects.create(
        committee=committee, name="有误", year=2023, started_on=date(2023, 3, 8), **voided
    )
    walk = held(committee, "2024-03-08", ActivityKind.FESTIVAL, festival=festival, other_count=20)
    came(walk, branch_one, a, b)
    came(walk, branch_two, c)
    club = held(
        committee, "2024-03-31", ActivityKind.STATION, branch=branch_one, station=station, other_count=3
    )
    came(club, branch_one, a)
    came(club, branch_one, b, **voided)
    held(committee, "2024-03-01", ActivityKind.VOLUNTEER, branch=branch_two)
    came(held(committee, "2024-02-29", ActivityKind.VOLUNTEER, branch=branch_two), branch_two, c)
    came(held(committee, "2024-03-02", state=ActivityState.CANCELLED), branch_one, a)
    held(committee, "2024-03-02", state=ActivityState.PLANNED, other_count=9)
    came(held(committee, "2024-03-03", other_count=9, **voided), branch_one, a)
    buyer, seller = (
        Enterprise.objects.create(committee=committee, name=name, ownership=Ownership.NON_PUBLIC)
        for name in ("甲厂", "乙厂")
    )
    deal = {"committee": committee, "buyer": buyer, "seller": seller, "subject": "供货"}
    Deal.objects.create(**deal, signed_on=date(2024, 3, 31), amount=Decimal("12.50"), branch=branch_one)
    Deal.objects.create(**deal, signed_on=date(2024, 2, 1), activity=walk)
    Deal.objects.create(**deal, signed_on=date(2024, 3, 1), amount=Decimal(99), **voided)


def test_the_month_is_as_counted_by_hand() -> None:
    assert counted("activities") == {
        "held": 3,
        "by_kind:festival": 1,
        "by_kind:station": 1,
        "by_kind:volunteer": 1,
        "volunteering": 2,
        "attendances": 4,
        "others": 23,
        "participants": 3,
        "participation": 100.0,
        "festivals": 1,
        "festival_attendances": 3,
        "deals": 2,
        "deal_amount": 12.5,
    }
    assert in_span("activities.volunteering", Span.MONTH) == 1
    assert in_span("activities.attendances", Span.YEAR) == 5


def test_a_station_is_active_if_something_was_held_there() -> None:
    assert {key: n for key, n in counted("stations").items() if key.startswith("active")} == {
        "active": 1,
        "active_share": 50.0,
    }


def test_each_branch_is_as_counted_by_hand(branch_one: Branch, branch_two: Branch) -> None:
    of_one = counted("activities", branch=branch_one)
    assert of_one == {
        "held": 1,
        "by_kind:station": 1,
        "attendances": 3,
        "others": 3,
        "participants": 2,
        "participation": 100.0,
        "festival_attendances": 2,
        "deals": 1,
        "deal_amount": 12.5,
    }
    of_two = counted("activities", branch=branch_two)
    assert (of_two["held"], of_two["attendances"], of_two["volunteering"]) == (1, 1, 2)


def test_a_secretary_counts_what_staff_count_of_the_branch(secretary_one: User, branch_one: Branch) -> None:
    theirs = counted("activities", user=secretary_one)
    assert theirs.pop("festivals") == 1
    assert theirs == counted("activities", branch=branch_one)
