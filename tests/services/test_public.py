"""Asking for help, following it and rating it, without an account."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from branches.models import Branch, Committee
from members.models import Member
from services import actions
from services.models import Ticket
from services.views.public import AskForHelp
from stations.models import Station
from tests.tickets import Take

pytestmark = pytest.mark.django_db
HELP: dict[str, Any] = {
    "kind": "housing",
    "description": "想申请夫妻房，住在三栋。",
    "person_phone": "138 1234 5678",
    "person_name": "欧阳先生",
    "agreed": "on",
}
INSIDE = (
    "欧阳先生",
    "13812345678",
    "138****5678",
    "夫妻房",
    "三栋",
    "郑国强",
    "问过物业",
    "第一支部",
    "内部",
)


def ask(token: str, **given: str) -> Any:  # noqa: ANN401  the test client's response
    return Client().post(f"/services/ask/{token}/", {**HELP, **given})


def test_help_is_asked_for_and_followed(committee: Committee) -> None:
    answer = ask(committee.public_token)
    ticket = Ticket.objects.get()
    assert answer["Location"] == f"/services/follow/{ticket.follow_code}/"
    assert (ticket.source, ticket.state, ticket.person_phone, ticket.branch) == (
        "web", "handed_in", "13812345678", None,
    )  # fmt: skip
    page = Client().get(answer["Location"])
    text = page.content.decode()
    assert [ticket.follow_code in text, "请截图保存" in text, "待受理" in text] == [True, True, True]
    assert "no-store" in page["Cache-Control"]


def test_a_station_has_a_code_of_its_own(branch_one: Branch) -> None:
    station = Station.objects.create(
        committee=branch_one.committee,
        branch=branch_one,
        kind="station",
        name="湖风驿站",
        opened_on=date(2024, 1, 1),
    )
    assert "湖风驿站" in Client().get(f"/services/ask/{station.token}/").content.decode()
    ask(station.token)
    assert Ticket.objects.get().station == station
    Station.objects.update(closed_on=date(2025, 1, 1))
    assert Client().get(f"/services/ask/{station.token}/").status_code == 404


def test_faults_show_at_once_and_nothing_is_lost(committee: Committee) -> None:
    page = ask(committee.public_token, description="", person_phone="1381234", agreed="")
    text = page.content.decode()
    for words in (
        "请写一写是什么事。",
        "手机号应为 11 位，现在是 7 位，请核对。",
        "请先勾选同意。",
        "欧阳先生",
    ):
        assert words in text
    assert not Ticket.objects.exists()


def test_pressing_twice_makes_one_ticket(committee: Committee) -> None:
    first, second = ask(committee.public_token), ask(committee.public_token)
    assert first["Location"] == second["Location"]
    assert Ticket.objects.count() == 1


def test_asking_is_limited(committee: Committee) -> None:
    for number in range(AskForHelp.limit.tries):
        assert ask(committee.public_token, description=f"第 {number} 件").status_code == 302
    refused = ask(committee.public_token, description="还有一件")
    assert refused.status_code == 429
    assert "操作太频繁了，请 10 分钟后再试。" in refused.content.decode()
    assert Ticket.objects.count() == AskForHelp.limit.tries


def test_the_follow_page_tells_states_times_and_the_reply_only(
    committee: Committee, staff: User, branch_one: Branch
) -> None:
    follow = ask(committee.public_token)["Location"]
    ticket, client = Ticket.objects.get(), Client()
    steps: list[tuple[Any, str]] = [
        (lambda t: actions.note_on_ticket(by=staff, ticket=t, note="内部：难缠"), "待受理"),
        (lambda t: actions.accept_ticket(by=staff, ticket=t, note="内部"), "已受理"),
        (lambda t: actions.assign_ticket(by=staff, ticket=t, assignee=staff), "已受理"),
        (lambda t: actions.forward_ticket(by=staff, ticket=t, branch=branch_one), "已受理"),
        (lambda t: actions.work_on_ticket(by=staff, ticket=t, note="问过物业"), "办理中"),
        (lambda t: actions.solve_ticket(by=staff, ticket=t, reply="请到大厅办理入住。"), "已解决"),
    ]
    for act, state in steps:
        act(ticket)
        text = client.get(follow).content.decode()
        assert state in text
        assert [words for words in (*INSIDE, ticket.number) if words in text] == []
        assert ("请到大厅办理入住。" in text) == (state == "已解决")
    for quiet in ("指派", "转办", "备注"):
        assert quiet not in text


def test_a_reply_shows_no_more_once_it_is_reopened(take: Take, staff: User) -> None:
    ticket = take("solved")
    url, client = f"/services/follow/{ticket.follow_code}/", Client()
    assert "热水器已经换新。" in client.get(url).content.decode()
    actions.reopen_ticket(by=staff, ticket=ticket, reason="又坏了")
    assert "热水器已经换新。" not in client.get(url).content.decode()


def test_what_was_returned_says_why(take: Take) -> None:
    text = Client().get(f"/services/follow/{take('returned').follow_code}/").content.decode()
    assert ["已退回" in text, "不在受理范围" in text] == [True, True]


def test_rating_is_given_once_by_the_code(take: Take) -> None:
    ticket = take("solved")
    url, client = f"/services/follow/{ticket.follow_code}/", Client()
    assert "请选择满意程度。" in client.post(url, {"words": "好"}).content.decode()
    answer = client.post(url, {"rating": "4", "words": "挺快"}, follow=True).content.decode()
    assert ["谢谢您的评价。" in answer, "您的评价：4 分" in answer] == [True, True]
    stored = Ticket.objects.get()
    assert (stored.state, stored.rating, stored.rating_words) == ("rated", 4, "挺快")
    again = client.post(url, {"rating": "1"}, follow=True).content.decode()
    assert "已经评价过了" in again
    assert Ticket.objects.get().rating == 4


def test_what_is_not_solved_cannot_be_rated(take: Take) -> None:
    ticket = take("in_work")
    answer = Client().post(f"/services/follow/{ticket.follow_code}/", {"rating": "1"}, follow=True)
    assert "解决以后才能评价。" in answer.content.decode()
    assert Ticket.objects.get().rating is None


def test_the_code_is_typed_in_any_way(take: Take) -> None:
    ticket, client = take(), Client()
    code = ticket.follow_code
    typed = f" {code[:5].lower()} {code[5:]} "
    assert client.post("/services/follow/", {"code": typed})["Location"] == f"/services/follow/{code}/"
    wrong = client.post("/services/follow/", {"code": "AAAAAAAAAA"}).content.decode()
    assert "没有查到。查询码是 10 位字母和数字" in wrong
    assert client.get(f"/services/follow/{code.lower()}/").status_code == 200


def test_guessing_codes_comes_to_a_pause(take: Take) -> None:
    ticket, client = take(), Client()
    answers = [client.get(f"/services/follow/AAAAAAAA{number:02d}/").status_code for number in range(20)]
    assert answers == [404] * 15 + [429] * 5
    assert client.get(f"/services/follow/{ticket.follow_code}/").status_code == 429
    assert client.post("/services/follow/", {"code": ticket.follow_code}).status_code == 429


def test_asking_tells_nothing_about_members(committee: Committee, zeng: Member) -> None:
    """The answer is the same whether the register knows the name or not, and nothing is linked by itself."""
    known = ask(committee.public_token, person_name="曾小红", description="甲")
    assert known.status_code == 302
    assert Ticket.objects.get().member is None
