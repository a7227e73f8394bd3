"""The steps of a session: held, cancelled, back to being prepared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from activities.actions import cancel_activity, hold_activity, reopen_activity
from audit.saving import demand, store_changed
from audit.trail import action
from core.scope import Actor
from training.actions.parts import halves, standing
from training.actions.sessions import CHANGE
from training.models import TrainingSession


@action
def hold_session(
    *, by: Actor, session: TrainingSession, values: Mapping[str, Any], revision: int | None = None
) -> TrainingSession:
    """Note that a session has been held; ``values`` may tell its real day and hours, how many others came, and more.

    From now on it counts. Raises ``ValidationError`` if it is not being prepared, or if its day is still to come.
    """
    demand(by, CHANGE, session)
    stored = standing(session, revision)
    gathering, lesson = halves(values)
    hold_activity(by=by, activity=stored.activity, values=gathering)
    stored.activity.refresh_from_db()
    return store_changed(by, stored, lesson) if lesson else stored


@action
def cancel_session(*, by: Actor, session: TrainingSession, reason: str) -> TrainingSession:
    """Call a session off; the log keeps the reason."""
    demand(by, CHANGE, session)
    stored = standing(session)
    cancel_activity(by=by, activity=stored.activity, reason=reason)
    return stored


@action
def reopen_session(*, by: Actor, session: TrainingSession) -> TrainingSession:
    """Take back that a session was held or cancelled: it is being prepared again, and counts no more."""
    demand(by, CHANGE, session)
    stored = standing(session)
    reopen_activity(by=by, activity=stored.activity)
    return stored
