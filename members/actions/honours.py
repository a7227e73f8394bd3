"""What members were honoured as."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from audit.saving import cleaned, locked, store_changed, store_new, void
from audit.trail import action
from core.scope import Actor
from members.actions.refusals import demand, not_in_future, reason_of
from members.models import Honour, Member

PERMISSION = "members.change_honour"


@action
def add_honour(*, by: Actor, member: Member, values: Mapping[str, Any]) -> Honour:
    """Note an honour of ``member``; raise ``ValidationError`` with all faults."""
    demand(by, PERMISSION, member)
    filled = _judged(values)
    return store_new(by, Honour(member=member, **filled), filled)


@action
def change_honour(
    *, by: Actor, honour: Honour, values: Mapping[str, Any], revision: int | None = None
) -> Honour:
    """Change the fields that ``values`` names and return the stored row."""
    demand(by, PERMISSION, honour)
    return store_changed(by, locked(honour), _judged(values), revision=revision)


@action
def void_honour(*, by: Actor, honour: Honour, reason: str) -> Honour:
    """Say that an honour was entered in error."""
    demand(by, PERMISSION, honour)
    return void(by, honour, reason=reason_of(reason, "作废"))


def _judged(values: Mapping[str, Any]) -> dict[str, Any]:
    filled = cleaned(Honour, values)
    if filled.get("granted_on"):
        not_in_future(filled["granted_on"], "granted_on", "授予日期", timezone.localdate())
    return filled
