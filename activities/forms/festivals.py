"""The form of a festival."""

from __future__ import annotations

from django import forms

from activities.models import Festival
from branches.forms.organisation import THIRD, TWO_THIRDS, WHOLE, DayInput, OrganisationForm


class FestivalForm(OrganisationForm):
    """A festival."""

    permission = "activities.change_festival"
    sections = {
        "文化节": (
            {"name": TWO_THIRDS, "year": THIRD},
            {"started_on": THIRD, "ended_on": THIRD},
            {"theme": WHOLE},
            {"notes": WHOLE},
        ),
    }

    class Meta:
        model = Festival
        fields = ("name", "year", "started_on", "ended_on", "theme", "notes")
        widgets = {"started_on": DayInput, "ended_on": DayInput, "notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"name": "如 第四届企业文化节。", "year": "一年一届。"}
