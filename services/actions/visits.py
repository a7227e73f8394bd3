"""Calling on people, and making a ticket of what cannot be settled there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from audit.models import Verb
from audit.saving import demand, demand_place, locked, refuse, store_changed, store_new, void
from audit.trail import action
from branches.models import Branch, Committee
from core.scope import Actor
from services.actions.tickets import new_ticket
from services.choices import Source
from services.models import Ticket, Visit
from services.rules import NOBODY, check, check_branch, cleaned
from services.steps import ADD

CHANGE = "services.change_visit"
HAS_TICKET = "已经转成工单 {}，不必再转。"


@action
def add_visit(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Visit:
    """Note a visit of the branch that ``values`` names, or of the committee; raise with all faults."""
    branch: Branch | None = values.get("branch")
    demand_place(by, CHANGE, committee=committee, branch=branch)
    check_branch(branch, committee)
    filled = cleaned(Visit, values)
    _check(by, committee, filled)
    return store_new(by, Visit(committee=committee, **filled), filled)


@action
def change_visit(*, by: Actor, visit: Visit, values: Mapping[str, Any], revision: int | None = None) -> Visit:
    """Change the fields that ``values`` names and return the stored row."""
    stored = locked(visit)
    demand(by, CHANGE, stored)
    filled = cleaned(Visit, values)
    if "branch" in filled and filled["branch"] != stored.branch:
        demand_place(by, CHANGE, committee=stored.committee, branch=filled["branch"])
        check_branch(filled["branch"], stored.committee)
    named = {k: v for k, v in filled.items() if k != "member" or v != stored.member}
    _check(
        by, stored.committee, {"member": stored.member, "person_name": stored.person_name, **filled}, named
    )
    return store_changed(by, stored, filled, revision=revision)


@action
def void_visit(*, by: Actor, visit: Visit, reason: str = "") -> Visit:
    """Mark a visit as entered in error."""
    demand(by, CHANGE, visit)
    return void(by, visit, reason=reason)


@action
def visit_to_ticket(*, by: Actor, visit: Visit, values: Mapping[str, Any]) -> Ticket:
    """Make a ticket of what a visit has found, linked with it; ``values`` give kind, urgency and description."""
    stored = locked(visit)
    demand(by, CHANGE, stored)
    demand_place(by, ADD, committee=stored.committee, branch=stored.branch)
    if stored.ticket is not None and stored.ticket.voided_at is None:
        refuse("__all__", HAS_TICKET.format(stored.ticket.number))
    given = {**values, "source": Source.VISIT, "person_name": stored.person_name}
    if stored.member:
        given["member"] = stored.member
    ticket = new_ticket(by, stored.committee, stored.branch, given, timezone.localdate())
    store_changed(by, stored, {"ticket": ticket}, verb=Verb.STEP, detail=f"转成工单 {ticket.number}")
    return ticket


def _check(
    by: Actor, committee: Committee, whole: Mapping[str, Any], given: Mapping[str, Any] | None = None
) -> None:
    check(Visit, committee, by, whole if given is None else given)
    if not whole.get("member") and not whole.get("person_name"):
        refuse("person_name", NOBODY)
