"""Which stations and incubation sites were alive: the article promises that each is, every month."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from activities.models import Activity
from core.figures import FlowFigure, Share
from core.periods import Period
from core.records import VALID
from stations.figures import PLACES, STATION_ROWS
from stations.models import StationQuerySet


def _had_an_activity(period: Period) -> Q:
    there = Activity.objects.filter(VALID, station=OuterRef("pk")).within(period)
    return StationQuerySet.on_condition(period.last) & Q(Exists(there))


ACTIVE = FlowFigure(
    "stations.active",
    "本月开展活动的驿站和阵地",
    unit="个",
    base=STATION_ROWS,
    within=_had_an_activity,
    definition="截至期末启用、本期至少举办过一场活动的驿站和阵地个数；不论由谁主办。",
)
ACTIVE_SHARE = Share(
    "stations.active_share",
    "驿站和阵地活动率",
    part=ACTIVE,
    whole=PLACES,
    definition="本月开展活动的驿站和阵地个数除以启用的驿站和阵地个数。",
)
