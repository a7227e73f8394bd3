"""Reviewing a return: accepting it, or sending it back with a note."""

from __future__ import annotations

from reports.actions import accept_return, send_back_return
from reports.models import BranchReturn
from reports.returns.page import DECIDE
from reports.views.returns import StepView


class ReturnAccept(StepView):
    """Accepting."""

    permission_required = DECIDE
    said = "已审核通过。"

    def act(self, row: BranchReturn, revision: int | None) -> None:
        """Accept it."""
        accept_return(by=self.actor, branch_return=row, revision=revision)


class ReturnSendBack(StepView):
    """Sending back."""

    permission_required = DECIDE
    said = "已退回，支部会看到退回的原因。"

    def act(self, row: BranchReturn, revision: int | None) -> None:
        """Send it back with the note."""
        note = self.request.POST.get("note", "")
        send_back_return(by=self.actor, branch_return=row, note=note, revision=revision)
