"""Numbers that are the same as when their month was closed, though other rows stand behind them: one came, one went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.figures import EVERYWHERE, Rows, Span
from core.figures.snapshots import Change, changes
from reports.closing import rows_of_month
from reports.models import MonthlyReport
from reports.months.since import Told, told_of


@dataclass(frozen=True)
class Swapped:
    """A figure of the whole whose number stayed in one form while its rows did not."""

    told: Told
    span: Span
    change: Change


def swapped(closed: MonthlyReport) -> list[Swapped]:
    """Hold the rows of every number against those of today, and return each figure once, in their order.

    Reads all rows behind the month again, as a closing does.
    """
    stored = {row.base: Rows.unpack(bytes(row.content)) for row in closed.rows.all()}
    found: dict[str, tuple[Span, Change]] = {}
    for now in rows_of_month(closed.committee, closed.month):
        if now.base in stored:
            for key, span, change in _unseen(stored[now.base], now):
                found.setdefault(key, (span, change))
    return [Swapped(told, *found[told.key]) for told in told_of() if told.key in found]


def _unseen(before: Rows, now: Rows) -> Iterator[tuple[str, Span, Change]]:
    for ((key, span), place), change in changes(before, now).items():
        if place is EVERYWHERE and sum(before.values(key, span).values()) == sum(
            now.values(key, span).values()
        ):
            yield key, span, change
