"""Preparing a transfer, and mending what was written into it while it is under way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.saving import cleaned, store_changed, store_new
from audit.trail import action
from core.scope import Actor
from members.actions.refusals import demand, refuse
from members.actions.stays import is_enrolled
from members.actions.transfers.common import LETTER, PARTIES, PERMISSION, check_parties, locked_at
from members.choices import Direction, TransferState
from members.models import UNDER_WAY, Member, RelationTransfer

NOT_MOBILE = "此人目前不在册，不能办理转入；请先重新登记。"


@action
def draft_transfer(
    *, by: Actor, member: Member, direction: str, values: Mapping[str, Any]
) -> RelationTransfer:
    """Prepare the transfer of ``member``'s formal membership into the park or out of where it is now.

    ``values``: organisations of both sides, station and note. Raises ``ValidationError`` with all faults, also where
    another transfer of this member is under way, and where somebody is to settle who is not in the register.
    """
    demand(by, PERMISSION, member)
    stored = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    filled = cleaned(RelationTransfer, values)
    check_parties(stored, filled)
    if direction == Direction.IN and not is_enrolled(stored):
        refuse("__all__", NOT_MOBILE, "not_enrolled")
    transfer = RelationTransfer(member=stored, branch_id=stored.branch_id, direction=direction, **filled)
    return store_new(by, transfer, {"direction": direction, **filled})


@action
def change_transfer(
    *, by: Actor, transfer: RelationTransfer, values: Mapping[str, Any], revision: int | None = None
) -> RelationTransfer:
    """Mend what was written into a transfer that is under way; once the letter is out, the letter's data too."""
    stored = locked_at(by, transfer, *UNDER_WAY)
    filled = cleaned(RelationTransfer, values)
    now = {name: getattr(stored, name) for name in PARTIES}
    check_parties(stored.member, {**now, **filled})
    if stored.state == TransferState.DRAFT and set(filled) & set(LETTER):
        message = "the letter's data come with send_transfer"
        raise TypeError(message)
    return store_changed(by, stored, filled, revision=revision)
