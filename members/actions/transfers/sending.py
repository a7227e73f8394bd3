"""The letter goes out."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from audit.models import Verb
from audit.saving import cleaned, store_changed
from audit.trail import action
from branches.models import Committee
from core.scope import Actor
from members.actions.refusals import refuse_all
from members.actions.transfers.common import locked_at
from members.choices import TransferState
from members.models import RelationTransfer
from members.rules import Fault


def last_day_of_letter(committee: Committee, sent_on: date) -> date:
    """Return until when a letter of day ``sent_on`` is valid by the committee's setting."""
    return sent_on + timedelta(days=committee.letter_days)


@action
def send_transfer(
    *,
    by: Actor,
    transfer: RelationTransfer,
    letter_number: str,
    sent_on: date,
    valid_until: date | None = None,
) -> RelationTransfer:
    """Note the letter of day ``sent_on`` (not in the future); without ``valid_until`` the committee's days count."""
    stored = locked_at(by, transfer, TransferState.DRAFT)
    last = valid_until or last_day_of_letter(stored.branch.committee, sent_on)
    values = {"letter_number": letter_number, "sent_on": sent_on, "valid_until": last}
    filled = {**cleaned(RelationTransfer, values), "state": TransferState.SENT}
    faults = []
    if not filled["letter_number"]:
        faults.append(Fault("letter_number", "missing", "请填写介绍信编号。"))
    if sent_on > timezone.localdate():
        faults.append(Fault("sent_on", "future", "开出日期还没有到，请核对。"))
    if last < sent_on:
        faults.append(Fault("valid_until", "order", "有效期不能早于开出日期。"))
    refuse_all(faults)
    return store_changed(by, stored, filled, verb=Verb.STEP, detail="开出介绍信")
