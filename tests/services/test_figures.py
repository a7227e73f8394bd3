"""The figures of services, counted by hand for March 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounts.models import User
from branches.models import Branch, Committee
from core.figures import Span
from services.choices import AidMatter, AidState, Source, Step, TicketKind, TicketState, VisitKind
from services.models import LegalAid, Ticket, TicketEntry, Visit
from tests.counting import MARCH, counted, in_span

VOIDED: dict[str, Any] = {"voided_at": datetime(2024, 3, 2, tzinfo=UTC)}


@pytest.fixture(autouse=True)
def rows(committee: Committee, branch_one: Branch, branch_two: Branch) -> None:
    """Eight tickets that count: three solved, three open at the end of March, two closed otherwise; and visits."""
    numbers = iter(range(100))

    def ticket(
        received: str,
        state: TicketState,
        branch: Branch | None = branch_one,
        **values: Any,  # noqa: ANN401  of the model
    ) -> Ticket:
        days = {
            name: date.fromisoformat(values.pop(name)) for name in ("due_on", "solved_on") if name in values
        }
        return Ticket.objects.create(
            committee=committee,
            branch=branch,
            number=f"FW-{next(numbers)}",
            source=Source.HOTLINE,
            kind=values.pop("kind", TicketKind.LIFE),
            state=state,
            description="诉求",
            received_on=date.fromisoformat(received),
            **days,
            **values,
        )

    def close(row: Ticket, step: Step, day: int, month: int = 3) -> None:
        TicketEntry.objects.create(ticket=row, step=step, at=datetime(2024, month, day, 4, tzinfo=UTC))

    ticket("2024-02-20", TicketState.SOLVED, due_on="2024-03-01", solved_on="2024-03-01", rating=4)
    ticket("2024-03-01", TicketState.ARCHIVED, due_on="2024-03-08", solved_on="2024-03-31", rating=3)
    ticket(
        "2024-02-01", TicketState.RATED, branch_two, solved_on="2024-02-29", rating=5, kind=TicketKind.WORK
    )
    ticket("2024-03-31", TicketState.HANDED_IN, None)
    ticket("2024-03-10", TicketState.IN_WORK, due_on="2024-03-30")
    ticket("2024-03-20", TicketState.SOLVED, branch_two, due_on="2024-03-31", solved_on="2024-04-01")
    close(ticket("2024-03-05", TicketState.RETURNED), Step.RETURN, 31)
    close(ticket("2024-03-06", TicketState.WITHDRAWN), Step.WITHDRAW, 1, month=4)
    ticket("2024-03-01", TicketState.SOLVED, solved_on="2024-03-02", **VOIDED)
    for day, kind, values in (
        ("2024-03-31", VisitKind.FESTIVAL, {}),
        ("2024-03-01", VisitKind.ILLNESS, {}),
        ("2024-03-01", VisitKind.ILLNESS, VOIDED),
        ("2024-02-01", VisitKind.ILLNESS, {}),
    ):
        Visit.objects.create(
            committee=committee, branch=branch_one, kind=kind, on=date.fromisoformat(day), **values
        )
    aid = {"committee": committee, "branch": branch_two, "matter": AidMatter.WAGES}
    LegalAid.objects.create(**aid, on=date(2024, 2, 1), state=AidState.CLOSED, closed_on=date(2024, 3, 31))
    LegalAid.objects.create(**aid, on=date(2024, 3, 1), state=AidState.ENDED, closed_on=date(2024, 3, 2))
    LegalAid.objects.create(**aid, on=date(2024, 3, 31))


def test_the_month_is_as_counted_by_hand() -> None:
    assert counted("services") == {
        "received": 6,
        "by_kind:life": 6,
        "by_source:hotline": 6,
        "solved": 3,
        "solved_by_kind:life": 2,
        "solved_by_kind:work": 1,
        "timely": 2,
        "timeliness": 66.7,
        "rated": 3,
        "satisfied": 2,
        "satisfaction": 66.7,
        "open": 4,
        "overdue": 1,
        "visits": 2,
        "visits_by_kind:festival": 1,
        "visits_by_kind:illness": 1,
        "legal_aids": 3,
        "legal_aids_closed": 1,
    }
    assert in_span("services.solved", Span.MONTH) == 2


def test_what_was_withdrawn_is_open_until_then() -> None:
    april = MARCH.plus(1)
    assert counted("services", april)["open"] == 2
    assert counted("services", MARCH.plus(-1))["open"] == 1


def test_each_branch_is_as_counted_by_hand(branch_two: Branch) -> None:
    of_two = counted("services", branch=branch_two)
    assert (of_two["received"], of_two["solved"], of_two["open"], of_two["legal_aids"]) == (1, 1, 1, 3)


def test_a_secretary_counts_what_staff_count_of_the_branch(secretary_one: User, branch_one: Branch) -> None:
    assert counted("services", user=secretary_one) == counted("services", branch=branch_one)
