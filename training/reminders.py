"""What training asks to be done: say of a session whose day is past whether it was held."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from activities.models import ActivityState
from core.reminders import REMINDERS, Rule, Task
from core.scope import Actor
from training.models import TrainingSession

CHANGE = "training.change_trainingsession"


def unsettled_sessions(by: Actor, today: date) -> QuerySet[TrainingSession]:
    """Return the sessions that are still being prepared though their day is past."""
    rows = TrainingSession.objects.visible_to(by, CHANGE).valid()
    past = rows.filter(activity__state=ActivityState.PLANNED, activity__held_on__lt=today)
    return past.select_related("activity__branch").order_by("activity__held_on", "pk")


def _task(session: TrainingSession, today: date) -> Task:  # noqa: ARG001  as every rule's
    activity = session.activity
    place = activity.branch.short_name if activity.branch else ""
    return Task(activity.title, activity.held_on, reverse("training:session_hold", args=[session.pk]), place)


REMINDERS.register(
    Rule(
        "training.unsettled",
        "大讲堂待标记已举办",
        definition="日期已过、还在“筹备中”的大讲堂：举办了的请标记并登记人数，没有办的请取消或改期。",
        permission=CHANGE,
        menu="training:sessions",
        rows=unsettled_sessions,
        task=_task,
    ),
)
