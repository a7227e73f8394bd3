"""A month of sessions, day by day: weeks from Monday to Sunday."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.periods import Month
from training.models import TrainingSession

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Day:
    """One day with its sessions; days of the neighbouring months fill the first and last week."""

    on: date
    sessions: list[TrainingSession]
    is_inside: bool
    is_today: bool

    @property
    def weekday(self) -> str:
        """The day of the week: 周一."""
        return f"周{WEEKDAYS[self.on.weekday()]}"


def weeks_of(month: Month, sessions: Iterable[TrainingSession], today: date) -> list[list[Day]]:
    """Lay out ``sessions`` of ``month``, each under its day."""
    by_day: dict[date, list[TrainingSession]] = {}
    for session in sessions:
        by_day.setdefault(session.activity.held_on, []).append(session)
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(month.year, month.number)
    return [
        [
            Day(day, by_day.get(day, []), is_inside=Month.of(day) == month, is_today=day == today)
            for day in week
        ]
        for week in weeks
    ]
