"""What a page of figures speaks of: a month, and perhaps one branch; both stand in the address."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from core.figures import Branches, PlaceRow, places_of
from core.periods import Month
from core.scope import Actor

PERMISSION = "reports.view_dashboard"
YEARS = 8
"""So far back the month picker reaches; an earlier month can still be named in the address."""


@dataclass(frozen=True)
class Selection:
    """A month and a branch (``None``: all that the person may see), with the branches to choose from."""

    month: Month
    branch: PlaceRow | None
    branches: Branches
    only_branches: bool = False
    """Whether the person sees single branches only, never a committee as a whole."""

    @property
    def branch_key(self) -> int | None:
        """Number of the branch."""
        return self.branch.pk if self.branch else None

    @property
    def place(self) -> str:
        """Whose rows these are: the branch chosen, or all branches that the person sees, or the committee."""
        if self.branch is not None:
            return self.branch.name
        if self.only_branches:
            return "、".join(row.name for row in self.branches.rows)
        return self.branches.owners

    @property
    def is_part(self) -> bool:
        """Tell whether this is less than a committee, so that what only a committee can tell has no place here."""
        return self.branch is not None or self.only_branches

    @property
    def first_month(self) -> Month:
        """Where the picker begins."""
        return Month(self.last_month.year - YEARS + 1, 1)

    @property
    def last_month(self) -> Month:
        """Where the picker ends: no month after the current one."""
        return Month.current()


def selection_of(request: HttpRequest, user: Actor) -> Selection:
    """Read ``?month=2024-12&branch=3``.

    Raises ``Http404`` where either is unknown, the month has not come, or the branch is foreign.
    """
    try:
        month = Month.parse(request.GET["month"]) if request.GET.get("month") else Month.current()
        key = int(request.GET["branch"]) if request.GET.get("branch") else None
    except ValueError as unknown:
        raise Http404 from unknown
    if month > Month.current():
        raise Http404
    branches = places_of(user, month)
    branch = branches.with_key(key) if key is not None else None
    if key is not None and branch is None:
        raise Http404
    return Selection(month, branch, branches, only_branches=user.reach(PERMISSION).only_branches)
