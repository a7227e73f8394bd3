"""Entering activities, changing what is known of them, marking one as entered in error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from activities.actions.stored import demand_new_branch, standing
from activities.models import Activity, ActivityState, Attendance, Deal
from audit.saving import cleaned, demand, demand_place, store_changed, store_new, void
from audit.trail import action
from branches.models import Committee
from core.scope import Actor

ADD, CHANGE = "activities.add_activity", "activities.change_activity"


def state_on(held_on: date | None) -> ActivityState:
    """Return the state of an activity of which nothing else was said: held where its day is past."""
    is_past = held_on is not None and held_on < timezone.localdate()
    return ActivityState.HELD if is_past else ActivityState.PLANNED


@action
def add_activity(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Activity:
    """Enter an activity of ``committee``, or of the branch that ``values`` name; return it.

    Without a state, it is held if its day is past and being prepared otherwise. Raises ``ValidationError`` with all
    faults.
    """
    filled = cleaned(Activity, values)
    demand_place(by, ADD, committee=committee, branch=filled.get("branch"))
    filled["state"] = filled.get("state") or state_on(filled.get("held_on"))
    return store_new(by, Activity(committee=committee, **filled), filled)


@action
def change_activity(
    *, by: Actor, activity: Activity, values: Mapping[str, Any], revision: int | None = None
) -> Activity:
    """Change the fields that ``values`` name and return the stored row; its state is a matter of its own steps."""
    demand(by, CHANGE, activity)
    stored, filled = standing(activity), cleaned(Activity, values)
    if filled.get("branch", stored.branch) != stored.branch:
        demand_new_branch(by, CHANGE, filled, stored.committee)
    return store_changed(by, stored, filled, revision=revision)


@action
def void_activity(*, by: Actor, activity: Activity, reason: str = "") -> Activity:
    """Mark an activity as entered in error, and with it the attendances: they count nowhere any more.

    Raises ``ValidationError`` while something stands on it: a deal that came of it, or its session of 大讲堂.
    """
    demand(by, CHANGE, activity)
    stored = standing(activity)
    if Deal.objects.valid().filter(activity=stored).exists():
        raise ValidationError("还有合作订单写着由这次活动促成，请先修改或作废那些订单。", code="has_deals")
    session: Any = getattr(stored, "session", None)
    if session is not None and session.voided_at is None:
        raise ValidationError("这是大讲堂的一场，请在大讲堂的页面上作废。", code="has_session")
    now = timezone.now()
    Attendance.objects.valid().filter(activity=stored).update(voided_at=now, updated_at=now)
    return void(by, stored, reason=reason)
