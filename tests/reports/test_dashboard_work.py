"""The month's report on the dashboard: returns and closing, as far as each role is concerned."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from branches.models import Branch
from core.periods import Month
from reports.dashboard import Work
from reports.models import BranchReturn, MonthlyReport, ReturnState
from tests.stays import person, stay

ClientOf = Callable[[User], Client]
MARCH = Month(2024, 3)


@pytest.fixture(autouse=True)
def somebody(branch_one: Branch) -> None:
    """Enter somebody, so that the page has figures."""
    stay(person(branch_one, "甲一"), branch_one, "2023-01-01")


def close(branch: Branch, month: Month) -> MonthlyReport:
    return MonthlyReport.objects.create(
        committee=branch.committee, month=month, revision=1, content={}, digest="", closed_by_name="某人"
    )


def work_of(client: Client, query: str = "") -> Work:
    answer = client.get(f"/{query}")
    assert answer.status_code == 200
    work: Work = answer.context["work"]
    return work


def told(work: Work) -> dict[str, str]:
    return {each.branch.short_name: each.standing.words for each in work.returns}


def test_staff_see_how_far_each_branch_is_with_the_month_that_ended(
    client_of: ClientOf, staff: User, branch_one: Branch, branch_two: Branch
) -> None:
    BranchReturn.objects.create(branch=branch_one, month=MARCH, state=ReturnState.ACCEPTED)
    BranchReturn.objects.create(branch=branch_two, month=MARCH, state=ReturnState.SUBMITTED)
    client = client_of(staff)
    work = work_of(client)
    assert work.month == MARCH
    assert [told(work)[name] for name in ("第一支部", "第二支部", "第三支部")] == [
        "已审核",
        "已报送",
        "逾期未报",
    ]
    page = client.get("/").content.decode()
    assert reverse("reports:return", args=[branch_two.pk, MARCH]) in page
    assert reverse("reports:month", args=[MARCH]) in page
    assert "待结账" in page


def test_a_secretary_is_led_to_the_own_return(
    client_of: ClientOf, secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    BranchReturn.objects.create(branch=branch_two, month=MARCH, state=ReturnState.SUBMITTED)
    client = client_of(secretary_one)
    work = work_of(client)
    assert told(work) == {"第一支部": "逾期未报"}
    assert work.closing == ""
    page = client.get("/").content.decode()
    assert f'href="{reverse("reports:return", args=[branch_one.pk, MARCH])}"' in page
    assert reverse("reports:branch_year", args=[branch_one.pk]) in page


def test_a_closed_month_says_so_and_leads_to_its_page(
    client_of: ClientOf, staff: User, secretary_one: User, branch_one: Branch
) -> None:
    close(branch_one, MARCH)
    client = client_of(staff)
    assert work_of(client).is_closed
    assert not work_of(client).is_closed_as_shown
    assert work_of(client, "?month=2024-03").is_closed_as_shown
    assert not work_of(client, "?month=2024-03&period=quarter").is_closed_as_shown
    page = client_of(secretary_one).get("/?month=2024-03").content.decode()
    assert "已结账" in page
    assert reverse("reports:month", args=[MARCH]) not in page


def test_a_month_opened_again_is_not_closed(client_of: ClientOf, staff: User, branch_one: Branch) -> None:
    closed = close(branch_one, MARCH)
    MonthlyReport.objects.filter(pk=closed.pk).update(reopened_at=closed.closed_at)
    assert not work_of(client_of(staff)).is_closed


def test_long_ended_months_that_nobody_has_begun_wait_for_nobody(client_of: ClientOf, staff: User) -> None:
    assert told(work_of(client_of(staff), "?month=2023-06")) == {}


def test_of_many_branches_only_the_counts_are_told(
    client_of: ClientOf, staff: User, branches: list[Branch]
) -> None:
    for number in range(7, 15):
        Branch.objects.create(
            committee=branches[0].committee,
            name=f"第{number}支部",
            short_name=f"{number}支部",
            code=f"b{number}",
        )
    BranchReturn.objects.create(branch=branches[0], month=MARCH, state=ReturnState.ACCEPTED)
    assert work_of(client_of(staff)).counts == [("已审核", "success", 1), ("逾期未报", "danger", 13)]
