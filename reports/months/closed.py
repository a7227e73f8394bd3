"""One closing as a page shows it: its numbers, what has changed since, and how it differs from other revisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from core.figures import FIGURES, Number, Span
from core.figures.snapshots import Change
from core.periods import Month
from reports.fingerprints import is_intact
from reports.lines import Line
from reports.models import MonthlyReport
from reports.monthly import Report
from reports.months.numbers import NumberRow, numbers_of
from reports.months.since import Difference, between, since_closing
from reports.months.swapped import swapped
from reports.months.words import words_of
from reports.standing import stored_report

WHOLE = "全党委"
PLACES = 30
"""Of so many branches the differences are listed one by one."""


@dataclass(frozen=True)
class ChangedRow:
    """A difference in words; ``href`` leads to the rows that make it (empty between two revisions)."""

    title: str
    unit: str
    before: str
    after: str
    change: Number | None
    year: str
    href: str


@dataclass(frozen=True)
class SwappedRow:
    """A number that stayed the same while its rows did not; ``href`` leads to them."""

    title: str
    words: str
    href: str


class ClosedPage:
    """What the page of a closing shows; ``other``: the revision that it is compared with."""

    def __init__(self, closed: MonthlyReport, other: MonthlyReport | None = None) -> None:
        self.closed, self.other = closed, other

    @cached_property
    def report(self) -> Report:
        """The report as it was closed."""
        return stored_report(self.closed)

    @property
    def numbers(self) -> list[tuple[str, list[NumberRow]]]:
        """The main numbers; each leads to what became of its rows."""
        return numbers_of(self.report.lines, self.closed.month, self._address)

    @cached_property
    def revisions(self) -> list[MonthlyReport]:
        """Every closing of the month, the latest first."""
        same = MonthlyReport.objects.filter(committee=self.closed.committee_id, month=self.closed.month)
        return list(same.defer("content", "appendix"))

    @property
    def standing(self) -> MonthlyReport | None:
        """The revision that stands."""
        return next((each for each in self.revisions if each.is_standing), None)

    @property
    def others(self) -> list[MonthlyReport]:
        """The revisions with which it can be compared."""
        return [each for each in self.revisions if each.pk != self.closed.pk]

    @property
    def titles(self) -> tuple[str, ...]:
        """What stands above the two columns of a comparison."""
        return tuple(f"第{each.revision}版" for each in (self.closed, self.other) if each)

    @property
    def is_intact(self) -> bool:
        """Tell whether what is stored still makes its fingerprint."""
        return is_intact(self.closed)

    @cached_property
    def since(self) -> list[tuple[str, list[ChangedRow]]]:
        """What would be counted otherwise now, place by place."""
        return self._groups(since_closing(self.closed), linked=True)

    @cached_property
    def swapped(self) -> list[SwappedRow]:
        """What counts other rows now, though the number of the whole is the same."""
        return [
            SwappedRow(each.told.title, _moved(each.change), self._rows(each.told.key, _asked(each.span)))
            for each in swapped(self.closed)
        ]

    @cached_property
    def between(self) -> list[tuple[str, list[ChangedRow]]]:
        """How the other revision differs from this one."""
        return self._groups(between(self.closed, self.other), linked=False) if self.other else []

    def _groups(self, found: Iterable[Difference], *, linked: bool) -> list[tuple[str, list[ChangedRow]]]:
        by_place = groupby(found, key=lambda difference: difference.place)
        groups = [(place.name if place else WHOLE, list(rows)) for place, rows in by_place]
        return [
            (title, [self._row(row, linked=linked) for row in rows]) for title, rows in groups[: PLACES + 1]
        ]

    def _row(self, found: Difference, *, linked: bool) -> ChangedRow:
        told = found.told
        before, after = (words_of(told, side[0]) for side in (found.before, found.after))
        years = [words_of(told, side[1]) for side in (found.before, found.after)]
        span = (
            None if found.before[0] != found.after[0] else Span.YEAR if years[0] != years[1] else Span.TO_DATE
        )
        branch = found.place.pk if found.place else None
        return ChangedRow(
            title=told.title,
            unit=told.unit,
            before=before,
            after=after,
            change=found.change,
            year="" if years[0] == years[1] else f"{years[0]} → {years[1]}",
            href=self._rows(told.key, span, branch) if linked else "",
        )

    def _address(self, line: Line, month: Month, span: Span) -> str:
        if month != self.closed.month or line.key not in FIGURES:
            return ""
        return self._rows(line.key, _asked(span))

    def _rows(self, key: str, span: Span | None = None, branch: int | None = None) -> str:
        query = {name: value for name, value in (("span", span), ("branch", branch)) if value is not None}
        address = reverse("reports:closed_rows", args=[self.closed.pk, key])
        return f"{address}?{urlencode(query)}" if query else address


def _asked(span: Span) -> Span | None:
    """Return what an address must say: nothing for the form that stands for a figure."""
    return None if span in (Span.DAY, Span.MONTH) else span


def _moved(change: Change) -> str:
    kinds = (("新计入", change.came), ("不再计入", change.went), ("数量有变", change.changed))
    return "，".join(f"{title} {len(keys)} 条" for title, keys in kinds if keys)
