"""How a figure is declared: once, with the condition that both its value and the list of its rows are taken from.

A *base* is a model with its path to the branches. A figure on a base is a condition for some days: those of a
:class:`StockFigure` speak of the last day, those of a :class:`FlowFigure` of a period. Conditions, not querysets,
because conditions on one base can be counted side by side in one query (:mod:`core.figures.engine`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from django.db.models import Q

from core.figures.bases import Base, Condition, Measure, as_condition, count_rows
from core.figures.spans import FLOWS, Span
from core.periods import Period


@dataclass(frozen=True, eq=False)
class Figure:
    """What every figure has: a stable key, a title, a unit and a definition that a secretary can check."""

    key: str
    title: str
    _: KW_ONLY
    unit: str
    definition: str

    @property
    def spans(self) -> tuple[Span, ...]:
        """The forms it can be told in, the one that stands for it first."""
        raise NotImplementedError

    @property
    def by_branch(self) -> bool:
        """Tell whether it can be told for a branch."""
        raise NotImplementedError

    @property
    def headline(self) -> Span:
        """The form in which the figure is told where only one number stands."""
        return self.spans[0]


@dataclass(frozen=True, eq=False)
class CountedFigure(Figure):
    """A figure taken straight from rows of one base."""

    _: KW_ONLY
    base: Base
    measure: Measure = count_rows

    def condition(self, period: Period) -> Q:
        """Return which rows of the base count for ``period``."""
        raise NotImplementedError

    def narrowed(self, key: str, title: str, part: Q | Condition, definition: str) -> Self:
        """Return the same figure over those of its rows that also meet ``part``."""
        raise NotImplementedError

    @property
    def by_branch(self) -> bool:
        """Its rows lead to a branch, or not."""
        return self.base.branch is not None

    def where(self, key: str, title: str, part: Q | Condition, *, definition: str) -> Self:
        """Declare a figure that is a part of this one."""
        return self.narrowed(key, title, part, definition)

    def split(self, key: str, title: str, *parts: Part, definition: str) -> Split:
        """Declare the make-up of this figure; the parts together must be the whole."""
        return Split(key, title, unit=self.unit, definition=definition, whole=self, parts=parts)


@dataclass(frozen=True, eq=False)
class StockFigure(CountedFigure):
    """How many there are at the end of a day. ``on`` gives the condition for the day."""

    _: KW_ONLY
    on: Callable[[date], Q]

    @property
    def spans(self) -> tuple[Span, ...]:
        """A stock is told for one day only."""
        return (Span.DAY,)

    def condition(self, period: Period) -> Q:
        """The rows on the last day of ``period``."""
        return self.on(period.last)

    def narrowed(self, key: str, title: str, part: Q | Condition, definition: str) -> Self:
        """The part's condition is asked for the one day, and first: most rows are spared the dates."""
        also = as_condition(part)
        on = self.on
        return replace(
            self, key=key, title=title, definition=definition, on=lambda day: also(Period(day, day)) & on(day)
        )


@dataclass(frozen=True, eq=False)
class FlowFigure(CountedFigure):
    """How much happened in a period. ``within`` gives the condition; ``told`` is the form that stands for it."""

    _: KW_ONLY
    within: Condition
    told: Span = Span.MONTH

    @property
    def spans(self) -> tuple[Span, ...]:
        """All forms of a flow, the one told first."""
        return (self.told, *(span for span in FLOWS if span is not self.told))

    def condition(self, period: Period) -> Q:
        """The rows within ``period``."""
        return self.within(period)

    def narrowed(self, key: str, title: str, part: Q | Condition, definition: str) -> Self:
        """The part's condition is asked for the same period, and first, as for a stock."""
        also, within = as_condition(part), self.within
        return replace(
            self,
            key=key,
            title=title,
            definition=definition,
            within=lambda period: also(period) & within(period),
        )


@dataclass(frozen=True, eq=False)
class Share(Figure):
    """A ratio of two figures in percent, always shown with both counts; of nothing there is no share."""

    _: KW_ONLY
    part: CountedFigure
    whole: CountedFigure
    unit: str = "%"
    for_branches: bool = True

    @property
    def spans(self) -> tuple[Span, ...]:
        """The forms of the part."""
        return self.part.spans

    @property
    def by_branch(self) -> bool:
        """Both counts can be told for a branch, and their ratio means something there."""
        return self.for_branches and self.part.by_branch and self.whole.by_branch


@dataclass(frozen=True)
class Part:
    """One part of a make-up."""

    key: str
    title: str
    condition: Q | Condition


@dataclass(frozen=True, eq=False)
class Split(Figure):
    """A figure taken apart: each of its rows belongs to one part."""

    _: KW_ONLY
    whole: CountedFigure
    parts: tuple[Part, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The forms of the whole."""
        return self.whole.spans

    @property
    def by_branch(self) -> bool:
        """As the whole."""
        return self.whole.by_branch

    @cached_property
    def pieces(self) -> tuple[CountedFigure, ...]:
        """The parts as figures of their own, with keys like ``members.by_age:under35``."""
        return tuple(
            self.whole.narrowed(f"{self.key}:{part.key}", part.title, part.condition, self.definition)
            for part in self.parts
        )


def counted_in(figure: Figure) -> tuple[CountedFigure, ...]:
    """Return the counts that ``figure`` is made of: itself, the two of a share, or whole and parts."""
    match figure:
        case CountedFigure():
            return (figure,)
        case Share():
            return (figure.part, figure.whole)
        case Split():
            return (figure.whole, *figure.pieces)
    message = f"{figure.key}: a kind of figure that nothing counts"
    raise TypeError(message)
