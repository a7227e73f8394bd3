"""All returns of a year at a glance, and what the to-do list says of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch, Committee
from core.reminders import REMINDERS
from reports.actions import accept_return, send_back_return, submit_return
from reports.models import BranchReturn, MonthlyReport, ReturnState
from tests.house.world import Place, make
from tests.people import person as account
from tests.reports.return_world import MARCH, WORK, address

ClientOf = Callable[[User], Client]
ALL = "/returns/"


@pytest.fixture
def handed_in(branches: list[Branch], secretary_one: User, secretary_two: User, staff: User) -> None:
    """The first branch is accepted, the second sent back, the third writes, the others have not begun."""
    one = submit_return(by=secretary_one, branch=branches[0], month=MARCH, values={"work": WORK})
    accept_return(by=staff, branch_return=one)
    two = submit_return(by=secretary_two, branch=branches[1], month=MARCH, values={"work": WORK})
    send_back_return(by=staff, branch_return=two, note="请补充")
    BranchReturn.objects.create(branch=branches[2], month=MARCH, work=WORK)


def words(page: Any, branch: Branch) -> list[str | None]:  # noqa: ANN401  the test client's response
    """Return what stands in the branch's months: ``None`` where there is none, empty where nothing is expected."""
    row = next(row for row in page.context["table"].rows if row.branch == branch)
    return [cell and (cell.standing.words if cell.standing else "") for cell in row.cells]


@pytest.mark.usefixtures("handed_in")
def test_each_branch_and_month_tells_where_it_stands(
    client_of: ClientOf, staff: User, branches: list[Branch]
) -> None:
    page = client_of(staff).get(ALL)
    future = [None] * 8
    assert words(page, branches[0]) == ["", "", "已审核", "未报", *future]
    assert words(page, branches[1]) == ["", "", "退回修改（逾期）", "未报", *future]
    assert words(page, branches[2]) == ["", "", "填写中（逾期）", "未报", *future]
    assert words(page, branches[3]) == ["", "", "逾期未报", "未报", *future]
    counts = {words: number for words, _, number in page.context["table"].counts}
    assert counts == {"已审核": 1, "退回修改（逾期）": 1, "填写中（逾期）": 1, "逾期未报": 3}
    for branch in branches:
        assert f'href="{address(branch)}"' in page.content.decode()


@pytest.mark.usefixtures("handed_in")
def test_a_closed_month_waits_for_nobody(client_of: ClientOf, staff: User, branches: list[Branch]) -> None:
    place = Place(branches[0].committee, branches[0], "秋雁", "春水", "qiuyan", "430699", "1390000")
    make(MonthlyReport, place, month=MARCH)
    page = client_of(staff).get(ALL)
    assert words(page, branches[2])[2] == "填写中"
    assert words(page, branches[3])[2] == ""
    assert "已结账" in page.content.decode()


def test_a_branch_has_months_only_while_it_is_there(
    client_of: ClientOf, staff: User, branches: list[Branch]
) -> None:
    branches[0].founded_on = date(2024, 3, 31)
    branches[0].save()
    branches[1].dissolved_on = date(2024, 3, 31)
    branches[1].save()
    page = client_of(staff).get(ALL)
    assert words(page, branches[0])[:5] == [None, None, "逾期未报", "未报", None]
    assert words(page, branches[1])[:5] == ["", "", "", None, None]
    assert [row.branch for row in client_of(staff).get(f"{ALL}?year=2023").context["table"].rows] == branches[
        1:
    ]


@pytest.mark.usefixtures("handed_in")
def test_a_secretary_sees_the_months_of_the_own_branch_as_a_list(
    client_of: ClientOf, secretary_two: User, branches: list[Branch]
) -> None:
    page = client_of(secretary_two).get(ALL)
    assert [row.branch for row in page.context["table"].rows] == [branches[1]]
    shown = page.content.decode()
    assert "请补充" in shown
    assert "第一支部" not in shown
    assert shown.index("2024年4月") < shown.index("2024年3月")


