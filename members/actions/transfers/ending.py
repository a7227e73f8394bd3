"""Transfers that lead to nothing: sent back, expired, cancelled. Formal membership stays where it was."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from audit.models import Verb
from audit.saving import store_changed
from audit.trail import action
from core.scope import Actor
from members.actions.refusals import not_in_future, reason_of, refuse
from members.actions.transfers.common import joined_note, locked_at
from members.choices import TransferState
from members.models import UNDER_WAY, RelationTransfer


@action
def send_back_transfer(*, by: Actor, transfer: RelationTransfer, on: date, reason: str) -> RelationTransfer:
    """Note that the receiving organisation sent the letter back on day ``on``, and why."""
    stored = locked_at(by, transfer, TransferState.SENT)
    not_in_future(on, "on", "退回日期", timezone.localdate())
    if stored.sent_on and on < stored.sent_on:
        refuse("on", "退回日期不能早于开出日期。")
    return _end(by, stored, TransferState.SENT_BACK, on, reason_of(reason, "退回"))


@action
def expire_transfer(*, by: Actor, transfer: RelationTransfer) -> RelationTransfer:
    """Note that a letter has run out without an answer; it ends on the first day on which it was no longer valid."""
    stored = locked_at(by, transfer, TransferState.SENT)
    if stored.valid_until is None or stored.valid_until >= timezone.localdate():
        refuse("__all__", "介绍信还在有效期内，不能办理过期。", "valid")
    return _end(by, stored, TransferState.EXPIRED, stored.valid_until + timedelta(days=1), "")


@action
def cancel_transfer(*, by: Actor, transfer: RelationTransfer, reason: str) -> RelationTransfer:
    """Give a transfer up today, before or after its letter went out."""
    stored = locked_at(by, transfer, *UNDER_WAY)
    return _end(by, stored, TransferState.CANCELLED, timezone.localdate(), reason_of(reason, "取消"))


def _end(
    by: Actor, stored: RelationTransfer, state: TransferState, on: date, reason: str
) -> RelationTransfer:
    values = {"state": state, "finished_on": on, "note": joined_note(stored.note, reason)}
    return store_changed(by, stored, values, verb=Verb.STEP, detail=str(state.label))
