"""What a return's page computes and finds odd: figures with links, relations, sudden changes, what waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from core.periods import Month
from reports.actions import submit_return
from reports.models import MonthlyReport, ReportLine
from reports.returns.page import ReturnPage
from tests.house.world import Place, make
from tests.reports.return_world import MARCH, WORK, address
from tests.stays import person, stay

ClientOf = Callable[[User], Client]
FEBRUARY = MARCH.plus(-1)


def page_of(client: Client, branch: Branch, month: Month = MARCH) -> ReturnPage:
    page: ReturnPage = client.get(address(branch, month)).context["page"]
    return page


def numbers(page: ReturnPage, key: str) -> tuple[Any, ...]:
    """Return this month, last month, the change and the year of one line."""
    line = next(line for line in page.figures.lines if line.key == key)
    return line.now, line.before, line.change, line.year


def closed(branch: Branch, month: Month, **lines: int) -> MonthlyReport:
    """Close ``month`` with these numbers of ``branch``: ``managed=5`` is members.managed."""
    place = Place(branch.committee, branch, "秋雁", "春水", "qiuyan", "430699", "1390000")
    report: MonthlyReport = make(MonthlyReport, place, month=month)
    for key, number in lines.items():
        ReportLine.objects.create(
            report=report, branch=branch, key=f"members.{key}", now=number, before=number, year=number
        )
    return report


@pytest.mark.usefixtures("register")
def test_each_number_is_the_branchs_own_and_leads_to_its_rows(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    page = page_of(client, branch_one)
    assert numbers(page, "members.managed") == (3, 3, 0, None)
    assert numbers(page, "members.arrivals") == (2, 1, 1, 5)
    for shown in page.figures.shown:
        for href in filter(None, (shown.month_rows, shown.before_rows, shown.year_rows)):
            answer = client.get(href)
            assert answer.status_code == 200
            assert f"branch={branch_one.pk}" in href


def test_last_month_stands_as_it_was_closed_and_what_no_longer_adds_up_must_be_looked_into(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    stay(person(branch_one, "甲"), branch_one, "2024-03-02")
    closed(branch_one, FEBRUARY, managed=5)
    client = client_of(secretary_one)
    page = page_of(client, branch_one)
    assert numbers(page, "members.managed") == (1, 5, -4, None)
    assert len(page.failed) == 1
    assert "不符，相差 5" in page.failed[0]

    with pytest.raises(ValidationError) as refused:
        submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    assert refused.value.message_dict == {"is_checked": ["有 1 处数字对不上，请核对后勾选“已核对”，再报送。"]}
    answer = client.post(address(branch_one, step="return_submit"), {"work": WORK, "revision": 0})
    assert "有 1 处数字对不上" in answer.content.decode()
    client.post(address(branch_one, step="return_submit"), {"work": WORK, "revision": 0, "is_checked": "on"})
    assert AuditEntry.objects.latest("pk").detail == "报送，1 处不符已核对"


def test_a_closed_month_shows_what_it_was_closed_with(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    closed(branch_one, MARCH, managed=7, arrivals=2)
    stay(person(branch_one, "甲"), branch_one, "2024-03-02")
    page = page_of(client_of(secretary_one), branch_one)
    assert numbers(page, "members.managed") == (7, 7, 0, 7)
    assert numbers(page, "members.arrivals") == (2, 2, 0, 2)
    assert numbers(page, "members.departures") == (None, None, None, None)
    assert page.failed == []


def test_large_changes_are_pointed_out_and_small_numbers_are_not(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    for number in range(10):
        stay(person(branch_one, f"旧{number}"), branch_one, "2024-02-01")
    for number in range(2):
        stay(person(branch_one, f"新{number}"), branch_one, "2024-03-01")
    client = client_of(secretary_one)
    assert [words for words, _ in page_of(client, branch_one).odd] == [
        "流入：本月 2 人次，上月 10 人次（−8，−80%），请核对。"
    ]
    stay(person(branch_one, "新三"), branch_one, "2024-03-31")
    told = dict(page_of(client, branch_one).odd)
    assert "管理流动党员：本月 13 人，上月 10 人（+3，+30%），请核对。" in told
    branch_one.committee.change_threshold = 30
    branch_one.committee.save()
    assert not any(words.startswith("管理") for words, _ in page_of(client, branch_one).odd)


def test_while_the_month_runs_what_happens_in_it_is_not_compared(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    for number in range(10):
        stay(person(branch_one, f"旧{number}"), branch_one, "2024-03-01")
    assert page_of(client_of(secretary_one), branch_one, MARCH.plus(1)).odd == []


def test_what_waits_in_the_branch_is_told_for_the_latest_months_only(
    client_of: ClientOf, staff: User, secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    stay(person(branch_one, "甲"), branch_one, "2023-06-01")
    for user in (secretary_one, staff):
        client = client_of(user)
        titles = {title: (count, href) for title, count, href in page_of(client, branch_one).waiting}
        assert titles["联系到期"] == (1, f"/todo/members.contact_due/?branch={branch_one.pk}")
        assert "月报待报送" not in titles
        assert page_of(client, branch_one, FEBRUARY).waiting == []
    other = {title for title, _, _ in page_of(client_of(staff), branch_two).waiting}
    assert "联系到期" not in other


def test_before_the_twenty_fifth_it_says_from_when_it_can_be_handed_in(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    shown = client_of(secretary_one).get(address(branch_one, MARCH.plus(1))).content.decode()
    assert "4月25日起可以报送" in shown
    assert "应在2024年5月5日前报送，还有 20 天" in shown


def test_the_day_is_the_committees_own(client_of: ClientOf, secretary_one: User, branch_one: Branch) -> None:
    branch_one.committee.return_day = 16
    branch_one.committee.save()
    page = page_of(client_of(secretary_one), branch_one)
    assert (page.standing.due_on, page.standing.words) == (date(2024, 4, 16), "未报")
    assert "明天截止" in page.standing.deadline
