"""What the steps of a transfer share: the right, the lock, where it must stand, who may take part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.scope import Actor
from members.actions.refusals import demand, refuse
from members.choices import TransferState
from members.models import Member, RelationTransfer

PERMISSION = "members.change_relationtransfer"
PARTIES = ("from_organisation", "to_organisation", "station", "note")
LETTER = ("letter_number", "sent_on", "valid_until")


def locked_at(by: Actor, transfer: RelationTransfer, *states: TransferState) -> RelationTransfer:
    """Return the stored row, locked after its member; refuse where it no longer stands at one of ``states``."""
    demand(by, PERMISSION, transfer)
    Member.objects.select_for_update(of=("self",)).get(pk=transfer.member_id)
    rows = RelationTransfer.objects.select_for_update(of=("self",))
    stored = rows.select_related("member", "branch__committee").get(pk=transfer.pk)
    if stored.voided_at is not None:
        refuse("__all__", "这项转接已经作废，不能再办理。", "voided")
    if stored.state not in states:
        refuse("__all__", f"这项转接{stored.get_state_display()}，不能这样办理。请刷新页面核对。", "state")
    return stored


def check_parties(member: Member, values: Mapping[str, Any]) -> None:
    """Refuse a station of another committee and a transfer that leads to where it comes from."""
    unknown = set(values) - {*PARTIES, *LETTER}
    if unknown:
        message = f"a transfer has no field {sorted(unknown)} that people fill in"
        raise TypeError(message)
    station = values.get("station")
    if station is not None and station.committee_id != member.committee_id:
        refuse("station", "请选择本党委的驿站或阵地。")
    if values.get("to_organisation") and values.get("from_organisation") == values["to_organisation"]:
        refuse("to_organisation", "接收党组织不能与转出党组织相同。")


def joined_note(before: str, words: str, limit: int = 200) -> str:
    """Put ``words`` after what was noted ``before``; alone where both are too long for the column."""
    whole = "；".join(filter(None, (before, words)))
    return whole if len(whole) <= limit else words
