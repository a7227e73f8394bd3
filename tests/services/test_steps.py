"""The life of a ticket: every step in every state, as the table says, by those who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from accounts.system import Visitor
from audit.models import AuditEntry
from branches.models import Branch
from services import actions
from services.choices import Step, TicketState
from services.models import Ticket, TicketEntry
from services.steps import WAYS, open_steps
from tests.tickets import Take

pytestmark = pytest.mark.django_db
S = TicketState

# Written out once more, by hand: step → state before → state after.
TABLE: dict[Step, dict[S, S]] = {
    Step.ACCEPT: {S.HANDED_IN: S.ACCEPTED},
    Step.ASSIGN: {S.HANDED_IN: S.HANDED_IN, S.ACCEPTED: S.ACCEPTED, S.IN_WORK: S.IN_WORK},
    Step.FORWARD: {S.HANDED_IN: S.HANDED_IN, S.ACCEPTED: S.ACCEPTED, S.IN_WORK: S.ACCEPTED},
    Step.WORK: {S.ACCEPTED: S.IN_WORK, S.IN_WORK: S.IN_WORK},
    Step.SOLVE: {S.ACCEPTED: S.SOLVED, S.IN_WORK: S.SOLVED},
    Step.REOPEN: {S.SOLVED: S.IN_WORK, S.RATED: S.IN_WORK, S.RETURNED: S.HANDED_IN},
    Step.RATE: {S.SOLVED: S.RATED},
    Step.ARCHIVE: {S.SOLVED: S.ARCHIVED, S.RATED: S.ARCHIVED},
    Step.RETURN: {S.HANDED_IN: S.RETURNED, S.ACCEPTED: S.RETURNED, S.IN_WORK: S.RETURNED},
    Step.WITHDRAW: {S.HANDED_IN: S.WITHDRAWN, S.ACCEPTED: S.WITHDRAWN, S.IN_WORK: S.WITHDRAWN},
    Step.NOTE: {state: state for state in S},
}
Taken = Callable[[User, Ticket, Branch], Ticket]
TAKEN: dict[Step, Taken] = {
    Step.ACCEPT: lambda by, t, _: actions.accept_ticket(by=by, ticket=t),
    Step.ASSIGN: lambda by, t, _: actions.assign_ticket(by=by, ticket=t, assignee=by),
    Step.FORWARD: lambda by, t, b: actions.forward_ticket(by=by, ticket=t, branch=b),
    Step.WORK: lambda by, t, _: actions.work_on_ticket(by=by, ticket=t, note="又去一次"),
    Step.SOLVE: lambda by, t, _: actions.solve_ticket(by=by, ticket=t, reply="修好了"),
    Step.REOPEN: lambda by, t, _: actions.reopen_ticket(by=by, ticket=t, reason="又坏了"),
    Step.RATE: lambda _, t, __: actions.rate_ticket(by=Visitor(t.committee), ticket=t, rating=4),
    Step.ARCHIVE: lambda by, t, _: actions.archive_ticket(by=by, ticket=t),
    Step.RETURN: lambda by, t, _: actions.return_ticket(by=by, ticket=t, reason="请找社区"),
    Step.WITHDRAW: lambda by, t, _: actions.withdraw_ticket(by=by, ticket=t, reason="重复"),
    Step.NOTE: lambda by, t, _: actions.note_on_ticket(by=by, ticket=t, note="来电问过"),
}


def test_the_table_is_the_one_written_here() -> None:
    assert {step: dict(way.to) for step, way in WAYS.items()} == TABLE
    assert TAKEN.keys() == TABLE.keys() == {*Step} - {Step.HAND_IN}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("step", TABLE)
def test_each_step_in_each_state(step: Step, state: S, take: Take, staff: User, branch_two: Branch) -> None:
    ticket = take(state)
    before = (ticket.revision, ticket.entries.count(), AuditEntry.objects.count())
    after = TABLE[step].get(state)
    if after is None:
        with pytest.raises(ValidationError) as refused:
            TAKEN[step](staff, ticket, branch_two)
        assert f"工单现在是“{state.label}”，不能{step.label}" in refused.value.messages[0]
        stored = Ticket.objects.get()
        assert (stored.state, stored.revision, stored.entries.count(), AuditEntry.objects.count()) == (
            state,
            *before,
        )
        return
    TAKEN[step](staff, ticket, branch_two)
    stored = Ticket.objects.get()
    assert (stored.state, stored.revision, stored.entries.count()) == (after, before[0] + 1, before[1] + 1)
    assert TicketEntry.objects.last().step == step  # type: ignore[union-attr]  # just stored
    assert AuditEntry.objects.count() == before[2] + 1


def test_a_whole_life(take: Take, staff: User) -> None:
    ticket = take(S.ARCHIVED)
    assert (ticket.due_on, ticket.solved_on, ticket.rating) == (date(2025, 1, 22), date(2025, 1, 15), 5)
    told = [(e.get_step_display(), e.words, e.note, e.by_name) for e in ticket.entries.all()]
    assert told == [
        ("提交", "热线", "", "郑国强"),
        ("受理", "办理期限 2025-01-22", "", "郑国强"),
        ("办理", "", "已去看过", "郑国强"),
        ("解决", "", "热水器已经换新。", "郑国强"),
        ("评价", "5 分，非常满意", "很好", "网上访客"),
        ("归档", "", "", "郑国强"),
    ]
    assert open_steps(ticket, staff) == [Step.NOTE]


def test_a_step_on_an_old_page_is_refused(take: Take, staff: User) -> None:
    ticket = take(S.ACCEPTED)
    actions.work_on_ticket(by=staff, ticket=ticket, note="去过", revision=ticket.revision)
    with pytest.raises(ValidationError, match="别人改过这条记录"):
        actions.work_on_ticket(by=staff, ticket=ticket, note="去过", revision=ticket.revision)
    assert TicketEntry.objects.filter(step=Step.WORK).count() == 1


@pytest.mark.parametrize(
    ("step", "values", "field"),
    [
        ("work_on_ticket", {"note": " "}, "note"),
        ("solve_ticket", {"reply": ""}, "reply"),
        ("solve_ticket", {"reply": "好", "on": date(2025, 1, 16)}, "on"),
        ("solve_ticket", {"reply": "好", "on": date(2025, 1, 14)}, "on"),
        ("solve_ticket", {"reply": "好" * 1001}, "reply"),
        ("return_ticket", {"reason": ""}, "reason"),
        ("withdraw_ticket", {"reason": ""}, "reason"),
        ("note_on_ticket", {"note": "a\u202eb"}, "note"),
    ],
)
def test_what_must_be_written(step: str, values: dict[str, Any], field: str, take: Take, staff: User) -> None:
    ticket = take(S.IN_WORK)
    with pytest.raises(ValidationError) as refused:
        getattr(actions, step)(by=staff, ticket=ticket, **values)
    assert [*refused.value.message_dict] == [field]


def test_reopening_begins_a_new_limit_and_forgets_the_rating(take: Take, staff: User) -> None:
    ticket = take(S.RATED)
    actions.reopen_ticket(by=staff, ticket=ticket, reason="又漏了")
    stored = Ticket.objects.get()
    assert (stored.solved_on, stored.rating, stored.rating_words, stored.due_on) == (
        None, None, "", date(2025, 1, 22),
    )  # fmt: skip
    assert stored.entries.filter(step=Step.RATE).get().words == "5 分，非常满意"


def test_what_was_returned_waits_again(take: Take, staff: User) -> None:
    ticket = take(S.RETURNED)
    assert ticket.reply == "不在受理范围"
    actions.reopen_ticket(by=staff, ticket=ticket, reason="核实后应当受理")
    stored = Ticket.objects.get()
    assert (stored.state, stored.due_on) == (S.HANDED_IN, None)


def test_a_visitor_may_only_rate(take: Take) -> None:
    ticket = take(S.SOLVED)
    visitor = Visitor(ticket.committee)
    with pytest.raises(PermissionDenied):
        actions.note_on_ticket(by=visitor, ticket=ticket, note="我来写")
    with pytest.raises(ValidationError, match="请选择满意程度"):
        actions.rate_ticket(by=visitor, ticket=ticket, rating=6)
    actions.rate_ticket(by=visitor, ticket=ticket, rating=1, words="太慢")
    assert Ticket.objects.get().rating == 1


def test_a_visitor_of_another_committee_may_not(take: Take, other_branch: Branch) -> None:
    with pytest.raises(PermissionDenied):
        actions.rate_ticket(by=Visitor(other_branch.committee), ticket=take(S.SOLVED), rating=5)


def test_staff_note_what_was_said_on_the_telephone(
    take: Take, staff: User, secretary_one: User, branch_one: Branch
) -> None:
    ticket = take(S.SOLVED, branch=branch_one)
    with pytest.raises(PermissionDenied):
        actions.rate_ticket(by=secretary_one, ticket=ticket, rating=5)
    actions.rate_ticket(by=staff, ticket=ticket, rating=4, words="电话里说满意")
    assert Ticket.objects.get().entries.last().by_name == staff.name  # type: ignore[union-attr]  # just stored


def test_void_tickets_take_no_step(take: Take, staff: User) -> None:
    ticket = take(S.ACCEPTED)
    actions.void_ticket(by=staff, ticket=ticket, reason="重复登记")
    with pytest.raises(ValidationError, match="登记有误"):
        actions.work_on_ticket(by=staff, ticket=ticket, note="去过")
