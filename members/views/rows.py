"""Short forms about one row that hangs on a member: a step, an end, a mark that it was entered in error."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Model
from django.forms import BaseForm
from django.utils.functional import cached_property
from django.views.generic import FormView

from core.pages import FormPage
from core.records import Record
from core.views import PermittedMixin
from members.forms import ReasonForm


class RowStep(FormPage, PermittedMixin, FormView[BaseForm]):
    """Base: a short form about the row of the address, and back to where it is shown."""

    model: ClassVar[type[Record]]
    related: ClassVar[tuple[str, ...]] = ("member",)

    @cached_property
    def row(self) -> Any:  # noqa: ANN401  a row of the model
        """The row of the address, if this may be done with it."""
        rows: Any = self.model._default_manager
        chosen = rows.valid().select_related(*self.related)
        return chosen.get_for(self.request.user, self.permission_required, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Say what the form is about."""
        return super().get_context_data(**kwargs, about=str(self.row))

    def back(self) -> str:
        """Lead to the row's own page, or to the member's."""
        shown: Any = self.row if hasattr(self.row, "get_absolute_url") else self.row.member
        return str(shown.get_absolute_url())

    def after(self, result: Model) -> str:  # noqa: ARG002  both lead there
        """Lead there after success, too."""
        return self.back()


class VoidStep(RowStep):
    """Base: says with a reason that a row was entered in error."""

    form_class = ReasonForm
    title = "作废"
    button = "确认作废"
    explanation = "只用于登记有误的记录。作废后不再显示，也不计入统计；原因会记入审计日志。"
    saved = "已作废。"
