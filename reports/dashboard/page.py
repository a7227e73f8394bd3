"""The dashboard of one person: the nests' cards, the register's trend, movement and make-up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from core.charts import Item, Series, month_item
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
from core.scope import Actor
from reports.addresses import rows_address
from reports.dashboard.cards import Card, Cards
from reports.dashboard.nests import NESTS, Nest
from reports.selection import Selection

TREND = "members.managed"
CAME = ("members.arrivals", "members.moves_in")
LEFT = ("members.departures", "members.moves_out")
OUTCOMES = "members.departures_by_outcome"
MAKE_UP = ("members.by_ownership", "members.by_occupation", "members.by_age", "members.by_education")
MONTHS = 12


@dataclass(frozen=True)
class Line:
    """One number of the month's increase and decrease."""

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


class Dashboard:
    """The dashboard of one person for one month; every number carries the address of its rows."""

    def __init__(self, user: Actor, selection: Selection) -> None:
        self.selection = selection
        self.month = selection.month
        self.branch = selection.branch_key
        self.found: FigureSet = compute(user, self._asks(), branch=self.branch)

    def _asks(self) -> Iterator[Ask]:
        cards = (ask for nest in NESTS for shown in nest.shown for ask in shown.asks(self.month))
        flows = [FIGURES[key] for key in (*CAME, *LEFT, OUTCOMES)]
        # Last year's line ends a year before this one: 24 months in all.
        trend = asks([FIGURES[TREND]], self.month.back(2 * MONTHS))
        ever = (
            Ask(FIGURES[TREND], self.selection.last_month, Span.DAY),
            Ask(FIGURES[LEFT[0]], self.selection.last_month, Span.TO_DATE),
        )
        make_up = asks([FIGURES[key] for key in MAKE_UP], [self.month])
        return chain(
            cards,
            trend,
            asks(flows, [self.month]),
            make_up,
            ever,
        )

    @property
    def is_fresh(self) -> bool:
        """Tell whether nobody has ever been entered in the register: nobody is there, and nobody has left."""
        today = self.selection.last_month
        there = self.found.number(FIGURES[TREND], today)
        return not there and not self.found.number(FIGURES[LEFT[0]], today, Span.TO_DATE)

    @property
    def nests(self) -> list[tuple[Nest, list[Card]]]:
        """The figures at the top by nest."""
        return Cards(self.found, self.selection).nests()

    @property
    def trend(self) -> list[Series]:
        """Twelve months, and the same twelve a year before."""
        months = self.month.back(2 * MONTHS)
        figure = FIGURES[TREND]
        items = [
            month_item(
                month, self.found.number(figure, month), rows_address(figure, month, branch=self.branch)
            )
            for month in months
        ]
        return [Series("近12个月", items[MONTHS:]), Series("上年同期", items[:MONTHS], dashed=True)]

    @property
    def by_branch(self) -> list[Item]:
        """Each branch with its members; empty where the person sees only one."""
        rows = self.selection.branches.shown(self.found)
        if len(rows) < 2:  # noqa: PLR2004  a comparison takes two
            return []
        figure = FIGURES[TREND]
        return [
            Item(
                row.short_name,
                self.found.number(figure, self.month, place=row.pk),
                rows_address(figure, self.month, branch=row.pk),
            )
            for row in rows
        ]

    @property
    def movement(self) -> list[Line]:
        """Opening, who came, who left and where to, closing."""
        managed, outcomes = FIGURES[TREND], FIGURES.split(OUTCOMES)
        lines = [self._line(managed, "月初管理", months=-1)]
        lines += [self._line(FIGURES[key]) for key in CAME]
        for key in LEFT:
            lines.append(self._line(FIGURES[key]))
            if outcomes.whole.key == key:
                lines += [
                    self._line(p, level=1) for p, number in self.found.parts(outcomes, self.month) if number
                ]
        return [*lines, self._line(managed, "月末管理")]

    def _line(self, figure: Figure, title: str = "", *, months: int = 0, level: int = 0) -> Line:
        month = self.month.plus(months)
        return Line(
            title=title or figure.title,
            value=number_words(figure, self.found.number(figure, month)),
            unit=figure.unit,
            href=rows_address(figure, month, branch=self.branch),
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
        return Item(piece.title, number, self._address(piece))

    def _address(self, figure: Figure) -> str:
        return rows_address(figure, self.month, branch=self.branch)
