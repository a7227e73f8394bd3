"""The steps of an activity: held, cancelled, back to being prepared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from activities.actions.planning import CHANGE
from activities.actions.stored import attendances_of, standing
from activities.models import Activity, ActivityState
from audit.models import Verb
from audit.saving import cleaned, demand, refuse, store_changed
from audit.trail import action
from core.scope import Actor
from core.texts import clean_line

REASON_LENGTH = 200


@action
def hold_activity(
    *, by: Actor, activity: Activity, values: Mapping[str, Any], revision: int | None = None
) -> Activity:
    """Note that an activity has been held; ``values`` may tell its real day, how many others came, what it was like.

    From now on it counts. Raises ``ValidationError`` if it is not being prepared, or if its day is still to come.
    """
    demand(by, CHANGE, activity)
    stored = _prepared(activity)
    filled = {**cleaned(Activity, values), "state": ActivityState.HELD}
    return store_changed(by, stored, filled, verb=Verb.STEP, revision=revision)


@action
def cancel_activity(*, by: Actor, activity: Activity, reason: str) -> Activity:
    """Call an activity off; the log keeps the reason."""
    demand(by, CHANGE, activity)
    stored, words = _prepared(activity), clean_line(reason)
    if not words:
        refuse("reason", "请写一句取消的原因。")
    if len(words) > REASON_LENGTH:
        refuse("reason", f"原因最多 {REASON_LENGTH} 个字，现在是 {len(words)} 个，请缩短。")
    if count := attendances_of(stored):
        raise ValidationError(f"已经有 {count} 名党员签到或登记参加，不能取消。", code="attended")
    return store_changed(by, stored, {"state": ActivityState.CANCELLED}, verb=Verb.STEP, detail=words)


@action
def reopen_activity(*, by: Actor, activity: Activity) -> Activity:
    """Take back that an activity was held or cancelled: it is being prepared again, and counts no more."""
    demand(by, CHANGE, activity)
    stored = standing(activity)
    if stored.state == ActivityState.PLANNED:
        raise ValidationError("这次活动本来就在筹备中。", code="state")
    return store_changed(by, stored, {"state": ActivityState.PLANNED}, verb=Verb.STEP)


def _prepared(activity: Activity) -> Activity:
    stored = standing(activity)
    if stored.state != ActivityState.PLANNED:
        raise ValidationError(f"这次活动已经是“{stored.get_state_display()}”，请刷新页面。", code="state")
    return stored
