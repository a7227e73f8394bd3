"""What branches handed in for a month."""

from __future__ import annotations

from branches.models import Committee
from core.figures import PlaceRow
from core.periods import Month
from reports.models import BranchReturn, ReturnState
from reports.written import BranchTexts

HANDED_IN = (ReturnState.SUBMITTED, ReturnState.ACCEPTED)


def texts_of(committee: Committee, month: Month, branch: PlaceRow | None = None) -> tuple[BranchTexts, ...]:
    """Return the texts of the committee's branches that handed in, or of ``branch`` alone, in the branches' order."""
    rows = BranchReturn.objects.filter(branch__committee=committee, month=month, state__in=HANDED_IN)
    if branch is not None:
        rows = rows.filter(branch=branch.pk)
    return tuple(
        BranchTexts(row.branch.short_name, row.work, row.features, row.problems, row.plans)
        for row in rows.select_related("branch").order_by("branch__code", "branch")
    )
