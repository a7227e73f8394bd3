"""Counting who came, in the query that lists the activities: numbers only, whosever members they were."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from activities.models import Activity, ActivityState, Attendance, Festival
from core.records import VALID
from core.scope import Actor, condition_for

HELD = Q(state=ActivityState.HELD)


def _number(rows: Any, path: str) -> Coalesce:  # noqa: ANN401  rows of any model
    counted = rows.order_by().values(path).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def members_there() -> Coalesce:
    """How many members were at an activity."""
    return _number(Attendance.objects.valid().filter(activity=OuterRef("pk")), "activity")


def with_people(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Add to each activity the ``members`` who were there, and all ``people``."""
    return rows.annotate(members=members_there()).annotate(people=F("members") + F("other_count"))


def totals_of(rows: QuerySet[Activity]) -> dict[str, int]:
    """Return how many of ``rows`` were held, and the attendances there: of members, and of all."""
    held = with_people(Activity.objects.filter(pk__in=rows.order_by().values("pk")).filter(HELD))
    return held.aggregate(
        held=Count("pk"),
        attendances=Coalesce(Sum("members"), Value(0)),
        everybody=Coalesce(Sum("people"), Value(0)),
    )


def with_activities(rows: QuerySet[Festival], by: Actor) -> QuerySet[Festival]:
    """Add to each festival its ``gatherings`` that ``by`` may see, and the ``attendances`` of members at those held."""
    seen = condition_for(by, Activity, "activities.view_activity")
    if seen is None:
        return rows.annotate(gatherings=Value(0), attendances=Value(0))
    gatherings = Activity.objects.filter(seen & VALID).exclude(state=ActivityState.CANCELLED)
    own = gatherings.filter(festival=OuterRef("pk"))
    there = Attendance.objects.valid().filter(
        activity__in=gatherings.filter(HELD), activity__festival=OuterRef("pk")
    )
    return rows.annotate(
        gatherings=_number(own, "festival"), attendances=_number(there, "activity__festival")
    )
