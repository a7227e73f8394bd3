"""One number of a closing, and the rows by which it would be another now: came, went, or count otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.module_loading import import_string

from accounts.system import Office
from core.figures import (
    EVERYWHERE,
    FIGURES,
    Ask,
    CountedFigure,
    Figure,
    Number,
    PlaceRow,
    Rows,
    Share,
    Span,
    Split,
    compute,
    counted_by,
    number_words,
    rows_behind,
)
from core.figures.snapshots import NO_CHANGE, Change, base_key, difference
from core.figures.values import Place
from core.scope import Actor
from reports.addresses import rows_address
from reports.kept import COLUMNS
from reports.models import MonthlyReport, ReportLine, ReportRows

MOST = 500
"""So many rows of one kind are listed at most."""


@dataclass(frozen=True)
class Group:
    """Rows that did the same since the closing; ``hidden`` of them are gone, or not the reader's to see."""

    key: str
    title: str
    count: int
    hidden: int
    table: Any


class ClosedNumber:
    """A figure of a closed month in one form, for the whole or one branch, as closed and as it would be counted now.

    Raises ``KeyError`` where there is no such figure, ``ValueError`` where it has no such form.
    """

    def __init__(
        self, user: Actor, closed: MonthlyReport, key: str, span: str = "", branch: PlaceRow | None = None
    ) -> None:
        self.user, self.closed, self.branch = user, closed, branch
        name, _, part = key.partition(":")
        self.figure: Figure = FIGURES[name]
        self.counted: CountedFigure = counted_by(self.figure, part)
        self.shown: Figure = self.counted if part or isinstance(self.figure, Split) else self.figure
        is_state = self.figure.headline is Span.DAY
        self.span = Span(span) if span else Span.DAY if is_state else Span.MONTH
        if self.span not in self.figure.spans or self.span not in COLUMNS:
            raise ValueError(span)

    @property
    def title(self) -> str:
        """What is counted."""
        is_part = isinstance(self.figure, Split) and ":" in self.counted.key
        return f"{self.figure.title}：{self.counted.title}" if is_part else self.shown.title

    @property
    def period(self) -> str:
        """The days in words."""
        return self.span.period_words(self.closed.month)

    @property
    def place(self) -> Place:
        """The branch, or the whole."""
        return self.branch.pk if self.branch else EVERYWHERE

    @cached_property
    def before(self) -> Number | None:
        """The number that was closed."""
        lines = ReportLine.objects.filter(report=self.closed, key=self.shown.key)
        lines = lines.filter(branch=self.branch.pk) if self.branch else lines.filter(is_whole=True)
        found = lines.values_list(COLUMNS[self.span], flat=True).first()
        return None if found is None else float(found)

    @cached_property
    def now(self) -> Number | None:
        """The number as it would be counted now."""
        found = compute(Office(self.closed.committee), [Ask(self.shown, self.closed.month, self.span)])
        return found.number(self.shown, self.closed.month, self.span, self.place)

    @property
    def words(self) -> tuple[str, str]:
        """Both numbers in words."""
        return number_words(self.shown, self.before), number_words(self.shown, self.now)

    @property
    def whole(self) -> CountedFigure | None:
        """What a share is taken of; its rows have a page of their own."""
        return self.figure.whole if isinstance(self.figure, Share) else None

    @property
    def present(self) -> str:
        """Address of all rows that count now."""
        return rows_address(self.shown, self.closed.month, self.span, self.branch.pk if self.branch else None)

    @cached_property
    def change(self) -> Change:
        """What became of the rows."""
        stored = ReportRows.objects.filter(report=self.closed, base=base_key(self.counted.base)).first()
        if stored is None:
            return NO_CHANGE
        office = Office(self.closed.committee)
        after = next(rows_behind(office, [self.counted], self.closed.month, [self.span]))
        before = Rows.unpack(bytes(stored.content))
        return difference(before, after, self.counted.key, self.span, self.place)

    @property
    def groups(self) -> list[Group]:
        """The rows that make the difference, by what became of them."""
        change = self.change
        kinds = (
            ("came", "结账后新计入", change.came),
            ("went", "结账后不再计入", change.went),
            ("changed", "结账后数量有变", change.changed),
        )
        return [self._group(key, title, sorted(keys)) for key, title, keys in kinds if keys]

    def _group(self, key: str, title: str, keys: list[int]) -> Group:
        base = self.counted.base
        manager: Any = base.model._default_manager
        rows = manager.visible_to(self.user).filter(pk__in=keys[:MOST])
        rows = rows.select_related(*base.related) if base.related else rows
        table = import_string(base.table)(rows, prefix=f"{key}-")
        return Group(key, title, len(keys), len(keys) - rows.count(), table)
