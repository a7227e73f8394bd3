import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch, Enterprise
from members.actions import edit_member, log_contact, move_member, request_move
from members.models import Member
from tests.register import ZENG, ZENG_ID, Enter, last_traces

QUERIES = 32
CHAIN_LOCK = "pg_advisory_xact_lock"  # what a trace costs on PostgreSQL beside its row
Browse = Callable[[User], Client]


def read(client: Client, member: Member) -> str:
    response = client.get(f"/members/{member.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_what_stands_on_it(
    client_of: Browse, secretary_one: User, enter: Enter, branch_one: Branch, firm: Enterprise
) -> None:
    zeng = enter(branch_one, **ZENG, enterprise=firm)
    log_contact(by=secretary_one, member=zeng, on=date(2024, 12, 20), kind="talk", summary="谈了孩子入学。")
    page = read(client_of(secretary_one), zeng)
    for words in (
        "1990年1月1日", "430602********1227", "138****0001", "2012年7月", "正式党员", "技术工人", "临湖仪表有限公司",
        "2024年3月2日 起，在册", "2024年12月20日 · 谈心谈话", "谈了孩子入学。",
    ):  # fmt: skip
        assert words in page
    assert re.findall(r"\d{11,}", page) == []


def test_reading_is_recorded(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    read(client_of(secretary_one), zeng)
    assert last_traces() == [("周明远", "view", "曾小红", "done", "")]


def test_traces_of_changes_without_readings(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    client = client_of(secretary_one)
    read(client, zeng)
    edit_member(by=secretary_one, member=zeng, values={"phone": "13907307777"})
    page = read(client, zeng)
    assert "手机号：138****0001 → 139****7777" in page
    assert "<strong>查看</strong>" not in page


def test_a_new_branch_learns_nothing_of_the_old(
    client_of: Browse, staff: User, secretary_one: User, secretary_two: User, zeng: Member, branch_two: Branch
) -> None:
    log_contact(by=secretary_one, member=zeng, on=date(2024, 4, 1), kind="talk", summary="旧支部的谈话")
    move_member(by=staff, member=zeng, to_branch=branch_two, on=date(2024, 9, 1))
    page = read(client_of(secretary_two), zeng)
    assert ["第一支部" in page, "旧支部的谈话" in page, "在其他支部的经历由党委保存。" in page] == [
        False,
        False,
        True,
    ]
    assert client_of(secretary_one).get(f"/members/{zeng.pk}/").status_code == 404
    whole = read(client_of(staff), zeng)
    assert ["第一支部" in whole, "旧支部的谈话" in whole] == [True, True]


def test_staff_see_the_request_that_waits(
    client_of: Browse, staff: User, secretary_one: User, secretary_two: User, zeng: Member, branch_two: Branch
) -> None:
    request_move(by=secretary_two, national_id=ZENG_ID, to_branch=branch_two)
    assert "第二支部申请调入此人" in read(client_of(staff), zeng)
    assert "申请调入此人" not in read(client_of(secretary_one), zeng)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("secretary_one", {"end": True, "move": False, "edit": True, "contacts/add": True, "reveal": True}),
        ("staff", {"end": True, "move": True, "edit": True, "contacts/add": True, "reveal": True}),
    ],
)
def test_buttons_by_right(
    client_of: Browse, request: pytest.FixtureRequest, zeng: Member, who: str, expected: dict[str, bool]
) -> None:
    page = read(client_of(request.getfixturevalue(who)), zeng)
    assert {step: f"/members/{zeng.pk}/{step}/" in page for step in expected} == expected


def test_a_doubtful_record_says_so(
    client_of: Browse, secretary_one: User, enter: Enter, branch_one: Branch
) -> None:
    values = {**ZENG, "joined_on": "2024-06", "confirmed_on": ""}
    member = enter(branch_one, **values)
    assert "入党不满一年，一般仍在预备期，请核对党员类别。" in read(client_of(secretary_one), member)


@pytest.mark.parametrize("who", ["secretary_two", "other_staff"])
def test_foreign_is_missing(
    client_of: Browse, request: pytest.FixtureRequest, zeng: Member, who: str
) -> None:
    client = client_of(request.getfixturevalue(who))
    assert [client.get(f"/members/{pk}/").status_code for pk in (zeng.pk, 10**9, 10**30)] == [404, 404, 404]


def test_not_for_an_auditor(client_of: Browse, auditor: User, zeng: Member) -> None:
    assert client_of(auditor).get(f"/members/{zeng.pk}/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_contacts(
    client_of: Browse, secretary_one: User, zeng: Member, count: int
) -> None:
    for day in range(1, count + 1):
        log_contact(by=secretary_one, member=zeng, on=date(2024, 12, day), kind="talk", summary="好")
    client = client_of(secretary_one)
    read(client, zeng)
    with CaptureQueriesContext(connection) as queries:
        read(client, zeng)
    assert len([query for query in queries if CHAIN_LOCK not in query["sql"]]) == QUERIES
