"""What members have learnt: hours by year, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from accounts.system import COMMAND_LINE
from activities.models import Activity, ActivityState, Attendance
from branches.models import Branch, Committee
from members.models import Member
from tests.firms import Enrol
from training.actions import add_session
from training.record import HIDDEN, record_of

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
Attend = Callable[..., Attendance]


@pytest.fixture
def attend(committee: Committee) -> Attend:
    """Note that somebody was at a session of so many hours."""

    def note(
        member: Member, on: date, hours: str, *, host: Branch | None = None, branch: Branch | None = None
    ) -> Attendance:
        values = {"title": f"课 {on.isoformat()}", "held_on": on, "audience": "workers", "topic": "skill"}
        given = {**values, "hours": Decimal(hours), "branch": host}
        session = add_session(by=COMMAND_LINE, committee=committee, values=given)
        return Attendance.objects.create(
            activity=session.activity, member=member, branch=branch or member.branch
        )

    return note


@pytest.fixture
def pupil(enrol: Enrol, branch_one: Branch) -> Member:
    return enrol("周到", branch_one)


def test_hours_by_year(staff: User, pupil: Member, attend: Attend) -> None:
    attend(pupil, date(2023, 5, 1), "2")
    attend(pupil, date(2024, 5, 1), "1.5")
    attend(pupil, date(2024, 9, 1), "4")
    record = record_of(staff, pupil)
    assert [(year.year, len(year.lessons), year.hours) for year in record.years] == [
        (2024, 2, Decimal("5.5")),
        (2023, 1, Decimal(2)),
    ]
    assert (record.count, record.hours, record.of(2023).hours) == (3, Decimal("7.5"), Decimal(2))


def test_what_does_not_count(staff: User, pupil: Member, attend: Attend) -> None:
    error, reopened, void = (attend(pupil, date(2024, month, 1), "2") for month in (1, 2, 3))
    Attendance.objects.filter(pk=error.pk).update(voided_at="2024-06-01T00:00Z")
    Activity.objects.filter(pk=reopened.activity_id).update(state=ActivityState.PLANNED)
    Activity.objects.filter(pk=void.activity_id).update(voided_at="2024-06-01T00:00Z")
    tea = Activity.objects.create(
        committee=pupil.committee, kind="other", title="茶话会", state="held", held_on=date(2024, 4, 1)
    )
    Attendance.objects.create(activity=tea, member=pupil, branch=pupil.branch)
    assert record_of(staff, pupil).years == []


def test_another_branch_keeps_its_own(
    client_of: Browse, secretary_one: User, staff: User, pupil: Member, attend: Attend, branch_two: Branch
) -> None:
    attend(pupil, date(2024, 5, 1), "2", host=branch_two)
    attend(pupil, date(2023, 5, 1), "2", branch=branch_two)
    record = record_of(secretary_one, pupil)
    [lesson] = record.years[0].lessons
    assert (lesson.title, lesson.href, record.count, record.has_more) == (HIDDEN, "", 1, True)
    whole = record_of(staff, pupil)
    assert (whole.count, whole.has_more, whole.years[0].lessons[0].title) == (2, False, "课 2024-05-01")
    page = client_of(secretary_one).get(f"/training/members/{pupil.pk}/").content.decode()
    assert ("还有在其他支部参加的培训" in page, "课 2024-05-01" in page) == (True, False)


def test_the_record_and_its_certificate(
    client_of: Browse, secretary_one: User, pupil: Member, attend: Attend
) -> None:
    attend(pupil, date(2023, 5, 1), "2")
    attend(pupil, date(2024, 5, 1), "1.5")
    client = client_of(secretary_one)
    page = client.get(f"/training/members/{pupil.pk}/").content.decode()
    assert [words in page for words in ("2 场，3.5 学时", "课 2024-05-01", "学时证明")] == [True] * 3
    one = client.get(f"/training/members/{pupil.pk}/?year=2024").content.decode()
    assert ("课 2024-05-01" in one, "课 2023-05-01" in one) == (True, False)
    sheet = client.get(f"/training/members/{pupil.pk}/certificate/").content.decode()
    assert "该同志共参加开放崛起大讲堂 2 场，计 3.5 学时。" in sheet
    year = client.get(f"/training/members/{pupil.pk}/certificate/?year=2023").content.decode()
    assert "2023 年该同志共参加开放崛起大讲堂 1 场，计 2 学时。" in year


def test_the_list_of_a_year(
    client_of: Browse, staff: User, pupil: Member, enrol: Enrol, branch_one: Branch, attend: Attend
) -> None:
    enrol("吴声", branch_one)
    attend(pupil, date(2024, 5, 1), "1.5")
    attend(pupil, date(2024, 6, 1), "2")
    attend(pupil, date(2025, 1, 5), "4")
    client = client_of(staff)

    def rows(query: str) -> list[tuple[str, int, Decimal]]:
        table = client.get(f"/training/members/?{query}").context["table"]
        return [(row.record.name, row.record.sessions, row.record.hours) for row in table.rows]

    assert rows("year=2024") == [("周到", 2, Decimal("3.5")), ("吴声", 0, Decimal(0))]
    assert rows("") == [("周到", 1, Decimal(4)), ("吴声", 0, Decimal(0))]
    assert rows("hours=none") == [("吴声", 0, Decimal(0))]
    assert rows("q=zd") == [("周到", 1, Decimal(4))]


@pytest.mark.parametrize("page", ["", "certificate/"])
def test_who_may_not(client_of: Browse, request: pytest.FixtureRequest, pupil: Member, page: str) -> None:
    wanted = {"secretary_two": 404, "other_staff": 404, "auditor": 403}
    found = {
        who: client_of(request.getfixturevalue(who)).get(f"/training/members/{pupil.pk}/{page}").status_code
        for who in wanted
    }
    assert found == wanted
