"""People of the register for tests: invented, with valid check characters, and short ways to enter them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.models import Branch, Committee, Enterprise, Ownership
from core.partial_dates import PartialDate
from members.actions import register_member
from members.models import Member
from members.national_ids import check_character

ZENG_ID = "430602199001011227"  # 女, 1990-01-01
ZENG_PHONE = "13807300001"
JIANG_ID = "43062119850210125X"  # 男, 1985-02-10
JIANG_PHONE = "13907300002"
FREE_ID = "430602197807140010"  # 男, 1978-07-14, nobody's

ZENG: Mapping[str, Any] = {
    "name": "曾小红",
    "national_id": ZENG_ID,
    "phone": ZENG_PHONE,
    "category": "formal",
    "joined_on": PartialDate("2012-07"),
    "confirmed_on": PartialDate("2013-07-01"),
    "occupation": "worker",
    "address": "湖南省岳阳市云溪区松杨湖街道九号",
}
JIANG: Mapping[str, Any] = {"name": "蒋大川", "national_id": JIANG_ID, "phone": JIANG_PHONE}


def numbered_id(order: int, *, born: str = "19800615") -> str:
    """Return a valid ID number of 岳阳 for each ``order`` below 1000."""
    body = f"430602{born}{order:03d}"
    return body + check_character(body)


def last_traces(count: int = 1) -> list[tuple[str, str, str, str, str]]:
    """Return the latest entries of the log, newest first: actor, verb, object, outcome, detail."""
    columns = ("actor_name", "verb", "object_words", "outcome", "detail")
    return list(AuditEntry.objects.order_by("-number").values_list(*columns)[:count])


Enter = Callable[..., Member]


@pytest.fixture
def enter() -> Enter:
    """Enter somebody into the register, by default on 2 March 2024."""

    def enter_into(branch: Branch, *, started_on: date = date(2024, 3, 2), **values: Any) -> Member:  # noqa: ANN401  values of a record
        return register_member(by=COMMAND_LINE, branch=branch, started_on=started_on, values=values)

    return enter_into


@pytest.fixture
def firm(committee: Committee) -> Enterprise:
    """A private firm of the park."""
    return Enterprise.objects.create(
        committee=committee, name="临湖仪表有限公司", ownership=Ownership.NON_PUBLIC
    )


@pytest.fixture
def zeng(enter: Enter, branch_one: Branch) -> Member:
    """曾小红 of 第一支部."""
    return enter(branch_one, **ZENG)


@pytest.fixture
def jiang(enter: Enter, branch_two: Branch) -> Member:
    """蒋大川 of 第二支部."""
    return enter(branch_two, **JIANG)
