"""A branch's figures of a month, as its return shows them; what was closed, as it was closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from accounts.system import Office
from branches.models import Branch
from core.figures import FIGURES, FigureSet, Number, Relation, Span, asks, compute
from core.figures.engine import plain
from core.periods import Month
from reports.addresses import rows_address
from reports.kept import KEPT_SPANS, with_closed_months
from reports.lines import Line, line_of
from reports.models import ReportLine
from reports.returns.drafts import closed_key

MAIN = (
    "members.managed",
    "members.two_new",
    "members.arrivals",
    "members.departures",
    "members.contacts",
    "members.settled",
    "stations.active",
    "activities.held",
    "activities.attendances",
    "training.sessions",
    "training.attendances",
    "services.received",
    "services.solved",
    "services.open",
    "services.visits",
    "contributions.mediations",
    "contributions.improvements",
    "contributions.suggestions",
    "contributions.adopted",
)
"""The figures on a branch's return, in the order in which a month is told."""


@dataclass(frozen=True)
class Shown:
    """A line with the rows behind its numbers."""

    line: Line
    month_rows: str
    before_rows: str
    year_rows: str


@dataclass(frozen=True)
class BranchFigures:
    """What is counted of ``branch`` for ``month``, with earlier closed months as they were closed: a few queries."""

    branch: Branch
    month: Month

    @cached_property
    def closed(self) -> int | None:
        """Number of the report that the committee closed the month with; ``None`` while it is open."""
        return closed_key(self.branch.committee, self.month)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The main figures; of a closed month as it was closed."""
        lines = tuple(line_of(self._found, FIGURES[key], self.month) for key in MAIN)
        if self.closed is None:
            return lines
        kept = {row.key: row for row in ReportLine.objects.filter(report=self.closed, branch=self.branch)}
        return tuple(_as_closed(line, kept.get(line.key)) for line in lines)

    @property
    def shown(self) -> list[Shown]:
        """The lines with links to their rows."""
        return [self._shown(line) for line in self.lines]

    @property
    def numbers(self) -> dict[str, Number | None]:
        """The month's own number of each line, by key."""
        return {line.key: line.now for line in self.lines}

    @property
    def failed(self) -> list[str]:
        """The relations that do not hold, as sentences; what a closed month says of them stands in its report."""
        found = (relation.check(self._found, self.month) for relation in _relations())
        return [] if self.closed else [finding.words for finding in found if not finding.holds]

    @cached_property
    def _found(self) -> FigureSet:
        months = (self.month.plus(-1), self.month)
        wanted = asks([FIGURES[key] for key in MAIN], months, KEPT_SPANS)
        checked = (ask for relation in _relations() for ask in relation.asks(self.month))
        committee = self.branch.committee
        found = compute(Office(committee), [*wanted, *checked], branch=self.branch.pk)
        return with_closed_months(found, committee, self.month)

    def _shown(self, line: Line) -> Shown:
        figure, branch = FIGURES[line.key], self.branch.pk
        span = Span.DAY if line.is_state else Span.MONTH
        return Shown(
            line,
            rows_address(figure, self.month, span, branch),
            rows_address(figure, self.month.plus(-1), span, branch),
            "" if line.is_state else rows_address(figure, self.month, Span.YEAR, branch),
        )


def _relations() -> list[Relation]:
    return [relation for relation in FIGURES.relations if not relation.whole_only]


def _as_closed(line: Line, kept: ReportLine | None) -> Line:
    """Return ``line`` with what was printed; a figure that is younger than the closing has no numbers."""
    if kept is None:
        return replace(line, now=None, before=None, year=None, to_date=None)
    now, before, year, to_date = map(_plain, (kept.now, kept.before, kept.year, kept.to_date))
    return replace(line, now=now, before=before, year=year, to_date=to_date)


def _plain(number: Decimal | None) -> Number | None:
    return None if number is None else plain(number)
