"""实事: what was delivered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.saving import cleaned, demand, demand_place, locked, store_changed, store_new, void
from audit.trail import action
from branches.models import Branch, Committee
from contributions.models import Improvement
from contributions.rules import unit_of
from core.scope import Actor

RIGHT = "contributions.change_improvement"


@action
def add_improvement(
    *, by: Actor, committee: Committee, branch: Branch | None = None, values: Mapping[str, Any]
) -> Improvement:
    """Enter what was delivered; kinds that reports add up get their fixed unit."""
    demand_place(by, RIGHT, committee=committee, branch=branch)
    filled = cleaned(Improvement, values)
    filled["unit"] = unit_of(filled.get("kind", ""), filled.get("unit", ""))
    return store_new(by, Improvement(committee=committee, branch=branch, **filled), filled)


@action
def change_improvement(
    *, by: Actor, improvement: Improvement, values: Mapping[str, Any], revision: int | None = None
) -> Improvement:
    """Change the fields that ``values`` names; the unit follows the kind."""
    demand(by, RIGHT, improvement)
    stored, filled = locked(improvement), cleaned(Improvement, values)
    filled["unit"] = unit_of(filled.get("kind", stored.kind), filled.get("unit", stored.unit))
    return store_changed(by, stored, filled, revision=revision)


@action
def void_improvement(*, by: Actor, improvement: Improvement, reason: str = "") -> Improvement:
    """Mark an improvement as entered in error."""
    demand(by, RIGHT, improvement)
    return void(by, improvement, reason=reason)
