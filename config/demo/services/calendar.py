"""Holidays as the State Council set them, and how long each kind of ticket may take."""

from __future__ import annotations

from config.demo.park import Park
from config.demo.stored import store
from services.choices import DayKind
from services.models import Holiday, TimeLimit
from services.official_days import NOTICES, official_days
from services.time_limits import USUAL
from services.working_days import WorkingDays


def make_calendar(park: Park) -> WorkingDays:
    """Store the table of days and the limits; return the working days."""
    store([TimeLimit(committee=park.committee, kind=kind, working_days=days) for kind, days in USUAL.items()])
    days = [day for year in NOTICES for day in official_days(year)]
    store([Holiday(committee=park.committee, on=day.on, kind=day.kind, name=day.name) for day in days])
    return WorkingDays(
        off=frozenset(day.on for day in days if day.kind == DayKind.OFF),
        worked=frozenset(day.on for day in days if day.kind == DayKind.WORKED),
    )
