"""The months of a committee, newest first: where each stands, its returns and its closing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from branches.models import Branch, Committee
from core.periods import Month
from reports.models import BranchReturn, MonthlyReport, ReturnState
from reports.months.states import MonthState, state_of

MONTHS_LISTED = 24


@dataclass(frozen=True)
class MonthRow:
    """One month in the list. ``returns`` have been begun, ``accepted`` of the ``wanted`` ones are done."""

    month: Month
    state: MonthState
    revisions: tuple[MonthlyReport, ...]
    returns: int
    accepted: int
    wanted: int

    @property
    def latest(self) -> MonthlyReport | None:
        """The latest closing, whether it stands or not."""
        return self.revisions[0] if self.revisions else None

    @property
    def standing(self) -> MonthlyReport | None:
        """The closing that stands."""
        return next((closed for closed in self.revisions if closed.is_standing), None)


def month_rows(committee: Committee, last: Month) -> list[MonthRow]:
    """Return the months up to ``last``, newest first: three queries, however many there are."""
    months = last.back(MONTHS_LISTED)
    closings = MonthlyReport.objects.filter(committee=committee)
    revisions: dict[Month, list[MonthlyReport]] = defaultdict(list)
    for closed in closings.filter(month__gte=months[0], month__lte=last).defer("content", "appendix"):
        revisions[closed.month].append(closed)
    states: dict[Month, list[str]] = defaultdict(list)
    returns = BranchReturn.objects.filter(branch__committee=committee, month__gte=months[0], month__lte=last)
    for month, state in returns.order_by().values_list("month", "state"):
        states[month].append(state)
    branches = list(Branch.objects.filter(committee=committee).only("founded_on", "dissolved_on"))
    return [_row(month, revisions[month], states[month], branches) for month in reversed(months)]


def _row(month: Month, revisions: list[MonthlyReport], states: list[str], branches: list[Branch]) -> MonthRow:
    return MonthRow(
        month=month,
        state=state_of(month, revisions, touched=bool(states)),
        revisions=tuple(revisions),
        returns=len(states),
        accepted=states.count(ReturnState.ACCEPTED),
        wanted=sum(hands_in(branch, month) for branch in branches),
    )


def hands_in(branch: Branch, month: Month) -> bool:
    """Tell whether ``branch`` existed at the end of ``month``, and so hands in a return."""
    begun = branch.founded_on is None or branch.founded_on <= month.last
    return begun and (branch.dissolved_on is None or branch.dissolved_on > month.last)
