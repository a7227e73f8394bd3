"""The branches side by side: their members as bars, and the main numbers of each as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.charts import Item
from core.figures import FIGURES, Ask, Figure, FigureSet, PlaceRow, Span, number_words
from reports.addresses import rows_address
from reports.selection import Selection

REGISTER = "members.managed"
COLUMNS = (
    REGISTER,
    "members.arrivals",
    "members.departures",
    "members.contacts",
    "training.attendances",
    "activities.held",
    "services.solved",
    "contributions.mediations",
)
FEW = 12
"""More branches than these stand in the table only."""
SEVERAL = 2


@dataclass(frozen=True)
class Cell:
    """A number with its column's title and the address of its rows."""

    title: str
    words: str
    href: str


@dataclass(frozen=True)
class BranchLine:
    """A branch with its numbers."""

    place: PlaceRow
    cells: list[Cell]


class ByBranch:
    """The branches that exist, or in which something was counted; none where the person sees only one."""

    def __init__(self, found: FigureSet, selection: Selection) -> None:
        self.found, self.selection = found, selection
        rows = selection.branches.shown(found)
        self.rows = rows if len(rows) >= SEVERAL else []

    @property
    def titles(self) -> list[str]:
        """Titles of the columns."""
        return [FIGURES[key].title for key in COLUMNS]

    @property
    def lines(self) -> list[BranchLine]:
        """A line for each branch."""
        return [BranchLine(row, [self._cell(FIGURES[key], row) for key in COLUMNS]) for row in self.rows]

    @property
    def bars(self) -> list[Item]:
        """Each branch with its members, as long as these are few."""
        if len(self.rows) > FEW:
            return []
        figure, month = FIGURES[REGISTER], self.selection.month
        return [
            Item(
                row.short_name,
                self.found.number(figure, month, place=row.pk),
                rows_address(figure, month, branch=row.pk),
            )
            for row in self.rows
        ]

    def _cell(self, figure: Figure, row: PlaceRow) -> Cell:
        month, span = self.selection.month, span_of(figure, self.selection)
        number = self.found.number(figure, month, span, row.pk)
        return Cell(figure.title, number_words(figure, number), rows_address(figure, month, span, row.pk))


def branch_asks(selection: Selection) -> Iterator[Ask]:
    """Return what must be counted for the table."""
    return (Ask(FIGURES[key], selection.month, span_of(FIGURES[key], selection)) for key in COLUMNS)


def span_of(figure: Figure, selection: Selection) -> Span:
    """Return the form in which a figure is told for the stretch: the state at its end, or what happened in it."""
    return Span.DAY if figure.headline is Span.DAY else selection.grain.span
