"""Who came and who left in a month.

A move between branches is neither arrival nor departure: for each branch it has columns of its own, and the committee
as a whole does not see it.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from core.figures import FlowFigure, Part
from core.periods import Period
from members.choices import Departure
from members.figures.stock import ENROLMENTS
from members.models import Enrolment


def _came_from_another_branch() -> Q:
    """The enrolments that go on where a move ended the one before: same member, same day.

    Where several lie on that one day, the order in which they were recorded tells which came first.
    """
    before = Q(started_on__lt=OuterRef("started_on")) | Q(
        started_on=OuterRef("started_on"), pk__lt=OuterRef("pk")
    )
    return Q(
        Exists(
            Enrolment.objects.filter(
                before, member=OuterRef("member"), ended_on=OuterRef("started_on"), outcome=Departure.MOVED
            )
        )
    )


def _began(period: Period) -> Q:
    return Q(started_on__gte=period.first, started_on__lte=period.last)


def _ended(period: Period) -> Q:
    return Q(ended_on__gte=period.first, ended_on__lte=period.last)


ARRIVALS = FlowFigure(
    "members.arrivals",
    "流入",
    unit="人次",
    base=ENROLMENTS,
    within=lambda period: _began(period) & ~_came_from_another_branch(),
    definition="本期流入日期在内的在册记录数，重新流入的也计；从本党委其他支部调入的不计。",
)
MOVES_IN = FlowFigure(
    "members.moves_in",
    "支部间调入",
    unit="人次",
    base=ENROLMENTS,
    within=lambda period: _began(period) & _came_from_another_branch(),
    definition="本期从本党委其他支部调入的在册记录数：上一条在册记录当日以“调整支部”结束。",
)
DEPARTURES = FlowFigure(
    "members.departures",
    "离开",
    unit="人次",
    base=ENROLMENTS,
    within=lambda period: _ended(period) & ~Q(outcome=Departure.MOVED),
    definition="本期结束管理的在册记录数；调整到本党委其他支部的不计。",
)
MOVES_OUT = FlowFigure(
    "members.moves_out",
    "支部间调出",
    unit="人次",
    base=ENROLMENTS,
    within=lambda period: _ended(period) & Q(outcome=Departure.MOVED),
    definition="本期以“调整支部”结束的在册记录数。",
)
_NO_DEPARTURE = (Departure.MOVED, Departure.VOID)
BY_OUTCOME = DEPARTURES.split(
    "members.departures_by_outcome",
    "离开去向",
    *(Part(kind.value, str(kind.label), Q(outcome=kind)) for kind in Departure if kind not in _NO_DEPARTURE),
    definition="本期结束管理的在册记录按去向分列；调整到本党委其他支部的不计。",
)
