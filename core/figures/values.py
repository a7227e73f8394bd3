"""Computed figures as one value: numbers by figure, month and form, for the whole and for each branch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Final, NamedTuple

from core.figures.declarations import CountedFigure, Figure, Share, Split, counted_in
from core.figures.spans import Span
from core.periods import Month

Number = int | float


class Whole(Enum):
    """Stands for all that was computed, where a branch's number or ``None`` (the committee's own) might."""

    EVERYWHERE = "everywhere"


EVERYWHERE: Final = Whole.EVERYWHERE
Place = int | None | Whole


class Cell(NamedTuple):
    """One number's coordinates beside the branch."""

    key: str
    month: Month
    span: Span


class Ask(NamedTuple):
    """One figure wanted for one month in one of its forms."""

    figure: Figure
    month: Month
    span: Span


def asks(
    figures: Iterable[Figure], months: Iterable[Month], spans: Iterable[Span] | None = None
) -> Iterator[Ask]:
    """Ask for every figure in every month: in its headline form, or in those of ``spans`` that it has."""
    wanted = None if spans is None else frozenset(spans)
    known = tuple(months)
    for figure in figures:
        forms = (figure.headline,) if wanted is None else [span for span in figure.spans if span in wanted]
        yield from (Ask(figure, month, span) for month in known for span in forms)


@dataclass(frozen=True)
class FigureSet:
    """What one computation found. ``branch`` is the branch it was limited to, if any.

    Raises ``KeyError`` when asked for a number that was not asked for when it was computed.
    """

    branch: int | None
    counts: Mapping[Cell, Mapping[int | None, Number]]

    def number(
        self, figure: Figure, month: Month, span: Span | None = None, place: Place = EVERYWHERE
    ) -> Number | None:
        """Return the figure's number; ``None`` where it has none: a share of nothing, or not told for branches."""
        match figure:
            case Share():
                return percent(*self.counts_of(figure, month, span, place))
            case Split():
                return self.number(figure.whole, month, span, place)
            case CountedFigure():
                return self._count(figure, month, span or figure.headline, place)
        raise TypeError(figure.key)

    def counts_of(
        self, share: Share, month: Month, span: Span | None = None, place: Place = EVERYWHERE
    ) -> tuple[Number | None, Number | None]:
        """Return both counts of a share."""
        if not share.by_branch and (self.branch is not None or place is not EVERYWHERE):
            return None, None
        return self.number(share.part, month, span, place), self.number(share.whole, month, span, place)

    def parts(
        self, split: Split, month: Month, span: Span | None = None, place: Place = EVERYWHERE
    ) -> list[tuple[CountedFigure, Number]]:
        """Return each part of a make-up with its number."""
        return [(piece, self.number(piece, month, span, place) or 0) for piece in split.pieces]

    def with_numbers(self, numbers: Mapping[Cell, Mapping[int | None, Number]]) -> FigureSet:
        """Return the same with other numbers by place in those of its cells that ``numbers`` names."""
        known = {cell: by_place for cell, by_place in numbers.items() if cell in self.counts}
        return replace(self, counts={**self.counts, **known})

    def places(self) -> set[int | None]:
        """Return the branches (``None``: the committee itself) in which any number is not zero."""
        return {place for by_place in self.counts.values() for place, number in by_place.items() if number}

    def values(self, figures: Iterable[Figure], month: Month) -> dict[str, Number | None]:
        """Return headline numbers by key, parts of make-ups as ``key:part``."""
        found: dict[str, Number | None] = {}
        for figure in figures:
            shown = figure.pieces if isinstance(figure, Split) else (figure,)
            found |= {piece.key: self.number(piece, month) for piece in shown}
        return found

    def _count(self, figure: CountedFigure, month: Month, span: Span, place: Place) -> Number | None:
        if not figure.by_branch and (self.branch is not None or place is not EVERYWHERE):
            return None
        by_place = self.counts[Cell(figure.key, month, span)]
        if isinstance(place, Whole):
            return sum(by_place.values())
        return by_place.get(place, 0)


def percent(part: Number | None, whole: Number | None) -> float | None:
    """Return the share in percent with one decimal, halves rounded up; ``None`` of nothing."""
    if part is None or not whole:
        return None
    ratio = Decimal(100) * Decimal(str(part)) / Decimal(str(whole))
    return float(ratio.quantize(Decimal("0.1"), ROUND_HALF_UP))


def cells_of(wanted: Iterable[Ask]) -> dict[Cell, CountedFigure]:
    """Return the counts that ``wanted`` takes, each once."""
    return {
        Cell(counted.key, ask.month, ask.span): counted
        for ask in wanted
        for counted in counted_in(ask.figure)
    }
