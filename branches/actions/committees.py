"""Changing the committee's data and the periods that law leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.models import Verb
from audit.trail import action
from branches.actions.saving import demand, locked, store_changed
from branches.models import Committee
from branches.rules import cleaned
from core.scope import Actor


@action
def change_committee(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Committee:
    """Change the fields that ``values`` names and return the stored row."""
    demand(by, "branches.change_committee", committee)
    return store_changed(by, locked(committee), cleaned(values), Verb.SETTINGS)
