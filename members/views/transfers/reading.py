"""The list of transfers."""

from __future__ import annotations

from typing import Any

from core.pages import ListPage
from members.filters import TransferFilter
from members.filters.common import has_one_branch
from members.models import RelationTransfer
from members.tables import TransferTable


class TransferList(ListPage):
    """Transfers within reach, the latest first."""

    permission_required = "members.view_relationtransfer"
    queryset = RelationTransfer.objects.valid().select_related("member", "branch", "station")
    filterset_class = TransferFilter
    table_class = TransferTable
    template_name = "members/transfers.html"

    def get_table_kwargs(self) -> dict[str, Any]:
        """Leave out the branch where it would be the same in every row."""
        return {"exclude": ("branch",)} if has_one_branch(self.request) else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Offer to begin one."""
        may_change = self.request.user.has_perm("members.change_relationtransfer")
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "may_change": may_change}
