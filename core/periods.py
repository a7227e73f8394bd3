"""Months, the grain of every figure: parsing, stepping, first and last day, the year up to it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

FIRST_YEAR, LAST_YEAR = 1921, 2100
_TEXT = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Period:
    """Days from ``first`` to ``last``, both counted in."""

    first: date
    last: date


@dataclass(frozen=True, order=True)
class Month:
    """One month of the calendar; orders and steps like one."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``2024-12``; raise ``ValueError`` with a sentence for a person otherwise."""
        match = _TEXT.fullmatch(text.strip())
        if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            message = f"“{text[:20]}”不是月份，请写成 2024-12 这样的四位年份和两位月份。"
            raise ValueError(message)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month that ``day`` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def current(cls) -> Month:
        """Return the month of today, in the portal's time zone."""
        return cls.of(timezone.localdate())

    @property
    def first(self) -> date:
        """First day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Last day of the month, the day on which its stock figures are taken."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def period(self) -> Period:
        """The days of this month."""
        return Period(self.first, self.last)

    @property
    def quarter(self) -> int:
        """Number of the quarter that the month lies in, from 1 to 4."""
        return (self.number + 2) // 3

    @property
    def quarter_to_date(self) -> Period:
        """From the first day of the month's quarter to the end of this month."""
        return Period(date(self.year, 3 * self.quarter - 2, 1), self.last)

    @property
    def year_to_date(self) -> Period:
        """From the first of January to the end of this month."""
        return Period(date(self.year, 1, 1), self.last)

    @property
    def to_date(self) -> Period:
        """From the beginning of all records to the end of this month."""
        return Period(date.min, self.last)

    @property
    def eve(self) -> date:
        """The day before the month begins, whose stock is the month's opening."""
        return self.first - timedelta(days=1)

    def plus(self, months: int) -> Month:
        """Return the month that lies ``months`` later (earlier if negative)."""
        years, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, number + 1)

    def back(self, count: int) -> list[Month]:
        """Return the ``count`` months that end with this one, oldest first."""
        return [self.plus(step) for step in range(1 - count, 1)]

    @property
    def title(self) -> str:
        """The month as people read it."""
        return f"{self.year}年{self.number}月"

    @property
    def last_day_title(self) -> str:
        """Its last day as people read it: 2024年12月31日."""
        return f"{self.title}{self.last.day}日"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
