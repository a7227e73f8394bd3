"""A month in an address: ``<month:month>`` matches ``2024-12`` and hands the view a :class:`Month`."""

from __future__ import annotations

from django.urls import register_converter

from core.periods import Month


class MonthConverter:
    """Takes what :meth:`Month.parse` takes; anything else is no address of the portal (404)."""

    regex = r"\d{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> Month:
        """Read it; Django takes the ``ValueError`` of a year out of bounds for no match."""
        return Month.parse(value)

    def to_url(self, value: Month | str) -> str:
        """Write ``2024-12``."""
        return str(value)


register_converter(MonthConverter, "month")
