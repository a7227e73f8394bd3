"""Links that open the big screen on a wall: made, and revoked."""

from __future__ import annotations

from django.utils import timezone

from audit.models import Verb
from audit.saving import cleaned, demand, locked, refuse, store_changed, store_new
from audit.trail import action
from branches.models import Committee
from core.scope import Actor
from reports.models import ScreenLink

CHANGE = "reports.change_screenlink"


@action
def add_screen_link(*, by: Actor, committee: Committee, name: str) -> ScreenLink:
    """Make a link for the wall at the place ``name``; its token is not told to the log."""
    demand(by, CHANGE, committee)
    values = cleaned(ScreenLink, {"name": name})
    link = ScreenLink(committee=committee, created_by_name=by.name, **values)
    return store_new(by, link, values, detail="建立大屏链接")


@action
def revoke_screen_link(*, by: Actor, link: ScreenLink) -> ScreenLink:
    """Close a link at once; the screens that show it say so at their next refresh."""
    demand(by, CHANGE, link)
    stored = locked(link)
    if stored.revoked_at is not None:
        refuse("__all__", "这个链接已经停用。", "revoked")
    values = {"revoked_at": timezone.now(), "revoked_by_name": by.name}
    return store_changed(by, stored, values, verb=Verb.STEP, detail="停用大屏链接")