def test_the_table_costs_the_same_for_one_branch_and_for_many(
    client_of: ClientOf, staff: User, committee: Committee
) -> None:
    def cost() -> int:
        client = client_of(staff)
        client.get(ALL)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(ALL).status_code == 200
        return len(queries)

    def add(number: int) -> None:
        branch = Branch.objects.create(
            committee=committee, name=f"支部{number}", short_name=f"{number}", code=f"c{number}"
        )
        BranchReturn.objects.create(branch=branch, month=MARCH, state=ReturnState.SUBMITTED)

    add(1)
    one = cost()
    for number in range(2, 12):
        add(number)
    assert (cost(), one) == (one, one)


def test_a_return_costs_the_same_whatever_it_holds(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    def cost() -> int:
        client = client_of(secretary_one)
        client.get(address(branch_one))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(branch_one)).status_code == 200
        return len(queries)

    row = BranchReturn.objects.create(branch=branch_one, month=MARCH, work=WORK)
    row.photos.create(content=b"-", width=1, height=1)
    one = cost()
    for _ in range(5):
        row.photos.create(content=b"-", width=1, height=1)
    assert cost() == one


@pytest.mark.parametrize("year", ["2025", "1800", "二〇二四", "-1", "20240", "99999999999"])
def test_a_year_that_cannot_be_is_not_found(client_of: ClientOf, staff: User, year: str) -> None:
    assert client_of(staff).get(f"{ALL}?year={year}").status_code == 404


def test_a_committee_without_branches_is_told_what_to_expect(
    client_of: ClientOf, staff: User, other_committee: Committee
) -> None:
    client = client_of(staff)
    assert "这一年没有党支部要报月报" in client.get(ALL).content.decode()
    assert client.get(f"{ALL}?committee={other_committee.pk}").status_code == 404


# ── Reminders ───────────────────────────────────────────────────────────────────────────────────────────────────────


def told(rule: str, user: User, today: date) -> list[str]:
    """Return the lines of a rule for somebody, each with the days that are left."""
    tasks = REMINDERS[f"reports.{rule}"].tasks(user, today)
    return [f"{task.place} {task.words} {task.due_on or ''}".strip() for task in tasks]


def test_secretaries_are_reminded_some_days_before_and_staff_when_it_is_late(
    secretary_one: User, staff: User, branch_one: Branch
) -> None:
    line = "第一支部 2024年3月月报 2024-04-05"
    assert told("return_due", secretary_one, date(2024, 4, 1)) == []
    assert told("return_due", secretary_one, date(2024, 4, 2)) == [line]
    assert told("return_due", secretary_one, date(2024, 4, 15)) == [line]
    assert told("return_due", staff, date(2024, 4, 5)) == []
    assert line in told("return_due", staff, date(2024, 4, 6))
    assert told("return_due", secretary_one, date(2024, 5, 6)) == ["第一支部 2024年4月月报 2024-05-05"]


@pytest.mark.usefixtures("handed_in")
def test_what_was_handed_in_or_sent_back_is_told_by_its_own_rule(
    secretary_one: User, secretary_two: User, staff: User, branches: list[Branch]
) -> None:
    today = date(2024, 4, 15)
    assert told("return_due", secretary_one, today) == told("return_due", secretary_two, today) == []
    assert len(told("return_due", staff, today)) == 4
    assert told("return_sent_back", secretary_two, today) == ["第二支部 2024年3月月报：请补充 2024-04-05"]
    assert told("return_sent_back", secretary_one, today) == told("return_sent_back", staff, today) == []
    assert told("return_to_review", staff, today) == []
    submit_return(by=secretary_two, branch=branches[1], month=MARCH, values={"work": WORK})
    assert told("return_to_review", staff, today) == ["第二支部 第二支部2024年3月月报"]
    assert told("return_to_review", secretary_two, today) == []


def test_nobody_is_reminded_of_a_closed_month_or_a_branch_that_is_gone(
    secretary_one: User, secretary_two: User, branch_one: Branch, branch_two: Branch
) -> None:
    today = date(2024, 4, 15)
    branch_two.dissolved_on = date(2024, 3, 20)
    branch_two.save()
    assert told("return_due", secretary_two, today) == []
    place = Place(branch_one.committee, branch_one, "秋雁", "春水", "qiuyan", "430699", "1390000")
    make(MonthlyReport, place, month=MARCH)
    assert told("return_due", secretary_one, today) == []


def test_somebody_without_a_role_sees_no_returns(client_of: ClientOf, committee: Committee) -> None:
    assert client_of(account("luren", "褚新民", committee)).get(ALL).status_code == 403
