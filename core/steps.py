"""Steps: short forms about one row — closed, approved, void — each on a page of its own, without script too."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from core.pages import FormPage
from core.records import VALID, Record
from core.views import PermittedMixin

REASON_LENGTH = 200


def day_field(label: str, **kwargs: Any) -> forms.DateField:  # noqa: ANN401  as Django's field takes them
    """A day with the browser's own calendar; today unless told otherwise."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, initial=timezone.localdate, **kwargs)


class StepForm(forms.Form):
    """Base: fields one below the other, for the row ``row`` and the person ``by``."""

    def __init__(self, *args: Any, by: Any, row: Any, **kwargs: Any) -> None:  # noqa: ANN401  any actor and row
        super().__init__(*args, **kwargs)
        self.by, self.row = by, row
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.narrow_choices()
        for field in self.fields.values():
            verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
            field.error_messages["required"] = f"请{verb}{field.label}。"

    def narrow_choices(self) -> None:
        """Leave in each choice what the person may choose."""


class VoidForm(StepForm):
    """Why something was never true."""

    reason = forms.CharField(
        label="原因", max_length=REASON_LENGTH, help_text="如：重复登记、登记错了地方。会记入审计日志。"
    )


class StepPage(FormPage, PermittedMixin, FormView[StepForm]):
    """A page with a short form about the row of the address, which the person may treat with ``permission_required``.

    After success it leads to the row's own page.
    """

    model: type[Record]
    form_class = StepForm

    @cached_property
    def row(self) -> Any:  # noqa: ANN401  a row of the model
        """The row of the address; 404 for one that is missing, foreign or void alike."""
        manager: Any = self.model._default_manager
        return manager.filter(VALID).get_for(self.actor, self.permission_required, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which row it is about."""
        return {**super().get_form_kwargs(), "row": self.row}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the row beside the title."""
        return {**super().get_context_data(**kwargs), "about": str(self.row)}

    def back(self) -> str:
        """Lead to the row's page."""
        address: str = self.row.get_absolute_url()
        return address

    def after(self, result: Model) -> str:  # noqa: ARG002  the row's page shows what became of it
        """Lead to the row's page."""
        return self.back()


class VoidPage(StepPage):
    """Marking a row as entered in error; leads to ``back_to`` afterwards, for the row has no page any more."""

    form_class = VoidForm
    title = "登记有误，作废"
    button = "确认作废"
    saved = "已作废。"
    explanation = "作废后不再出现在列表和统计里，审计日志保留全部经过。情况有变化的请用“修改”，不要作废。"

    def back_to(self) -> str:
        """Return the list where the row stood."""
        raise NotImplementedError

    def after(self, result: Model) -> str:  # noqa: ARG002  it is gone from the pages
        """Lead to the list."""
        return self.back_to()
