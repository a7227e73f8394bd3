"""The form of a partnership."""

from __future__ import annotations

from django import forms

from branches.forms.organisation import HALF, THIRD, WHOLE, DayInput, OrganisationForm
from branches.models import Partnership


class PartnershipForm(OrganisationForm):
    """A partnership."""

    permission = "branches.change_partnership"
    sections = {
        "共建": (
            {"partner": HALF, "region": HALF},
            {"started_on": THIRD, "ended_on": THIRD},
            {"notes": WHOLE},
        ),
    }

    class Meta:
        model = Partnership
        fields = ("partner", "region", "started_on", "ended_on", "notes")
        widgets = {"started_on": DayInput, "ended_on": DayInput, "notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"region": "如 湖北省荆州市。", "ended_on": "共建结束后填写。"}
