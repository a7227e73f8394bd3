"""Keeping the partnerships with committees of other places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.trail import action
from branches.actions.saving import demand, locked, store_changed, store_new
from branches.models import Committee, Partnership
from branches.rules import cleaned
from core.scope import Actor


@action
def add_partnership(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Partnership:
    """Note a partnership of ``committee`` and return it; raise ``ValidationError`` with all faults."""
    demand(by, "branches.change_partnership", committee)
    filled = cleaned(values)
    return store_new(by, Partnership(committee=committee, **filled), filled)


@action
def change_partnership(*, by: Actor, partnership: Partnership, values: Mapping[str, Any]) -> Partnership:
    """Change the fields that ``values`` names, its end among them, and return the stored row."""
    demand(by, "branches.change_partnership", partnership)
    return store_changed(by, locked(partnership), cleaned(values))
