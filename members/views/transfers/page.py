"""A transfer's own page: how it stands, what came before, what can be done next."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.views.generic import DetailView

from core.views import ScopedMixin
from members.choices import TransferState
from members.models import UNDER_WAY, Member, RelationTransfer
from members.views.traces import traces_of
from members.views.transfers.steps import PERMISSION

ENDED_WITHOUT = (TransferState.SENT_BACK, TransferState.EXPIRED, TransferState.CANCELLED)


class TransferPage(ScopedMixin, DetailView[RelationTransfer]):
    """One transfer with its steps."""

    permission_required = "members.view_relationtransfer"
    queryset = RelationTransfer.objects.valid().select_related("member", "branch__committee", "station")
    context_object_name = "transfer"
    template_name = "members/transfer.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell what may be done, by right and by where it stands."""
        transfer, user, today = self.object, self.actor, timezone.localdate()
        may_change = user.has_perm(PERMISSION, transfer)
        left = (transfer.valid_until - today).days if transfer.valid_until else None
        visible = Member.objects.visible_to(user).filter(pk=transfer.member_id)
        return super().get_context_data(
            **kwargs,
            may_change=may_change,
            may_open=visible.exists(),
            is_under_way=transfer.state in UNDER_WAY,
            can_try_again=may_change and transfer.state in ENDED_WITHOUT,
            is_late=transfer.state == TransferState.SENT and left is not None and left < 0,
            days_left=left if transfer.state == TransferState.SENT else None,
            is_near=left is not None and 0 <= left <= transfer.branch.committee.letter_notice_days,
            traces=traces_of(user, transfer),
        )
