"""The steps of a ticket from its solution on: solved, taken up again, rated, archived."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from audit.saving import locked, refuse
from audit.trail import action
from core.scope import Actor
from services.actions.entries import take_step, told
from services.choices import Rating, Step, TicketState
from services.models import Ticket
from services.rules import is_future
from services.steps import ASSIGN, RATE
from services.time_limits import due_day

RATING_LENGTH = 500


@action
def solve_ticket(
    *, by: Actor, ticket: Ticket, reply: str, on: date | None = None, revision: int | None = None
) -> Ticket:
    """Solve it on day ``on`` (today unless told otherwise) with the ``reply`` that the person will read."""
    line = told(reply, "reply", "请写给求助人的答复。")
    day = on or timezone.localdate()
    if is_future(day):
        refuse("on", "解决日期不能晚于今天。")
    if day < ticket.received_on:
        refuse("on", f"解决日期不能早于登记日期 {ticket.received_on:%Y-%m-%d}。")
    values = {"reply": line, "solved_on": day}
    words = f"{day:%Y-%m-%d} 解决" if day != timezone.localdate() else ""
    return take_step(
        by=by, ticket=ticket, step=Step.SOLVE, values=values, words=words, note=line, revision=revision
    )


@action
def reopen_ticket(*, by: Actor, ticket: Ticket, reason: str, revision: int | None = None) -> Ticket:
    """Take it up again with a new time limit from today; what was rated stands in the entries and counts no more.

    What had been returned waits to be accepted, so its limit is set then.
    """
    line = told(reason, "reason", "请写明为什么重新办理。")
    stored = locked(ticket)
    was_returned = stored.state == TicketState.RETURNED
    due = None
    if not was_returned:
        due = due_day(stored.committee, stored.kind, stored.urgency, timezone.localdate())
    values = {"solved_on": None, "rating": None, "rating_words": "", "rated_at": None, "due_on": due}
    words = f"办理期限 {due:%Y-%m-%d}" if due else ""
    return take_step(
        by=by, ticket=ticket, step=Step.REOPEN, values=values, words=words, note=line, revision=revision
    )


@action
def rate_ticket(*, by: Actor, ticket: Ticket, rating: int, words: str = "") -> Ticket:
    """Say how content the person is, 1 to 5, with a word: the person by the follow code, or staff who have called."""
    if rating not in Rating.values:
        refuse("rating", "请选择满意程度。")
    line = told(words, "words", most=RATING_LENGTH)
    values = {"rating": int(rating), "rating_words": line, "rated_at": timezone.now()}
    label = f"{rating} 分，{Rating(rating).label}"
    permission = RATE if by.has_perm(RATE, ticket) else ASSIGN
    return take_step(
        by=by, ticket=ticket, step=Step.RATE, values=values, words=label, note=line, permission=permission
    )


@action
def archive_ticket(*, by: Actor, ticket: Ticket, note: str = "", revision: int | None = None) -> Ticket:
    """Put it away for good."""
    return take_step(by=by, ticket=ticket, step=Step.ARCHIVE, note=told(note, "note"), revision=revision)
