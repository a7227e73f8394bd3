"""Transfers, honours, contacts and cards in figures, counted by hand for March 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.system import COMMAND_LINE
from branches.models import Branch
from core.figures import FIGURES, Span, rows_of
from members.choices import HonourKind, HonourLevel, TransferState
from members.figures.honour_tables import HonouredRows
from members.models import CardCheck, Contact, Honour, Member, RelationTransfer
from tests.counting import MARCH, counted, in_span
from tests.stays import person

VOIDED = {"voided_at": datetime(2024, 3, 2, tzinfo=UTC)}
KEYS = ("settled", "transferred_out", "letters", "honoured", "honours", "contacts", "cards_checked")


def letter(member: Member, state: TransferState, sent: str, finished: str = "", **values: Any) -> None:  # noqa: ANN401  of the model
    sent_on = date.fromisoformat(sent)
    RelationTransfer.objects.create(
        member=member,
        branch=member.branch,
        direction=values.pop("direction", "in"),
        state=state,
        from_organisation="中共甲镇党委",
        to_organisation="中共乙厂党支部",
        letter_number="1号",
        sent_on=sent_on,
        valid_until=sent_on.replace(year=sent_on.year + 1),
        finished_on=date.fromisoformat(finished) if finished else None,
        **values,
    )


def honour(member: Member, day: str, level: HonourLevel, **values: Any) -> None:  # noqa: ANN401  of the model
    Honour.objects.create(
        member=member,
        kind=HonourKind.CRAFTSMAN,
        title="工匠",
        level=level,
        granted_on=date.fromisoformat(day),
        **values,
    )


@pytest.fixture(autouse=True)
def rows(branch_one: Branch, branch_two: Branch) -> None:
    """Three people with letters and honours on the edges of March."""
    a, b, c = person(branch_one, "甲一"), person(branch_one, "乙二"), person(branch_two, "丙三")
    letter(a, TransferState.RECEIVED, "2024-02-01", "2024-03-31")
    letter(b, TransferState.RECEIVED, "2024-02-01", "2024-02-29")
    letter(b, TransferState.SENT_BACK, "2024-03-01", "2024-03-20")
    letter(b, TransferState.RECEIVED, "2024-03-01", "2024-03-20", direction="out")
    letter(b, TransferState.RECEIVED, "2024-03-01", "2024-03-20", **VOIDED)
    letter(c, TransferState.SENT, "2024-03-31")
    letter(a, TransferState.RECEIVED, "2024-03-30", "2024-04-01")
    honour(a, "2023-05-01", HonourLevel.MUNICIPAL)
    honour(a, "2024-03-31", HonourLevel.PROVINCIAL)
    honour(b, "2024-03-01", HonourLevel.COUNTY)
    honour(b, "2024-03-01", HonourLevel.NATIONAL, **VOIDED)
    honour(c, "2024-04-01", HonourLevel.NATIONAL)
    for member, day in ((a, "2024-03-01"), (a, "2024-03-31"), (c, "2024-02-29")):
        on = date.fromisoformat(day)
        Contact.objects.create(member=member, branch=member.branch, on=on, kind="visit", summary="走访")
    CardCheck.objects.create(member=a, branch=branch_one, year=2024, on=date(2024, 1, 5), result="passed")
    CardCheck.objects.create(member=b, branch=branch_one, year=2023, on=date(2023, 12, 31), result="passed")


def told(**where: Any) -> dict[str, Any]:  # noqa: ANN401  numbers
    found = counted("members", **where)
    return {key: found[key] for key in KEYS if key in found}


def test_the_month_is_as_counted_by_hand() -> None:
    assert told() == {
        "settled": 2,
        "transferred_out": 1,
        "letters": 2,
        "honoured": 1,
        "honours": 3,
        "contacts": 2,
        "cards_checked": 1,
    }
    assert in_span("members.settled", Span.MONTH) == 1
    assert in_span("members.honoured", Span.MONTH) == 1
    assert told(month=MARCH.plus(1))["honoured"] == 2


def test_each_branch_is_as_counted_by_hand(branch_two: Branch) -> None:
    assert told(branch=branch_two) == {"letters": 1}


def test_a_secretary_counts_what_staff_count_of_the_branch(secretary_one: User, branch_one: Branch) -> None:
    assert told(user=secretary_one) == told(branch=branch_one)


def test_the_list_of_the_honoured_names_what_counts_and_asks_once_for_all(
    rf: Any,  # noqa: ANN401  pytest-django's factory
) -> None:
    figure = FIGURES.counted("members.honoured")
    table = HonouredRows(rows_of(COMMAND_LINE, figure, MARCH.plus(1)))
    with CaptureQueriesContext(connection) as queries:
        table.before_render(rf.get("/"))
        cells = [row.get_cell("titles") for row in table.paginated_rows]
    assert cells == ["工匠（2024年）", "工匠（2024年）、工匠（2023年）"]
    assert len(queries) == 2
