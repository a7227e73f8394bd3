"""What a branch handed in for each month of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from branches.models import Branch
from core.periods import Month
from core.scope import Actor
from reports.models import BranchReturn
from reports.models.returns import ReturnState
from reports.returns.standing import LOOKS, NOT_BEGUN


@dataclass(frozen=True)
class ReturnLine:
    """A month's return: its state, its address, and what the branch wrote of its own ways."""

    month: Month
    state: str
    look: str
    href: str
    features: str


def returns_of(user: Actor, branch: Branch, months: Sequence[Month]) -> list[ReturnLine]:
    """Return a line for each of ``months``, the latest first, as far as ``user`` may see returns."""
    if not user.has_perm("reports.view_branchreturn"):
        return []
    rows = BranchReturn.objects.visible_to(user).filter(branch=branch, month__in=months)
    found = {row.month: row for row in rows}
    return [_line(branch, month, found.get(month)) for month in reversed(months)]


def _line(branch: Branch, month: Month, row: BranchReturn | None) -> ReturnLine:
    return ReturnLine(
        month=month,
        state=row.get_state_display() if row else NOT_BEGUN,
        look=LOOKS[ReturnState(row.state)] if row else "secondary",
        href=reverse("reports:return", args=[branch.pk, month]),
        features=row.features if row else "",
    )
