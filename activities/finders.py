"""How activities and festivals are found by a piece of their name."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from activities.models import Activity, ActivityKind, Festival
from core.finders import FINDERS, Finder, Hit
from core.scope import Actor


def find_activities(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    """Find by title or place, the latest first; sessions of 大讲堂 are found in their own room."""
    named = Q(title__icontains=text) | Q(place__icontains=text)
    rows = Activity.objects.visible_to(by).valid().filter(named).exclude(kind=ActivityKind.TRAINING)
    return [Hit(row.title, _about(row), row.get_absolute_url()) for row in rows[:limit]]


def _about(activity: Activity) -> str:
    words = (activity.held_on.isoformat(), activity.get_kind_display(), activity.place)
    return " · ".join(filter(None, words))


def find_festivals(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    """Find by name or theme, the latest first."""
    rows = Festival.objects.visible_to(by).valid().filter(Q(name__icontains=text) | Q(theme__icontains=text))
    return [
        Hit(row.name, f"{row.year} 年 {row.theme}".strip(), row.get_absolute_url()) for row in rows[:limit]
    ]


FINDERS.register(
    Finder(
        "activities.activities",
        "活动",
        "activities.view_activity",
        "calendar-days",
        find_activities,
        everything="activities:activities",
    ),
    Finder("activities.festivals", "文化节", "activities.view_festival", "sparkles", find_festivals),
)
