"""Counting who was trained, in the query that lists the sessions."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from activities.models import ActivityState, Attendance
from training.models import TrainingSession


def present() -> Coalesce:
    """How many members were at a session: asked for each row by itself, so that none multiplies another."""
    there = Attendance.objects.valid().filter(activity=OuterRef("activity")).order_by()
    counted = there.values("activity").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def people() -> Any:  # noqa: ANN401  an expression
    """How many people were at a session: members, and the others that were counted."""
    return F("activity__other_count") + present()


def with_people(rows: QuerySet[TrainingSession]) -> QuerySet[TrainingSession]:
    """Add to each session its ``people``."""
    return rows.annotate(people=people())


def totals_of(rows: QuerySet[TrainingSession]) -> dict[str, int]:
    """Return how many of ``rows`` have been held, and how many attendances these had."""
    held = TrainingSession.objects.filter(pk__in=rows.order_by().values("pk"))
    held = held.filter(activity__state=ActivityState.HELD)
    return held.aggregate(
        held=Count("pk"), people=Coalesce(Sum(people(), output_field=IntegerField()), Value(0))
    )
