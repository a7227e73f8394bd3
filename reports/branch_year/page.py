"""One branch, one year: everything counted at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from branches.models import Branch
from core.figures import FIGURES, Ask, Figure, FigureSet, Span, compute, number_words
from core.figures.wording import NOTHING
from core.periods import Month
from core.scope import Actor
from reports.addresses import rows_address
from reports.branch_year.returns import ReturnLine, returns_of
from reports.dashboard.lines import Trend, monthly, trend_of
from reports.selection import YEARS

ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "筑巢",
        (
            "members.managed",
            "members.arrivals",
            "members.departures",
            "members.settled",
            "branches.enterprises",
        ),
    ),
    (
        "暖巢",
        (
            "members.contacts",
            "training.sessions",
            "training.attendances",
            "activities.held",
            "activities.attendances",
            "activities.volunteering",
            "services.received",
            "services.solved",
            "services.visits",
        ),
    ),
    (
        "固巢",
        (
            "contributions.posts",
            "contributions.mediations",
            "contributions.improvements",
            "contributions.suggestions",
            "contributions.adopted",
        ),
    ),
)
TRENDS = ("members.managed", "training.attendances", "services.solved", "contributions.mediations")


@dataclass(frozen=True)
class Cell:
    """A number of one month, or of the year; without an address there is none."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class Row:
    """A figure with its months, and with the year."""

    figure: Figure
    cells: list[Cell]
    year: Cell


class BranchYear:
    """The year of a branch as far as it has come; months before the branch was founded have no numbers."""

    def __init__(self, user: Actor, branch: Branch, year: int) -> None:
        self.user, self.branch, self.year = user, branch, year
        self.months = [Month(year, number) for number in range(1, 13)]
        self.told = [month for month in self.months if self._is_told(month)]
        self.found: FigureSet = compute(user, self._asks(), branch=branch.pk)

    def _is_told(self, month: Month) -> bool:
        founded, dissolved = self.branch.founded_on, self.branch.dissolved_on
        began = founded is None or founded <= month.last
        ended = dissolved is not None and dissolved < month.first
        return month <= Month.current() and began and not ended

    def _asks(self) -> Iterator[Ask]:
        for figure in self._figures:
            yield from (Ask(figure, month, monthly(figure)) for month in self.told)
            yield from (Ask(figure, month, yearly(figure)) for month in self.told[-1:])

    @property
    def _figures(self) -> list[Figure]:
        return [FIGURES[key] for _, keys in ROWS for key in keys]

    @property
    def title(self) -> str:
        """The year as people read it."""
        return f"{self.year}年"

    @property
    def sections(self) -> list[tuple[str, list[Row]]]:
        """The nests with their figures."""
        return [(title, [self._row(FIGURES[key]) for key in keys]) for title, keys in ROWS]

    @property
    def trends(self) -> list[Trend]:
        """The year of a few figures as lines."""
        if not self.told:
            return []
        return [trend_of(self.found, key, self.told, self.branch.pk) for key in TRENDS]

    @cached_property
    def returns(self) -> list[ReturnLine]:
        """Its returns, one for each month, the latest first."""
        return returns_of(self.user, self.branch, self.told)

    @property
    def written(self) -> list[ReturnLine]:
        """The months of which it wrote what it did in its own way."""
        return [line for line in self.returns if line.features]

    @property
    def years(self) -> list[int]:
        """The years to choose from, the latest first."""
        current = Month.current().year
        first = self.branch.founded_on.year if self.branch.founded_on else current - YEARS + 1
        return list(range(max(current, self.year), min(first, self.year) - 1, -1))

    def _row(self, figure: Figure) -> Row:
        cells = [self._cell(figure, month) for month in self.months]
        last = self.told[-1] if self.told else None
        year = self._told(figure, last, yearly(figure)) if last else Cell(NOTHING)
        return Row(figure, cells, year)

    def _cell(self, figure: Figure, month: Month) -> Cell:
        if month > Month.current():
            return Cell("")
        return self._told(figure, month, monthly(figure)) if month in self.told else Cell(NOTHING)

    def _told(self, figure: Figure, month: Month, span: Span) -> Cell:
        number = self.found.number(figure, month, span)
        return Cell(number_words(figure, number), rows_address(figure, month, span, self.branch.pk))


def yearly(figure: Figure) -> Span:
    """Return the form that tells a figure of the year: the state at its end, or all that happened in it."""
    return Span.DAY if figure.headline is Span.DAY else Span.YEAR
