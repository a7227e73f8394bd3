"""The search over all rooms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch, Ownership
from core.finders import FINDERS
from reports.searching import SHOWN, looks_like_number
from tests.stays import firm, person, stay

ClientOf = Callable[[User], Client]


@pytest.fixture
def register(branch_one: Branch, branch_two: Branch) -> None:
    """Nine namesakes in the first branch, one in the second, and a firm of that name."""
    for number in range(9):
        stay(person(branch_one, f"公元{number}"), branch_one, "2024-01-01")
    stay(person(branch_two, "公元外"), branch_two, "2024-01-01")
    firm(branch_one, "公元管道", Ownership.MIXED)


def found(client: Client, text: str) -> dict[str, tuple[str, list[str]]]:
    search = client.get("/search/", {"q": text}).context["search"]
    return {g.finder.key: (g.count_words, [hit.title for hit in g.hits]) for g in search.found}


def test_hits_stand_by_kind_with_their_number(
    client_of: ClientOf, secretary_one: User, register: None
) -> None:
    assert found(client_of(secretary_one), "公元") == {
        "branches.enterprises": ("1 条", ["公元管道"]),
        "members.members": ("8 条以上", [f"公元{number}" for number in range(SHOWN)]),
    }


def test_another_branchs_rows_are_not_found(
    client_of: ClientOf, secretary_one: User, secretary_two: User, register: None
) -> None:
    assert found(client_of(secretary_one), "公元外") == {}
    assert found(client_of(secretary_two), "公元外") == {"members.members": ("1 条", ["公元外"])}
    page = client_of(secretary_one).get("/search/", {"q": "公元外"}).content.decode()
    assert "没有找到符合的内容。" in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("公", "请至少输入 2 个字。"), ("公" * 61, "最多 60 个字"), ("　 公 ", "请至少输入 2 个字。")],
)
def test_too_little_and_too_much_is_said(
    client_of: ClientOf, staff: User, register: None, text: str, sentence: str
) -> None:
    page = client_of(staff).get("/search/", {"q": text})
    assert sentence in page.content.decode()
    assert page.context["search"].found == []


def test_without_a_text_it_says_what_can_be_found(
    client_of: ClientOf, staff: User, branches: list[Branch]
) -> None:
    page = client_of(staff).get("/search/").content.decode()
    assert "可以查找：" in page
    assert "服务工单" in page
    assert "没有找到" not in page


NUMBERS = [
    "430602199001011213", "43060219900101121X", "13800138000", "138 0013 8000", "138-0013-8000",
    "１３８００１３８０００", "张三 13800138000", "+86 138 0013 8000", "0730-8412345", "8412345",
    "430602********1213", "43060219900101",
]  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_persons_number_is_neither_searched_nor_shown(
    client_of: ClientOf, staff: User, register: None, text: str
) -> None:
    client = client_of(staff)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get("/search/", {"q": text})
    assert answer.headers["Location"] == "/search/?number=1"
    assert not any("members_member" in query["sql"] for query in captured.captured_queries)
    page = client.get("/search/?number=1").content.decode()
    assert "像是证件号或手机号" in page
    assert 'href="/members/find/"' in page


@pytest.mark.parametrize(
    "text", ["FW-2024-0001", "2024-0001", "20240001", "2024", "第1支部", "公元 2024", "91430600MA4L"]
)
def test_other_digits_are_searched(text: str) -> None:
    assert not looks_like_number(text)


def test_it_costs_as_much_for_one_hit_as_for_many(
    client_of: ClientOf, staff: User, register: None, branch_one: Branch
) -> None:
    client = client_of(staff)

    def cost(text: str) -> int:
        client.get("/search/", {"q": text})
        with CaptureQueriesContext(connection) as captured:
            client.get("/search/", {"q": text})
        return len(captured)

    one = cost("公元外")
    assert cost("公元") == one
    # Session, person, roles; each finder asks once or twice.
    assert one <= 3 + 2 * len(list(FINDERS))


def test_the_box_stands_on_every_page_of_those_who_may(
    client_of: ClientOf, staff: User, auditor: User
) -> None:
    assert 'action="/search/"' in client_of(staff).get("/accounts/own/").content.decode()
    assert 'action="/search/"' not in client_of(auditor).get("/accounts/own/").content.decode()
    assert client_of(auditor).get("/search/?q=公元").status_code == 403
