"""Founding a committee; changing its data and the periods that law leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied

from audit.models import Verb
from audit.trail import action
from branches.actions.saving import demand, locked, store_changed, store_new
from branches.models import Committee
from branches.rules import cleaned
from core.scope import Actor


@action
def add_committee(*, by: Actor, values: Mapping[str, Any]) -> Committee:
    """Enter a committee into the deployment; only whoever looks after all of it may."""
    if not by.has_perm("branches.add_committee"):
        raise PermissionDenied
    filled = cleaned(values)
    return store_new(by, Committee(**filled), filled)


@action
def change_committee(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Committee:
    """Change the fields that ``values`` names and return the stored row."""
    demand(by, "branches.change_committee", committee)
    return store_changed(by, locked(committee), cleaned(values), Verb.SETTINGS)
