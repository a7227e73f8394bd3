"""Tickets coming in, being corrected, and the personal data on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Verb
from audit.saving import demand, demand_place, locked, refuse, store_changed, store_new, void
from audit.trail import action, record
from branches.models import Branch, Committee
from core.scope import Actor
from services.actions.entries import VOIDED, enter
from services.actions.steps import accept
from services.choices import Source, Step, TicketState
from services.models import Ticket
from services.numbers import next_number
from services.rules import check, check_branch, cleaned
from services.steps import ADD, ASSIGN, WORK
from stations.models import Station

ASK = "services.ask_for_help"
REVEAL = "services.reveal_ticket"
EDITABLE = (
    "source",
    "kind",
    "urgency",
    "station",
    "member",
    "person_name",
    "person_phone",
    "description",
    "due_on",
)
"""Fields of a ticket that people correct; the day it is due only those who assign."""
REVEALED = {"phone": "联系电话", "follow_code": "查询码"}
"""What a ticket's page shows masked or not at all."""
TWICE = timedelta(minutes=10)
"""Within this time the same words with the same number are one ticket sent twice."""


@action
def take_ticket(  # noqa: PLR0913  what a form for a ticket asks
    *,
    by: Actor,
    committee: Committee,
    values: Mapping[str, Any],
    branch: Branch | None = None,
    received_on: date | None = None,
    is_accepted: bool = False,
) -> Ticket:
    """Register a ticket from the hotline, a visit or a station, for ``branch`` or the committee itself.

    ``values`` maps fields of a ticket to what was filled in; with ``is_accepted`` it is accepted at once. The same
    words sent twice within minutes are one ticket. Raises ``ValidationError`` with all faults.
    """
    demand_place(by, ADD, committee=committee, branch=branch)
    ticket = new_ticket(by, committee, branch, values, received_on or timezone.localdate())
    if is_accepted and ticket.state == TicketState.HANDED_IN:
        demand(by, WORK, ticket)
        return accept(by=by, ticket=ticket)
    return ticket


@action
def hand_in_ticket(
    *, by: Actor, committee: Committee, values: Mapping[str, Any], station: Station | None = None
) -> Ticket:
    """Take what somebody without an account asks for; at a station it goes to the branch that keeps it."""
    demand(by, ASK, committee)
    branch = station.branch if station else None
    if branch and branch.dissolved_on and branch.dissolved_on <= timezone.localdate():
        branch = None
    given = {**values, "source": Source.STATION if station else Source.WEB, "station": station}
    return new_ticket(by, committee, branch, given, timezone.localdate(), verb=Verb.PUBLIC)


@action
def edit_ticket(
    *, by: Actor, ticket: Ticket, values: Mapping[str, Any], revision: int | None = None
) -> Ticket:
    """Correct the fields of :data:`EDITABLE` that ``values`` names; the day it is due does not follow by itself."""
    stored = locked(ticket)
    demand(by, WORK, stored)
    if stored.voided_at is not None:
        raise ValidationError(VOIDED, code="voided")
    if stored.state == TicketState.ARCHIVED:
        raise ValidationError("工单已经归档，不能再修改。", code="state")
    filled = cleaned(Ticket, {name: value for name, value in values.items() if name in EDITABLE})
    before, due = stored.due_on, filled.get("due_on", stored.due_on)
    if due != before:
        demand(by, ASSIGN, stored)
        _check_due(stored, due)
    named = {k: v for k, v in filled.items() if k != "member" or v != stored.member}
    check(Ticket, stored.committee, by, named)
    changed = store_changed(by, stored, filled, revision=revision)
    if due != before:
        enter(by=by, ticket=changed, step=Step.NOTE, words=f"办理期限由 {before} 改为 {due}")
    return changed


@action
def void_ticket(*, by: Actor, ticket: Ticket, reason: str) -> Ticket:
    """Mark a ticket as entered in error: it shows in no list and counts in no figure, its number stays taken."""
    demand(by, ASSIGN, ticket)
    if not reason.strip():
        refuse("reason", "请写明为什么登记有误。")
    return void(by, ticket, reason=reason)


@action
def reveal_ticket(*, by: Actor, ticket: Ticket, field: str) -> str:
    """Return one of :data:`REVEALED` in full; the log keeps who saw which of them."""
    demand(by, REVEAL, ticket)
    if field not in REVEALED:
        message = f"{field} is not a masked field"
        raise ValueError(message)
    record(by=by, verb=Verb.REVEAL, obj=ticket, detail=REVEALED[field])
    return str(getattr(ticket, field))


def new_ticket(  # noqa: PLR0913  one for each part of a ticket
    by: Actor,
    committee: Committee,
    branch: Branch | None,
    values: Mapping[str, Any],
    received_on: date,
    *,
    verb: Verb = Verb.CREATE,
) -> Ticket:
    """Store a ticket with its number and its first entry; rights have been checked."""
    check_branch(branch, committee)
    filled = cleaned(Ticket, values)
    check(Ticket, committee, by, {**filled, "received_on": received_on})
    filled |= {"branch": branch, "received_on": received_on}
    number = next_number(
        committee, received_on.year
    )  # From here on no second form of the same is taken beside this.
    if again := _sent_before(committee, filled):
        record(by=by, verb=verb, obj=again, detail="重复提交，没有新增")
        return again
    ticket = Ticket(committee=committee, number=number, **filled)
    stored = store_new(by, ticket, filled, verb=verb)
    enter(by=by, ticket=stored, step=Step.HAND_IN, words=ticket.get_source_display())
    return stored


def _sent_before(committee: Committee, filled: Mapping[str, Any]) -> Ticket | None:
    """Return the ticket that the same form made minutes ago; what is encrypted is compared here, not there."""
    recent = Ticket.objects.open().filter(committee=committee, created_at__gte=timezone.now() - TWICE)
    same = recent.filter(kind=filled.get("kind"), source=filled.get("source"), branch=filled["branch"])
    names = ("description", "person_phone", "person_name", "member_id")
    wanted = {**filled, "member_id": getattr(filled.get("member"), "pk", None)}
    told = [wanted.get(name) or None for name in names]
    return next((t for t in same if [getattr(t, name) or None for name in names] == told), None)


def _check_due(ticket: Ticket, due: date | None) -> None:
    if ticket.due_on is None or due is None:
        refuse("due_on", "办理期限在受理时确定，未受理的不填，已受理的不能清空。")
    if due < ticket.received_on:
        refuse("due_on", "办理期限不能早于登记日期。")
