"""The two halves of a session: what every gathering has, and what a session has besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from activities.models import Activity
from audit.saving import STALE, cleaned, locked
from training.models import TrainingSession

GATHERING = (
    "title", "branch", "held_on", "begins", "ends", "place", "organiser", "station", "festival", "other_count",
    "summary", "state",
)  # fmt: skip
"""Names of what the activity keeps."""
LESSON = ("audience", "topic", "mode", "lecturer", "lecturer_title", "hours", "materials")
"""Names of what the session keeps."""

Half = dict[str, Any]


def halves(values: Mapping[str, Any]) -> tuple[Half, Half]:
    """Part ``values`` into those of the activity and those of the session, each written one way.

    Raises ``KeyError`` for a name that neither knows.
    """
    if unknown := set(values) - {*GATHERING, *LESSON}:
        raise KeyError(*unknown)
    gathering = {name: value for name, value in values.items() if name in GATHERING}
    lesson = {name: value for name, value in values.items() if name in LESSON}
    return cleaned(Activity, gathering), cleaned(TrainingSession, lesson)


def standing(session: TrainingSession, revision: int | None = None) -> TrainingSession:
    """Return the stored session, locked; raise ``ValidationError`` if it is void, or changed since ``revision``."""
    stored = locked(session)
    if stored.voided_at is not None or stored.activity.voided_at is not None:
        raise ValidationError("这场大讲堂已经作废，不能再改。", code="voided")
    if revision is not None and revision != stored.whole_revision:
        raise ValidationError(STALE, code="stale")
    return stored


def faults_of(lesson: Half) -> dict[str, Any]:
    """Return by field what is wrong with what was said of the session, before there is an activity for it."""
    unsaid = {"activity", *LESSON} - lesson.keys()
    try:
        TrainingSession(**lesson).clean_fields(exclude=unsaid)
    except ValidationError as refused:
        return dict(refused.error_dict)
    return {}
