"""The numbers of a month as a table on a page: of all that a report tells, what an office looks at first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.figures import FIGURES, Number, Span
from core.periods import Month
from reports.addresses import rows_address
from reports.lines import Line
from reports.months.words import picked, words_of

MAIN = (
    (
        "组织和阵地",
        (
            "branches.branches",
            "branches.enterprises",
            "branches.coverage",
            "stations.stations",
            "stations.incubators",
            "stations.active",
        ),
    ),
    (
        "流动党员",
        (
            "members.managed",
            "members.two_new",
            "members.two_new_share",
            "members.arrivals",
            "members.departures",
            "members.settled",
        ),
    ),
    (
        "教育和活动",
        (
            "training.sessions",
            "training.attendances",
            "activities.held",
            "activities.attendances",
            "activities.volunteering",
        ),
    ),
    ("服务", ("services.received", "services.solved", "services.satisfaction", "services.visits")),
    (
        "作用发挥",
        (
            "contributions.posts",
            "contributions.mediations",
            "contributions.improvements",
            "contributions.suggestions",
            "contributions.adopted",
        ),
    ),
)
"""What the page of a month shows, by section; the exported report holds every figure."""


@dataclass(frozen=True)
class Cell:
    """A number in words, and the address of the rows that it counts (empty: none)."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class NumberRow:
    """One figure: this month, last month, the change, the year so far."""

    line: Line
    now: Cell
    before: Cell
    change: Number | None
    year: Cell


Address = Callable[[Line, Month, Span], str]
"""Gives the address of what stands behind a line's number (empty: nothing)."""


def numbers_of(lines: Iterable[Line], month: Month, address: Address) -> list[tuple[str, list[NumberRow]]]:
    """Return the main numbers by section, each with where ``address`` leads."""
    known = list(lines)
    found = [(title, [_row(line, month, address) for line in picked(known, keys)]) for title, keys in MAIN]
    return [(title, rows) for title, rows in found if rows]


def present_rows(line: Line, month: Month, span: Span) -> str:
    """Lead to the rows that count now."""
    figure = FIGURES.figures.get(line.key)
    return rows_address(figure, month, span) if figure is not None else ""


def _row(line: Line, month: Month, address: Address) -> NumberRow:
    span = Span.DAY if line.is_state else Span.MONTH

    def cell(number: Number | None, of: Month, form: Span) -> Cell:
        return Cell(words_of(line, number), "" if number is None else address(line, of, form))

    return NumberRow(
        line=line,
        now=cell(line.now, month, span),
        before=cell(line.before, month.plus(-1), span),
        change=line.change,
        year=cell(line.year, month, Span.YEAR),
    )
