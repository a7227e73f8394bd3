"""What hangs on a station from the rooms above: members attached, people settled, activities.

Those rooms know the stations, not the other way round: their rows are reached here by the names of their relations,
and each read goes through ``visible_to``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from core.periods import Period
from core.scope import Actor, condition_for, view_permission
from stations.models import Station

RELATIONS = {
    "activities": "场活动",
    "enrolments": "名党员的在册记录",
    "transfers": "件组织关系转接",
    "incubated": "家孵化党组织",
}
PLANNED, CANCELLED = "planned", "cancelled"
INTO_THE_PARK = Q(direction="in", state="received")
"""Transfers by which somebody has been settled."""


def related(name: str) -> Any:  # noqa: ANN401  a QuerySet of a room above, with that model's own methods
    """Return all rows of the room above that point to stations by the relation ``name``."""
    model: Any = Station._meta.get_field(name).related_model
    rows = model._default_manager.all()
    return rows.valid() if hasattr(rows, "valid") else rows


def attached(by: Actor, station: Station) -> QuerySet[Any]:
    """Return the open enrolments by which members hang on ``station``, as far as ``by`` may see them."""
    rows = related("enrolments").visible_to(by).open().filter(station=station)
    found: QuerySet[Any] = rows.select_related("member__enterprise", "branch")
    return found


def settled(by: Actor, station: Station) -> QuerySet[Any]:
    """Return the transfers into the park that went through ``station``, the latest first."""
    rows = related("transfers").visible_to(by).filter(INTO_THE_PARK, station=station)
    found: QuerySet[Any] = rows.select_related("member", "branch").order_by("-finished_on", "-pk")
    return found


def held(by: Actor, station: Station) -> QuerySet[Any]:
    """Return the activities at ``station`` that ``by`` may see, planned ones too, the latest first."""
    rows: QuerySet[Any] = related("activities").visible_to(by).filter(station=station)
    return rows.exclude(state=CANCELLED).order_by("-held_on", "-pk")


def activities_within(period: Period) -> Any:  # noqa: ANN401  as in related
    """Return the activities held at any station within ``period``, whoever organised them."""
    return related("activities").filter(station__isnull=False).within(period)


def seen_by(by: Actor) -> Q:
    """Return the condition of the activities that ``by`` may see."""
    model = related("activities").model
    found = condition_for(by, model, view_permission(model))
    # Both spelled out: an aggregate takes no empty condition.
    return Q(pk__isnull=True) if found is None else found or Q(pk__isnull=False)


def stations_with_counts(rows: QuerySet[Station], by: Actor, period: Period) -> QuerySet[Station]:
    """Add to each station the ``people`` attached, activities ``held`` within ``period``, those that are ``seen``."""
    people = related("enrolments").visible_to(by).open()
    held_there = activities_within(period)
    return rows.annotate(
        people=_count(people),
        held=_count(held_there),
        seen=_count(held_there.visible_to(by)),
    )


def _count(rows: Any) -> Coalesce:  # noqa: ANN401  as in related
    """Count the rows that point to the outer station, each kind by itself, so that none multiplies another."""
    counted = rows.filter(station=OuterRef("pk")).order_by().values("station").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count"), output_field=IntegerField()), Value(0))


def planned_after(station: Station, day: date) -> int:
    """Count the activities planned at ``station`` for ``day`` or later."""
    count: int = related("activities").filter(station=station, state=PLANNED, held_on__gte=day).count()
    return count


def what_hangs_on(station: Station) -> str:
    """Say in words what points to ``station``, empty where nothing does."""
    counts = ((related(name).filter(station=station).count(), words) for name, words in RELATIONS.items())
    return "、".join(f" {count} {words}" for count, words in counts if count)
