"""Entering sessions, changing what is known of them, marking one as entered in error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from activities.actions import add_activity, change_activity, void_activity
from activities.models import Activity, ActivityKind
from audit.saving import demand, demand_place, locked, store_changed, store_new, void
from audit.trail import action
from branches.models import Committee
from core.scope import Actor
from training.actions.parts import Half, faults_of, halves, standing
from training.models import TrainingSession

CHANGE = "training.change_trainingsession"
TWICE = "这一天已经登记了同名的大讲堂，请核对。"


@action
def add_session(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> TrainingSession:
    """Enter a session and the activity that it is; ``values`` hold the fields of both.

    It belongs to the ``branch`` of ``values``, or to the committee. It counts as held if its day is past and is
    being prepared otherwise. Raises ``ValidationError`` with the faults of both halves.
    """
    gathering, lesson = halves(values)
    demand_place(by, CHANGE, committee=committee, branch=gathering.get("branch"))
    faults = faults_of({"audience": "", "topic": "", **lesson}) | _known_already(locked(committee), gathering)
    try:
        activity = add_activity(
            by=by, committee=committee, values={**gathering, "kind": ActivityKind.TRAINING}
        )
    except ValidationError as refused:
        raise ValidationError({**faults, **refused.error_dict}) from refused
    if faults:
        raise ValidationError(faults)
    return store_new(by, TrainingSession(activity=activity, **lesson), lesson)


@action
def change_session(
    *, by: Actor, session: TrainingSession, values: Mapping[str, Any], revision: int | None = None
) -> TrainingSession:
    """Change the fields that ``values`` name, of the session or of its activity, and return the stored row.

    ``revision`` is the ``whole_revision`` that the person had before their eyes.
    """
    demand(by, CHANGE, session)
    stored = standing(session, revision)
    gathering, lesson = halves(values)
    changed = {name: value for name, value in gathering.items() if value != getattr(stored.activity, name)}
    faults = faults_of(lesson)
    try:
        if changed:
            change_activity(by=by, activity=stored.activity, values=changed)
    except ValidationError as refused:
        if not hasattr(refused, "error_dict"):
            raise
        raise ValidationError({**faults, **refused.error_dict}) from refused
    stored.activity.refresh_from_db()
    return store_changed(by, stored, lesson)


@action
def void_session(*, by: Actor, session: TrainingSession, reason: str = "") -> TrainingSession:
    """Mark a session as entered in error, and with it its activity and the attendances there."""
    demand(by, CHANGE, session)
    stored = void(by, standing(session), reason=reason)
    void_activity(by=by, activity=stored.activity, reason=reason)
    return stored


def _known_already(committee: Committee, gathering: Half) -> dict[str, Any]:
    """Tell whether the same session has been entered; the committee's row is locked, so nobody enters it now."""
    title, day = gathering.get("title"), gathering.get("held_on")
    if not (title and day):
        return {}
    same = Activity.objects.valid().filter(committee=committee, kind=ActivityKind.TRAINING)
    is_known = same.filter(title=title, held_on=day, branch=gathering.get("branch")).exists()
    return {"title": [TWICE]} if is_known else {}
