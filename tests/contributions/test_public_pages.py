"""Pages without an account: an idea handed in by a phone, and followed by its code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from branches.models import Branch, Committee
from contributions.actions import adopt_suggestion, carry_out_suggestion, void_suggestion
from contributions.models import Suggestion
from stations.models import Station

pytestmark = pytest.mark.django_db
FOLLOW = "/contributions/follow/"
IDEA = {"title": "在三号门加装充电桩", "content": "下夜班没处充电。"}
PERSON = {"person_name": "王大勇", "person_phone": "138 0730 0009", "agreed": "on"}


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def page(committee: Committee) -> str:
    return f"/contributions/idea/{committee.public_token}/"


@pytest.fixture
def station(branch_one: Branch) -> Station:
    return Station.objects.create(
        committee=branch_one.committee,
        branch=branch_one,
        kind="station",
        name="码头驿站",
        opened_on=date(2022, 1, 1),
    )


def test_from_the_form_to_the_code(client: Client, page: str) -> None:
    text = client.get(page).content.decode()
    assert ["港区流动党员党委" in text, "30 天内答复" in text] == [True, True]
    answer = client.post(page, {**IDEA, **PERSON}, follow=True)
    stored = Suggestion.objects.get()
    text = answer.content.decode()
    assert answer.redirect_chain == [(f"{FOLLOW}{stored.follow_code}/", 302)]
    assert [stored.follow_code in text, "收到了，谢谢您" in text, "2025年2月14日前给您答复" in text] == [
        True
    ] * 3
    assert (stored.source, stored.branch, stored.person_phone) == ("online", None, "13807300009")


def test_at_a_station_it_goes_to_its_branch(client: Client, station: Station) -> None:
    address = f"/contributions/idea/{station.token}/"
    assert "码头驿站" in client.get(address).content.decode()
    client.post(address, IDEA)
    stored = Suggestion.objects.get()
    assert (stored.source, stored.branch) == ("station", station.branch)
    Station.objects.update(closed_on=date(2025, 1, 15))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "请用一句话说说您的点子。"),
        ({"title": "充电"}, "请写一写具体怎么做，几句话就行。"),
        ({**IDEA, "person_name": "王"}, "填了姓名或电话的，请先勾选同意；也可以清空姓名和电话再提交。"),
        (
            {**IDEA, "person_phone": "110", "agreed": "on"},
            "请填 11 位手机号，或带区号的固定电话，如 0730-8123456。",
        ),
        ({**IDEA, "title": "反\u202e转"}, "这里有不可见的控制字符（U+202E），请删掉后重新输入。"),
        ({**IDEA, "title": "长" * 101}, "100"),
    ],
)
def test_refused(client: Client, page: str, given: dict[str, str], sentence: str) -> None:
    assert sentence in client.post(page, given).content.decode()
    assert Suggestion.objects.count() == 0


def test_sent_twice(client: Client, page: str) -> None:
    first, second = (client.post(page, IDEA).headers["Location"] for _ in range(2))
    assert (first, Suggestion.objects.count()) == (second, 1)


def test_too_often_keeps_what_was_typed(client: Client, page: str) -> None:
    for number in range(20):
        assert client.post(page, {**IDEA, "title": f"第 {number} 条"}).status_code == 302
    answer = client.post(page, {**IDEA, "title": "第二十一条"})
    text = answer.content.decode()
    assert (answer.status_code, Suggestion.objects.count()) == (429, 20)
    assert ["操作太频繁了，请 10 分钟后再试。" in text, "第二十一条" in text] == [True, True]


def test_what_the_code_shows(client: Client, page: str, staff: User) -> None:
    client.post(page, {**IDEA, **PERSON})
    stored = Suggestion.objects.get()
    adopt_suggestion(by=staff, suggestion=stored, reply="好办法，下个月办。")
    carry_out_suggestion(by=staff, suggestion=stored, outcome="装了 12 个。", on=date(2025, 1, 15))
    typed = f" {stored.follow_code.lower()[:5]} {stored.follow_code[5:]}"
    text = client.post(FOLLOW, {"code": typed}, follow=True).content.decode()
    shown = ("JY-2025-0001", "在三号门加装充电桩", "好办法，下个月办。", "装了 12 个。", "2025年1月15日")
    assert [words in text for words in shown] == [True] * 5
    hidden = ("王大勇", "13807300009", "0009", "郑国强", "下夜班没处充电")
    assert [words in text for words in hidden] == [False] * 5


def test_wrong_and_voided_codes(client: Client, page: str, staff: User) -> None:
    client.post(page, IDEA)
    stored = Suggestion.objects.get()
    void_suggestion(by=staff, suggestion=stored, reason="广告")
    for code in ("ABCDEFGHJK", stored.follow_code, "'; --"):
        assert "没有查到。" in client.post(FOLLOW, {"code": code}).content.decode()
    assert client.get(f"{FOLLOW}{stored.follow_code}/").status_code == 404


def test_whoever_guesses_must_pause(client: Client, page: str) -> None:
    client.post(page, IDEA)
    code = Suggestion.objects.get().follow_code
    for number in range(15):
        assert client.get(f"{FOLLOW}ABCDEFG{number:03d}/").status_code == 404
    assert [client.get(f"{FOLLOW}{code}/").status_code, client.post(FOLLOW, {"code": code}).status_code] == [
        429,
        429,
    ]
