"""The numbers of a report one by one: each figure with this month, last month, the year and all so far."""

from __future__ import annotations

from dataclasses import dataclass

from core.figures import (
    EVERYWHERE,
    FIGURES,
    Figure,
    FigureSet,
    Number,
    Share,
    Span,
    Split,
)
from core.figures.values import Place
from core.periods import Month


@dataclass(frozen=True)
class Line:
    """One figure as printed. ``now`` is the state on the last day, or what happened in the month.

    ``before`` is the same a month earlier; ``year`` and ``to_date`` have no value for what is a state. ``None`` is
    "not applicable". ``key`` of a part of a make-up is ``figure:part``.
    """

    key: str
    title: str
    unit: str
    definition: str
    is_share: bool
    is_state: bool
    now: Number | None
    before: Number | None
    year: Number | None
    to_date: Number | None

    @property
    def change(self) -> Number | None:
        """The difference from last month, of shares in percentage points; ``None`` if either is missing."""
        if self.now is None or self.before is None:
            return None
        return round(self.now - self.before, 1) if self.is_share else self.now - self.before


def told_figures() -> list[Figure]:
    """Return every figure that has a line, in the order of declaration: make-ups as their parts."""
    return [piece for f in FIGURES for piece in (f.pieces if isinstance(f, Split) else (f,))]


def lines_of(found: FigureSet, month: Month, place: Place = EVERYWHERE) -> tuple[Line, ...]:
    """Return the lines of one place."""
    return tuple(line_of(found, figure, month, place) for figure in told_figures())


def line_of(found: FigureSet, figure: Figure, month: Month, place: Place = EVERYWHERE) -> Line:
    """Return one figure's line."""
    is_state = figure.headline is Span.DAY
    span = Span.DAY if is_state else Span.MONTH
    return Line(
        key=figure.key,
        title=figure.title,
        unit=figure.unit,
        definition=figure.definition,
        is_share=isinstance(figure, Share),
        is_state=is_state,
        now=found.number(figure, month, span, place),
        before=found.number(figure, month.plus(-1), span, place),
        year=None if is_state else found.number(figure, month, Span.YEAR, place),
        to_date=None if is_state else found.number(figure, month, Span.TO_DATE, place),
    )
