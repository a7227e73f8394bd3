import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch
from members.actions import decide_move_request, request_move
from members.models import Member, MoveRequest
from tests.register import FREE_ID, ZENG_ID, Enter, numbered_id

LIST, ADD = "/members/requests/", "/members/requests/add/"
QUERIES = 8
Browse = Callable[[User], Client]


@pytest.fixture
def asked(secretary_two: User, zeng: Member, branch_two: Branch) -> MoveRequest:
    return request_move(by=secretary_two, national_id=ZENG_ID, to_branch=branch_two, reason="已到本支部企业")


def read(client: Client, page: str = LIST) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode()


def test_ask(client_of: Browse, secretary_two: User, zeng: Member, branch_two: Branch) -> None:
    values = {"national_id": ZENG_ID, "to_branch": branch_two.pk, "reason": "已到本支部企业"}
    response = client_of(secretary_two).post(ADD, values, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert "调入申请已提交，等待党委审批。" in response.content.decode()
    assert MoveRequest.objects.get().reason == "已到本支部企业"


def test_ask_for_nobody(client_of: Browse, secretary_two: User, zeng: Member, branch_two: Branch) -> None:
    page = client_of(secretary_two).post(ADD, {"national_id": FREE_ID, "to_branch": branch_two.pk})
    assert "没有找到可以申请调入的党员，请核对身份证号。" in page.content.decode()


def test_the_asking_branch_learns_nothing_but_the_decision(
    client_of: Browse, secretary_two: User, staff: User, asked: MoveRequest
) -> None:
    client = client_of(secretary_two)
    page = read(client)
    assert ["430602********1227" in page, "其他支部" in page, "待审批" in page] == [True, True, True]
    assert ["曾小红" in page, "第一支部" in page, f"/members/{asked.member_id}/" in page] == [False] * 3
    decide_move_request(by=staff, request=asked, approve=False, answer="仍在原企业上班")
    page = read(client)
    assert ["仍在原企业上班" in page, "曾小红" in page] == [True, False]


def test_after_approval_the_member_is_theirs(
    client_of: Browse, secretary_two: User, staff: User, asked: MoveRequest
) -> None:
    decide_move_request(by=staff, request=asked, approve=True)
    assert f'<a href="/members/{asked.member_id}/">曾小红</a>' in read(client_of(secretary_two))


def test_the_branch_that_is_asked_sees_no_request(
    client_of: Browse, secretary_one: User, asked: MoveRequest
) -> None:
    assert "没有调入申请。" in read(client_of(secretary_one))


def test_staff_see_whom(client_of: Browse, staff: User, asked: MoveRequest) -> None:
    page = read(client_of(staff))
    assert f'<a href="/members/{asked.member_id}/">曾小红</a>' in page
    assert f"{LIST}{asked.pk}/decide/" in page
    assert re.findall(r"\d{11,}", page) == []


@pytest.mark.parametrize(("state", "rows"), [("", 1), ("pending", 1), ("approved", 0), ("nonsense", 1)])
def test_states(client_of: Browse, staff: User, asked: MoveRequest, state: str, rows: int) -> None:
    assert read(client_of(staff), f"{LIST}?state={state}").count("已到本支部企业") == rows


def test_decide(client_of: Browse, staff: User, asked: MoveRequest, branch_two: Branch) -> None:
    client = client_of(staff)
    page = read(client, f"{LIST}{asked.pk}/decide/")
    assert ["曾小红" in page, "第一支部" in page, "吴秋芳" in page] == [True, True, True]
    values = {"decision": "approve", "on": "2025-01-02", "answer": ""}
    response = client.post(f"{LIST}{asked.pk}/decide/", values)
    assert (response.status_code, response.headers["Location"]) == (302, LIST)
    assert Member.objects.get().branch == branch_two


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"decision": "decline", "on": "2025-01-02"}, "不同意时请写明理由，申请的支部会看到。"),
        ({"decision": "approve", "on": "2020-01-02"}, "不能早于流入日期2024年3月2日，请核对。"),
        ({"on": "2025-01-02"}, "请选择决定。"),
    ],
)
def test_decision_refused(
    client_of: Browse, staff: User, asked: MoveRequest, values: dict[str, str], sentence: str
) -> None:
    page = client_of(staff).post(f"{LIST}{asked.pk}/decide/", values).content.decode()
    assert sentence in page
    assert MoveRequest.objects.get().state == "pending"


def test_what_is_decided_offers_no_form(client_of: Browse, staff: User, asked: MoveRequest) -> None:
    decide_move_request(by=staff, request=asked, approve=False, answer="仍在原企业")
    page = read(client_of(staff), f"{LIST}{asked.pk}/decide/")
    assert ["这份申请未同意：仍在原企业" in page, "提交决定" in page] == [True, False]


def test_withdraw(client_of: Browse, secretary_two: User, asked: MoveRequest) -> None:
    client = client_of(secretary_two)
    pages = [client.post(f"{LIST}{asked.pk}/withdraw/", follow=True).content.decode() for _ in range(2)]
    assert ["申请已撤回。" in pages[0], "这份申请已撤回，不能再办理。" in pages[1]] == [True, True]
    assert MoveRequest.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("who", "decide", "withdraw"),
    [
        ("secretary_two", 403, 302),
        ("secretary_one", 403, 404),
        ("other_staff", 404, 404),
        ("auditor", 403, 403),
    ],
)
def test_who_may_what(
    client_of: Browse,
    request: pytest.FixtureRequest,
    asked: MoveRequest,
    who: str,
    decide: int,
    withdraw: int,
) -> None:
    client = client_of(request.getfixturevalue(who))
    assert client.post(f"{LIST}{asked.pk}/decide/", {}).status_code == decide
    assert client.post(f"{LIST}{asked.pk}/withdraw/").status_code == withdraw


@pytest.mark.parametrize("page", [LIST, ADD])
def test_not_for_an_auditor(client_of: Browse, auditor: User, page: str) -> None:
    assert client_of(auditor).get(page).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(
    client_of: Browse,
    staff: User,
    secretary_two: User,
    enter: Enter,
    branch_one: Branch,
    branch_two: Branch,
    count: int,
) -> None:
    for order in range(count):
        enter(branch_one, name="单志红", national_id=numbered_id(order))
        request_move(by=secretary_two, national_id=numbered_id(order), to_branch=branch_two)
    client = client_of(staff)
    read(client)
    with CaptureQueriesContext(connection) as queries:
        assert read(client).count("待审批</span>") == count
    assert len(queries) == QUERIES
