"""Suggestions come in: numbered, once for each press, by those who may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from accounts.system import Visitor
from audit.models import AuditEntry
from branches.models import Branch, Committee
from contributions.actions import Idea, add_suggestion, collect_suggestions, hand_in_suggestion
from contributions.models import Suggestion
from members.models import Member
from tests.register import last_traces

pytestmark = pytest.mark.django_db


def values(**given: Any) -> dict[str, Any]:  # noqa: ANN401  of the model
    return {"title": "在三号门加装充电桩", "content": "下夜班没处充电。", "source": "meeting", **given}


def test_by_a_visitor(committee: Committee) -> None:
    given = values(source="online", person_name="王大勇", person_phone="138 0730-0009")
    handed = hand_in_suggestion(by=Visitor(committee), committee=committee, values=given)
    stored = Suggestion.objects.get()
    assert (stored.number, stored.state, stored.handed_in_on) == (
        "JY-2025-0001",
        "handed_in",
        date(2025, 1, 15),
    )
    assert (stored.person_phone, stored.is_sent_in, len(stored.follow_code)) == ("13807300009", True, 10)
    entry = AuditEntry.objects.get()
    assert (entry.actor_name, entry.verb, entry.detail) == ("网上访客", "public", "JY-2025-0001")
    assert entry.changes["联系电话"] == ["", "138****0009"]
    assert handed.follow_code not in str(entry.changes)


def test_sent_twice_it_is_stored_once(committee: Committee) -> None:
    visitor = Visitor(committee)
    with time_machine.travel("2025-01-15 10:00 +0800", tick=False) as clock:
        first = hand_in_suggestion(by=visitor, committee=committee, values=values())
        second = hand_in_suggestion(by=visitor, committee=committee, values=values())
        other = hand_in_suggestion(by=visitor, committee=committee, values=values(person_name="别人"))
        clock.shift(11 * 60)
        later = hand_in_suggestion(by=visitor, committee=committee, values=values())
    assert (second.pk, len({first.pk, other.pk, later.pk})) == (first.pk, 3)
    assert last_traces(3)[2] == ("网上访客", "public", "JY-2025-0001", "done", "重复提交，没有再登记")


def test_a_visitor_does_nothing_else(committee: Committee, other_committee: Committee) -> None:
    with pytest.raises(PermissionDenied):
        add_suggestion(by=Visitor(committee), committee=committee, values=values())
    with pytest.raises(PermissionDenied):
        hand_in_suggestion(by=Visitor(committee), committee=other_committee, values=values())
    assert Suggestion.objects.visible_to(Visitor(committee)).count() == 0


def test_at_the_desk(secretary_one: User, branch_one: Branch, zeng: Member) -> None:
    given = values(member=zeng, handed_in_on=date(2023, 11, 2))
    where: Any = {"by": secretary_one, "committee": branch_one.committee, "branch": branch_one}
    stored = add_suggestion(**where, values=given)
    assert (stored.number, stored.branch, stored.is_sent_in) == ("JY-2023-0001", branch_one, False)
    with pytest.raises(ValidationError) as refused:
        add_suggestion(**where, values=given)
    assert refused.value.message_dict == {"title": ["同一天已登记过同样的金点子（JY-2023-0001）。"]}


def test_all_faults_at_once(staff: User, committee: Committee) -> None:
    wrong = values(
        title="", source="dream", person_phone="12345", content="反\u202e转", handed_in_on=date(2025, 1, 16)
    )
    with pytest.raises(ValidationError) as refused:
        add_suggestion(by=staff, committee=committee, values=wrong)
    assert refused.value.message_dict == {
        "title": ["此字段不能为空。"],
        "source": ["值 'dream' 不是有效选项。"],
        "person_phone": ["请填 11 位手机号，或带区号的固定电话，如 0730-8123456。"],
        "content": ["这里有不可见的控制字符（U+202E），请删掉后重新输入。"],
        "handed_in_on": ["提交日期还没有到，请核对。"],
    }


def test_nobody_out_of_sight_has_ideas(secretary_one: User, branch_one: Branch, jiang: Member) -> None:
    with pytest.raises(ValidationError) as refused:
        add_suggestion(
            by=secretary_one, committee=branch_one.committee, branch=branch_one, values=values(member=jiang)
        )
    assert refused.value.message_dict == {"member": ["请选择您可以查看的流动党员。"]}


def test_a_meeting_all_or_none(staff: User, committee: Committee, zeng: Member) -> None:
    where: Any = {"by": staff, "committee": committee, "on": date(2025, 1, 10), "source": "meeting"}
    ideas = [Idea("加一条雨天通道", zeng), Idea("食堂开清淡窗口", None, "老李"), Idea("加一条雨天通道", zeng)]
    with pytest.raises(ValidationError) as refused:
        collect_suggestions(**where, ideas=[*ideas, Idea("长" * 101)])
    assert (
        refused.value.message_dict["lines"]
        == [
            "第 3 条：同一天已登记过同样的金点子，请删去这一行。",
            "第 4 条：最多 100 个字，现在是 101 个，请缩短。",
        ]
        or len(refused.value.message_dict["lines"]) == 2
    )
    assert Suggestion.objects.count() == 0
    stored = collect_suggestions(**where, ideas=ideas[:2])
    assert [(row.number, row.member, row.person_name) for row in stored] == [
        ("JY-2025-0001", zeng, ""),
        ("JY-2025-0002", None, "老李"),
    ]
    with pytest.raises(ValidationError, match="请至少写一条金点子"):
        collect_suggestions(**where, ideas=[])


@pytest.mark.parametrize("who", ["secretary_two", "auditor", "other_staff", "outsider"])
def test_not_for_others(who: str, request: pytest.FixtureRequest, branch_one: Branch) -> None:
    by = request.getfixturevalue(who)
    where: Any = {"committee": branch_one.committee, "branch": branch_one}
    with pytest.raises(PermissionDenied):
        add_suggestion(by=by, **where, values=values())
    with pytest.raises(PermissionDenied):
        collect_suggestions(by=by, **where, on=date(2025, 1, 1), source="meeting", ideas=[Idea("一条")])
