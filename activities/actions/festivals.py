"""Keeping the festivals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from activities.actions.stored import standing
from activities.models import Activity, Festival
from audit.saving import cleaned, demand, store_changed, store_new, void
from audit.trail import action
from branches.models import Committee
from core.scope import Actor

CHANGE = "activities.change_festival"


@action
def add_festival(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Festival:
    """Enter the festival of a year and return it; raise ``ValidationError`` with all faults."""
    demand(by, CHANGE, committee)
    filled = cleaned(Festival, values)
    return store_new(by, Festival(committee=committee, **filled), filled)


@action
def change_festival(
    *, by: Actor, festival: Festival, values: Mapping[str, Any], revision: int | None = None
) -> Festival:
    """Change the fields that ``values`` name and return the stored row."""
    demand(by, CHANGE, festival)
    return store_changed(by, standing(festival), cleaned(Festival, values), revision=revision)


@action
def void_festival(*, by: Actor, festival: Festival, reason: str = "") -> Festival:
    """Mark a festival as entered in error; raise ``ValidationError`` while activities belong to it."""
    demand(by, CHANGE, festival)
    stored = standing(festival)
    if count := Activity.objects.valid().filter(festival=stored).count():
        raise ValidationError(f"还有 {count} 场活动属于这届文化节，请先修改那些活动。", code="has_activities")
    return void(by, stored, reason=reason)
