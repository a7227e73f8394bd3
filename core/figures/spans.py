"""The days that a figure speaks of, seen from a month: its last day, the month, quarter and year so far, all so far."""

from __future__ import annotations

from enum import StrEnum

from core.periods import Month, Period


class Span(StrEnum):
    """One form of a figure; the value stands in addresses (``?span=year``)."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TO_DATE = "to_date"

    @property
    def words(self) -> str:
        """The span as a column of a report calls it."""
        return {
            Span.DAY: "月末",
            Span.MONTH: "本月",
            Span.QUARTER: "本季累计",
            Span.YEAR: "本年累计",
            Span.TO_DATE: "累计",
        }[self]

    def period(self, month: Month) -> Period:
        """Return the days that this span means in ``month``, first and last counted in."""
        return {
            Span.DAY: Period(month.last, month.last),
            Span.MONTH: month.period,
            Span.QUARTER: month.quarter_to_date,
            Span.YEAR: month.year_to_date,
            Span.TO_DATE: month.to_date,
        }[self]

    def period_words(self, month: Month) -> str:
        """Return the days in words: 截至2024年12月31日, 2024年12月, 2024年10月至12月."""
        return {
            Span.DAY: f"截至{month.last_day_title}",
            Span.MONTH: month.title,
            Span.QUARTER: _months_to(month, 3 * month.quarter - 2),
            Span.YEAR: _months_to(month, 1),
            Span.TO_DATE: f"累计至{month.last_day_title}",
        }[self]


def _months_to(month: Month, first: int) -> str:
    return f"{month.year}年{first}月至{month.number}月" if month.number > first else month.title


FLOWS = (Span.MONTH, Span.QUARTER, Span.YEAR, Span.TO_DATE)
"""The forms of what happens in the course of time, the shortest first."""
