"""The dashboard: who sees what, with how many queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch
from contributions.models import Improvement, Mediation
from tests.stays import person, stay

ClientOf = Callable[[User], Client]
MARCH = "/?month=2024-03"
QUERIES = 11
"""Session, user, roles, branches, all figures, what waits and the settings for it, the committee, and three to renew
the session."""


def cards(client: Client, address: str = MARCH, nest: int = 0) -> dict[str, str]:
    page = client.get(address).context["page"]
    return {card.title: card.value + card.unit for card in page.nests[nest][1]}


@pytest.mark.usefixtures("register")
def test_staff_see_the_whole_committee(client_of: ClientOf, staff: User) -> None:
    assert cards(client_of(staff)) == {
        "管理流动党员": "6人",
        "“两企三新”占比": "33.3% 2/6",
        "企业负责人占比": "50.0% 1/2",
        "技术工人占比": "50.0% 1/2",
        "流动性技术人才占比": "0.0% 0/2",
        "党支部": "6个",
        "非公企业覆盖率": "50.0% 1/2",
        "党建共建": "0个",
        "暖流驿站": "0个",
        "党建孵化阵地": "0个",
        "孵化党组织": "0家",
        "吸收转化党员": "0名",
    }


@pytest.mark.usefixtures("register")
def test_the_month_is_told_from_opening_to_closing(client_of: ClientOf, staff: User) -> None:
    page = client_of(staff).get(MARCH).context["page"]
    assert [(line.title, line.value) for line in page.movement] == [
        ("月初管理", "4"),
        ("流入", "4"),
        ("支部间调入", "1"),
        ("离开", "2"),
        ("返回流出地", "1"),
        ("其他", "1"),
        ("支部间调出", "1"),
        ("月末管理", "6"),
    ]
    assert page.nests[0][1][0].change == 2
    assert [(item.label, item.value) for item in page.by_branch] == [
        ("第一支部", 3),
        ("第二支部", 3),
        ("第三支部", 0),
        ("第四支部", 0),
        ("第五支部", 0),
        ("第六支部", 0),
    ]
    now, year_before = page.trend
    assert [item.value for item in now.items] == [0, 0, 1, 1, 1, 1, 1, 1, 1, 4, 4, 6]
    assert [item.value for item in year_before.items] == [0] * 12


@pytest.mark.usefixtures("register")
def test_one_branch_can_be_chosen(client_of: ClientOf, staff: User, branch_two: Branch) -> None:
    address = f"{MARCH}&branch={branch_two.pk}"
    assert cards(client_of(staff), address) == {
        "管理流动党员": "3人",
        "“两企三新”占比": "0.0% 0/3",
        "企业负责人占比": "--% 0/0",
        "技术工人占比": "--% 0/0",
        "流动性技术人才占比": "--% 0/0",
        "暖流驿站": "0个",
        "党建孵化阵地": "0个",
        "孵化党组织": "0家",
        "吸收转化党员": "0名",
    }
    assert client_of(staff).get(address).context["page"].by_branch == []


@pytest.mark.usefixtures("register")
def test_a_secretary_sees_the_own_branch(
    client_of: ClientOf, secretary_one: User, branch_two: Branch
) -> None:
    client = client_of(secretary_one)
    assert cards(client) == {
        "管理流动党员": "3人",
        "“两企三新”占比": "66.7% 2/3",
        "企业负责人占比": "50.0% 1/2",
        "技术工人占比": "50.0% 1/2",
        "流动性技术人才占比": "0.0% 0/2",
        "暖流驿站": "0个",
        "党建孵化阵地": "0个",
        "孵化党组织": "0家",
        "吸收转化党员": "0名",
    }
    assert "第二支部" not in client.get(MARCH).content.decode()
    assert client.get(f"{MARCH}&branch={branch_two.pk}").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "month=2024-13",
        "month=1900-01",
        "month=2024-05",
        "month=2030-01",
        "month=x",
        "branch=x",
        "branch=999999",
        "branch=-1",
    ],
)
def test_what_does_not_exist_is_not_found(client_of: ClientOf, staff: User, query: str) -> None:
    assert client_of(staff).get(f"/?{query}").status_code == 404


@pytest.mark.usefixtures("register")
def test_the_page_takes_the_same_queries_for_one_and_for_three_branches(
    client_of: ClientOf, staff: User, branches: list[Branch]
) -> None:
    def queries() -> int:
        client = client_of(staff)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(MARCH).status_code == 200
        return len(captured)

    first = queries()
    for number, branch in enumerate(branches[:3]):
        stay(person(branch, f"新{number}"), branch, "2024-02-01")
    assert (first, queries()) == (QUERIES, QUERIES)


def test_a_fresh_installation_asks_for_the_first_list(client_of: ClientOf, secretary_one: User) -> None:
    page = client_of(secretary_one).get("/").content.decode()
    assert "导入第一份花名册" in page
    assert "/imports/upload/members/" in page


def test_an_auditor_is_led_to_the_log(client_of: ClientOf, auditor: User) -> None:
    client = client_of(auditor)
    assert client.get("/").headers["Location"] == "/accounts/start/"
    assert client.get("/accounts/start/").headers["Location"] == "/audit/"


def test_somebody_without_a_role_is_told_whom_to_ask(client_of: ClientOf, outsider: User) -> None:
    page = client_of(outsider).get("/").content.decode()
    assert "请联系港区流动党员党委的管理员" in page


def test_nobody_sees_it_without_logging_in(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/accounts/login/?next=%2F"


@pytest.mark.usefixtures("register")
def test_what_happens_is_told_by_month_or_so_far(
    client_of: ClientOf, staff: User, branch_one: Branch
) -> None:
    of_branch = {"committee": branch_one.committee, "branch": branch_one}
    mediator = person(branch_one, "调解人")
    for day in (date(2024, 1, 9), date(2024, 3, 4), date(2024, 3, 5)):
        Mediation.objects.create(
            **of_branch,
            mediator=mediator,
            kind="labour",
            parties="甲乙",
            on=day,
            result="settled",
            settled_on=day,
        )
    for day, rooms in ((date(2023, 5, 1), 40), (date(2024, 3, 1), 3)):
        Improvement.objects.create(
            **of_branch, kind="couple_room", title="夫妻房", quantity=rooms, unit="间", delivered_on=day
        )
    page = client_of(staff).get(MARCH).context["page"]
    cards = {card.title: card for _, cards in page.nests for card in cards}
    mediations, rooms_so_far = cards["调解纠纷矛盾"], cards["落实“夫妻房”"]
    assert (mediations.period, mediations.value, mediations.change, mediations.note) == (
        "本月",
        "2",
        2,
        "累计 3",
    )
    assert (rooms_so_far.period, rooms_so_far.value, rooms_so_far.note) == ("累计", "43", "本月 +3")
    for card in cards.values():
        answer = client_of(staff).get(card.href)
        assert answer.context["page"].value == card.value, card.title
