"""创业项目: come to the park, changed, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from audit.models import Verb
from audit.saving import cleaned, demand, demand_place, locked, refuse, store_changed, store_new, void
from audit.trail import action
from branches.models import Branch, Committee
from contributions.actions.shared import check_seen
from contributions.models import Venture
from core.scope import Actor

RIGHT = "contributions.change_venture"


@action
def add_venture(
    *, by: Actor, committee: Committee, branch: Branch | None = None, values: Mapping[str, Any]
) -> Venture:
    """Enter a venture of ``branch``, or of the committee itself; raise ``ValidationError`` with all faults."""
    demand_place(by, RIGHT, committee=committee, branch=branch)
    filled = cleaned(Venture, values)
    check_seen(by, filled.get("member"), "member")
    return store_new(by, Venture(committee=committee, branch=branch, **filled), filled)


@action
def change_venture(
    *, by: Actor, venture: Venture, values: Mapping[str, Any], revision: int | None = None
) -> Venture:
    """Change the fields that ``values`` names; where it belongs stays."""
    demand(by, RIGHT, venture)
    stored, filled = locked(venture), cleaned(Venture, values)
    if filled.get("member") != stored.member:
        check_seen(by, filled.get("member"), "member")
    return store_changed(by, stored, filled, revision=revision)


@action
def end_venture(*, by: Actor, venture: Venture, on: date, note: str = "") -> Venture:
    """End a venture on day ``on``; what it has achieved stays counted."""
    demand(by, RIGHT, venture)
    stored = locked(venture)
    if stored.ended_on is not None:
        refuse("on", f"已于 {stored.ended_on.isoformat()} 终止，不必再登记一次。")
    return store_changed(by, stored, {"ended_on": on}, verb=Verb.END, detail=note)


@action
def void_venture(*, by: Actor, venture: Venture, reason: str = "") -> Venture:
    """Mark a venture as entered in error, and with it what it is said to have achieved."""
    demand(by, RIGHT, venture)
    voided = void(by, venture, reason=reason)
    for result in voided.results.valid():
        void(by, result, reason=reason)
    return voided
