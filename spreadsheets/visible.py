"""Whose imports a person may see: of the kinds that they may import, in the places where that holds."""

from __future__ import annotations

from django.db.models import Q

from core.scope import Actor
from spreadsheets.registry import SHEETS


def within_reach(user: Actor, permission: str = "") -> Q | None:
    """Return the condition on rows with kind, committee and branch by plain numbers; ``None`` for nothing at all."""
    allowed: Q | None = None
    for sheet in SHEETS.values() if getattr(user, "reach", None) else ():
        part = user.reach(permission or sheet.permission).plain_condition("committee_key", "branch_key")
        if part is not None:
            part &= Q(kind=sheet.key)
            allowed = part if allowed is None else allowed | part
    return allowed
