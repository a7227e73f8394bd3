"""The list of suggestions, a suggestion's page, and its steps as pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from accounts.system import Visitor
from audit.models import AuditEntry
from branches.models import Branch, Committee
from contributions.actions import (
    add_suggestion,
    adopt_suggestion,
    answer_suggestion,
    forward_suggestion,
    hand_in_suggestion,
)
from contributions.models import Suggestion
from members.models import Member

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
LIST = "/contributions/suggestions/"


@pytest.fixture
def ideas(staff: User, committee: Committee, zeng: Member, jiang: Member) -> list[Suggestion]:
    """One overdue in 第一支部, one adopted in 第二支部, one answered of the committee, one sent in by a stranger."""

    def add(title: str, member: Member | None, branch: Branch | None, day: date) -> Suggestion:
        values = {"title": title, "source": "meeting", "member": member, "handed_in_on": day}
        return add_suggestion(by=staff, committee=committee, branch=branch, values=values)

    found = [
        add("加装充电桩", zeng, zeng.branch, date(2024, 11, 1)),
        add("食堂清淡窗口", jiang, jiang.branch, date(2025, 1, 10)),
        add("夜班班车", None, None, date(2024, 12, 1)),
    ]
    adopt_suggestion(by=staff, suggestion=found[1], reply="就办")
    answer_suggestion(by=staff, suggestion=found[2], reply="人太少")
    values = {
        "title": "热饭",
        "content": "微波炉",
        "source": "online",
        "person_name": "王大勇",
        "person_phone": "13807300009",
    }
    return [*found, hand_in_suggestion(by=Visitor(committee), committee=committee, values=values)]


def read(client: Client, page: str = LIST) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r'class="m-main"[^>]*><a[^>]*>([^<]+)', page)


def test_what_waits_comes_first(client_of: Browse, staff: User, ideas: list[Suggestion]) -> None:
    page = read(client_of(staff))
    assert titles(page) == ["加装充电桩", "热饭", "食堂清淡窗口", "夜班班车"]
    assert ["征集 4 个，采纳 1 个，其中已落实 0 个" in page, "1 个已超过答复期限" in page] == [True, True]
    assert ["已超期 45 天" in page, "还有 30 天" in page, "王大勇" in page] == [True, True, True]
    assert "13807300009" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=waiting", ["加装充电桩", "热饭"]),
        ("state=overdue", ["加装充电桩"]),
        ("state=accepted", ["食堂清淡窗口"]),
        ("state=answered", ["夜班班车"]),
        ("source=online", ["热饭"]),
        ("period=2024", ["加装充电桩", "夜班班车"]),
        ("branch=committee", ["热饭", "夜班班车"]),
        ("q=微波炉", ["热饭"]),
        ("q=jy-2024-0001", ["加装充电桩"]),
    ],
)
def test_filters(
    client_of: Browse, staff: User, ideas: list[Suggestion], query: str, found: list[str]
) -> None:
    assert titles(read(client_of(staff), f"{LIST}?{query}")) == found


def test_a_branch_sees_its_own_only(client_of: Browse, secretary_one: User, ideas: list[Suggestion]) -> None:
    client = client_of(secretary_one)
    assert titles(read(client)) == ["加装充电桩"]
    statuses = [client.get(idea.get_absolute_url()).status_code for idea in ideas]
    assert statuses == [200, 404, 404, 404]


def test_somebody_of_another_branch_has_no_name_here(
    client_of: Browse, staff: User, secretary_one: User, ideas: list[Suggestion], branch_one: Branch
) -> None:
    forward_suggestion(by=staff, suggestion=ideas[1], branch=branch_one)
    client = client_of(secretary_one)
    for page in (read(client), read(client, ideas[1].get_absolute_url())):
        assert ["其他支部的党员" in page, "蒋大川" in page] == [True, False]


def test_buttons_follow_state_and_right(
    client_of: Browse, staff: User, secretary_one: User, auditor: User, ideas: list[Suggestion]
) -> None:
    def steps(user: User, idea: Suggestion) -> set[str]:
        page = read(client_of(user), idea.get_absolute_url())
        return set(re.findall(rf"{idea.get_absolute_url()}([a-z-]+)/", page))

    every = {"edit", "forward", "void"}
    assert steps(staff, ideas[0]) == {*every, "take-up", "adopt", "answer"}
    assert steps(secretary_one, ideas[0]) == {*every, "take-up"}
    assert steps(staff, ideas[1]) == {*every, "carry-out", "reopen"}
    assert steps(staff, ideas[2]) == {*every, "reopen"}
    assert steps(staff, ideas[3]) == {*every, "take-up", "adopt", "answer", "reveal"}
    assert client_of(auditor).get(ideas[0].get_absolute_url()).status_code == 403


def test_steps(client_of: Browse, staff: User, ideas: list[Suggestion]) -> None:
    client, base = client_of(staff), ideas[0].get_absolute_url()
    assert "已开始研究" in client.post(f"{base}take-up/", follow=True).content.decode()
    assert "不能这样办理" in client.post(f"{base}take-up/", follow=True).content.decode()
    assert "请填写答复。" in client.post(f"{base}adopt/", {"on": "2025-01-15"}).content.decode()
    assert (
        "已采纳"
        in client.post(f"{base}adopt/", {"reply": "就办", "on": "2025-01-15"}, follow=True).content.decode()
    )
    assert "不能再采纳" in client.get(f"{base}adopt/", follow=True).content.decode()
    done = {"outcome": "装了 12 个", "on": "2025-01-15"}
    assert "装了 12 个" in client.post(f"{base}carry-out/", done, follow=True).content.decode()
    client.post(f"{base}reopen/", {"reason": "点错了"})
    client.post(f"{base}answer/", {"reply": "另找地方", "on": "2025-01-15"})
    page = read(client, base)
    assert ["另找地方" in page, 'id="outcome"' in page, "已答复，没有采纳" in page] == [True, False, True]


def test_forward(
    client_of: Browse, staff: User, secretary_one: User, ideas: list[Suggestion], branch_two: Branch
) -> None:
    page = f"{ideas[0].get_absolute_url()}forward/"
    offered = read(client_of(secretary_one), page)
    assert ["党委" in offered, "第二支部" in offered] == [True, False]
    answer = client_of(secretary_one).post(page, {"branch": "", "note": "要协调"}, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "流动党员第二支部" in read(client_of(staff), page)
    answer = client_of(staff).post(page, {"branch": branch_two.pk}, follow=True)
    assert answer.redirect_chain == [(ideas[0].get_absolute_url(), 302)]
    assert Suggestion.objects.get(pk=ideas[0].pk).branch == branch_two


def test_edit_keeps_a_number_that_is_left_alone(
    client_of: Browse, staff: User, ideas: list[Suggestion]
) -> None:
    client, page = client_of(staff), f"{ideas[3].get_absolute_url()}edit/"
    text = read(client, page)
    assert ["138****0009" in text, "13807300009" in text, 'name="content"' in text] == [True, False, False]
    given = {"title": "给夜班热饭", "person_name": "王大勇", "revision": "1"}
    client.post(page, given)
    stored = Suggestion.objects.get(pk=ideas[3].pk)
    assert (stored.title, stored.person_phone, stored.content) == ("给夜班热饭", "13807300009", "微波炉")
    client.post(page, {**given, "revision": "2", "clear_phone": "on"})
    assert Suggestion.objects.get(pk=ideas[3].pk).person_phone == ""


def test_reveal(client_of: Browse, staff: User, ideas: list[Suggestion]) -> None:
    client, page = client_of(staff), f"{ideas[3].get_absolute_url()}reveal/"
    whole = client.post(page).content.decode()
    part = client.post(page, headers={"HX-Request": "true"}).content.decode()
    assert ["13807300009" in whole, "<html" in whole] == [True, True]
    assert ["13807300009" in part, "<html" in part] == [True, False]
    assert AuditEntry.objects.filter(verb="reveal").count() == 2
    assert client.get(page).status_code == 405


def test_add_and_void(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    client = client_of(secretary_one)
    given = {
        "title": "书屋",
        "source": "sheet",
        "handed_in_on": "2025-01-02",
        "branch": zeng.branch_id,
        "member": zeng.pk,
    }
    wrong = client.post(f"{LIST}add/", {**given, "person_phone": "12345"}).content.decode()
    assert "请填 11 位手机号，或带区号的固定电话，如 0730-8123456。" in wrong
    assert "金点子已登记。" in client.post(f"{LIST}add/", given, follow=True).content.decode()
    stored = Suggestion.objects.get()
    assert (stored.number, stored.member, stored.branch) == ("JY-2025-0001", zeng, zeng.branch)
    assert "同一天已登记过同样的金点子" in client.post(f"{LIST}add/", given).content.decode()
    client.post(f"{stored.get_absolute_url()}void/", {"reason": "重复"})
    assert client.get(stored.get_absolute_url()).status_code == 404
    assert "没有符合条件的金点子" in read(client)


def test_poster(client_of: Browse, secretary_one: User, committee: Committee) -> None:
    page = read(client_of(secretary_one), f"{LIST}poster/")
    address = f"http://testserver/contributions/idea/{committee.public_token}/"
    assert [address in page, page.count('class="qr"'), "30 天内答复" in page] == [True, 1, True]
