"""A branch with its year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from branches.models import Branch
from core.periods import Month
from reports.branch_year import BranchYear
from reports.models import BranchReturn
from reports.models.returns import ReturnState

ClientOf = Callable[[User], Client]
QUERIES = 10
"""Session, user, roles, the branch, all figures, the committee, the returns, and three to renew the session."""


def address(branch: Branch, year: str = "") -> str:
    return reverse("reports:branch_year", args=[branch.pk]) + (f"?year={year}" if year else "")


def page_of(client: Client, branch: Branch, year: str = "") -> BranchYear:
    answer = client.get(address(branch, year))
    assert answer.status_code == 200
    page: BranchYear = answer.context["page"]
    return page


def row_of(page: BranchYear, key: str) -> list[str]:
    rows = {row.figure.key: row for _, rows in page.sections for row in rows}
    return [*(cell.words for cell in rows[key].cells), rows[key].year.words]


@pytest.mark.usefixtures("register")
def test_the_year_is_told_month_by_month_as_far_as_it_has_come(
    client_of: ClientOf, staff: User, branch_one: Branch
) -> None:
    page = page_of(client_of(staff), branch_one)
    assert row_of(page, "members.managed") == ["2", "3", "3", "3", *[""] * 8, "3"]
    assert row_of(page, "members.arrivals") == ["2", "1", "2", "0", *[""] * 8, "5"]


@pytest.mark.usefixtures("register")
def test_each_number_leads_to_its_rows(client_of: ClientOf, staff: User, branch_one: Branch) -> None:
    client = client_of(staff)
    page = page_of(client, branch_one)
    for row in (row for _, rows in page.sections for row in rows):
        for cell in (row.cells[2], row.year):
            assert client.get(cell.href).context["page"].value == cell.words, row.figure.key


@pytest.mark.usefixtures("register")
def test_before_a_branch_was_founded_there_are_no_numbers(
    client_of: ClientOf, staff: User, branch_one: Branch
) -> None:
    Branch.objects.filter(pk=branch_one.pk).update(founded_on=date(2024, 3, 20))
    page = page_of(client_of(staff), branch_one, "2024")
    assert row_of(page, "members.managed") == ["--", "--", "3", "3", *[""] * 8, "3"]
    assert page.years == [2024]
    assert "还没有成立" in client_of(staff).get(address(branch_one, "2023")).content.decode()


def test_its_returns_stand_below_with_what_it_wrote(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    BranchReturn.objects.create(
        branch=branch_one, month=Month(2024, 2), state=ReturnState.ACCEPTED, features="夜校开到车间。"
    )
    page = page_of(client_of(secretary_one), branch_one)
    assert [(str(line.month), line.state, line.features) for line in page.returns] == [
        ("2024-04", "未报", ""),
        ("2024-03", "未报", ""),
        ("2024-02", "已审核", "夜校开到车间。"),
        ("2024-01", "未报", ""),
    ]
    assert page.returns[2].href == reverse("reports:return", args=[branch_one.pk, Month(2024, 2)])
    assert "夜校开到车间。" in client_of(secretary_one).get(address(branch_one)).content.decode()


def test_a_foreign_branch_is_not_found(
    client_of: ClientOf, secretary_one: User, branch_two: Branch, auditor: User
) -> None:
    assert client_of(secretary_one).get(address(branch_two)).status_code == 404
    assert client_of(auditor).get(address(branch_two)).status_code == 403


@pytest.mark.parametrize("year", ["2025", "1900", "x", "24", "２０２４"])
def test_a_year_that_is_none_is_not_found(
    client_of: ClientOf, staff: User, branch_one: Branch, year: str
) -> None:
    assert client_of(staff).get(address(branch_one, year)).status_code == 404


def test_the_branchs_page_leads_to_its_year(client_of: ClientOf, staff: User, branch_one: Branch) -> None:
    page = client_of(staff).get(branch_one.get_absolute_url()).content.decode()
    assert f'href="{address(branch_one)}"' in page


@pytest.mark.usefixtures("register")
def test_the_page_takes_the_same_queries_for_a_month_and_for_a_year(
    client_of: ClientOf, staff: User, branch_one: Branch
) -> None:
    def queries(year: str) -> int:
        client = client_of(staff)
        with CaptureQueriesContext(connection) as captured:
            page_of(client, branch_one, year)
        return len(captured)

    assert (queries("2023"), queries("2024")) == (QUERIES, QUERIES)
