"""The figures of stations and of the Party organisations that grew there."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from core.figures import FIGURES, Balance, Base, FlowFigure, Part, Span, StockFigure, Term, adds_up
from core.records import VALID
from stations.models import (
    IncubatedOrganisation,
    OrganisationKind,
    Station,
    StationKind,
    StationQuerySet,
)

STATION_ROWS = Base(
    Station,
    branch="branch",
    table="stations.figures.tables.StationRows",
    related=("branch", "host"),
    only=VALID,
)
INCUBATED_ROWS = Base(
    IncubatedOrganisation,
    branch="station__branch",
    table="stations.figures.tables.IncubatedRows",
    related=("station", "station__branch", "enterprise"),
    only=VALID & Q(station__voided_at__isnull=True),
)


def _is_growing(day: date) -> Q:
    return (
        Q(started_on__lte=day)
        & (Q(approved_on__isnull=True) | Q(approved_on__gt=day))
        & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    )


PLACES = StockFigure(
    "stations.places",
    "驿站和阵地",
    unit="个",
    base=STATION_ROWS,
    on=StationQuerySet.on_condition,
    definition="截至当日已启用且未停用的暖流驿站和党建孵化阵地个数；分支部时按负责支部计算。",
)
STATIONS = PLACES.where(
    "stations.stations",
    "暖流驿站",
    Q(kind=StationKind.STATION),
    definition="截至当日已启用且未停用的暖流驿站个数。",
)
INCUBATORS = PLACES.where(
    "stations.incubators",
    "党建孵化阵地",
    Q(kind=StationKind.INCUBATOR),
    definition="截至当日已启用且未停用的党建孵化阵地个数。",
)
INCUBATED = FlowFigure(
    "stations.incubated",
    "孵化党组织",
    unit="家",
    base=INCUBATED_ROWS,
    within=lambda period: Q(approved_on__gte=period.first, approved_on__lte=period.last),
    told=Span.TO_DATE,
    definition="本期批准成立的孵化党组织家数，按批准日期计算；分支部时按驿站或阵地的负责支部计算。",
)
BY_KIND = INCUBATED.split(
    "stations.incubated_by_kind",
    "孵化党组织类别",
    *(Part(kind.value, str(kind.label), Q(kind=kind)) for kind in OrganisationKind),
    definition="本期批准成立的孵化党组织按类别分列。",
)
INCUBATING = StockFigure(
    "stations.incubating",
    "正在孵化的党组织",
    unit="家",
    base=INCUBATED_ROWS,
    on=_is_growing,
    definition="截至当日已开始孵化、尚未批准成立也没有终止的党组织家数。",
)

FIGURES.register(STATIONS, INCUBATORS, PLACES, INCUBATED, BY_KIND, INCUBATING)
FIGURES.relate(
    Balance("驿站与阵地合计", start=(Term(STATIONS), Term(INCUBATORS)), end=(Term(PLACES),)),
    adds_up(BY_KIND),
)
