"""The days that a figure speaks of, seen from a month: its last day, the month, the year so far, all time so far."""

from __future__ import annotations

from enum import StrEnum

from core.periods import Month, Period


class Span(StrEnum):
    """One form of a figure; the value stands in addresses (``?span=year``)."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    TO_DATE = "to_date"

    @property
    def words(self) -> str:
        """The span as a column of a report calls it."""
        return {"day": "月末", "month": "本月", "year": "本年累计", "to_date": "累计"}[self.value]

    def period(self, month: Month) -> Period:
        """Return the days that this span means in ``month``, first and last counted in."""
        return {
            Span.DAY: Period(month.last, month.last),
            Span.MONTH: month.period,
            Span.YEAR: month.year_to_date,
            Span.TO_DATE: month.to_date,
        }[self]

    def period_words(self, month: Month) -> str:
        """Return the days in words: 截至2024年12月31日, 2024年12月, 2024年1月至12月."""
        return {
            Span.DAY: f"截至{month.last_day_title}",
            Span.MONTH: month.title,
            Span.YEAR: f"{month.year}年1月至{month.number}月" if month.number > 1 else month.title,
            Span.TO_DATE: f"累计至{month.last_day_title}",
        }[self]
