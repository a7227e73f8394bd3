"""The check page: what a person has to repair stands apart from what is none of their business."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from accounts.system import COMMAND_LINE
from branches.models import Branch
from members.actions import register_member, withdraw_move_request
from members.models import MoveRequest
from spreadsheets.actions import upload_file
from spreadsheets.kinds import Place
from spreadsheets.models import ImportBatch
from tests.importing import HEADER, person_row, xlsx

Browse = Callable[[User], Client]
CARD = re.compile(
    r'figure-title">(?:<svg.*?</svg>)?([^<]+)</span>\s*<span class="figure-value">([^<]+)<', re.DOTALL
)
ROW = re.compile(r"<strong>第 (\d+) 行</strong>")


@pytest.fixture
def place(branch_one: Branch, branch_two: Branch) -> Place:
    return Place(branch_one.committee_id, branch_one.pk, "")


def upload(by: User, place: Place, rows: Sequence[Sequence[object]]) -> ImportBatch:
    content = xlsx([HEADER, *rows])
    return upload_file(by=by, kind="members", file_name="roster.xlsx", content=content, place=place)


def read(client: Client, batch: ImportBatch, step: str = "check", query: str = "") -> str:
    response = client.get(f"/imports/{batch.pk}/{step}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def row_numbers(page: str) -> list[int]:
    return [int(number) for number in ROW.findall(page)]


@pytest.fixture
def mixed(secretary_one: User, place: Place, branch_two: Branch) -> ImportBatch:
    """Rows 2 and 3 of another branch, the second of them faulty besides; row 4 faulty, row 5 good."""
    theirs = [person_row(1, branch_two.name), [*person_row(2)[:2], "123", branch_two.name]]
    ours = [[*person_row(3)[:2], "123", "第一支部"], person_row(4)]
    return upload(secretary_one, place, [*theirs, *ours])


def test_rows_of_other_branches_are_no_faults(
    client_of: Browse, secretary_one: User, mixed: ImportBatch
) -> None:
    page = read(client_of(secretary_one), mixed)
    assert CARD.findall(page) == [
        ("新增", "1"), ("更新", "0"), ("无变化", "0"), ("需要您修改", "1 行 1 处"), ("别的支部，不会导入", "2 行"),
    ]  # fmt: skip
    assert row_numbers(page) == [4]
    assert "同样的问题" not in page
    assert "只导入可用的 1 行</button>" in page
    assert (
        'data-confirm="有 1 行须修改，不会导入，留在草稿里。别的支部的 2 行不会导入。现在只导入可用的 1 行吗？"'
        in page
    )


def test_rows_of_other_branches_are_shown_calmly_when_asked_for(
    client_of: Browse, secretary_one: User, mixed: ImportBatch, branch_two: Branch
) -> None:
    page = read(client_of(secretary_one), mixed, query="?show=foreign")
    assert row_numbers(page) == [2, 3]
    assert page.count(f"“{branch_two.name}”的党员由该支部导入，这一行不会存入。") == 2
    assert "cell-fault" not in page
    assert row_numbers(read(client_of(secretary_one), mixed, query="?show=all")) == [4, 5, 2, 3]


def test_a_file_with_no_fault_of_the_own_branch_says_so(
    client_of: Browse, secretary_one: User, place: Place, branch_two: Branch
) -> None:
    batch = upload(secretary_one, place, [person_row(1, branch_two.name), person_row(2)])
    page = read(client_of(secretary_one), batch, query="?show=faulty")
    assert "本支部的 1 行都可用，可以直接导入。" in page
    assert "is-faulty" not in page
    assert "只看有问题的" not in page
    assert row_numbers(page) == [3, 2]


def test_a_file_of_other_branches_alone_offers_no_import(
    client_of: Browse, secretary_one: User, place: Place, branch_two: Branch
) -> None:
    page = read(client_of(secretary_one), upload(secretary_one, place, [person_row(1, branch_two.name)]))
    assert "表中没有归本支部的行，没有可以导入的。" in page
    assert "btn-primary" not in page


def test_a_member_who_was_asked_for_is_not_offered_again(
    client_of: Browse, secretary_one: User, place: Place, branch_two: Branch
) -> None:
    row = person_row(1)
    register_member(
        by=COMMAND_LINE,
        branch=branch_two,
        values={"name": row[0], "national_id": row[1], "phone": row[2]},
        started_on=date(2024, 3, 5),
    )
    batch = upload(secretary_one, place, [row])
    client = client_of(secretary_one)
    assert "申请调入本支部</button>" in read(client, batch)
    client.post(f"/imports/{batch.pk}/rows/", {"row": "Sheet1!2", "answer": "offer"})
    page = read(client, batch)
    assert "申请调入本支部</button>" not in page
    assert ">已申请，等待审批</span>" in page
    assert "已申请调入，等待党委审批。同意以后再导入这一行。" in page
    withdraw_move_request(by=secretary_one, request=MoveRequest.objects.get())
    assert "申请调入本支部</button>" in read(client, batch)


def test_what_is_taken_back_and_stored_again_is_told(
    client_of: Browse, secretary_one: User, place: Place
) -> None:
    client = client_of(secretary_one)
    first, second = (upload(secretary_one, place, [person_row(1)]) for _ in range(2))
    store(client, first)
    done = read(client, first, "done")
    assert CARD.findall(done) == [("新增", "1"), ("更新", "0"), ("无变化", "0"), ("没有导入", "0")]
    assert '<td class="m-hide nowrap">第 2 行</td>' in done
    client.post(f"/imports/{first.pk}/undo/")
    assert CARD.findall(read(client, first, "done")) == [
        ("已撤销", "1"), ("保留", "0"), ("无变化", "0"), ("没有导入", "0"),
    ]  # fmt: skip
    assert '<span class="cell-note">重新登记</span>' in read(client, second)
    store(client, second)
    assert '<span class="change">重新登记</span>' in read(client, second, "done")


def test_a_skipped_row_is_numbered_once(client_of: Browse, secretary_one: User, place: Place) -> None:
    page = read(client_of(secretary_one), upload(secretary_one, place, [person_row(1), ["合计", "", "1 人"]]))
    assert "<li>第 3 行是合计，不是数据，已跳过。</li>" in page


def store(client: Client, batch: ImportBatch) -> None:
    """Commit as the button on the check page does."""
    page = read(client, batch)
    fields = dict(re.findall(r'name="(token|fingerprint|valid_only)" value="([^"]*)"', page))
    assert client.post(f"/imports/{batch.pk}/commit/", fields).status_code == 302
