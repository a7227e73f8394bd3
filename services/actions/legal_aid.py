"""Legal aid: opened, changed, closed; on a ticket or made into one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from audit.models import Verb
from audit.saving import demand, demand_place, locked, refuse, store_changed, store_new, void
from audit.trail import action
from branches.models import Branch, Committee
from core.scope import Actor
from services.actions.entries import told
from services.actions.tickets import new_ticket
from services.actions.visits import HAS_TICKET
from services.choices import AidState, Source, TicketKind
from services.models import LegalAid, Ticket
from services.rules import NOBODY, check, check_branch, cleaned, is_future
from services.steps import ADD

CHANGE = "services.change_legalaid"


@action
def add_legal_aid(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> LegalAid:
    """Note a matter of the branch that ``values`` names, or of the committee; raise with all faults."""
    branch: Branch | None = values.get("branch")
    demand_place(by, CHANGE, committee=committee, branch=branch)
    check_branch(branch, committee)
    filled = cleaned(LegalAid, values)
    _check(by, committee, filled, filled)
    return store_new(by, LegalAid(committee=committee, **filled), filled)


@action
def change_legal_aid(
    *, by: Actor, aid: LegalAid, values: Mapping[str, Any], revision: int | None = None
) -> LegalAid:
    """Change the fields that ``values`` names and return the stored row."""
    stored = locked(aid)
    demand(by, CHANGE, stored)
    filled = cleaned(LegalAid, values)
    if "branch" in filled and filled["branch"] != stored.branch:
        demand_place(by, CHANGE, committee=stored.committee, branch=filled["branch"])
        check_branch(filled["branch"], stored.committee)
    held = {name: getattr(stored, name) for name in ("member", "person_name", "ticket")}
    given = {k: v for k, v in filled.items() if k not in held or v != held[k]}
    _check(by, stored.committee, {**held, **filled}, given)
    return store_changed(by, stored, filled, revision=revision)


@action
def close_legal_aid(  # noqa: PLR0913  what the form asks
    *, by: Actor, aid: LegalAid, on: date, result: str, is_ended: bool = False, revision: int | None = None
) -> LegalAid:
    """Close a matter on day ``on`` with its ``result``, or (``is_ended``) end it without one being reached."""
    stored = locked(aid)
    demand(by, CHANGE, stored)
    if stored.state != AidState.OPEN:
        refuse("__all__", f"这件法律援助已经是“{AidState(stored.state).label}”，不能再办结。")
    state = AidState.ENDED if is_ended else AidState.CLOSED
    values = {"state": state, "closed_on": on, "result": told(result, "result", "请写明结果。")}
    if is_future(on):
        refuse("on", "办结日期不能晚于今天。")
    if on < stored.on:
        refuse("on", f"办结日期不能早于受理日期 {stored.on:%Y-%m-%d}。")
    return store_changed(by, stored, values, verb=Verb.STEP, revision=revision, detail=state.label)


@action
def void_legal_aid(*, by: Actor, aid: LegalAid, reason: str = "") -> LegalAid:
    """Mark a matter as entered in error."""
    demand(by, CHANGE, aid)
    return void(by, aid, reason=reason)


@action
def legal_aid_to_ticket(*, by: Actor, aid: LegalAid, values: Mapping[str, Any]) -> Ticket:
    """Make a ticket of a matter, linked with it; ``values`` give urgency and description."""
    stored = locked(aid)
    demand(by, CHANGE, stored)
    demand_place(by, ADD, committee=stored.committee, branch=stored.branch)
    if stored.ticket is not None and stored.ticket.voided_at is None:
        refuse("__all__", HAS_TICKET.format(stored.ticket.number))
    given = {"kind": TicketKind.LEGAL, **values, "source": Source.OTHER, "person_name": stored.person_name}
    if stored.member:
        given["member"] = stored.member
    ticket = new_ticket(by, stored.committee, stored.branch, given, timezone.localdate())
    store_changed(by, stored, {"ticket": ticket}, verb=Verb.STEP, detail=f"转成工单 {ticket.number}")
    return ticket


def _check(by: Actor, committee: Committee, whole: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    check(LegalAid, committee, by, given)
    ticket = given.get("ticket")
    if ticket is not None and (
        ticket.committee_id != committee.pk or not by.has_perm("services.view_ticket", ticket)
    ):
        refuse("ticket", "没有找到这张工单，请核对编号。")
    if not whole.get("member") and not whole.get("person_name"):
        refuse("person_name", NOBODY)
