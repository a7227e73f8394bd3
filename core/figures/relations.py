"""Relations that must hold between figures of one month, told in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass
from enum import Enum

from core.figures.declarations import CountedFigure, Split
from core.figures.spans import Span
from core.figures.values import EVERYWHERE, Ask, FigureSet, Number, Place
from core.periods import Month


class Moment(Enum):
    """When a term of a relation is taken."""

    OPENING = "月初"
    DURING = "本月"
    CLOSING = "月末"
    EVER = "累计"


_SPANS = {Moment.DURING: Span.MONTH, Moment.EVER: Span.TO_DATE}


@dataclass(frozen=True)
class Term:
    """One figure at one moment of the month."""

    figure: CountedFigure
    moment: Moment = Moment.CLOSING

    @property
    def words(self) -> str:
        """月初管理流动党员, 本月流入."""
        return f"{self.moment.value}{self.figure.title.removeprefix('本月')}"

    @property
    def span(self) -> Span:
        """The form in which the figure is taken."""
        return _SPANS.get(self.moment, Span.DAY)

    def ask(self, month: Month) -> Ask:
        """Return what must be computed for it."""
        return Ask(self.figure, month.plus(-1) if self.moment is Moment.OPENING else month, self.span)

    def number(self, found: FigureSet, month: Month, place: Place) -> Number:
        """Return its number."""
        _, of, span = self.ask(month)
        return found.number(self.figure, of, span, place) or 0


@dataclass(frozen=True)
class Finding:
    """How a relation came out for one month and place."""

    holds: bool
    words: str


@dataclass(frozen=True)
class Relation:
    """Something that must hold in every month. ``whole_only``: only over all branches together."""

    title: str
    _: KW_ONLY
    whole_only: bool = False

    def terms(self) -> tuple[Term, ...]:
        """Return every term that the relation speaks of."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """The relation itself, without numbers."""
        raise NotImplementedError

    def check(self, found: FigureSet, month: Month, place: Place = EVERYWHERE) -> Finding:
        """Evaluate it on computed figures."""
        raise NotImplementedError

    def asks(self, month: Month) -> Iterator[Ask]:
        """Return what must be computed to check it."""
        return (term.ask(month) for term in self.terms())


@dataclass(frozen=True)
class Balance(Relation):
    """One sum equals another: opening + arrivals = departures + closing, each side a sum of terms.

    Told with what leaves on the right hand written as a subtraction: ``start + plus − minus = end``.
    """

    start: tuple[Term, ...]
    plus: tuple[Term, ...] = ()
    minus: tuple[Term, ...] = ()
    end: tuple[Term, ...] = ()

    def terms(self) -> tuple[Term, ...]:
        """All terms in the order in which they are told."""
        return (*self.start, *self.plus, *self.minus, *self.end)

    @property
    def words(self) -> str:
        """Both sides joined by an equals sign."""
        left = " + ".join(term.words for term in (*self.start, *self.plus))
        left += "".join(f" − {term.words}" for term in self.minus)
        return f"{left} = {' + '.join(term.words for term in self.end)}"

    def check(self, found: FigureSet, month: Month, place: Place = EVERYWHERE) -> Finding:
        """Add up both sides and tell them with their numbers."""
        value = {term: term.number(found, month, place) for term in self.terms()}
        left = sum(value[t] for t in (*self.start, *self.plus)) - sum(value[t] for t in self.minus)
        right = sum(value[t] for t in self.end)
        told = " + ".join(f"{t.words} {value[t]}" for t in (*self.start, *self.plus))
        told += "".join(f" − {t.words} {value[t]}" for t in self.minus)
        told += f" = {left}"
        ends = " + ".join(f"{t.words} {value[t]}" for t in self.end)
        if left == right:
            return Finding(holds=True, words=f"{told}，与{ends} 相符。")
        return Finding(holds=False, words=f"{told}，与{ends} 不符，相差 {abs(left - right)}，请核对。")


@dataclass(frozen=True)
class AtMost(Relation):
    """A part is never more than its whole."""

    small: Term
    large: Term

    def terms(self) -> tuple[Term, ...]:
        """Both terms."""
        return (self.small, self.large)

    @property
    def words(self) -> str:
        """Both sides joined by "at most"."""
        return f"{self.small.words} ≤ {self.large.words}"

    def check(self, found: FigureSet, month: Month, place: Place = EVERYWHERE) -> Finding:
        """Compare the two."""
        less, more = self.small.number(found, month, place), self.large.number(found, month, place)
        if less <= more:
            return Finding(
                holds=True, words=f"{self.small.words} {less} 不多于{self.large.words} {more}，相符。"
            )
        return Finding(
            holds=False, words=f"{self.small.words} {less} 多于{self.large.words} {more}，请核对。"
        )


def adds_up(split: Split) -> Balance:
    """Return the relation that the parts of ``split`` make its whole."""
    moment = Moment.CLOSING if split.headline is Span.DAY else Moment.DURING
    parts = tuple(Term(piece, moment) for piece in split.pieces)
    return Balance(f"{split.title}合计", start=parts, end=(Term(split.whole, moment),))
