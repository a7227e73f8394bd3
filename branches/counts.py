"""Counting what belongs to branches and enterprises, in the query that lists them.

Members live in a higher room: they are reached here by the names of their relations, and only as numbers.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from branches.models import Branch, Enterprise
from core.scope import Actor

SEE_PEOPLE = "members.view_enrolment"


def people_count(user: Actor, enrolments: str) -> Any:  # noqa: ANN401  an aggregate or a constant
    """Count the open enrolments at the end of the path ``enrolments`` that ``user`` may see."""
    within = user.reach(SEE_PEOPLE).condition(Branch, f"{enrolments}__branch")
    if within is None:
        return Value(0)
    is_open = Q(**{f"{enrolments}__ended_on__isnull": True})
    return Count(enrolments, filter=is_open & within, distinct=True)


def branches_with_counts(rows: QuerySet[Branch], user: Actor, day: date) -> QuerySet[Branch]:
    """Add to each branch its ``people`` and the ``firms`` in the park on ``day`` that it covers."""
    covered = Enterprise.objects.on(day).filter(covered_by=OuterRef("pk")).order_by()
    firms = Subquery(covered.values("covered_by").annotate(count=Count("pk")).values("count"))
    return rows.annotate(people=people_count(user, "enrolments"), firms=Coalesce(firms, 0))


def enterprises_with_counts(rows: QuerySet[Enterprise], user: Actor) -> QuerySet[Enterprise]:
    """Add to each enterprise the ``people`` who work there, as far as ``user`` may see them."""
    return rows.annotate(people=people_count(user, "members__enrolments"))
