"""The way of a suggestion: taken up, adopted or answered, carried out; handed on, taken back, voided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from accounts.system import Visitor
from branches.models import Branch, Committee
from contributions.actions import (
    add_suggestion,
    adopt_suggestion,
    answer_suggestion,
    carry_out_suggestion,
    change_suggestion,
    forward_suggestion,
    hand_in_suggestion,
    reopen_suggestion,
    reveal_suggestion,
    take_up_suggestion,
    void_suggestion,
)
from contributions.models import Suggestion
from tests.register import last_traces

pytestmark = pytest.mark.django_db
NOW = date(2025, 1, 15)


@pytest.fixture
def idea(secretary_one: User, branch_one: Branch) -> Suggestion:
    values = {"title": "加装充电桩", "source": "meeting", "handed_in_on": date(2025, 1, 5)}
    where: Any = {"committee": branch_one.committee, "branch": branch_one}
    return add_suggestion(by=secretary_one, **where, values=values)


@pytest.fixture
def sent_in(committee: Committee) -> Suggestion:
    values = {"title": "热饭", "content": "微波炉", "source": "online", "person_phone": "13807300009"}
    return hand_in_suggestion(by=Visitor(committee), committee=committee, values=values)


def test_the_whole_way(secretary_one: User, staff: User, idea: Suggestion) -> None:
    take_up_suggestion(by=secretary_one, suggestion=idea)
    adopt_suggestion(by=staff, suggestion=idea, reply="好办法，\n下个月办。", on=date(2025, 1, 10))
    done = carry_out_suggestion(by=secretary_one, suggestion=idea, outcome="装了 12 个。", on=NOW)
    assert (done.state, done.taken_up_on, done.decided_on, done.carried_out_on) == (
        "carried_out",
        NOW,
        date(2025, 1, 10),
        NOW,
    )
    assert (done.reply, done.outcome, done.revision) == ("好办法，\n下个月办。", "装了 12 个。", 4)
    assert [(trace[0], trace[1], trace[4]) for trace in last_traces(3)] == [
        ("周明远", "step", "落实"),
        ("郑国强", "step", "已采纳"),
        ("周明远", "step", "开始研究"),
    ]


def test_answered_with_a_reason(staff: User, idea: Suggestion) -> None:
    with pytest.raises(ValidationError) as refused:
        answer_suggestion(by=staff, suggestion=idea, reply=" \n ")
    assert refused.value.message_dict == {"reply": ["请写一句答复，提交人凭查询码会看到。"]}
    answered = answer_suggestion(by=staff, suggestion=idea, reply="消防通道不能占用。")
    assert (answered.state, answered.decided_on) == ("answered", NOW)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2025, 1, 4), "采纳或答复的日期不能早于提交日期。"),
        (date(2025, 1, 16), "采纳或答复日期还没有到，请核对。"),
    ],
)
def test_days_of_answers(staff: User, idea: Suggestion, on: date, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        adopt_suggestion(by=staff, suggestion=idea, reply="好", on=on)


def test_days_of_carrying_out(staff: User, idea: Suggestion) -> None:
    adopt_suggestion(by=staff, suggestion=idea, reply="好", on=date(2025, 1, 10))
    with pytest.raises(ValidationError, match="落实日期不能早于采纳日期。"):
        carry_out_suggestion(by=staff, suggestion=idea, outcome="装了", on=date(2025, 1, 9))


STEPS: dict[str, Callable[[User, Suggestion], Suggestion]] = {
    "take_up": lambda by, row: take_up_suggestion(by=by, suggestion=row),
    "adopt": lambda by, row: adopt_suggestion(by=by, suggestion=row, reply="好"),
    "answer": lambda by, row: answer_suggestion(by=by, suggestion=row, reply="不行"),
    "carry_out": lambda by, row: carry_out_suggestion(by=by, suggestion=row, outcome="装了", on=NOW),
    "reopen": lambda by, row: reopen_suggestion(by=by, suggestion=row),
}
WAYS = {
    "handed_in": ([], {"take_up", "adopt", "answer"}),
    "review": (["take_up"], {"adopt", "answer"}),
    "adopted": (["adopt"], {"carry_out", "reopen"}),
    "answered": (["answer"], {"reopen"}),
    "carried_out": (["adopt", "carry_out"], {"reopen"}),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", WAYS)
def test_steps_from_each_state(staff: User, idea: Suggestion, state: str, step: str) -> None:
    before, allowed = WAYS[state]
    for earlier in before:
        STEPS[earlier](staff, idea)
    if step in allowed:
        STEPS[step](staff, idea)
        return
    with pytest.raises(ValidationError, match="不能这样办理"):
        STEPS[step](staff, idea)
    assert Suggestion.objects.get().state == state


def test_taken_back_it_waits_again(staff: User, idea: Suggestion) -> None:
    adopt_suggestion(by=staff, suggestion=idea, reply="好")
    again = reopen_suggestion(by=staff, suggestion=idea, reason="点错了")
    assert (again.state, again.decided_on, again.reply, again.is_waiting) == ("review", None, "", True)
    assert last_traces()[0][4] == "撤回答复 点错了"


def test_answers_are_the_committees(secretary_one: User, idea: Suggestion) -> None:
    for step in ("adopt", "answer", "reopen"):
        with pytest.raises(PermissionDenied):
            STEPS[step](secretary_one, idea)


def test_handed_on(
    secretary_one: User, staff: User, idea: Suggestion, branch_one: Branch, branch_two: Branch
) -> None:
    with pytest.raises(PermissionDenied):
        forward_suggestion(by=secretary_one, suggestion=idea, branch=branch_two)
    passed = forward_suggestion(by=secretary_one, suggestion=idea, branch=None, note="要党委协调")
    assert (passed.branch, Suggestion.objects.visible_to(secretary_one).count()) == (None, 0)
    assert [trace[4] for trace in last_traces(2)] == ["转交党委", "转交 要党委协调"]
    with pytest.raises(ValidationError, match="它已经在这里了"):
        forward_suggestion(by=staff, suggestion=idea, branch=None)
    assert forward_suggestion(by=staff, suggestion=idea, branch=branch_two).branch == branch_two
    with pytest.raises(PermissionDenied):
        forward_suggestion(by=secretary_one, suggestion=idea, branch=None)


def test_to_no_other_committee(staff: User, idea: Suggestion, other_branch: Branch) -> None:
    with pytest.raises(PermissionDenied):
        forward_suggestion(by=staff, suggestion=idea, branch=other_branch)


def test_what_was_sent_in_keeps_its_words(staff: User, sent_in: Suggestion) -> None:
    changed = change_suggestion(
        by=staff, suggestion=sent_in, values={"title": "给夜班热饭", "content": "微波炉"}
    )
    assert changed.title == "给夜班热饭"
    with pytest.raises(ValidationError, match="本人网上提交的"):
        change_suggestion(by=staff, suggestion=sent_in, values={"content": "一切都好"})


def test_voiding(
    secretary_one: User, staff: User, idea: Suggestion, sent_in: Suggestion, branch_one: Branch
) -> None:
    forward_suggestion(by=staff, suggestion=sent_in, branch=branch_one)
    with pytest.raises(PermissionDenied):
        void_suggestion(by=secretary_one, suggestion=sent_in)
    void_suggestion(by=staff, suggestion=sent_in, reason="广告")
    void_suggestion(by=secretary_one, suggestion=idea, reason="重复")
    assert Suggestion.objects.valid().count() == 0
    with pytest.raises(ValidationError, match="已经作废，不能再办理"):
        take_up_suggestion(by=staff, suggestion=idea)


def test_the_number_in_full_leaves_a_trace(staff: User, sent_in: Suggestion) -> None:
    assert reveal_suggestion(by=staff, suggestion=sent_in) == "13807300009"
    assert last_traces() == [("郑国强", "reveal", "热饭", "done", "联系电话")]


@pytest.mark.parametrize("who", ["secretary_two", "auditor", "other_staff", "outsider"])
def test_not_for_others(who: str, request: pytest.FixtureRequest, idea: Suggestion) -> None:
    by = request.getfixturevalue(who)
    for step in STEPS.values():
        with pytest.raises(PermissionDenied):
            step(by, idea)
    for refused in (reveal_suggestion, void_suggestion):
        with pytest.raises(PermissionDenied):
            refused(by=by, suggestion=idea)
    with pytest.raises(PermissionDenied):
        change_suggestion(by=by, suggestion=idea, values={"title": "别的"})


def test_due_by_the_committees_setting(idea: Suggestion, committee: Committee) -> None:
    assert idea.due_on == date(2025, 2, 4)
    overdue = Suggestion.objects.overdue
    assert [overdue(date(2025, 2, day)).count() for day in (4, 5)] == [0, 1]
    Committee.objects.update(suggestion_days=9)
    assert [overdue(date(2025, 1, day)).count() for day in (14, 15)] == [0, 1]
    Suggestion.objects.update(state="adopted", decided_on=NOW)
    assert overdue(date(2026, 1, 1)).count() == 0
