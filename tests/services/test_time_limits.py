"""Days due: by kind and urgency, by the committee's own table; and the calendar's actions and pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Committee
from services.actions import add_holiday, change_holiday, fill_official_days, remove_holiday, set_time_limits
from services.choices import TicketKind
from services.models import Holiday, Ticket, TimeLimit
from services.reminders import missing_years
from services.time_limits import USUAL, due_day, limits_of, shortened
from tests.tickets import Take

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
WEDNESDAY = date(2025, 1, 15)


@pytest.mark.parametrize(
    ("kind", "urgency", "due"),
    [
        ("life", "normal", date(2025, 1, 22)),
        ("life", "urgent", date(2025, 1, 20)),
        ("life", "critical", date(2025, 1, 16)),
        (
            "school",
            "normal",
            date(2025, 2, 11),
        ),  # 16 to 24, the 26th and 27th, then 5 to 8, 10 and 11 February
        ("wages", "urgent", date(2025, 1, 21)),
    ],
)
def test_days_due_over_the_spring_festival(
    kind: str, urgency: str, due: date, staff: User, committee: Committee
) -> None:
    fill_official_days(by=staff, committee=committee, year=2025)
    assert due_day(committee, kind, urgency, WEDNESDAY) == due


def test_every_kind_has_a_usual_limit() -> None:
    assert [*USUAL] == [*TicketKind]


def test_half_is_rounded_up() -> None:
    assert [shortened(days, "urgent") for days in (1, 2, 3, 15)] == [1, 1, 2, 8]
    assert [shortened(days, "critical") for days in (1, 15)] == [1, 1]


def test_a_committee_sets_its_own(staff: User, committee: Committee, other_committee: Committee) -> None:
    set_time_limits(by=staff, committee=committee, limits={"life": 3, "work": 10})
    assert (limits_of(committee)["life"], limits_of(other_committee)["life"]) == (3, 5)  # type: ignore[index]  # a choice
    assert TimeLimit.objects.count() == 1
    assert AuditEntry.objects.get().changes == {"生活困难": ["5 个工作日", "3 个工作日"]}
    with pytest.raises(ValidationError) as refused:
        set_time_limits(by=staff, committee=committee, limits={"life": 0, "work": 500, "wages": 4})
    assert [*refused.value.message_dict] == ["life", "work"]
    assert TimeLimit.objects.count() == 1


def test_secretaries_set_nothing(secretary_one: User, committee: Committee) -> None:
    with pytest.raises(PermissionDenied):
        set_time_limits(by=secretary_one, committee=committee, limits={"life": 3})
    with pytest.raises(PermissionDenied):
        fill_official_days(by=secretary_one, committee=committee, year=2025)


def test_accepted_tickets_keep_their_day(take: Take, staff: User, committee: Committee) -> None:
    ticket = take("accepted")
    set_time_limits(by=staff, committee=committee, limits={"life": 1})
    add_holiday(
        by=staff, committee=committee, values={"on": date(2025, 1, 20), "kind": "off", "name": "停产"}
    )
    assert Ticket.objects.get(pk=ticket.pk).due_on == date(2025, 1, 22)
    assert take("accepted").due_on == date(2025, 1, 16)


def test_a_day_lies_in_a_year_that_one_can_mean(staff: User, committee: Committee) -> None:
    with pytest.raises(ValidationError, match="2000 年至 2100 年"):
        add_holiday(
            by=staff, committee=committee, values={"on": date(1900, 1, 3), "kind": "off", "name": "元旦"}
        )


def test_filling_a_year_keeps_what_was_entered(staff: User, committee: Committee) -> None:
    own = {"on": date(2025, 1, 28), "kind": "worked", "name": "保供值班"}
    day = add_holiday(by=staff, committee=committee, values=own)
    assert fill_official_days(by=staff, committee=committee, year=2025) == (32, 1)
    assert Holiday.objects.get(on=date(2025, 1, 28)).kind == "worked"
    assert fill_official_days(by=staff, committee=committee, year=2025) == (0, 33)
    change_holiday(by=staff, holiday=day, values={"kind": "off"})
    with pytest.raises(ValidationError, match="这一天已经登记"):
        add_holiday(by=staff, committee=committee, values=own)
    remove_holiday(by=staff, holiday=day)
    assert not Holiday.objects.filter(on=date(2025, 1, 28)).exists()
    with pytest.raises(ValidationError, match="还没有 2027 年的放假安排"):
        fill_official_days(by=staff, committee=committee, year=2027)


def test_missing_years_are_told_from_november_on() -> None:
    assert missing_years({2024}, date(2024, 10, 31)) == []
    assert missing_years({2024}, date(2024, 11, 1)) == [2025]
    assert missing_years((), date(2024, 11, 1)) == [2024, 2025]


def test_the_page_tells_what_is_missing_and_fills_it(client_of: Browse, staff: User) -> None:
    client = client_of(staff)
    page = client.get("/services/calendar/").content.decode()
    assert "节假日表里还没有 2025 年" in page
    assert "填入 2025 年" in page
    answer = client.post("/services/calendar/fill/", {"year": "2025"}, follow=True).content.decode()
    assert "新增 33 天" in answer
    assert "还没有 2025 年" not in answer
    assert "国办发明电〔2024〕12号" in answer
    unknown = client.post("/services/calendar/fill/", {"year": "二〇"}, follow=True).content.decode()
    assert "还没有 0 年的放假安排" in unknown


def test_a_secretary_reads_the_page_and_changes_nothing(client_of: Browse, secretary_one: User) -> None:
    client = client_of(secretary_one)
    page = client.get("/services/calendar/?year=2024").content.decode()
    assert ["2024 年节假日和调休" in page, "登记节假日" in page, "填入" in page] == [True, False, False]
    assert client.post("/services/calendar/fill/", {"year": "2025"}).status_code == 403


def test_limits_are_set_on_their_page(client_of: Browse, staff: User, committee: Committee) -> None:
    client = client_of(staff)
    given = {kind.value: str(days) for kind, days in limits_of(committee).items()}
    faulty = client.post("/services/calendar/limits/", {**given, "life": "0", "work": "x"}).content.decode()
    assert faulty.count("请填 1 至 365 之间的整数。") == 2
    assert client.post("/services/calendar/limits/", {**given, "life": "3"}).status_code == 302
    assert limits_of(committee)["life"] == 3  # type: ignore[index]  # a choice


def test_days_are_entered_changed_and_removed_on_pages(
    client_of: Browse, staff: User, committee: Committee
) -> None:
    client = client_of(staff)
    given = {"on": "2025-03-05", "kind": "off", "name": "停产检修"}
    answer = client.post("/services/calendar/add/", given)
    assert answer["Location"] == f"/services/calendar/?committee={committee.pk}&year=2025"
    day = Holiday.objects.get()
    twice = client.post("/services/calendar/add/", given).content.decode()
    assert "这一天已经登记。" in twice
    client.post(f"/services/calendar/{day.pk}/edit/", {**given, "name": "检修"})
    assert Holiday.objects.get().name == "检修"
    client.post(f"/services/calendar/{day.pk}/remove/")
    assert not Holiday.objects.exists()


def test_another_committees_calendar_is_not_there(
    client_of: Browse, staff: User, other_committee: Committee
) -> None:
    client = client_of(staff)
    assert client.get(f"/services/calendar/?committee={other_committee.pk}").status_code == 404
    assert client.get("/services/calendar/?committee=x").status_code == 404
