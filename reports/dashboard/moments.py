"""What a number is compared with: the stretch of time before, and the same one a year ago."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.figures import (
    FIGURES,
    Ask,
    Figure,
    FigureSet,
    Number,
    Share,
    Span,
    change_of,
    change_words,
    number_words,
)
from core.numbers import LEVEL, direction
from core.periods import Month
from reports.addresses import rows_address
from reports.grains import Grain
from reports.selection import Selection

YEAR = 12
EVER_CAME = ("members.arrivals", "members.moves_in")
"""Before anybody was ever entered, nothing is known: former numbers are no zeros."""


@dataclass(frozen=True)
class Moment:
    """A former stretch by its last month; ``title`` stands before the change since then."""

    title: str
    month: Month


@dataclass(frozen=True)
class Change:
    """A change since a former moment, with what the number was then, and the address of those rows."""

    title: str
    words: str
    look: str
    href: str
    hint: str


def moments(selection: Selection, span: Span) -> list[Moment]:
    """Return with what a number in the form ``span`` is compared, the nearest first.

    A state is compared with that at the end of the stretch before; what happened in a quarter that still runs, with as
    many months of the quarter before.
    """
    grain, month = selection.grain, selection.month
    if span is Span.DAY:
        end = "" if grain is Grain.MONTH else "末"
        before = Moment(f"较{grain.before_words}{end}", grain.ended_before(month))
    else:
        whole = month == grain.last_of(month)
        before = Moment(f"较{grain.before_words}{'' if whole else '同期'}", month.plus(-grain.months))
    year_before = Moment("较上年同期", month.plus(-YEAR))
    return [year_before] if before.month == year_before.month else [before, year_before]


def known_asks(months: Iterable[Month]) -> Iterator[Ask]:
    """Return what tells whether anything was known at the end of ``months``."""
    return (Ask(FIGURES[key], month, Span.TO_DATE) for month in months for key in EVER_CAME)


class Changes:
    """Tells changes of one computation."""

    def __init__(self, found: FigureSet, selection: Selection) -> None:
        self.found, self.selection = found, selection

    def is_known(self, month: Month) -> bool:
        """Tell whether anybody had been entered by the end of ``month``."""
        return any(self.found.number(FIGURES[key], month, Span.TO_DATE) for key in EVER_CAME)

    def of(self, figure: Figure, span: Span) -> list[Change]:
        """Return how ``figure`` has changed since each former moment."""
        now = self.found.number(figure, self.selection.month, span)
        return [self._change(figure, span, now, moment) for moment in moments(self.selection, span)]

    def _change(self, figure: Figure, span: Span, now: Number | None, moment: Moment) -> Change:
        before = self.found.number(figure, moment.month, span) if self.is_known(moment.month) else None
        change = change_of(figure, now, before)
        words = change_words(change)
        if isinstance(figure, Share) and change is not None and words != LEVEL:
            words += " 个百分点"
        then = number_words(figure, before) + (f" {figure.unit}" if before is not None else "")
        return Change(
            title=moment.title,
            words=words,
            look="" if change is None else direction(change),
            href=rows_address(figure, moment.month, span, self.selection.branch_key),
            hint=f"{span.period_words(moment.month)}：{then}",
        )
