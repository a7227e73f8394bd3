"""How far the month's report is: the branches' returns, and whether the committee has closed the month."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from branches.models import Branch
from core.periods import Month
from core.scope import Actor
from reports.models import BranchReturn, MonthlyReport, ReturnState
from reports.returns.drafts import due_on, is_expected
from reports.returns.standing import Standing
from reports.selection import Selection

VIEW = "reports.view_branchreturn"
FEW = 12
"""So many branches stand there one by one; of more only how many are how far."""


@dataclass(frozen=True)
class Return:
    """Where one branch stands with its return."""

    branch: Branch
    standing: Standing
    href: str


class Work:
    """The report of the month shown, or of the one before while that still runs. Three queries.

    Long ended months of which nobody has begun a return, and that were not closed, are nobody's work.
    """

    def __init__(self, user: Actor, selection: Selection, today: date) -> None:
        self.user, self.selection, self.today = user, selection, today
        self.month: Month = selection.month.plus(-1) if selection.is_running else selection.month

    @cached_property
    def returns(self) -> list[Return]:
        """What the branches have handed in; empty where nothing is expected of them."""
        rows = BranchReturn.objects.visible_to(self.user).filter(month=self.month)
        found: dict[int, str] = dict(rows.values_list("branch", "state"))
        is_due = self.month.plus(1) == self.selection.last_month
        if not (found or is_due or self._closed):
            return []
        return [self._return(branch, found) for branch in self._branches if is_expected(branch, self.month)]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Words, colour and number of each state that occurs."""
        states = Counter((each.standing.words, each.standing.look) for each in self.returns)
        return [(words, look, number) for (words, look), number in states.items()]

    @property
    def are_few(self) -> bool:
        """Tell whether each branch has room."""
        return len(self.returns) <= FEW

    @property
    def own(self) -> Return | None:
        """The one return, where the page is about a single branch."""
        return self.returns[0] if len(self.returns) == 1 else None

    @property
    def is_closed(self) -> bool:
        """Tell whether every committee concerned has closed the month."""
        return bool(self._closed) and self._closed >= {row.owner_key for row in self.selection.branches.rows}

    @property
    def is_closed_as_shown(self) -> bool:
        """Tell whether the page shows just this closed month."""
        return self.is_closed and self.selection.grain.months == 1 and self.month == self.selection.month

    @property
    def everything(self) -> str:
        """Address of all returns of the year."""
        return f"{reverse('reports:returns')}?year={self.month.year}"

    @property
    def closing(self) -> str:
        """Address of the month's own page; empty for whoever may not see it."""
        may = self.user.has_perm("reports.view_monthlyreport")
        return reverse("reports:month", args=[self.month]) if may else ""

    @cached_property
    def _branches(self) -> list[Branch]:
        rows = Branch.objects.visible_to(self.user, VIEW).select_related("committee")
        chosen = self.selection.branch_key
        return list(rows if chosen is None else rows.filter(pk=chosen))

    @cached_property
    def _closed(self) -> set[int]:
        owners = {row.owner_key for row in self.selection.branches.rows}
        standing = MonthlyReport.objects.standing().filter(month=self.month, committee__in=owners)
        return set(standing.values_list("committee", flat=True))

    def _return(self, branch: Branch, found: dict[int, str]) -> Return:
        state = ReturnState(found[branch.pk]) if branch.pk in found else None
        due = due_on(branch.committee, self.month)
        standing = Standing(state, due, self.today, branch.committee_id in self._closed)
        return Return(branch, standing, reverse("reports:return", args=[branch.pk, self.month]))
