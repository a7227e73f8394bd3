"""What the register asks to be done on 15 January 2025."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch, Committee
from core.partial_dates import PartialDate
from core.reminders import REMINDERS, Task
from members.actions import draft_transfer, request_move, send_transfer
from members.finders import find_members, find_transfers
from members.models import Member
from tests.register import JIANG, ZENG, ZENG_ID, ZENG_PHONE, Enter, numbered_id

TODAY = date(2025, 1, 15)
OURS = [rule for rule in REMINDERS if rule.key.startswith("members.")]
Browse = Callable[[User], Client]


def tasks(key: str, by: User) -> list[Task]:
    rule = REMINDERS[f"members.{key}"]
    found = list(rule.tasks(by, TODAY))
    assert rule.count(by, TODAY) == len(found)
    return found


@pytest.fixture
def everybody(enter: Enter, branch_one: Branch, committee: Committee, secretary_one: User) -> Member:
    """Somebody for whom every rule has a line."""
    Committee.objects.filter(pk=committee.pk).update(card_check_month=1)
    member = enter(
        branch_one,
        name="任晓",
        national_id=numbered_id(7),
        category="probationary",
        joined_on=PartialDate("2022-06"),
        started_on=date(2024, 6, 1),
    )
    transfer = draft_transfer(
        by=secretary_one,
        member=member,
        direction="in",
        values={"from_organisation": "甲", "to_organisation": "乙"},
    )
    send_transfer(by=secretary_one, transfer=transfer, letter_number="12号", sent_on=date(2024, 11, 1))
    return member


def test_every_rule_has_its_line(
    everybody: Member, secretary_one: User, staff: User, secretary_two: User, branch_two: Branch
) -> None:
    request_move(by=secretary_two, national_id=everybody.national_id, to_branch=branch_two)
    page = f"/members/{everybody.pk}/"
    lines = {rule.key: tasks(rule.key.removeprefix("members."), secretary_one) for rule in OURS}
    told = {
        key: [(task.words, task.due_on, task.href, task.place) for task in found]
        for key, found in lines.items()
    }
    transfer = everybody.transfers.get()
    assert told == {
        "members.contact_due": [("任晓：还没有联系过", date(2024, 9, 1), f"{page}contacts/add/", "第一支部")],
        "members.unregistered": [
            ("任晓：缺流出地党组织、活动证号", date(2024, 7, 1), f"{page}edit/", "第一支部")
        ],
        "members.letter_expiring": [
            ("任晓：转入园区，12号", date(2025, 1, 30), f"/members/transfers/{transfer.pk}/", "第一支部")
        ],
        "members.probation_ending": [
            ("任晓：2022年6月入党，预备期满", date(2023, 6, 30), f"{page}confirm/", "第一支部")
        ],
        "members.card_check_due": [
            ("任晓：没有登记活动证号", date(2025, 12, 31), f"{page}cards/add/", "第一支部")
        ],
        "members.request_waiting": [],
        "members.without_phone": [("任晓", None, f"{page}edit/", "第一支部")],
        "members.doubtful": [("任晓：预备期已超过两年，请核对是否已经转正", None, page, "第一支部")],
    }
    asked = everybody.move_requests.get()
    assert [(task.words, task.href) for task in tasks("request_waiting", staff)] == [
        ("第二支部 2025-01-15 申请调入任晓", f"/members/requests/{asked.pk}/decide/")
    ]


@pytest.mark.parametrize("who", ["secretary_two", "other_staff", "auditor"])
def test_none_of_it_concerns_others(request: pytest.FixtureRequest, everybody: Member, who: str) -> None:
    by = request.getfixturevalue(who)
    assert [rule.key for rule in OURS if rule.count(by, TODAY)] == []


def test_letters_from_fifteen_days_before(secretary_one: User, everybody: Member) -> None:
    rule = REMINDERS["members.letter_expiring"]
    days = (date(2025, 1, 14), date(2025, 1, 15), date(2025, 3, 1))
    assert [rule.count(secretary_one, day) for day in days] == [0, 1, 1]


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.key)
def test_one_query_however_many(
    rule: object, everybody: Member, enter: Enter, branch_one: Branch, secretary_one: User, staff: User
) -> None:
    assert staff.has_perm("members.view_member")
    found = REMINDERS[rule.key]  # type: ignore[attr-defined]  # a rule
    for order in (1, 2):
        with CaptureQueriesContext(connection) as queries:
            found.tasks(staff, TODAY)
        assert len(queries) == 1
        enter(branch_one, name="单志红", national_id=numbered_id(order), started_on=date(2024, 6, 1))


@pytest.mark.parametrize("waiting", ["contact", "registration", "probation", "card", "phone", "doubt"])
def test_the_register_can_be_narrowed_to_who_waits(
    client_of: Browse, secretary_one: User, everybody: Member, enter: Enter, branch_one: Branch, waiting: str
) -> None:
    enter(branch_one, **ZENG, home_organisation="三市镇党委", card_number="XG1", started_on=date(2025, 1, 10))
    page = client_of(secretary_one).get(f"/members/?waiting={waiting}").content.decode()
    assert "任晓" in page
    assert ("曾小红" in page) is (waiting == "card")


def test_found_by_name_and_never_by_number(
    enter: Enter, branch_one: Branch, branch_two: Branch, secretary_one: User, staff: User
) -> None:
    zeng, jiang = enter(branch_one, **ZENG), enter(branch_two, **JIANG)
    for words in ("曾小", "zengxiao", "zxh"):
        assert [hit.href for hit in find_members(secretary_one, words, 5)] == [zeng.get_absolute_url()]
    assert [(hit.title, hit.words) for hit in find_members(staff, "jiang", 5)] == [
        ("蒋大川", "第二支部 · 在册")
    ]
    for words in (ZENG_ID, ZENG_PHONE, "蒋", "", "%", " "):
        assert find_members(secretary_one, words, 5) == []
    assert jiang.branch == branch_two


def test_a_letter_is_found_by_its_number(everybody: Member, secretary_one: User, secretary_two: User) -> None:
    assert [hit.title for hit in find_transfers(secretary_one, "12", 5)] == ["12号"]
    assert find_transfers(secretary_two, "12", 5) == []
    assert find_transfers(secretary_one, " ", 5) == []
