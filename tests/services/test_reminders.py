"""What waits in this room, for whom; and the search."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import User
from branches.models import Branch, Committee
from core.finders import FINDERS
from core.reminders import REMINDERS
from members.models import Member
from services.actions import fill_official_days
from services.choices import TicketState
from services.models import Ticket
from tests.tickets import Take

pytestmark = pytest.mark.django_db
TODAY = date(2025, 1, 15)


@pytest.fixture
def others(take: Take, branch_two: Branch) -> None:
    """Tickets of another branch, which the first one has nothing to do with."""
    for state in TicketState:
        take(state, branch=branch_two)


def waiting(key: str, by: User, today: date = TODAY) -> list[str]:
    tasks = REMINDERS[key].tasks(by, today)
    assert len(tasks) == REMINDERS[key].count(by, today)
    return [task.words for task in tasks]


def test_what_was_handed_in_waits_to_be_accepted(
    take: Take, others: None, secretary_one: User, staff: User, branch_one: Branch, zeng: Member
) -> None:
    ticket = take(branch=branch_one, member=zeng)
    take("accepted", branch=branch_one)
    assert waiting("services.to_accept", secretary_one) == [f"{ticket.number} 曾小红：生活困难"]
    assert len(waiting("services.to_accept", staff)) == 2


def test_what_is_due_soon_or_past_waits(
    take: Take, others: None, secretary_one: User, branch_one: Branch
) -> None:
    late, near, far, done = (take("accepted", branch=branch_one) for _ in range(4))
    Ticket.objects.filter(pk=late.pk).update(due_on=date(2025, 1, 10))
    Ticket.objects.filter(pk=near.pk).update(due_on=date(2025, 1, 17))
    Ticket.objects.filter(pk=far.pk).update(due_on=date(2025, 1, 20))
    Ticket.objects.filter(pk=done.pk).update(due_on=date(2025, 1, 10), state="withdrawn")
    tasks = REMINDERS["services.due"].tasks(secretary_one, TODAY)
    assert [(task.words[:12], task.days_left(TODAY)) for task in tasks] == [
        (late.number, -5),
        (near.number, 2),
    ]


def test_the_notice_is_counted_in_working_days(
    take: Take, secretary_one: User, staff: User, branch_one: Branch, committee: Committee
) -> None:
    fill_official_days(by=staff, committee=committee, year=2025)
    ticket = take("accepted", branch=branch_one)
    Ticket.objects.filter(pk=ticket.pk).update(due_on=date(2025, 2, 6))
    assert waiting("services.due", secretary_one, date(2025, 1, 26)) == []
    assert len(waiting("services.due", secretary_one, date(2025, 1, 27))) == 1  # the 5th and 6th of February
    Committee.objects.update(ticket_notice_days=0)
    assert waiting("services.due", secretary_one, date(2025, 2, 5)) == []


def test_what_is_done_waits_to_be_archived(
    take: Take, others: None, secretary_one: User, branch_one: Branch
) -> None:
    rated, solved = take("rated", branch=branch_one), take("solved", branch=branch_one)
    assert waiting("services.to_archive", secretary_one) == [f"{rated.number}：生活困难"]
    later = TODAY + timedelta(days=15)
    assert len(waiting("services.to_archive", secretary_one, later)) == 2
    assert solved.number in waiting("services.to_archive", secretary_one, later)[1]


def test_the_calendar_of_next_year_is_missing_from_november_on(
    staff: User, secretary_one: User, committee: Committee
) -> None:
    assert len(waiting("services.calendar", staff)) == 1
    fill_official_days(by=staff, committee=committee, year=2025)
    assert waiting("services.calendar", staff) == []
    with time_machine.travel(date(2025, 11, 5)):
        assert waiting("services.calendar", staff, date(2025, 11, 5)) == [
            "港区党委的节假日表缺少年份，请填入或登记"
        ]
        fill_official_days(by=staff, committee=committee, year=2026)
        assert waiting("services.calendar", staff, date(2025, 11, 5)) == []
    assert waiting("services.calendar", secretary_one) == []


def test_tickets_are_found_by_number_and_member(
    take: Take, others: None, secretary_one: User, branch_one: Branch, zeng: Member
) -> None:
    ticket = take("accepted", branch=branch_one, member=zeng)
    finder = FINDERS.finders["services.tickets"]
    for text in (ticket.number, ticket.number.lower(), "曾小"):
        hits = finder.find(secretary_one, text, 5)
        assert [(hit.title, hit.words) for hit in hits] == [(ticket.number, "曾小红，生活困难，已受理")]
    foreign = Ticket.objects.exclude(branch=branch_one)[0]
    assert finder.find(secretary_one, foreign.number, 5) == []
    assert finder.find(secretary_one, "热水器", 5) == []
