"""Every rule of the to-do list, on the demo: its rows are the person's own, counted as listed, and lead to a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from accounts.models import User
from branches.models import Branch, Committee
from config.menu import ENTRIES, TABS
from core.reminders import REMINDERS, Rule
from core.reminders.rules import branch_path
from tests.demo_data import TODAY, at_noon_of, loaded_demo

RULES = [pytest.param(rule, id=rule.key) for rule in REMINDERS]
PEOPLE = ("dangwei", "shuji2")
SLOT = re.compile(r"\{(\w+)\}")
SHOWN = 3


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the demo once for all tests here, which only read."""
    with django_db_blocker.unblock(), loaded_demo():
        yield


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    """Stand on the demo's day."""
    with at_noon_of(TODAY):
        yield


def somebody(name: str) -> User:
    return User.objects.get(username=name)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@contextmanager
def queries_of(user: User) -> Iterator[CaptureQueriesContext]:
    """Count the queries of what follows, without those that learn who somebody is."""
    assert user.permissions
    with CaptureQueriesContext(connection) as queries:
        yield queries


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("rule", RULES)
def test_rows_are_those_that_the_person_may_work_on(rule: Rule, who: str) -> None:
    user = somebody(who)
    rows = rule.rows(user, TODAY)
    if not user.has_perm(rule.permission):
        assert rule.tasks(user, TODAY) == []
        return
    seen = rows.model._default_manager.visible_to(user, rule.permission)
    assert not rows.exclude(pk__in=seen.values("pk")).exists()
    path = branch_path(rows.model)
    if user.own_branch and path is not None:
        assert not rows.exclude(**{path or "pk": user.own_branch.pk}).exists()
    assert {task.place for task in rule.tasks(user, TODAY)} <= places_of(user)


def places_of(user: User) -> set[str]:
    own = [user.own_branch] if user.own_branch else Branch.objects.visible_to(user)
    return {"", "党委", *(branch.short_name for branch in own)}


@pytest.mark.parametrize("who", PEOPLE)
def test_counts_are_those_of_the_rows(who: str) -> None:
    user = somebody(who)
    counts = REMINDERS.counts(user, TODAY)
    listed = {rule: len(rule.tasks(user, TODAY)) for rule in REMINDERS.for_person(user)}
    assert counts == {rule: count for rule, count in listed.items() if count}
    assert {rule.key.partition(".")[0] for rule in counts} >= {"members"}


def test_branches_together_have_what_the_committee_has() -> None:
    user = somebody("dangwei")
    whole = REMINDERS.counts(user, TODAY)
    branches = [REMINDERS.counts(user, TODAY, branch.pk) for branch in Branch.objects.all()]
    for rule, count in whole.items():
        path = branch_path(rule.rows(user, TODAY).model)
        unowned = (
            rule.rows(user, TODAY).filter(**{f"{path}__isnull": True}).count()
            if path
            else 0
            if path == ""
            else count
        )
        assert sum(found.get(rule, 0) for found in branches) + unowned == count, rule.key


@pytest.mark.parametrize("rule", RULES)
def test_lines_cost_the_same_for_one_row_and_for_many(rule: Rule) -> None:
    user = somebody("dangwei")
    with queries_of(user) as one:
        rule.tasks(user, TODAY, 1)
    with queries_of(user) as many:
        rule.tasks(user, TODAY)
    assert len(one) == len(many)


@pytest.mark.parametrize("rule", RULES)
def test_the_most_urgent_comes_first(rule: Rule) -> None:
    user = somebody("dangwei")
    assert rule.rows(user, TODAY).ordered
    days = [task.due_on for task in rule.tasks(user, TODAY) if task.due_on is not None]
    assert days == sorted(days)


@pytest.mark.parametrize("rule", RULES)
def test_the_definition_is_a_sentence_with_known_settings(rule: Rule) -> None:
    fields = {field.name for field in Committee._meta.concrete_fields}
    assert set(SLOT.findall(rule.definition)) <= fields
    told = rule.told(REMINDERS.settings_of(somebody("shuji2")))
    assert told.endswith("。")
    assert not set("{}") & set(told)


@pytest.mark.parametrize("rule", RULES)
def test_its_count_stands_in_the_menu_of_whom_it_concerns(rule: Rule) -> None:
    entries = {entry.view: entry for entry in (*ENTRIES, *(tab for tabs in TABS.values() for tab in tabs))}
    assert rule.menu in entries
    for user in map(somebody, PEOPLE):
        if user.has_perm(rule.permission):
            assert user.has_perm(entries[rule.menu].permission)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("rule", RULES)
def test_each_line_leads_to_where_it_is_done(rule: Rule, who: str) -> None:
    user = somebody(who)
    client = client_of(user)
    answers = {task.href: client.get(task.href).status_code for task in rule.tasks(user, TODAY, SHOWN)}
    assert answers == dict.fromkeys(answers, 200)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("rule", RULES)
def test_its_page_lists_what_is_counted(rule: Rule, who: str) -> None:
    user = somebody(who)
    answer = client_of(user).get(reverse("reports:todo_rule", args=[rule.key]))
    if not user.has_perm(rule.permission):
        assert answer.status_code == 403
        return
    assert answer.context["page"].paginator.count == rule.count(user, TODAY)
    assert rule.title in answer.content.decode()
