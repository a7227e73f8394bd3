"""Many lines of one meeting: who is meant, and what is unclear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from branches.models import Branch
from contributions.models import Suggestion
from members.models import Member
from tests.register import Enter, numbered_id

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
PAGE = "/contributions/suggestions/collect/"


def send(client: Client, lines: str, **given: str) -> str:
    values = {"handed_in_on": "2025-01-10", "source": "meeting", "lines": lines, **given}
    return client.post(PAGE, values, follow=True).content.decode()


def test_lines(client_of: Browse, staff: User, zeng: Member, branch_one: Branch) -> None:
    lines = """
        1. 加一条雨天通道 — 曾小红
        - 夜班班车延长到二十三点——老李
        食堂 - 开一个清淡窗口
        宿舍楼下装快递柜\t王大勇
        车间通风|曾 小红（第一支部）
    """
    assert "已登记 5 条金点子。" in send(client_of(staff), lines)
    rows = Suggestion.objects.order_by("number")
    assert [(row.title, row.member, row.person_name) for row in rows] == [
        ("加一条雨天通道", zeng, ""),
        ("夜班班车延长到二十三点——老李", None, ""),
        ("食堂 - 开一个清淡窗口", None, ""),
        ("宿舍楼下装快递柜", None, "王大勇"),
        ("车间通风", zeng, ""),
    ]
    assert {(row.source, row.branch) for row in rows} == {("meeting", None)}


def test_namesakes_are_asked_about(
    client_of: Browse, staff: User, enter: Enter, branch_one: Branch, branch_two: Branch
) -> None:
    for order, branch in enumerate((branch_one, branch_two)):
        enter(branch, name="李伟", national_id=numbered_id(order))
    page = send(client_of(staff), "第一条\n第二条 — 李伟")
    assert "第 2 条：名册里有 2 位李伟，请写明是哪一位：李伟（第一支部）、李伟（第二支部）。" in page
    send(client_of(staff), "第一条\n第二条 — 李伟（第二支部）")
    assert [row.member and row.member.branch for row in Suggestion.objects.order_by("number")] == [
        None,
        branch_two,
    ]


def test_namesakes_of_one_branch(client_of: Browse, staff: User, enter: Enter, branch_one: Branch) -> None:
    for order in range(2):
        enter(branch_one, name="李伟", national_id=numbered_id(order))
    assert "请先不写姓名，登记后在页面上选择" in send(client_of(staff), "第一条 — 李伟")


def test_a_secretary_knows_their_own_people(
    client_of: Browse, secretary_one: User, zeng: Member, jiang: Member, branch_one: Branch
) -> None:
    send(client_of(secretary_one), "第一条 — 蒋大川\n第二条 — 曾小红", branch=str(branch_one.pk))
    rows = Suggestion.objects.order_by("number")
    assert [(row.member, row.person_name, row.branch) for row in rows] == [
        (None, "蒋大川", branch_one),
        (zeng, "", branch_one),
    ]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("", "请填写这一项。"),
        (" \n - \n", "请至少写一条金点子。"),
        ("一条\n" * 51, "一次最多 50 条，现在有 51 条，请分几次登记。"),
        ("同样的\n同样的", "第 2 条：同一天已登记过同样的金点子，请删去这一行。"),
    ],
)
def test_refused(client_of: Browse, staff: User, lines: str, sentence: str) -> None:
    assert sentence in send(client_of(staff), lines)
    assert Suggestion.objects.count() == 0


def test_not_for_an_auditor(client_of: Browse, auditor: User) -> None:
    assert client_of(auditor).get(PAGE).status_code == 403
