"""Months as points of a trend."""

from core.charts.data import Item
from core.numbers import Number
from core.periods import Month


def month_item(month: Month, value: Number | None, href: str = "") -> Item:
    """Return the point for ``month``: ``12月`` on the axis, its year below where a year begins."""
    return Item(month.title, value, href, short=f"{month.number}月", group=f"{month.year}年")
