"""The dashboard of one person: the nests with cards and trends, the register, the branches side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from core.charts import Item, Series
from core.figures import (
    FIGURES,
    Ask,
    CountedFigure,
    Figure,
    FigureSet,
    Number,
    Span,
    asks,
    compute,
    number_words,
)
from core.periods import Month
from core.scope import Actor
from reports.addresses import rows_address
from reports.dashboard.branches import ByBranch, branch_asks, span_of
from reports.dashboard.cards import Card, Cards
from reports.dashboard.lines import MONTHS, Trend, points, trend_asks, trend_of
from reports.dashboard.moments import YEAR, Changes, known_asks, moments
from reports.dashboard.nests import NESTS, Nest
from reports.selection import Selection

REGISTER = "members.managed"
CAME = ("members.arrivals", "members.moves_in")
LEFT = ("members.departures", "members.moves_out")
OUTCOMES = "members.departures_by_outcome"
MAKE_UP = ("members.by_ownership", "members.by_occupation", "members.by_age", "members.by_education")


@dataclass(frozen=True)
class Line:
    """One number of the increase and decrease."""

    title: str
    value: str
    unit: str
    href: str
    level: int = 0


@dataclass(frozen=True)
class Chart:
    """One chart of the make-up."""

    title: str
    definition: str
    unit: str
    items: list[Item]


@dataclass(frozen=True)
class NestPart:
    """A nest with its cards and charts."""

    nest: Nest
    cards: list[Card]
    trends: list[Trend]


class Dashboard:
    """The dashboard of one person for one stretch of time; every number carries the address of its rows."""

    def __init__(self, user: Actor, selection: Selection) -> None:
        self.selection = selection
        self.month, self.grain = selection.month, selection.grain
        self.branch = selection.branch_key
        self.found: FigureSet = compute(user, self._asks(), branch=self.branch)

    def _asks(self) -> Iterator[Ask]:
        register = FIGURES[REGISTER]
        # Last year's line ends a year before this one: 24 months in all.
        lines = trend_asks(REGISTER, self.month.back(2 * MONTHS))
        lines += [ask for nest in NESTS for key in nest.trends for ask in trend_asks(key, self._months)]
        return chain(
            (ask for nest in NESTS for shown in nest.shown for ask in shown.asks(self.selection)),
            lines,
            branch_asks(self.selection),
            [Ask(register, self._opening, Span.DAY)],
            asks([FIGURES[key] for key in (*CAME, *LEFT, OUTCOMES)], [self.month], [self.grain.span]),
            asks([FIGURES[key] for key in MAKE_UP], [self.month]),
            known_asks(self._former),
        )

    @property
    def _months(self) -> list[Month]:
        return self.month.back(MONTHS)

    @property
    def _opening(self) -> Month:
        return self.grain.ended_before(self.month)

    @property
    def _former(self) -> set[Month]:
        """Every month about which the page asks whether anything was known by then."""
        spans = (Span.DAY, self.grain.span)
        found = {moment.month for span in spans for moment in moments(self.selection, span)}
        return {*found, self.month.plus(-YEAR), self.selection.last_month}

    @property
    def is_fresh(self) -> bool:
        """Tell whether nobody has ever been entered in the register."""
        return not Changes(self.found, self.selection).is_known(self.selection.last_month)

    @property
    def nests(self) -> list[NestPart]:
        """The three nests."""
        cards = Cards(self.found, self.selection)
        return [
            NestPart(
                nest,
                cards.of(nest),
                [trend_of(self.found, key, self._months, self.branch) for key in nest.trends],
            )
            for nest in NESTS
        ]

    @property
    def trend(self) -> list[Series]:
        """Twelve months, and the same twelve a year before."""
        items = points(self.found, REGISTER, self.month.back(2 * MONTHS), self.branch)
        return [Series("近12个月", items[MONTHS:]), Series("上年同期", items[:MONTHS], dashed=True)]

    @cached_property
    def by_branch(self) -> ByBranch:
        """The branches side by side."""
        return ByBranch(self.found, self.selection)

    @property
    def movement(self) -> list[Line]:
        """Opening, who came, who left and where to, closing."""
        register, outcomes = FIGURES[REGISTER], FIGURES.split(OUTCOMES)
        lines = [self._line(register, f"{self.grain.letter}初管理", month=self._opening)]
        lines += [self._line(FIGURES[key]) for key in CAME]
        for key in LEFT:
            lines.append(self._line(FIGURES[key]))
            if outcomes.whole.key == key:
                parts = self.found.parts(outcomes, self.month, self.grain.span)
                lines += [self._line(part, level=1) for part, number in parts if number]
        return [*lines, self._line(register, f"{self.grain.letter}末管理")]

    def _line(self, figure: Figure, title: str = "", *, month: Month | None = None, level: int = 0) -> Line:
        month, span = month or self.month, span_of(figure, self.selection)
        return Line(
            title=title or figure.title,
            value=number_words(figure, self.found.number(figure, month, span)),
            unit=figure.unit,
            href=rows_address(figure, month, span, self.branch),
            level=level,
        )

    @property
    def make_up(self) -> list[Chart]:
        """The make-up of the members, parts without anybody left out."""
        charts = []
        for key in MAKE_UP:
            split = FIGURES.split(key)
            parts = self.found.parts(split, self.month)
            items = [self._part(piece, number) for piece, number in parts if number]
            charts.append(Chart(split.title, split.definition, split.unit, items))
        return charts

    def _part(self, piece: CountedFigure, number: Number) -> Item:
        return Item(piece.title, number, rows_address(piece, self.month, branch=self.branch))
