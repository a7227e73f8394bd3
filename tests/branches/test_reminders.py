"""Terms that end, enterprises without a branch; finding branches and enterprises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from branches.models import Branch, Committee, Enterprise
from core.finders import FINDERS
from core.reminders import REMINDERS

pytestmark = pytest.mark.django_db
TODAY = date(2025, 1, 15)


@pytest.mark.parametrize(
    ("ends_on", "count"),
    [(date(2025, 4, 15), 1), (date(2025, 4, 16), 0), (date(2024, 12, 1), 1), (None, 0)],
)
def test_a_term_is_reminded_of_ninety_days_before(
    staff: User, branch_one: Branch, ends_on: date | None, count: int
) -> None:
    Branch.objects.filter(pk=branch_one.pk).update(term_ends_on=ends_on)
    assert REMINDERS["branches.term_ending"].count(staff, TODAY) == count


def test_the_days_of_notice_are_the_committees_own(
    staff: User, committee: Committee, branch_one: Branch
) -> None:
    Branch.objects.filter(pk=branch_one.pk).update(term_ends_on=date(2025, 2, 15))
    rule = REMINDERS["branches.term_ending"]
    [task] = rule.tasks(staff, TODAY)
    assert (task.words, task.days_left(TODAY), task.place) == (
        "流动党员第一支部：班子即将届满",
        31,
        "第一支部",
    )
    Committee.objects.update(term_notice_days=30)
    assert rule.count(staff, TODAY) == 0


def test_who_is_reminded_of_a_term(
    secretary_one: User,
    secretary_two: User,
    staff: User,
    auditor: User,
    other_staff: User,
    branch_one: Branch,
) -> None:
    Branch.objects.filter(pk=branch_one.pk).update(term_ends_on=TODAY)
    rule = REMINDERS["branches.term_ending"]
    people = (secretary_one, secretary_two, staff, auditor, other_staff)
    assert [rule.count(by, TODAY) for by in people] == [1, 0, 1, 0, 0]
    Branch.objects.filter(pk=branch_one.pk).update(dissolved_on=TODAY)
    assert rule.count(staff, TODAY) == 0


def test_enterprises_without_a_branch_wait_for_staff(
    secretary_one: User, staff: User, other_staff: User, mill: Enterprise, orphan: Enterprise
) -> None:
    rule = REMINDERS["branches.uncovered"]
    assert [rule.count(by, TODAY) for by in (secretary_one, staff, other_staff)] == [0, 1, 0]
    [task] = rule.tasks(staff, TODAY)
    assert (task.words, task.href) == (
        "无依食品有限公司：尚无支部联系",
        f"/branches/enterprises/{orphan.pk}/edit/",
    )
    Enterprise.objects.filter(pk=orphan.pk).update(ownership="state")
    assert rule.count(staff, TODAY) == 0


def test_found_by_name_or_code(staff: User, other_staff: User, auditor: User, mill: Enterprise) -> None:
    def found(by: User, text: str) -> list[str]:
        return [hit.title for _, hits in FINDERS.find(by, text, 5) for hit in hits]

    assert [found(staff, text) for text in ("湖风", "cpwb", "第二支部")] == [
        ["湖风纺织有限公司"],
        ["湖风纺织有限公司"],
        ["流动党员第二支部"],
    ]
    assert [found(by, "湖风") for by in (other_staff, auditor)] == [[], []]


def test_the_committees_page_tells_when_it_reminds(
    client_of: Callable[[User], Client], secretary_one: User, committee: Committee
) -> None:
    Committee.objects.update(station_notice_day=8, term_notice_days=77, ticket_notice_days=3)
    page = client_of(secretary_one).get("/branches/committee/").content.decode()
    assert [words in page for words in ("每月 8 日起", "提前 77 天", "提前 3 个工作日")] == [True] * 3
