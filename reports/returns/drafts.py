"""The return of a branch and month: the stored one, or one that nobody has begun."""

from __future__ import annotations

from datetime import date
from typing import Any

from branches.models import Branch, Committee
from core.periods import Month
from reports.models import BranchReturn, MonthlyReport

TEXTS = ("work", "features", "problems", "plans")
"""The four texts, in their order."""
SUBMIT_FROM = 25
"""From this day of the month on its return can be handed in: earlier nobody can tell of the month."""


def concerns(branch: Branch, month: Month) -> bool:
    """Tell whether ``branch`` has anything to report for ``month``: the month has begun, and the branch was there."""
    was_there = branch.founded_on is None or branch.founded_on <= month.last
    is_there = branch.dissolved_on is None or branch.dissolved_on > month.first
    return month <= Month.current() and was_there and is_there


def is_expected(branch: Branch, month: Month) -> bool:
    """Tell whether the month waits for the branch: it was there to the end."""
    return concerns(branch, month) and (branch.dissolved_on is None or branch.dissolved_on > month.last)


def title_of(text: str) -> str:
    """Return the title of one of :data:`TEXTS`."""
    field: Any = BranchReturn._meta.get_field(text)
    return str(field.verbose_name)


def closed_key(committee: Committee, month: Month) -> int | None:
    """Return the number of the report that ``committee`` closed ``month`` with; ``None`` while it is open."""
    standing = MonthlyReport.objects.standing().filter(committee=committee, month=month)
    return standing.values_list("pk", flat=True).first()


def draft_of(branch: Branch, month: Month) -> BranchReturn:
    """Return what is stored; where nothing is, an unsaved return with revision 0."""
    stored = BranchReturn.objects.filter(branch=branch, month=month).first()
    return stored or BranchReturn(branch=branch, month=month, revision=0)


def due_on(committee: Committee, month: Month) -> date:
    """Return the last day on which the return of ``month`` is in time."""
    return month.plus(1).first.replace(day=committee.return_day)


def submit_from(month: Month) -> date:
    """Return the first day on which the return of ``month`` can be handed in."""
    return month.first.replace(day=SUBMIT_FROM)
