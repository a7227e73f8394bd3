"""Working days of a committee: the week, but for the days that its table of holidays says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from branches.models import Committee
from services.choices import DayKind
from services.models import Holiday

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkingDays:
    """The calendar of one committee: ``off`` are days without work, ``worked`` weekend days with it."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    @classmethod
    def of(cls, committee: Committee) -> WorkingDays:
        """Read the table of ``committee``."""
        return calendars([committee.pk])[committee.pk]

    def is_one(self, day: date) -> bool:
        """Tell whether ``day`` is worked."""
        if day in self.worked:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def plus(self, day: date, count: int) -> date:
        """Return the ``count``-th working day after ``day``; for 0 the day itself."""
        while count > 0:
            day += DAY
            count -= self.is_one(day)
        return day

    def until(self, today: date, day: date) -> int:
        """Count the working days from ``today`` to ``day``: 0 today, 1 on the next working day, negative when past.

        A day past is counted by the working days since, at least one.
        """
        if day < today:
            return -max(1, self._between(day, today))
        return self._between(today, day)

    def _between(self, first: date, last: date) -> int:
        """Count the working days after ``first`` up to ``last``."""
        return sum(self.is_one(first + DAY * number) for number in range(1, (last - first).days + 1))


def calendars(committees: Iterable[int]) -> Mapping[int, WorkingDays]:
    """Return the calendar of each of ``committees`` (by number), read in one query."""
    keys = set(committees)
    days: dict[tuple[int, str], set[date]] = defaultdict(set)
    for committee, kind, on in Holiday.objects.filter(committee__in=keys).values_list(
        "committee", "kind", "on"
    ):
        days[committee, kind].add(on)
    return {
        key: WorkingDays(frozenset(days[key, DayKind.OFF]), frozenset(days[key, DayKind.WORKED]))
        for key in keys
    }
