"""Twelve months of a figure as points of a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.charts import Item, Series, month_item
from core.figures import FIGURES, Ask, Figure, FigureSet, Span
from core.periods import Month
from reports.addresses import rows_address

MONTHS = 12


@dataclass(frozen=True)
class Trend:
    """A chart of lines over months."""

    title: str
    unit: str
    series: list[Series]


def monthly(figure: Figure) -> Span:
    """Return the form that tells a figure of each month: its state at the end, or what happened in it."""
    return Span.DAY if figure.headline is Span.DAY else Span.MONTH


def trend_asks(key: str, months: Iterable[Month]) -> list[Ask]:
    """Return what must be counted for the figure's line."""
    figure = FIGURES[key]
    return [Ask(figure, month, monthly(figure)) for month in months]


def points(found: FigureSet, key: str, months: Iterable[Month], branch: int | None) -> list[Item]:
    """Return the figure's number of each month, with the address of its rows."""
    figure = FIGURES[key]
    span = monthly(figure)
    return [
        month_item(month, found.number(figure, month, span), rows_address(figure, month, span, branch))
        for month in months
    ]


def trend_of(found: FigureSet, key: str, months: list[Month], branch: int | None) -> Trend:
    """Return the chart of one figure over ``months``."""
    figure = FIGURES[key]
    return Trend(figure.title, figure.unit, [Series("", points(found, key, months, branch))])
