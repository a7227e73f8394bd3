from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from members.models import Member
from tests.register import JIANG_ID, ZENG_ID, ZENG_PHONE, last_traces

PAGE = "/members/find/"
Browse = Callable[[User], Client]


@pytest.mark.parametrize("number", [ZENG_ID, ZENG_PHONE, "138 0730 0001"])
def test_leads_to_the_member(client_of: Browse, secretary_one: User, zeng: Member, number: str) -> None:
    response = client_of(secretary_one).post(PAGE, {"number": number})
    assert (response.status_code, response.headers["Location"]) == (302, f"/members/{zeng.pk}/")


def test_foreign_and_missing_look_the_same(client_of: Browse, secretary_one: User, jiang: Member) -> None:
    client = client_of(secretary_one)
    pages = [client.post(PAGE, {"number": number}).content.decode() for number in (JIANG_ID, "13000000000")]
    assert ["没有找到。请核对号码" in page for page in pages] == [True, True]
    assert [JIANG_ID in pages[0], "13000000000" in pages[1]] == [False, False]


def test_the_address_finds_nothing(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    page = client_of(secretary_one).get(PAGE, {"number": ZENG_PHONE}).content.decode()
    assert [zeng.name in page, ZENG_PHONE in page] == [False, False]
    assert AuditEntry.objects.filter(verb="search").count() == 0


def test_searching_is_recorded(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    client_of(secretary_one).post(PAGE, {"number": ZENG_PHONE})
    assert last_traces() == [("周明远", "search", "曾小红", "done", "按手机号查找，已找到")]


def test_nothing_typed(client_of: Browse, secretary_one: User) -> None:
    page = client_of(secretary_one).post(PAGE, {"number": " "}).content.decode()
    assert "请填写身份证号或手机号。" in page


def test_not_for_an_auditor(client_of: Browse, auditor: User) -> None:
    assert client_of(auditor).post(PAGE, {"number": ZENG_PHONE}).status_code == 403
