"""The year of the stations: what each held month by month, and where a month passed without anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractMonth

from core.periods import Month, Period
from core.scope import Actor
from stations.hanging import activities_within, seen_by
from stations.links import activities_of
from stations.models import Station

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Cell:
    """One month of one station: activities ``seen`` by the reader among all those ``held``."""

    month: Month
    seen: int
    held: int
    is_gap: bool
    is_current: bool
    href: str

    @property
    def elsewhere(self) -> int:
        """Activities that others organised here, which the reader may not open."""
        return self.held - self.seen


@dataclass(frozen=True)
class Row:
    """One station's year."""

    station: Station
    cells: list[Cell]

    @property
    def total(self) -> int:
        """Activities of the year."""
        return sum(cell.held for cell in self.cells)

    @property
    def gaps(self) -> int:
        """Months that passed without an activity."""
        return sum(cell.is_gap for cell in self.cells)


@dataclass(frozen=True)
class Column:
    """One month of all stations: how many were active of those that were open to its end."""

    month: Month
    active: int
    open: int


@dataclass(frozen=True)
class Matrix:
    """Stations by months of ``year``."""

    year: int
    rows: list[Row]
    columns: list[Column]

    @property
    def gaps(self) -> int:
        """Months without an activity, over all stations."""
        return sum(row.gaps for row in self.rows)


def matrix_of(by: Actor, stations: QuerySet[Station], year: int, today: date) -> Matrix:
    """Lay out the year of those of ``stations`` that were open in it: two queries, however many there are."""
    months = [Month(year, number) for number in MONTHS]
    period = Period(months[0].first, months[-1].last)
    shown = [s for s in stations if s.opened_on <= period.last and not _closed_by(s, period.first)]
    counts = _counts(by, shown, period)
    rows = [Row(s, [_cell(s, m, counts.get((s.pk, m.number), (0, 0)), today) for m in months]) for s in shown]
    return Matrix(year, rows, [_column(rows, month, today) for month in months])


def _counts(by: Actor, stations: list[Station], period: Period) -> dict[tuple[int, int], tuple[int, int]]:
    """Return by station and month how many activities were held, and how many of them ``by`` may see."""
    rows = activities_within(period).filter(station__in=stations).order_by()
    counted = (
        rows.values("station", month=ExtractMonth("held_on"))
        .annotate(held=Count("pk"), seen=Count("pk", filter=seen_by(by)))
        .values_list("station", "month", "held", "seen")
    )
    return {(station, month): (held, seen) for station, month, held, seen in counted}


def _cell(station: Station, month: Month, counts: tuple[int, int], today: date) -> Cell:
    held, seen = counts
    # The months in which it opened and closed are not held against a station.
    is_whole = station.opened_on <= month.first and not _closed_by(station, month.last)
    return Cell(
        month=month,
        seen=seen,
        held=held,
        is_gap=not held and is_whole and month.last < today,
        is_current=month == Month.of(today) and station.is_open_on(today),
        href=activities_of(station, month) if seen else "",
    )


def _column(rows: list[Row], month: Month, today: date) -> Column:
    cells = [(row.station, row.cells[month.number - 1]) for row in rows]
    return Column(
        month,
        active=sum(bool(cell.held) for _, cell in cells),
        open=sum(station.is_open_on(min(month.last, today)) for station, _ in cells)
        if month.first <= today
        else 0,
    )


def _closed_by(station: Station, day: date) -> bool:
    """Tell whether the station was closed on ``day``."""
    return station.closed_on is not None and station.closed_on <= day
