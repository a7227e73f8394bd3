"""What the stations ask to be done: hold something every month."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from core.periods import Month
from core.reminders import REMINDERS, Rule, Task
from core.scope import Actor
from stations.hanging import CANCELLED, related
from stations.links import plan_at
from stations.models import Station

KEEP = "stations.change_station"


def idle_stations(by: Actor, today: date) -> QuerySet[Station]:
    """Return the open stations for which this month holds no activity, planned ones counted, from the set day on."""
    month = Month.of(today)
    gatherings = related("activities").exclude(state=CANCELLED)
    this_month = gatherings.filter(station=OuterRef("pk"), held_on__range=(month.first, month.last))
    rows = Station.objects.visible_to(by, KEEP).valid().on(today)
    waiting = rows.filter(~Exists(this_month), committee__station_notice_day__lte=today.day)
    return waiting.select_related("branch").order_by("branch__code", "-kind", "opened_on")


def idle_task(station: Station, today: date) -> Task:
    """Lead to where an activity at the station is entered."""
    place = station.branch.short_name if station.branch else ""
    words = f"{station.name}：{Month.of(today).number} 月还没有活动"
    return Task(words, Month.of(today).last, plan_at(station) or station.get_absolute_url(), place)


REMINDERS.register(
    Rule(
        "stations.idle",
        "驿站本月没有活动",
        definition="开放中的驿站和阵地，到当月 {station_notice_day} 日还没有举办、也没有安排活动。",
        permission=KEEP,
        menu="stations:stations",
        rows=idle_stations,
        task=idle_task,
    ),
)
