"""All returns of a committee at a glance: branches down, the months of a year across."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Min

from branches.models import Branch, Committee
from core.periods import Month
from core.scope import Actor
from reports.models import BranchReturn, MonthlyReport, ReturnState
from reports.returns.drafts import concerns, due_on, is_expected
from reports.returns.page import VIEW
from reports.returns.standing import Standing

MONTHS = 12
_READ = ("branch_id", "month", "state", "submitted_at", "submitted_by_name", "note")


@dataclass(frozen=True)
class Cell:
    """One branch and month. ``standing`` is ``None`` where nothing was expected yet, or is no longer."""

    branch: Branch
    month: Month
    row: BranchReturn | None
    standing: Standing | None


@dataclass(frozen=True)
class BranchRow:
    """A branch with its cells; a cell is ``None`` where the branch has no such month."""

    branch: Branch
    cells: list[Cell | None]

    @property
    def latest_first(self) -> list[Cell]:
        """Its months as a list."""
        return [cell for cell in reversed(self.cells) if cell]


@dataclass(frozen=True)
class Returns:
    """The returns of ``year`` that ``user`` may see in ``committee``: four queries, whatever they hold."""

    user: Actor
    committee: Committee
    year: int
    today: date

    @property
    def months(self) -> list[Month]:
        """The months of the year."""
        return [Month(self.year, number) for number in range(1, MONTHS + 1)]

    @cached_property
    def closed(self) -> set[Month]:
        """Which of them are closed."""
        found = MonthlyReport.objects.standing().filter(committee=self.committee, month__in=self.months)
        return {report.month for report in found.only("month")}

    @cached_property
    def rows(self) -> list[BranchRow]:
        """Each branch that was there in the year."""
        found = self._stored
        rows = [
            BranchRow(branch, [self._cell(branch, month, found) for month in self.months])
            for branch in self._branches
        ]
        return [row for row in rows if any(row.cells)]

    @property
    def last_month(self) -> Month:
        """The month whose returns are due at present."""
        return Month.of(self.today).plus(-1)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """How the returns of :attr:`last_month` stand: words, colour and number of each state that occurs."""
        column = self.last_month.number - 1
        cells = (row.cells[column] for row in self.rows) if self.year == self.last_month.year else ()
        return _counted(cell.standing for cell in cells if cell and cell.standing)

    @cached_property
    def _branches(self) -> list[Branch]:
        rows = Branch.objects.visible_to(self.user, VIEW).filter(committee=self.committee)
        return list(rows.order_by("code"))

    @cached_property
    def _stored(self) -> dict[tuple[int, Month], BranchReturn]:
        rows = BranchReturn.objects.visible_to(self.user).filter(branch__committee=self.committee)
        found = rows.filter(month__in=self.months).only(*_READ)
        return {(row.branch_id, row.month): row for row in found}

    @cached_property
    def _first(self) -> Month:
        """The first month for which returns are expected: of the first that anybody began, or the last ended one."""
        rows = BranchReturn.objects.filter(branch__committee=self.committee)
        first: str | Month | None = rows.aggregate(first=Min("month"))["first"]
        return min(Month.parse(str(first)), self.last_month) if first else self.last_month

    def _cell(
        self, branch: Branch, month: Month, found: dict[tuple[int, Month], BranchReturn]
    ) -> Cell | None:
        if not concerns(branch, month):
            return None
        row = found.get((branch.pk, month))
        is_closed = month in self.closed
        if row is None and (is_closed or month < self._first or not is_expected(branch, month)):
            return Cell(branch, month, None, None)
        state = ReturnState(row.state) if row else None
        standing = Standing(state, due_on(self.committee, month), self.today, is_closed)
        return Cell(branch, month, row, standing)


def _counted(standings: Iterable[Standing]) -> list[tuple[str, str, int]]:
    numbers: dict[tuple[str, str], int] = {}
    for standing in standings:
        key = standing.words, standing.look
        numbers[key] = numbers.get(key, 0) + 1
    return [(words, look, number) for (words, look), number in numbers.items()]
