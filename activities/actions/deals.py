"""Keeping the deals between enterprises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from activities.actions.stored import demand_new_branch, standing
from activities.models import Deal
from audit.saving import cleaned, demand, demand_place, store_changed, store_new, void
from audit.trail import action
from branches.models import Committee
from core.scope import Actor

CHANGE = "activities.change_deal"


@action
def add_deal(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Deal:
    """Enter a deal of ``committee``, or of the branch that ``values`` name; raise ``ValidationError`` with faults."""
    filled = cleaned(Deal, values)
    demand_place(by, CHANGE, committee=committee, branch=filled.get("branch"))
    return store_new(by, Deal(committee=committee, **filled), filled)


@action
def change_deal(*, by: Actor, deal: Deal, values: Mapping[str, Any], revision: int | None = None) -> Deal:
    """Change the fields that ``values`` name and return the stored row."""
    demand(by, CHANGE, deal)
    stored, filled = standing(deal), cleaned(Deal, values)
    if filled.get("branch", stored.branch) != stored.branch:
        demand_new_branch(by, CHANGE, filled, stored.committee)
    return store_changed(by, stored, filled, revision=revision)


@action
def void_deal(*, by: Actor, deal: Deal, reason: str = "") -> Deal:
    """Mark a deal as entered in error."""
    demand(by, CHANGE, deal)
    return void(by, standing(deal), reason=reason)
