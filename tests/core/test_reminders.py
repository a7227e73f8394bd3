"""The register of reminders: counted in one query, narrowed to a branch, told with the committee's settings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch, Committee, Enterprise, Partnership
from core.reminders import REMINDERS, Reminders, Rule, Task, days_words
from core.reminders.rules import branch_path
from core.scope import Actor
from members.models import Contact, Member, RelationTransfer
from tests.stays import person

TODAY = date(2024, 4, 15)


def members(by: Actor, today: date) -> QuerySet[Member]:
    return Member.objects.visible_to(by, "members.change_member").order_by("name_pinyin")


def firms(by: Actor, today: date) -> QuerySet[Enterprise]:
    return Enterprise.objects.visible_to(by, "branches.add_enterprise").order_by("name")


def rule(key: str = "members.all", permission: str = "members.change_member") -> Rule:
    rows = members if key.startswith("members") else firms
    return Rule(
        key,
        "全部",
        definition="满 {contact_months} 个月。",
        permission=permission,
        menu="members:members",
        rows=rows,
        task=lambda row, today: Task(row.name, today + timedelta(days=len(row.name)), "/"),
    )


@pytest.fixture
def register(branches: list[Branch]) -> Reminders:
    """Two rules, over three people in two branches and no firm."""
    person(branches[0], "甲")
    person(branches[0], "乙乙")
    person(branches[1], "丙丙丙")
    found = Reminders()
    found.register(rule(), rule("branches.all", "branches.add_enterprise"))
    return found


def test_each_person_has_the_own_rows(register: Reminders, staff: User, secretary_one: User) -> None:
    assert {r.key: n for r, n in register.counts(staff, TODAY).items()} == {"members.all": 3}
    assert {r.key: n for r, n in register.counts(secretary_one, TODAY).items()} == {"members.all": 2}
    assert [r.key for r in register.for_person(secretary_one)] == ["members.all"]


def test_a_branch_can_be_asked_for(register: Reminders, staff: User, branch_two: Branch) -> None:
    assert list(register.counts(staff, TODAY, branch_two.pk).values()) == [1]
    tasks = register["members.all"].tasks(staff, TODAY, branch=branch_two.pk)
    assert [task.words for task in tasks] == ["丙丙丙"]


def test_all_rules_are_counted_in_one_query(register: Reminders, staff: User, branch_one: Branch) -> None:
    Enterprise.objects.create(committee=branch_one.committee, name="甲厂", ownership="mixed")
    assert staff.held
    with CaptureQueriesContext(connection) as queries:
        counts = register.counts(staff, TODAY)
    assert (len(queries), sum(counts.values())) == (1, 4)


def test_nothing_is_asked_where_nothing_can_wait(register: Reminders, auditor: User) -> None:
    assert auditor.held
    with CaptureQueriesContext(connection) as queries:
        assert register.counts(auditor, TODAY) == {}
        assert register["members.all"].tasks(auditor, TODAY) == []
        assert register["members.all"].count(auditor, TODAY) == 0
    assert len(queries) == 0


def test_a_key_is_taken_once(register: Reminders) -> None:
    with pytest.raises(ValueError, match=r"members\.all"):
        register.register(rule())


def test_the_setting_is_that_of_the_own_committee(
    staff: User, other_staff: User, committee: Committee
) -> None:
    committee.contact_months = 5
    committee.save()
    assert rule().told(REMINDERS.settings_of(staff)) == "满 5 个月。"
    assert rule().told(REMINDERS.settings_of(other_staff)) == "满 3 个月。"


def test_who_looks_after_all_reads_the_setting_of_the_only_committee(
    operator: User, committee: Committee
) -> None:
    assert rule().told(REMINDERS.settings_of(operator)) == "满 3 个月。"


def test_of_several_committees_no_setting_is_told(operator: User, staff: User, other_staff: User) -> None:
    assert rule().told(REMINDERS.settings_of(operator)) == "满 若干 个月。"


@pytest.mark.parametrize(
    ("model", "path"),
    [
        (Member, "branch"),
        (Contact, "branch"),
        (Branch, ""),
        (Enterprise, "covered_by"),
        (RelationTransfer, "branch"),
        (Partnership, None),
        (Committee, None),
    ],
)
def test_the_way_to_the_branch_is_that_of_the_scope(model: type, path: str | None) -> None:
    assert branch_path(model) == path


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (-12, "已超期 12 天"),
        (-1, "已超期 1 天"),
        (0, "今天到期"),
        (1, "明天到期"),
        (3, "还有 3 天"),
    ],
)
def test_days_are_told_in_words(days: int | None, words: str) -> None:
    assert days_words(days) == words
    task = Task("甲", None if days is None else TODAY + timedelta(days=days), "/")
    assert task.days_left(TODAY) == days
