"""The demo's rows keep what the rooms promise, also where no constraint of the database says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db.models import Count, F, Q
from pytest_django import DjangoDbBlocker

from accounts.models import User
from accounts.system import COMMAND_LINE
from activities.models import Activity, ActivityState, Attendance
from branches.models import Branch, Committee
from contributions.models import Mediation, Post, Suggestion
from core.figures import FIGURES, CountedFigure, asks, compute, places_of
from core.periods import Month
from core.reminders import REMINDERS
from members.choices import Departure, Direction, TransferState
from members.models import Enrolment, RelationTransfer, Seat
from reports.material import Material
from services.choices import Step, TicketState
from services.models import SOLVED, Ticket, TicketEntry
from services.steps import WAYS
from stations.models import Station
from tests.demo_data import TODAY, loaded_demo

NOW = Month.of(TODAY)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Committee]:
    """Load the demo once for all tests here, which only read."""
    with django_db_blocker.unblock(), loaded_demo() as committee:
        yield committee


def enrolled_on(rows: list[tuple[int, int, date]]) -> list[tuple[int, int, date]]:
    """Return those of ``rows`` (member, branch, day) in which the branch did not manage the member on the day."""
    spells: dict[tuple[int, int], list[tuple[date, date | None]]] = {}
    for member, branch, first, last in Enrolment.objects.values_list(
        "member", "branch", "started_on", "ended_on"
    ):
        spells.setdefault((member, branch), []).append((first, last))
    return [
        (member, branch, day)
        for member, branch, day in rows
        if not any(
            first <= day and (last is None or last > day) for first, last in spells.get((member, branch), [])
        )
    ]


def test_whoever_came_was_managed_on_that_day() -> None:
    came = Attendance.objects.values_list("member", "branch", "activity__held_on")
    assert len(came) > 10_000
    assert enrolled_on(list(came)) == []


def test_whoever_settled_a_dispute_was_managed_on_the_day_it_came() -> None:
    rows = Mediation.objects.values_list("mediator", "branch", "on")
    assert enrolled_on(list(rows)) == []


def test_whoever_took_up_a_post_was_managed_on_that_day() -> None:
    rows = Post.objects.values_list("member", "branch", "started_on")
    assert enrolled_on(list(rows)) == []


def test_nobody_came_to_what_was_not_held() -> None:
    assert not Attendance.objects.exclude(activity__state=ActivityState.HELD).exists()
    assert not Activity.objects.filter(state=ActivityState.HELD, held_on__gte=TODAY).exists()


def test_each_who_settled_has_the_letter_that_did_it() -> None:
    ended = Enrolment.objects.filter(outcome=Departure.SETTLED).values_list("member", "branch", "ended_on")
    received = RelationTransfer.objects.filter(direction=Direction.IN, state=TransferState.RECEIVED)
    assert sorted(received.values_list("member", "branch", "finished_on")) == sorted(ended)
    assert received.exclude(valid_until__gte=F("finished_on")).count() == 0


def test_letters_are_in_every_state() -> None:
    states = set(RelationTransfer.objects.values_list("state", flat=True))
    assert states == set(TransferState.values)


def test_tickets_went_the_ways_that_there_are() -> None:
    wrong = []
    for ticket in Ticket.objects.prefetch_related("entries"):
        state = TicketState.HANDED_IN
        for entry in list(ticket.entries.all())[1:]:
            if state not in WAYS[Step(entry.step)].to:
                wrong.append(f"{ticket.number} {state} {entry.step}")
            state = WAYS[Step(entry.step)].to.get(state, state)
        if state != ticket.state:
            wrong.append(f"{ticket.number} is {ticket.state}, not {state}")
    assert wrong == []


def test_tickets_in_every_state_and_numbered_in_their_order() -> None:
    assert set(Ticket.objects.values_list("state", flat=True)) == set(TicketState.values)
    numbers = list(Ticket.objects.order_by("received_on", "pk").values_list("number", flat=True))
    assert numbers == sorted(numbers)
    assert not TicketEntry.objects.filter(at__date__gt=TODAY).exists()
    assert all(ticket.reply for ticket in Ticket.objects.filter(state__in=SOLVED))


def test_each_station_is_alive_and_leant_on() -> None:
    held = Count("activities", filter=Q(activities__state=ActivityState.HELD))
    names = Station.objects.annotate(held=held).filter(held__lt=5).values_list("name", flat=True)
    assert list(names) == []
    assert not Station.objects.filter(enrolments__isnull=True).exists()


def test_the_seat_in_jingzhou_is_held_by_the_chairman_of_shengya() -> None:
    seat = Seat.objects.get(partnership__isnull=False)
    assert seat.member is not None
    assert seat.member.job_title == "董事长"
    assert str(seat.member.enterprise) == "盛亚体育用品有限公司"
    assert Enrolment.objects.on(TODAY).filter(member=seat.member, started_on__lte=seat.started_on).exists()


def test_each_branch_has_a_secretary() -> None:
    held = Seat.objects.filter(role="secretary", ended_on__isnull=True, branch__isnull=False)
    assert sorted(held.values_list("branch__code", flat=True)) == ["b1", "b2", "b3", "b4", "b5", "b6"]


@pytest.mark.parametrize(
    ("month", "least"),
    [(Month(2019, 12), 12), (Month(2021, 6), 25), (Month(2023, 3), 30), (Month(2025, 8), 30), (NOW, 30)],
)
def test_every_month_is_plausible(month: Month, least: int) -> None:
    found = compute(COMMAND_LINE, asks(FIGURES, [month]))
    counts = [f for f in FIGURES if isinstance(f, CountedFigure)]
    assert sum(bool(found.number(figure, month)) for figure in counts) >= least


@pytest.mark.parametrize("year", range(2019, NOW.year + 1))
def test_every_total_reconciles_for_each_month(year: int) -> None:
    months = [month for month in (Month(year, number) for number in range(1, 13)) if month <= NOW]
    found = compute(
        COMMAND_LINE, [ask for month in months for each in FIGURES.relations for ask in each.asks(month)]
    )
    findings = [
        (month, place, finding.words)
        for month in months
        for place, finding in Material(
            month, found, tuple(places_of(COMMAND_LINE, month).rows)
        ).all_findings()
        if not finding.holds
    ]
    assert findings == []


@pytest.mark.parametrize(
    "key",
    [
        "activities.held",
        "activities.attendances",
        "services.received",
        "services.solved",
        "contributions.mediations",
        "training.attendances",
    ],
)
def test_charts_rise_and_fall(key: str) -> None:
    figure = FIGURES.counted(key)
    months = Month(2024, 12).back(24)
    found = compute(COMMAND_LINE, asks([figure], months, [figure.spans[0], *figure.spans]))
    monthly = [found.number(figure, month, figure.spans[0]) for month in months]
    assert len(set(monthly)) > 6
    assert monthly != sorted(monthly, key=lambda number: number or 0) or figure.headline == "to_date"


@pytest.mark.parametrize("who", ["dangwei", "shuji1", "shuji2", "shuji5"])
def test_everybody_finds_something_to_do_today(who: str) -> None:
    by = User.objects.get(username=who)
    counted = {rule.key: rule.count(by, TODAY) for rule in REMINDERS}
    assert sum(bool(number) for number in counted.values()) >= 4


def test_staff_find_most_kinds_of_reminders() -> None:
    by = User.objects.get(username="dangwei")
    empty = {rule.key for rule in REMINDERS if not rule.count(by, TODAY)}
    # No record is doubtful; ideas, and returns that were sent back, are for the secretaries of their branches.
    assert empty <= {"members.doubtful", "contributions.suggestion_new", "reports.return_sent_back"}


def test_something_can_be_signed_in_to_today_and_tomorrow() -> None:
    days = [TODAY, TODAY + timedelta(days=1)]
    coming = Activity.objects.filter(state=ActivityState.PLANNED, held_on__in=days)
    assert set(coming.values_list("held_on", flat=True)) == set(days)


def test_suggestions_are_numbered_in_their_order_and_differ() -> None:
    rows = Suggestion.objects.order_by("handed_in_on", "pk")
    numbers = list(rows.values_list("number", flat=True))
    assert numbers == sorted(numbers)
    titles = set(rows.values_list("title", flat=True))
    assert len(titles) > 80


def test_all_branches_take_part_in_everything() -> None:
    for model in (Mediation, Post, Ticket, Suggestion, Activity, Attendance):
        branches = model._default_manager.exclude(branch=None).values_list("branch__code", flat=True)
        assert len(set(branches)) == Branch.objects.count(), model.__name__
