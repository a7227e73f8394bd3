"""What a page of figures speaks of: a month, quarter or year, and perhaps one branch; all stand in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, QueryDict

from core.figures import Branches, PlaceRow, places_of
from core.periods import Month
from core.scope import Actor, OutOfReach
from reports.grains import Grain, Stretches

PERMISSION = "reports.view_dashboard"
NUMBER = re.compile(r"[0-9]{1,18}")
YEARS = 8
"""So far back the month picker reaches; an earlier month can still be named in the address."""


@dataclass(frozen=True)
class Placed:
    """A branch (``None``: all that the person may see), with the branches to choose from."""

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
    def single(self) -> PlaceRow | None:
        """The branch that the page is about, chosen or the only one that the person sees."""
        return self.branches.rows[0] if len(self.branches.rows) == 1 else self.branch

    @property
    def is_part(self) -> bool:
        """Tell whether this is less than a committee, so that what only a committee can tell has no place here."""
        return self.branch is not None or self.only_branches


@dataclass(frozen=True)
class Selection(Placed):
    """A month (of a quarter or year the last one), and a branch or all of them."""

    month: Month = field(kw_only=True)
    grain: Grain = field(default=Grain.MONTH, kw_only=True)

    @property
    def first_month(self) -> Month:
        """Where the picker begins."""
        return Month(self.last_month.year - YEARS + 1, 1)

    @property
    def last_month(self) -> Month:
        """Where the picker ends: no month after the current one."""
        return Month.current()

    @property
    def is_running(self) -> bool:
        """Tell whether the month has not ended."""
        return self.month == self.last_month

    @property
    def title(self) -> str:
        """The month, quarter or year in words."""
        return self.grain.named(self.month)

    def stretches(self, query: QueryDict) -> Stretches:
        """Return what there is to choose from, with ``query`` as the address of the page."""
        return Stretches(self.grain, self.month, self.first_month, self.last_month, query)


def selection_of(request: HttpRequest, user: Actor) -> Selection:
    """Read ``?month=2024-12&branch=3``.

    Raises ``Http404`` where either is unknown, the month has not come, or the branch is foreign.
    """
    return _selected(request, user, Grain.MONTH)


def stretch_of(request: HttpRequest, user: Actor, usual: Grain = Grain.MONTH) -> Selection:
    """Read ``?period=quarter``, too (without it ``usual``); the month becomes the last one of the quarter or year.

    A quarter or year that has not ended is told up to the current month. Raises as :func:`selection_of`.
    """
    try:
        return _selected(request, user, Grain(request.GET.get("period") or usual))
    except ValueError as unknown:
        raise Http404 from unknown


def _selected(request: HttpRequest, user: Actor, grain: Grain) -> Selection:
    try:
        month = Month.parse(request.GET["month"]) if request.GET.get("month") else Month.current()
    except ValueError as unknown:
        raise Http404 from unknown
    if month > Month.current():
        raise Http404
    month = min(grain.last_of(month), Month.current())
    placed = placed_by(request, user, month)
    return Selection(placed.branch, placed.branches, placed.only_branches, month=month, grain=grain)


def placed_by(request: HttpRequest, user: Actor, month: Month) -> Placed:
    """Read ``?branch=3`` among the branches of ``month``; raise ``OutOfReach`` where it is unknown or foreign."""
    branches = places_of(user, month)
    only = user.reach(PERMISSION).only_branches
    named = request.GET.get("branch", "")
    if not named:
        return Placed(None, branches, only)
    if not NUMBER.fullmatch(named):
        raise Http404
    branch = branches.with_key(int(named))
    if branch is None:
        raise OutOfReach(f"branch={named}")
    return Placed(branch, branches, only)
