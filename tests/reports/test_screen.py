"""The big screen: what stands on it, for whom, how much it costs; nothing of any person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch, Committee
from contributions.choices import ImprovementKind
from contributions.models import Improvement
from core.news import NEWS
from core.periods import Month
from members.choices import HonourKind, HonourLevel
from members.models import Honour, Member
from reports.actions import add_screen_link, revoke_screen_link
from reports.models import ScreenLink
from reports.screen import Screen, token_of
from tests.stays import person, stay

ClientOf = Callable[[User], Client]
MARCH = Month(2024, 3)


@pytest.fixture(autouse=True)
def fresh_drawings() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def link(committee: Committee) -> ScreenLink:
    return ScreenLink.objects.create(committee=committee, name="一号楼大厅", created_by_name="冯静怡")


def wall(link: ScreenLink) -> str:
    return f"/screen/{token_of(link)}/"


def honoured(branch: Branch, name: str) -> Member:
    member = person(branch, name, notes="住三号楼", job_title="班长")
    stay(member, branch, "2024-01-10")
    Honour.objects.create(
        member=member,
        kind=HonourKind.CRAFTSMAN,
        level=HonourLevel.MUNICIPAL,
        title=f"{name}工匠",
        granted_on="2024-04-02",
    )
    return member


@pytest.mark.usefixtures("register")
def test_it_tells_the_months_figures_branches_and_make_up(committee: Committee) -> None:
    screen = Screen(committee, MARCH, linked=True)
    cards = {card.key: card for card in screen.cards}
    assert (cards["members.managed"].words, cards["members.managed"].change) == ("6", 2)
    assert cards["members.two_new_share"].words == "33.3"
    assert cards["branches.branches"].words == "6"
    assert [(item.label, item.value) for item in screen.by_branch][:2] == [("第一支部", 3), ("第二支部", 3)]
    assert [item.value for item in screen.trend[0].items][-3:] == [2, 4, 6] or len(
        screen.trend[0].items
    ) == 12
    assert sum(item.size for item in screen.structure) == 6


@pytest.mark.usefixtures("register")
def test_staff_open_it_with_links_to_the_rows(client_of: ClientOf, staff: User) -> None:
    page = client_of(staff).get("/screen/?month=2024-03").content.decode()
    assert 'href="/figures/members.managed/?month=2024-03"' in page
    assert '<strong data-counts-up="members.managed">6</strong>' in page
    assert "返回工作台" in page
    assert "大屏链接" not in page


def test_htmx_gets_the_inside_alone(client_of: ClientOf, staff: User, link: ScreenLink) -> None:
    for client, address in ((client_of(staff), "/screen/"), (Client(), wall(link))):
        part = client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "screen-cards" in part
        assert "<html" not in part


def test_secretaries_see_no_screen_and_foreign_committees_none(
    client_of: ClientOf, secretary_one: User, staff: User
) -> None:
    assert client_of(secretary_one).get("/screen/").status_code == 403
    abroad = Committee.objects.create(name="湖区流动党员党委", short_name="湖区党委")
    assert client_of(staff).get(f"/screen/?committee={abroad.pk}").status_code == 404
    assert client_of(staff).get("/screen/?month=2024-05").status_code == 404
    assert client_of(staff).get("/screen/?month=gestern").status_code == 404


@pytest.mark.usefixtures("register")
def test_the_wall_shows_this_month_without_a_way_into_the_portal(link: ScreenLink) -> None:
    client = Client()
    answer = client.get(wall(link))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "2024年4月" in page
    assert "港区流动党员党委" in page
    assert re.findall(r'(?:href|action)="(?!/static/)([^"]*)"', page) == []
    assert "<form" not in page
    assert "csrf" not in page
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.cookies == {}
    assert client.post(wall(link)).status_code == 405


def test_no_persons_name_or_number_stands_on_it(
    client_of: ClientOf, staff: User, branch_one: Branch, link: ScreenLink
) -> None:
    member = honoured(branch_one, "钱多多")
    Improvement.objects.create(
        committee=branch_one.committee,
        branch=branch_one,
        kind=ImprovementKind.OTHER,
        title="钱多多的车棚",
        quantity=1,
        unit="钱多多",
        delivered_on="2024-04-03",
    )
    for page in (client_of(staff).get("/screen/"), Client().get(wall(link))):
        text = page.content.decode()
        assert "1名流动党员获市级“工匠”" in text
        assert "又一件实事落实" in text
        for word in ("钱多多", "三号楼", "班长", str(staff.name)):
            assert word not in text
    assert member.name == "钱多多"


def test_a_link_is_revoked_at_once(administrator: User, link: ScreenLink) -> None:
    client, address = Client(), wall(link)
    assert client.get(address).status_code == 200
    revoke_screen_link(by=administrator, link=link)
    answer = client.get(address)
    assert answer.status_code == 404
    assert "链接已失效" in answer.content.decode()
    assert client.get(address, headers={"HX-Request": "true"}).status_code == 404


def test_only_what_the_portal_signed_opens_a_wall(link: ScreenLink) -> None:
    client = Client()
    signed = token_of(link)
    wrong = (link.token, f"{link.token}.x", signed[:-1], signed.replace(link.token, "other"), "a.b.c", "%00")
    with CaptureQueriesContext(connection) as queries:
        assert {client.get(f"/screen/{text}/").status_code for text in wrong} == {404}
    assert [q for q in queries.captured_queries if "screenlink" in q["sql"]] == []


def test_each_wall_shows_its_own_committee(administrator: User, link: ScreenLink) -> None:
    abroad = Committee.objects.create(name="湖区流动党员党委", short_name="湖区党委")
    foreign = ScreenLink.objects.create(committee=abroad, name="湖区", created_by_name="某")
    assert "港区流动党员党委" in Client().get(wall(link)).content.decode()
    page = Client().get(wall(foreign)).content.decode()
    assert "湖区流动党员党委" in page
    assert "港区" not in page


@pytest.mark.usefixtures("register")
def test_it_costs_the_same_queries_whatever_there_is(committee: Committee, branches: list[Branch]) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            screen = Screen(committee, MARCH, linked=False)
            assert [screen.cards, screen.by_branch, screen.waiting, screen.news]
        return len(queries)

    first = cost()
    assert first <= 10
    for number in range(10):
        branch = Branch.objects.create(
            committee=committee, name=f"新支部{number}", short_name=f"新{number}", code=f"n{number}"
        )
        honoured(branch, f"赵{number}")
    assert cost() == first


def test_walls_share_one_drawing_for_half_a_minute(link: ScreenLink) -> None:
    client = Client()
    client.get(wall(link))
    with CaptureQueriesContext(connection) as queries:
        client.get(wall(link))
    assert len(queries) <= 3


def test_many_branches_are_told_as_the_largest_and_the_others(
    committee: Committee, branches: list[Branch]
) -> None:
    for number in range(20):
        branch = Branch.objects.create(
            committee=committee, name=f"新支部{number}", short_name=f"新{number:02}", code=f"n{number:02}"
        )
        for each in range(number):
            stay(person(branch, f"人{number}之{each}"), branch, "2024-01-10")
    items = Screen(committee, MARCH, linked=False).by_branch
    assert len(items) == 8
    assert (items[-1].label, items[-1].value) == ("其他19个支部", sum(range(13)))


def test_the_latest_good_news_comes_first(committee: Committee, branches: list[Branch]) -> None:
    for number, day in enumerate(("2024-03-01", "2024-04-10", "2024-04-10", "2024-05-01")):
        Improvement.objects.create(
            committee=committee,
            branch=branches[0],
            kind=ImprovementKind.COUPLE_ROOM,
            title=f"夫妻房{number}",
            quantity=3,
            unit="间",
            delivered_on=day,
        )
    honoured(branches[1], "李四")
    news = Screen(committee, Month(2024, 4), linked=False).news
    assert [(str(n.day), n.place, n.words) for n in news] == [
        ("2024-04-10", "第一支部", "落实夫妻房6间"),
        ("2024-04-02", "第二支部", "1名流动党员获市级“工匠”"),
        ("2024-03-01", "第一支部", "落实夫妻房3间"),
    ]
    assert len({source.key for source in NEWS}) >= 6


def test_an_empty_committee_has_a_screen(client_of: ClientOf, administrator: User) -> None:
    page = client_of(administrator).get("/screen/").content.decode()
    assert "还没有登记党支部" in page
    assert "好消息会出现在这里" in page
    assert "None" not in page


def test_new_links_open_it(administrator: User, committee: Committee) -> None:
    link = add_screen_link(by=administrator, committee=committee, name=" 一号楼　大厅 ")
    assert (link.name, link.created_by_name) == ("一号楼 大厅", "冯静怡")
    assert Client().get(wall(link)).status_code == 200


def test_a_screen_left_open_does_not_keep_a_session_alive(client_of: ClientOf, staff: User) -> None:
    refresh = {"HX-Request": "true", "X-By-Itself": "1"}
    with time_machine.travel(datetime(2024, 4, 15, 12, tzinfo=UTC), tick=False) as clock:
        client = client_of(staff)
        page = client.get("/screen/").content.decode()
        for _ in range(29):
            clock.shift(60)
            assert "screen-cards" in client.get("/screen/", headers=refresh).content.decode()
        clock.shift(120)
        assert client.get("/screen/", headers=refresh).headers["HX-Redirect"].startswith("/accounts/login/")
    assert """hx-headers='{"X-By-Itself": "1"}'""" in page
