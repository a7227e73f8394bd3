"""Forms of time limits and of the table of holidays."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from branches.forms.organisation import THIRD, DayInput, OrganisationForm
from branches.models import Committee
from core.scope import Actor
from services.choices import TicketKind
from services.models import Holiday
from services.time_limits import limits_of

WITHIN = "请填 1 至 365 之间的整数。"


class HolidayForm(OrganisationForm):
    """A day that differs from the week."""

    permission = "services.change_holiday"
    sections = {"日期": ({"on": THIRD, "kind": THIRD, "name": THIRD},)}

    class Meta:
        model = Holiday
        fields = ("on", "kind", "name")
        widgets = {"on": DayInput}
        help_texts = {"name": "如 春节、园区停产检修。"}


class LimitsForm(forms.Form):
    """The working days of each kind of ticket."""

    def __init__(self, *args: Any, by: Actor, committee: Committee, **kwargs: Any) -> None:  # noqa: ANN401, ARG002  as in Django
        super().__init__(*args, **kwargs)
        for kind, days in limits_of(committee).items():
            self.fields[kind.value] = forms.IntegerField(
                label=kind.label,
                initial=days,
                validators=[MinValueValidator(1, WITHIN), MaxValueValidator(365, WITHIN)],
                error_messages={"required": WITHIN, "invalid": WITHIN},
                widget=forms.NumberInput(attrs={"min": 1, "max": 365, "inputmode": "numeric"}),
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(*(Column(kind.value, css_class="col-6 col-md-3") for kind in TicketKind))
        )
