"""What activities ask to be done: say of one whose day is past whether it was held; make ready for those to come."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from activities.models import Activity, ActivityKind, ActivityState
from core.reminders import REMINDERS, Rule, Task
from core.scope import Actor

CHANGE = "activities.change_activity"
SOON = timedelta(days=3)


def _planned(by: Actor) -> QuerySet[Activity]:
    rows = Activity.objects.visible_to(by, CHANGE).valid().filter(state=ActivityState.PLANNED)
    return rows.select_related("branch").order_by("held_on", "begins", "pk")


def unsettled_activities(by: Actor, today: date) -> QuerySet[Activity]:
    """Return what is still being prepared though its day is past; sessions of 大讲堂 have a rule of their own."""
    return _planned(by).filter(held_on__lt=today).exclude(kind=ActivityKind.TRAINING)


def coming_activities(by: Actor, today: date) -> QuerySet[Activity]:
    """Return what is held today or within the next days."""
    return _planned(by).filter(held_on__range=(today, today + SOON))


def _place(activity: Activity) -> str:
    return activity.branch.short_name if activity.branch else ""


def _unsettled_task(activity: Activity, today: date) -> Task:  # noqa: ARG001  as every rule's
    address = reverse("activities:activity_hold", args=[activity.pk])
    return Task(activity.title, activity.held_on, address, _place(activity))


def _coming_task(activity: Activity, today: date) -> Task:  # noqa: ARG001  as every rule's
    address = activity.get_absolute_url()
    return Task(activity.title, activity.held_on, address, _place(activity), due_word="举办")


REMINDERS.register(
    Rule(
        "activities.unsettled",
        "活动待标记已举办",
        definition="日期已过、还在“筹备中”的活动：办过了的请标记已举办并登记参加人员，没有办的请取消或改期。",
        permission=CHANGE,
        menu="activities:activities",
        rows=unsettled_activities,
        task=_unsettled_task,
    ),
    Rule(
        "activities.coming",
        "活动即将举办",
        definition="今天和三天以内要举办的活动：请准备好签到码或签到表。",
        permission=CHANGE,
        menu="activities:activities",
        rows=coming_activities,
        task=_coming_task,
    ),
)
