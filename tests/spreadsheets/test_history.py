"""The list of imports: narrowed by kind, state, outcome, person and month; and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from branches.models import Branch
from spreadsheets.models import BatchState, ImportBatch

ClientOf = Callable[[User], Client]
COUNTS = {"create": 0, "update": 0, "unchanged": 0, "refuse": 0, "skip": 0}


def batch(branch: Branch, name: str, month: int = 5, **given: object) -> ImportBatch:
    at = timezone.make_aware(datetime(2024, month, 1, 0, 30))  # noqa: DTZ001  made aware here
    values = {
        "kind": "members", "state": BatchState.DONE, "file_name": name, "file_hash": "", "file_size": 1,
        "committee_key": branch.committee_id, "branch_key": branch.pk, "owner_name": "周明远",
        "counts": COUNTS, "created_at": at, "committed_at": at, "content": b"-", **given,
    }  # fmt: skip
    return ImportBatch.objects.create(**values)


@pytest.fixture
def history(branch_one: Branch, branch_two: Branch) -> None:
    batch(branch_one, "新增", counts={**COUNTS, "create": 3})
    batch(branch_one, "更新", 6, counts={**COUNTS, "update": 2, "refuse": 1}, state=BatchState.PARTIAL)
    batch(branch_one, "无变化", 6, counts={**COUNTS, "unchanged": 9}, content=None)
    batch(branch_two, "企业", 7, kind="enterprises", owner_name="何晓芳")
    batch(branch_two, "草稿", 7, state=BatchState.DRAFT, counts={}, committed_at=None, owner_name="何晓芳")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["草稿", "企业", "无变化", "更新", "新增"]),
        ("kind=enterprises", ["企业"]),
        ("state=draft", ["草稿"]),
        ("state=partial", ["更新"]),
        ("outcome=create", ["新增"]),
        ("outcome=update", ["更新"]),
        ("outcome=rest", ["更新"]),
        ("outcome=none", ["企业", "无变化"]),
        ("outcome=kept", ["草稿", "企业", "更新", "新增"]),
        ("who=晓芳", ["草稿", "企业"]),
        ("month=2024-06", ["无变化", "更新"]),
        ("month=2024-05&kind=members", ["新增"]),
        ("month=2024-06&outcome=create", []),
    ],
)
def test_the_history_is_narrowed(
    query: str, names: list[str], client_of: ClientOf, staff: User, history: None
) -> None:
    page = client_of(staff).get(f"/imports/?{query}")
    assert [found.file_name for found in page.context["page"].object_list] == names
    assert ("没有符合条件的导入记录" in page.content.decode()) is (names == [])


def test_a_month_that_is_none_is_told(client_of: ClientOf, staff: User, history: None) -> None:
    page = client_of(staff).get("/imports/?month=六月")
    assert "请写成 2024-12。" in page.content.decode()


def test_the_history_holds_only_ones_own(client_of: ClientOf, secretary_one: User, history: None) -> None:
    page = client_of(secretary_one).get("/imports/")
    assert {found.file_name for found in page.context["page"].object_list} == {"新增", "更新", "无变化"}


def test_pages_of_the_history_keep_the_filter(client_of: ClientOf, staff: User, branch_one: Branch) -> None:
    for number in range(60):
        batch(branch_one, f"{number}.xlsx")
    page = client_of(staff).get("/imports/?month=2024-05&page=2")
    assert len(page.context["page"].object_list) == 10
    assert "month=2024-05" in page.content.decode().partition('aria-label="翻页"')[2]
