"""One figure in words, and the rows that it counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.module_loading import import_string

from core.charts import Series, month_item
from core.figures import (
    CountedFigure,
    Figure,
    FigureSet,
    Share,
    Span,
    Split,
    asks,
    compute,
    counted_by,
    number_words,
    rows_of,
)
from core.figures.spans import FLOWS
from core.periods import Month
from core.scope import Actor
from reports.addresses import rows_address
from reports.selection import Selection

MONTHS = 12


@dataclass(frozen=True)
class Way:
    """A neighbouring number: its title, value, address, and whether it is the one shown."""

    title: str
    words: str
    href: str
    current: bool = False


class Drilldown:
    """A figure (or a part of a make-up) in one form, for one month and perhaps one branch.

    Raises ``KeyError`` where the make-up has no such part, ``ValueError`` where the figure has no such form.
    """

    def __init__(self, user: Actor, selection: Selection, figure: Figure, *, part: str, span: str) -> None:
        self.user, self.selection, self.figure = user, selection, figure
        self.counted: CountedFigure = counted_by(figure, part)
        self.shown: Figure = self.counted if part or isinstance(figure, Split) else figure
        self.span = Span(span) if span else figure.headline
        if self.span not in figure.spans:
            raise ValueError(span)

    @cached_property
    def found(self) -> FigureSet:
        """The figure with all its forms, parts and counts, and the months before."""
        wanted = asks([self.figure, self.counted], [self.selection.month], self.figure.spans)
        before = asks([self.shown], self._months, [self._monthly])
        return compute(self.user, [*wanted, *before], branch=self.selection.branch_key)

    @property
    def title(self) -> str:
        """Title of the figure, with that of the part."""
        if isinstance(self.figure, Split):
            return (
                f"{self.figure.title}：{self.counted.title}" if ":" in self.counted.key else self.figure.title
            )
        return self.figure.title

    @property
    def value(self) -> str:
        """The number in words."""
        return self._words(self.shown)

    @property
    def unit(self) -> str:
        """What is counted."""
        return self.shown.unit

    @property
    def period(self) -> str:
        """The days in words."""
        return self.span.period_words(self.selection.month)

    @property
    def place(self) -> str:
        """The branch, or whose rows these are."""
        return self.selection.place if self.counted.by_branch else self.selection.branches.owners

    @property
    def counts(self) -> list[Way]:
        """Both counts of a share."""
        if not isinstance(self.figure, Share):
            return []
        return [self._way(count) for count in (self.figure.part, self.figure.whole)]

    @property
    def parts(self) -> list[Way]:
        """All parts of a make-up, the whole first."""
        if not isinstance(self.figure, Split):
            return []
        current = self.counted.key
        whole = f"{self._words(self.figure.whole)} {self.figure.unit}"
        everything = Way("全部", whole, self._address(self.figure), ":" not in current)
        return [everything, *(self._way(piece, current=piece.key == current) for piece in self.figure.pieces)]

    @property
    def forms(self) -> list[Way]:
        """The forms of a flow."""
        if len(self.figure.spans) == 1:
            return []
        return [
            Way(span.words, self._words(self.shown, span), self._address(self.shown, span), span is self.span)
            for span in FLOWS
        ]

    @property
    def trend(self) -> list[Series]:
        """The number of each of the last twelve months, in the form shown; of a quarter or year, each month's own."""
        items = [
            month_item(
                month,
                self.found.number(self.shown, month, self._monthly),
                rows_address(self.shown, month, self._monthly, self.selection.branch_key),
            )
            for month in self._months
        ]
        return [Series(self._monthly.words, items)]

    @property
    def _months(self) -> list[Month]:
        return self.selection.month.back(MONTHS)

    @property
    def _monthly(self) -> Span:
        return Span.MONTH if self.span in (Span.QUARTER, Span.YEAR) else self.span

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the address keeps when another branch is chosen."""
        part = self.counted.key.partition(":")[2]
        span = "" if self.span is self.figure.headline else str(self.span)
        return [(name, value) for name, value in (("part", part), ("span", span)) if value]

    @property
    def rows(self) -> Any:  # noqa: ANN401  the QuerySet of the figure's base
        """Exactly the rows counted."""
        month, branch = self.selection.month, self.selection.branch_key
        return rows_of(self.user, self.counted, month, self.span, branch=branch)

    @property
    def table(self) -> Any:  # noqa: ANN401  the table class that the base names
        """The rows as the app lists them."""
        return import_string(self.counted.base.table)(self.rows)

    def _words(self, figure: Figure, span: Span | None = None) -> str:
        return number_words(figure, self.found.number(figure, self.selection.month, span or self.span))

    def _way(self, figure: Figure, *, current: bool = False) -> Way:
        return Way(figure.title, f"{self._words(figure)} {figure.unit}", self._address(figure), current)

    def _address(self, figure: Figure, span: Span | None = None) -> str:
        month, branch = self.selection.month, self.selection.branch_key
        return rows_address(figure, month, span or self.span, branch)
