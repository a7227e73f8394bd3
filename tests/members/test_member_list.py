import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch, Enterprise
from members.actions import end_enrolment
from members.models import Member
from tests.register import JIANG, ZENG, Enter, numbered_id

PAGE = "/members/"
QUERIES = 11
NAME = re.compile(r'<a class="fw-semibold" href="/members/\d+/">([^<]+)</a>')
Browse = Callable[[User], Client]


def names(client: Client, query: str = "") -> list[str]:
    response = client.get(f"{PAGE}{query}")
    assert response.status_code == 200
    return NAME.findall(response.content.decode())


@pytest.fixture
def people(
    enter: Enter, branch_one: Branch, branch_two: Branch, firm: Enterprise, staff: User
) -> list[Member]:
    zeng = enter(branch_one, **ZENG, enterprise=firm)
    shan = enter(
        branch_one, name="单志红", national_id=numbered_id(1), started_on=date(2023, 5, 1), occupation="head"
    )
    qin = enter(branch_one, name="覃思远", national_id=numbered_id(2), category="probationary")
    jiang = enter(branch_two, **JIANG)
    gone = enter(branch_one, name="翟运来", national_id=numbered_id(3))
    end_enrolment(by=staff, member=gone, on=date(2024, 10, 1), outcome="returned")
    return [zeng, shan, qin, jiang, gone]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["覃思远", "单志红", "曾小红"]),
        ("?q=zxh", ["曾小红"]),
        ("?q=zengxh", ["曾小红"]),
        ("?q=ZengXiao", ["曾小红"]),
        ("?q=zeng xiao", ["曾小红"]),
        ("?q=曾小", ["曾小红"]),
        ("?q=曾 小红", ["曾小红"]),
        ("?q=hong", ["单志红", "曾小红"]),
        ("?q=szh", ["单志红"]),
        ("?q=dan", []),
        ("?q=qsy", ["覃思远"]),
        ("?q=tsy", ["覃思远"]),
        ("?q=蒋", []),
        ("?q=%25", []),
        ("?status=left", ["翟运来"]),
        ("?status=returned", ["翟运来"]),
        ("?status=died", []),
        ("?status=all", ["覃思远", "单志红", "曾小红", "翟运来"]),
        ("?status=nonsense", ["覃思远", "单志红", "曾小红"]),
        ("?occupation=worker", ["曾小红"]),
        ("?category=probationary", ["覃思远"]),
        ("?ownership=non_public", ["曾小红"]),
        ("?ownership=two_new", ["曾小红"]),
        ("?ownership=state", []),
        ("?arrived=2023", ["单志红"]),
        ("?arrived=2024-03", ["覃思远", "曾小红"]),
        ("?arrived=2024-04", []),
        ("?sort=-name", ["曾小红", "单志红", "覃思远"]),
        ("?sort=started_on", ["单志红", "曾小红", "覃思远"]),
    ],
)
def test_filters_of_a_secretary(
    client_of: Browse, secretary_one: User, people: list[Member], query: str, expected: list[str]
) -> None:
    found = names(client_of(secretary_one), query)
    assert sorted(found) == sorted(expected) if "sort=s" in query else found == expected


def test_staff_see_all_branches_and_filter_by_one(
    client_of: Browse, staff: User, people: list[Member], branch_two: Branch, firm: Enterprise
) -> None:
    client = client_of(staff)
    assert names(client) == ["蒋大川", "覃思远", "单志红", "曾小红"]
    assert names(client, f"?branch={branch_two.pk}") == ["蒋大川"]
    assert names(client, f"?enterprise={firm.pk}") == ["曾小红"]


def test_another_committee_sees_nothing(client_of: Browse, other_staff: User, people: list[Member]) -> None:
    client = client_of(other_staff)
    assert names(client, "?status=all") == []
    page = client.get(PAGE).content.decode()
    assert ["第一支部" in page, "临湖仪表" in page] == [False, False]


def test_foreign_branch_as_a_filter_is_no_choice(
    client_of: Browse, staff: User, people: list[Member], other_branch: Branch
) -> None:
    page = client_of(staff).get(f"{PAGE}?branch={other_branch.pk}").content.decode()
    assert "请从列表中选择" in page
    assert "湖东" not in page


def test_faulty_period_is_told(client_of: Browse, secretary_one: User, people: list[Member]) -> None:
    page = client_of(secretary_one).get(f"{PAGE}?arrived=2024-13").content.decode()
    assert "请写成 2024 或 2024-12。" in page


def test_numbers_are_masked(client_of: Browse, secretary_one: User, people: list[Member]) -> None:
    page = client_of(secretary_one).get(PAGE).content.decode()
    assert "138****0001" in page
    assert re.findall(r"\d{11,}", page) == []


def test_total_of_those_in_the_register(client_of: Browse, secretary_one: User, people: list[Member]) -> None:
    assert "在册 3 人" in client_of(secretary_one).get(PAGE).content.decode()


def test_empty_register(client_of: Browse, secretary_one: User) -> None:
    assert "没有符合条件的党员。" in client_of(secretary_one).get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(
    client_of: Browse, staff: User, enter: Enter, branch_one: Branch, firm: Enterprise, count: int
) -> None:
    for order in range(count):
        enter(branch_one, name="单志红", national_id=numbered_id(order), enterprise=firm)
    client = client_of(staff)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        assert len(names(client)) == count
    assert len(queries) == QUERIES


@pytest.mark.parametrize(("who", "status"), [("auditor", 403), ("outsider", 403)])
def test_who_may_not(client_of: Browse, request: pytest.FixtureRequest, who: str, status: int) -> None:
    assert client_of(request.getfixturevalue(who)).get(PAGE).status_code == status
