"""How long a ticket may take: working days for each kind, fewer for what is urgent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from branches.models import Committee
from services.choices import TicketKind, Urgency
from services.models import TimeLimit
from services.working_days import WorkingDays

USUAL: Mapping[TicketKind, int] = MappingProxyType(
    {
        TicketKind.LIFE: 5,
        TicketKind.WORK: 10,
        TicketKind.WAGES: 7,
        TicketKind.LEGAL: 10,
        TicketKind.SKILL: 10,
        TicketKind.SCHOOL: 15,
        TicketKind.HOUSING: 15,
        TicketKind.MEDICAL: 5,
        TicketKind.TRAFFIC: 10,
        TicketKind.RELATION: 10,
        TicketKind.OTHER: 10,
    }
)
"""Working days where a committee has set none."""

CRITICAL = 1


def limits_of(committee: Committee) -> dict[TicketKind, int]:
    """Return the working days that ``committee`` gives itself for each kind."""
    own = dict(TimeLimit.objects.filter(committee=committee).values_list("kind", "working_days"))
    return {kind: own.get(kind.value, usual) for kind, usual in USUAL.items()}


def shortened(working_days: int, urgency: str) -> int:
    """Return what is left of ``working_days``: half of it (rounded up) where it is urgent, one day where critical."""
    if urgency == Urgency.CRITICAL:
        return CRITICAL
    return (working_days + 1) // 2 if urgency == Urgency.URGENT else working_days


def due_day(committee: Committee, kind: str, urgency: str, accepted_on: date) -> date:
    """Return the last day for a ticket accepted on ``accepted_on``; the day of acceptance does not count."""
    days = shortened(limits_of(committee)[TicketKind(kind)], urgency)
    return WorkingDays.of(committee).plus(accepted_on, days)
