"""How sessions are found by a piece of their title or lecturer."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from core.finders import FINDERS, Finder, Hit
from core.scope import Actor
from training.models import TrainingSession


def find_sessions(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    """Find by title or lecturer, the latest first."""
    named = Q(activity__title__icontains=text) | Q(lecturer__icontains=text)
    rows = TrainingSession.objects.visible_to(by).valid().filter(named).select_related("activity")
    return [Hit(row.activity.title, _about(row), row.get_absolute_url()) for row in rows[:limit]]


def _about(session: TrainingSession) -> str:
    words = (session.activity.held_on.isoformat(), session.get_topic_display(), session.lecturer)
    return " · ".join(filter(None, words))


FINDERS.register(
    Finder(
        "training.sessions",
        "大讲堂",
        "training.view_trainingsession",
        "academic-cap",
        find_sessions,
        everything="training:sessions",
    ),
)
