"""Whose month it is: a report belongs to one committee."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest

from branches.models import Committee
from core.scope import Actor, OutOfReach
from reports.selection import NUMBER


def committees_for(user: Actor, permission: str) -> QuerySet[Committee]:
    """Return the committees for which ``user`` holds ``permission`` as a whole."""
    return Committee.objects.visible_to(user, permission)


def committee_of(request: HttpRequest, user: Actor, permission: str) -> Committee | None:
    """Read ``?committee=2`` (or the posted one); without it the first. ``None`` where there is none at all.

    Raises ``OutOfReach`` where it is unknown or foreign.
    """
    named = request.POST.get("committee", "") or request.GET.get("committee", "")
    known = committees_for(user, permission)
    if not named:
        return known.first()
    found = known.filter(pk=int(named)).first() if NUMBER.fullmatch(named) else None
    if found is None:
        raise OutOfReach(f"committee={named}")
    return found
