"""What the actions of the room share: the stored row, and the place that it may be put to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from activities.models import Activity, Attendance
from audit.saving import demand_place, locked
from branches.models import Committee
from core.records import Record
from core.scope import Actor

R = TypeVar("R", bound=Record)

GONE = "这条记录已经作废，不能再改。"


def standing(obj: R) -> R:
    """Return the stored row, locked; raise ``ValidationError`` if it was entered in error."""
    stored = locked(obj)
    if stored.voided_at is not None:
        raise ValidationError(GONE, code="voided")
    return stored


def demand_new_branch(by: Actor, permission: str, values: Mapping[str, Any], committee: Committee) -> None:
    """Ask for the right in the branch that ``values`` name, or in the committee itself where they name none."""
    if "branch" in values:
        demand_place(by, permission, committee=committee, branch=values["branch"])


def attendances_of(activity: Activity) -> int:
    """Count the members who are known to have attended."""
    return Attendance.objects.valid().filter(activity=activity).count()
