"""Branches side by side: by rates, small numbers marked and never ranked."""

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
from core.figures import FIGURES
from members.choices import ContactKind
from members.models import Contact
from reports.compare import Comparison
from reports.compare.rates import GROUPS
from tests.stays import person, stay

ClientOf = Callable[[User], Client]
ADDRESS = "/comparison/?month=2024-03&period=month"
QUERIES = 9
"""Session, user, roles, branches, all figures, the committee, and three to renew the session."""


def fill(branch: Branch, people: int, contacts: int) -> None:
    """Store so many members, and contacts with the first of them in March 2024."""
    members = [person(branch, f"{branch.code}的{number}") for number in range(people)]
    for member in members:
        stay(member, branch, "2024-01-01")
    for _ in range(contacts):
        Contact.objects.create(member=members[0], branch=branch, on=date(2024, 3, 5), kind=ContactKind.PHONE)


@pytest.fixture
def filled(branches: list[Branch]) -> None:
    """Three branches: a large one that does most in all, a middle one that does most for each, a tiny one."""
    fill(branches[0], 20, 10)
    fill(branches[1], 10, 8)
    fill(branches[2], 2, 6)


def page_of(client: Client, query: str = "") -> Comparison:
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 200
    page: Comparison = answer.context["page"]
    return page


def contacts_of(page: Comparison) -> list[tuple[str, str, bool]]:
    return [(line.place.short_name, line.cells[0].words, line.cells[0].is_small) for line in page.lines]


@pytest.mark.usefixtures("filled")
def test_rates_stand_in_the_order_of_the_branches(client_of: ClientOf, staff: User) -> None:
    page = page_of(client_of(staff))
    assert contacts_of(page)[:4] == [
        ("第一支部", "0.50 次", False),
        ("第二支部", "0.80 次", False),
        ("第三支部", "3.00 次", True),
        ("第四支部", "--", True),
    ]
    assert page.whole[0].words == "0.75 次"
    assert (page.whole[0].part.words, page.whole[0].whole.words) == ("24", "32")


@pytest.mark.usefixtures("filled")
def test_small_numbers_are_marked_and_never_ranked(client_of: ClientOf, staff: User) -> None:
    client = client_of(staff)
    down = [name for name, _, _ in contacts_of(page_of(client, "&sort=-contacts"))]
    up = [name for name, _, _ in contacts_of(page_of(client, "&sort=contacts"))]
    others = ["第三支部", "第四支部", "第五支部", "第六支部"]
    assert down == ["第二支部", "第一支部", *others]
    assert up == ["第一支部", "第二支部", *others]
    marked = [cell.is_small for cell in page_of(client).lines[2].cells]
    assert marked == [True] * len(marked)
    assert "基数小</span>" in client.get(ADDRESS).content.decode()


@pytest.mark.usefixtures("filled")
def test_a_heading_sorts_the_largest_first_and_then_the_other_way(client_of: ClientOf, staff: User) -> None:
    first = page_of(client_of(staff)).headings[0]
    assert (first.sorted, first.href) == ("", "?period=month&month=2024-03&nest=warming&sort=-contacts")
    again = page_of(client_of(staff), "&sort=-contacts").headings[0]
    assert (again.sorted, again.href) == (
        "descending",
        "?period=month&month=2024-03&nest=warming&sort=contacts",
    )


@pytest.mark.usefixtures("filled")
def test_both_counts_lead_to_their_rows(client_of: ClientOf, staff: User) -> None:
    client = client_of(staff)
    cell = page_of(client).lines[1].cells[0]
    for count, words in ((cell.part, "8"), (cell.whole, "10")):
        assert client.get(count.href).context["page"].value == count.words == words


@pytest.mark.usefixtures("filled")
def test_a_page_begins_with_the_year(client_of: ClientOf, staff: User) -> None:
    answer = client_of(staff).get("/comparison/")
    assert "2024年（至4月）" in answer.content.decode()
    assert [cell.words for cell in answer.context["page"].whole[:1]] == ["0.75 次"]


def test_every_rate_is_made_of_figures_that_branches_have() -> None:
    for rate in (rate for group in GROUPS for rate in group.rates):
        assert FIGURES[rate.part].by_branch, rate.key
        assert FIGURES[rate.whole].by_branch, rate.key
        assert rate.definition.endswith("。"), rate.key
        assert (rate.unit == "%") == (rate.per == 100), rate.key


@pytest.mark.parametrize("group", [group.key for group in GROUPS])
def test_every_nest_can_be_compared_where_there_is_nothing_yet(
    client_of: ClientOf, staff: User, branches: list[Branch], group: str
) -> None:
    page = page_of(client_of(staff), f"&nest={group}")
    assert len(page.lines) == len(branches)
    assert {cell.words for line in page.lines for cell in line.cells} == {"--"}


@pytest.mark.parametrize("query", ["&nest=x", "&sort=x", "&sort=-", "&sort=two_new", "&period=x"])
def test_what_does_not_exist_is_not_found(client_of: ClientOf, staff: User, query: str) -> None:
    assert client_of(staff).get(ADDRESS + query).status_code == 404


def test_who_sees_one_branch_is_led_to_its_year(
    client_of: ClientOf, secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    client = client_of(secretary_one)
    answer = client.get("/comparison/")
    assert answer.headers["Location"] == reverse("reports:branch_year", args=[branch_one.pk])
    assert "支部对比" not in client.get("/").content.decode()


def test_an_auditor_may_not_compare(client_of: ClientOf, auditor: User) -> None:
    assert client_of(auditor).get("/comparison/").status_code == 403


@pytest.mark.usefixtures("filled")
def test_the_page_takes_the_same_queries_for_six_and_for_sixty_branches(
    client_of: ClientOf, staff: User, branches: list[Branch]
) -> None:
    def queries() -> int:
        client = client_of(staff)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ADDRESS).status_code == 200
        return len(captured)

    first = queries()
    for number in range(7, 61):
        Branch.objects.create(
            committee=branches[0].committee,
            name=f"第{number}支部",
            short_name=f"{number}支部",
            code=f"b{number}",
        )
    assert (first, queries()) == (QUERIES, QUERIES)
