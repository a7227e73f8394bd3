"""A transfer is received: formal membership has moved. Into the park, that settles the member."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from audit.models import Verb
from audit.saving import store_changed, void
from audit.trail import action, record
from core.changes import Changes, apply_changes
from core.partial_dates import PartialDate
from core.scope import Actor
from members.actions.enrolments import NOTE_LENGTH
from members.actions.refusals import demand, not_in_future, reason_of, refuse, short_text
from members.actions.stays import finish_enrolment, is_enrolled, reopen_enrolment
from members.actions.transfers.common import PERMISSION, joined_note, locked_at
from members.actions.transfers.drafting import NOT_MOBILE
from members.choices import Departure, TransferState
from members.models import Member, RelationTransfer

LEAVING = (Departure.RETURNED, Departure.MOVED_ON)
"""How a member may leave the register when formal membership has moved to an organisation elsewhere."""


@action
def receive_transfer(
    *, by: Actor, transfer: RelationTransfer, on: date, outcome: str = "", note: str = ""
) -> RelationTransfer:
    """Note that the receiving organisation took the member in on day ``on``.

    Into the park, the open enrolment ends on that day with 吸收转化. Out of it the enrolment stays open unless
    ``outcome`` (one of :data:`LEAVING`) says that the member leaves, too. Either way the member's home organisation
    is the receiving one from then on.
    """
    stored = locked_at(by, transfer, TransferState.SENT)
    _check_day(stored, on)
    outcome = _outcome(stored, outcome)
    line = joined_note(stored.note, short_text(note, "note", "说明", NOTE_LENGTH))
    member = stored.member
    changes: Changes = {}
    if outcome:
        finish_enrolment(member, on, outcome, "")
        changes = {"结束日期": ("", on.isoformat()), "去向": ("", str(Departure(outcome).label))}
    changes |= _move_home(member, stored.to_organisation)
    if changes:
        verb = Verb.END if outcome else Verb.UPDATE
        record(by=by, verb=verb, obj=member, changes=changes, detail="组织关系转接办结")
    values = {"state": TransferState.RECEIVED, "finished_on": on, "note": line}
    return store_changed(by, stored, values, verb=Verb.STEP, detail="接收")


@action
def void_transfer(*, by: Actor, transfer: RelationTransfer, reason: str) -> RelationTransfer:
    """Say that a transfer was entered in error; what receiving it had changed is put back where nothing came after."""
    demand(by, PERMISSION, transfer)
    member = Member.objects.select_for_update(of=("self",)).get(pk=transfer.member_id)
    voided = void(by, transfer, reason=reason_of(reason, "作废"))
    if voided.state == TransferState.RECEIVED and voided.finished_on:
        _put_back(by, member, voided, voided.finished_on)
    return voided


def _put_back(by: Actor, member: Member, transfer: RelationTransfer, on: date) -> None:
    outcomes = (Departure.SETTLED,) if transfer.is_into_park else LEAVING
    changes = reopen_enrolment(member, on, outcomes)
    if member.home_organisation == transfer.to_organisation:
        changes |= _move_home(member, transfer.from_organisation)
    if changes:
        record(by=by, verb=Verb.UPDATE, obj=member, changes=changes, detail="组织关系转接作废")


def _check_day(transfer: RelationTransfer, on: date) -> None:
    not_in_future(on, "on", "接收日期", timezone.localdate())
    if transfer.sent_on and on < transfer.sent_on:
        refuse("on", "接收日期不能早于开出日期。")
    if transfer.valid_until and on > transfer.valid_until:
        last = PartialDate(transfer.valid_until.isoformat()).words
        refuse("on", f"介绍信的有效期到{last}为止，过期的不能接收；请办理过期，再重新开具。")


def _outcome(transfer: RelationTransfer, outcome: str) -> str:
    """Return how the enrolment ends, empty where it stays open."""
    enrolled = is_enrolled(transfer.member)
    if transfer.is_into_park:
        if not enrolled:
            refuse("__all__", NOT_MOBILE, "not_enrolled")
        return Departure.SETTLED
    if outcome and outcome not in LEAVING:
        refuse("outcome", "请选择是否仍由本支部管理。")
    if outcome and not enrolled:
        refuse("outcome", "此人目前不在册，不必再结束管理。")
    return outcome


def _move_home(member: Member, organisation: str) -> Changes:
    changes = apply_changes(member, {"home_organisation": organisation})
    member.revision += 1
    member.updated_at = timezone.now()
    member.save(update_fields=["home_organisation", "revision", "updated_at"])
    return changes
