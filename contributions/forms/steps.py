"""The short forms of single steps: a day, a reason."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from branches.forms.organisation import DayInput
from core.scope import Actor

_REASON = 200


def day_field(label: str, **kwargs: Any) -> forms.DateField:  # noqa: ANN401  as Django's field takes them
    """A day with the browser's own calendar; today unless told otherwise."""
    return forms.DateField(label=label, widget=DayInput(), initial=timezone.localdate, **kwargs)


class StepForm(forms.Form):
    """Base: fields one below the other, the frame drawn by the page."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.by = by
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        for field in self.fields.values():
            verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
            field.error_messages["required"] = f"请{verb}{field.label}。"


class DayForm(StepForm):
    """On which day something ended."""

    on = day_field("日期")


class VoidForm(StepForm):
    """Why a record is taken out."""

    reason = forms.CharField(
        label="作废原因", max_length=_REASON, help_text="如 重复登记、登记错了对象。会记入审计日志。"
    )
