"""The life of a ticket as a table: which step leads from which state to which, and who may take it.

Everything else reads this table: actions refuse by it, the ticket's page offers its buttons by it, and the handbook
prints it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.scope import Actor
from services.choices import Step, TicketState
from services.models import Ticket

ADD, WORK, ASSIGN, RATE = (
    "services.add_ticket",
    "services.change_ticket",
    "services.assign_ticket",
    "services.rate_ticket",
)
S = TicketState


@dataclass(frozen=True)
class Way:
    """One step: where it leads from each state in which it may be taken, the right it needs, and what it is for."""

    to: Mapping[TicketState, TicketState]
    permission: str
    who: str
    words: str


def _stay(*states: TicketState) -> dict[TicketState, TicketState]:
    return {state: state for state in states}


WAYS: Mapping[Step, Way] = MappingProxyType(
    {
        Step.ACCEPT: Way(
            {S.HANDED_IN: S.ACCEPTED}, WORK, "支部书记、工作人员", "核对类别和紧急程度，定下办理期限"
        ),
        Step.ASSIGN: Way(_stay(S.HANDED_IN, S.ACCEPTED, S.IN_WORK), ASSIGN, "工作人员", "指定由谁承办"),
        Step.FORWARD: Way(
            {S.HANDED_IN: S.HANDED_IN, S.ACCEPTED: S.ACCEPTED, S.IN_WORK: S.ACCEPTED},
            WORK,
            "工作人员；支部书记只能交回党委",
            "交给另一个支部办理，或交回党委，办理期限不变",
        ),
        Step.WORK: Way(
            {S.ACCEPTED: S.IN_WORK, S.IN_WORK: S.IN_WORK}, WORK, "支部书记、工作人员", "写下办理进展"
        ),
        Step.SOLVE: Way(
            {S.ACCEPTED: S.SOLVED, S.IN_WORK: S.SOLVED}, WORK, "支部书记、工作人员", "写下给求助人的答复"
        ),
        Step.REOPEN: Way(
            {S.SOLVED: S.IN_WORK, S.RATED: S.IN_WORK, S.RETURNED: S.HANDED_IN},
            WORK,
            "支部书记、工作人员",
            "没有真正解决的、退回有误的重新办理",
        ),
        Step.RATE: Way(
            {S.SOLVED: S.RATED}, RATE, "求助人（凭查询码）；工作人员回访", "满意度 1 至 5，可以写一句话"
        ),
        Step.ARCHIVE: Way(
            {S.SOLVED: S.ARCHIVED, S.RATED: S.ARCHIVED}, WORK, "支部书记、工作人员", "办结归档，以后不再改动"
        ),
        Step.RETURN: Way(
            {S.HANDED_IN: S.RETURNED, S.ACCEPTED: S.RETURNED, S.IN_WORK: S.RETURNED},
            WORK,
            "支部书记、工作人员",
            "不属于受理范围的退回，写明理由，求助人查得到",
        ),
        Step.WITHDRAW: Way(
            {S.HANDED_IN: S.WITHDRAWN, S.ACCEPTED: S.WITHDRAWN, S.IN_WORK: S.WITHDRAWN},
            WORK,
            "支部书记、工作人员",
            "求助人自己不再需要，或重复提交",
        ),
        Step.NOTE: Way(_stay(*TicketState), WORK, "支部书记、工作人员", "内部备注，求助人看不到"),
    }
)
"""Each step but the first, 提交, which makes the ticket."""


def why_not(step: Step, state: str) -> str:
    """Return the sentence that says why ``step`` cannot be taken in ``state``; empty where it can."""
    now = TicketState(state)
    if now in WAYS[step].to:
        return ""
    wanted = "、".join(f"“{possible.label}”" for possible in WAYS[step].to)
    return f"工单现在是“{now.label}”，不能{step.label}；{wanted}的工单才能{step.label}。"


def open_steps(ticket: Ticket, by: Actor) -> list[Step]:
    """Return the steps that ``by`` can take with ``ticket`` now, in the order of the table."""
    held = {right for right in (WORK, ASSIGN) if by.has_perm(right, ticket)}
    return [
        step
        for step, way in WAYS.items()
        if TicketState(ticket.state) in way.to
        if (ASSIGN if way.permission == RATE else way.permission) in held
    ]
