"""The steps of a ticket between its coming in and its solution."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from audit.models import Verb
from audit.saving import locked, refuse
from audit.trail import action, record
from branches.models import Branch
from core.scope import Actor
from services.actions.entries import take_step, told
from services.choices import Step, TicketKind, Urgency
from services.models import Ticket
from services.rules import check_branch
from services.steps import ASSIGN, WORK
from services.time_limits import due_day

CANNOT_ACT = "这位不能办理这张工单，请另选一位。"


@action
def accept_ticket(  # noqa: PLR0913  what the form asks
    *,
    by: Actor,
    ticket: Ticket,
    kind: str = "",
    urgency: str = "",
    note: str = "",
    revision: int | None = None,
) -> Ticket:
    """Accept a ticket that was handed in; ``kind`` and ``urgency`` correct what was chosen there.

    The day it is due follows from the committee's limits and its table of holidays as they are today, and stays.
    """
    return accept(by=by, ticket=ticket, kind=kind, urgency=urgency, note=note, revision=revision)


def accept(  # noqa: PLR0913  as above
    *,
    by: Actor,
    ticket: Ticket,
    kind: str = "",
    urgency: str = "",
    note: str = "",
    revision: int | None = None,
) -> Ticket:
    """Accept inside another action."""
    kind, urgency = kind or ticket.kind, urgency or ticket.urgency
    if kind not in TicketKind.values:
        refuse("kind", "请选择类别。")
    if urgency not in Urgency.values:
        refuse("urgency", "请选择紧急程度。")
    due = due_day(ticket.committee, kind, urgency, timezone.localdate())
    return take_step(
        by=by,
        ticket=ticket,
        step=Step.ACCEPT,
        values={"kind": kind, "urgency": urgency, "due_on": due},
        words=f"办理期限 {due:%Y-%m-%d}",
        note=told(note, "note"),
        revision=revision,
    )


@action
def assign_ticket(
    *, by: Actor, ticket: Ticket, assignee: User, note: str = "", revision: int | None = None
) -> Ticket:
    """Say who is to look after it: somebody who may work on tickets of its branch, or of the committee."""
    person = get_user_model().objects.filter(pk=assignee.pk, is_active=True).first()
    if person is None or not person.has_perm(WORK, ticket):
        refuse("assignee", CANNOT_ACT)
    return take_step(
        by=by,
        ticket=ticket,
        step=Step.ASSIGN,
        values={"assignee": person},
        words=f"由{person.name}承办",
        note=told(note, "note"),
        revision=revision,
    )


@action
def forward_ticket(
    *, by: Actor, ticket: Ticket, branch: Branch | None, note: str = "", revision: int | None = None
) -> Ticket:
    """Hand it to another ``branch`` of the committee, or (``None``) back to the committee, which a branch may too.

    The day it is due stays; nobody is assigned any more. Both sides find a trace.
    """
    before = locked(ticket)
    if branch is not None and not by.has_perm(ASSIGN, before):
        raise PermissionDenied
    check_branch(branch, ticket.committee)
    if branch == before.branch:
        refuse("branch", "工单已经在这里办理，请选择别的去向。")
    missing = "请写明为什么交回党委。" if branch is None else ""
    line = told(note, "note", missing)
    words = f"转给{branch.short_name}" if branch else "交回党委"
    if before.branch_id is not None:
        record(by=by, verb=Verb.STEP, obj=before, detail=f"转出：{words}")
    values = {"branch": branch, "assignee": None}
    return take_step(
        by=by, ticket=ticket, step=Step.FORWARD, values=values, words=words, note=line, revision=revision
    )


@action
def work_on_ticket(*, by: Actor, ticket: Ticket, note: str, revision: int | None = None) -> Ticket:
    """Note what has been done; the ticket is in work from then on."""
    line = told(note, "note", "请写一句办理的进展。")
    return take_step(by=by, ticket=ticket, step=Step.WORK, note=line, revision=revision)


@action
def return_ticket(*, by: Actor, ticket: Ticket, reason: str, revision: int | None = None) -> Ticket:
    """Give it back to whoever handed it in, with the ``reason`` that they will read."""
    line = told(reason, "reason", "请写明退回的理由，求助人会看到。")
    values = {"reply": line, "assignee": None}
    return take_step(by=by, ticket=ticket, step=Step.RETURN, values=values, note=line, revision=revision)


@action
def withdraw_ticket(*, by: Actor, ticket: Ticket, reason: str, revision: int | None = None) -> Ticket:
    """Close it without a solution: it is not needed any more, or came twice."""
    line = told(reason, "reason", "请写明撤销的原因。")
    return take_step(by=by, ticket=ticket, step=Step.WITHDRAW, note=line, revision=revision)


@action
def note_on_ticket(*, by: Actor, ticket: Ticket, note: str, revision: int | None = None) -> Ticket:
    """Add a note for those inside; nothing else changes."""
    line = told(note, "note", "请写备注的内容。")
    return take_step(by=by, ticket=ticket, step=Step.NOTE, note=line, revision=revision)
