"""Counting who was trained, in the query that lists the sessions."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from activities.models import ActivityState, Attendance
from training.models import TrainingSession


def with_people(rows: QuerySet[TrainingSession]) -> QuerySet[TrainingSession]:
    """Add to each session the members ``present``, and ``people``: these and the others that were counted."""
    there = Attendance.objects.valid().filter(activity=OuterRef("activity")).order_by()
    counted = there.values("activity").annotate(count=Count("pk")).values("count")
    present = Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
    return rows.annotate(present=present).annotate(people=F("present") + F("activity__other_count"))


def totals_of(rows: QuerySet[Any]) -> dict[str, int]:
    """Return how many of ``rows``, with their people, have been held, and how many attendances these had."""
    is_held = Q(activity__state=ActivityState.HELD)
    # Of the table alone: ordering would group the rows.
    return rows.order_by().aggregate(
        held=Count("pk", filter=is_held), people=Coalesce(Sum("people", filter=is_held), Value(0))
    )
