"""The to-do list: its pages, its counts for the menu, what they cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from audit.models import AuditEntry, Verb
from branches.models import Branch
from core.periods import Month
from core.reminders import REMINDERS
from members.actions import log_contact
from members.models import Member
from reports.models import BranchReturn, ReturnState
from tests.stays import person, stay

ClientOf = Callable[[User], Client]
DUE = "members.contact_due"


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Let no count of another test remain."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def waiting(branch_one: Branch, branch_two: Branch) -> list[Member]:
    """Seven people in the first branch and one in the second whom nobody has called since they came in January."""
    people = [person(branch_one, f"甲{number}") for number in range(7)]
    people.append(person(branch_two, "乙"))
    for number, member in enumerate(people):
        stay(member, member.branch, f"2024-01-{number + 1:02d}")
    return people


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def group(client: Client, address: str = "/todo/") -> tuple[int, list[str]]:
    """Return how many contacts are due, and the lines that are shown."""
    found = next(g for g in client.get(address).context["todo"].groups if g.rule.key == DUE)
    return found.count, [line.words for line in found.lines]


@pytest.mark.usefixtures("waiting")
def test_the_first_lines_of_a_rule_are_shown_and_the_rest_has_its_page(
    client_of: ClientOf, secretary_one: User
) -> None:
    client = client_of(secretary_one)
    assert group(client) == (7, [f"甲{number}：还没有联系过" for number in range(5)])
    page = client.get("/todo/").content.decode()
    assert "全部 7 件" in page
    assert "已超期 14 天" in page
    assert "已满 3 个月" in page
    rest = client.get(f"/todo/{DUE}/").content.decode()
    assert [f"甲{number}：" in rest for number in range(7)] == [True] * 7
    assert "乙：" not in rest


@pytest.mark.usefixtures("waiting")
def test_staff_choose_a_branch(client_of: ClientOf, staff: User, branch_two: Branch) -> None:
    client = client_of(staff)
    assert group(client)[0] == 8
    assert "第一支部" in client.get(f"/todo/{DUE}/").content.decode()
    assert group(client, f"/todo/?branch={branch_two.pk}") == (1, ["乙：还没有联系过"])
    rest = client.get(f"/todo/{DUE}/?branch={branch_two.pk}")
    assert [line.words for line in rest.context["lines"]] == ["乙：还没有联系过"]


def test_a_foreign_branch_is_not_found_and_leaves_a_trace(
    client_of: ClientOf, secretary_one: User, branch_two: Branch
) -> None:
    client = client_of(secretary_one)
    for address in ("/todo/", f"/todo/{DUE}/", "/todo/first/", "/", "/figures/members.managed/", "/story/"):
        assert client.get(f"{address}?branch={branch_two.pk}").status_code == 404
        entry = AuditEntry.objects.latest("pk")
        assert (entry.verb, entry.detail) == (Verb.REFUSED, f"{address}?branch={branch_two.pk}")
        assert entry.actor_name == secretary_one.name


def test_what_is_no_branch_is_not_found(client_of: ClientOf, staff: User) -> None:
    for branch in ("x", "-1", "9" * 30, "1e3", "²"):
        assert client_of(staff).get(f"/todo/?branch={branch}").status_code == 404
    assert client_of(staff).get("/todo/no.such_rule/").status_code == 404


def test_nothing_to_do_is_told_kindly(
    client_of: ClientOf, secretary_one: User, branches: list[Branch]
) -> None:
    BranchReturn.objects.create(branch=branches[0], month=Month(2024, 3), state=ReturnState.SUBMITTED)
    client = client_of(secretary_one)
    assert "没有待办，该办的都办好了。" in client.get("/todo/").content.decode()
    assert "没有待办，该办的都办好了。" in client.get(f"/todo/{DUE}/").content.decode()
    assert client.get("/todo/counts/").json() == {}


@pytest.mark.usefixtures("waiting")
def test_the_menu_counts_by_entry_and_at_once_after_a_change(
    client_of: ClientOf, secretary_one: User, waiting: list[Member]
) -> None:
    client = client_of(secretary_one)
    assert client.get("/todo/counts/").json()[REMINDERS[DUE].menu] == 7
    log_contact(by=secretary_one, member=waiting[0], on=date(2024, 4, 15), kind="phone", summary="在岗")
    assert client.get("/todo/counts/").json()[REMINDERS[DUE].menu] == 6


@pytest.mark.usefixtures("waiting")
def test_counts_cost_little_and_less_the_second_time(
    client_of: ClientOf, staff: User, branches: list[Branch]
) -> None:
    client = client_of(staff)
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/todo/counts/")
    # Session, person, roles, the last entry of the log, the settings, all counts in one.
    assert len(captured) == 6
    assert queries(client, "/todo/counts/") == 4


@pytest.mark.usefixtures("waiting")
def test_pages_cost_the_same_for_one_and_for_three_more(
    client_of: ClientOf, staff: User, branches: list[Branch]
) -> None:
    client = client_of(staff)
    addresses = ("/todo/", f"/todo/{DUE}/", "/todo/first/")
    first = [queries(client, address) for address in addresses]
    for number, branch in enumerate(branches[:3]):
        stay(person(branch, f"新{number}"), branch, "2024-01-02")
    assert [queries(client, address) for address in addresses] == first


@pytest.mark.usefixtures("waiting")
def test_the_dashboard_begins_with_what_waits(client_of: ClientOf, secretary_one: User) -> None:
    client = client_of(secretary_one)
    page = client.get("/").content.decode()
    assert page.index("全部待办") < page.index("筑巢")
    assert f'href="/todo/{DUE}/"' in page
    lines = client.get("/todo/first/").content.decode()
    assert "甲0：还没有联系过" in lines
    assert "<html" not in lines


def test_who_may_see_no_figures_has_no_list(client_of: ClientOf, auditor: User, outsider: User) -> None:
    for user in (auditor, outsider):
        for address in ("/todo/", "/todo/first/", "/todo/counts/", f"/todo/{DUE}/"):
            assert client_of(user).get(address).status_code == 403
        assert "data-counts-from" not in client_of(user).get("/accounts/own/").content.decode()
