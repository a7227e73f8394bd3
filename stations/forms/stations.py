"""The form of a station, and that of closing one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from branches.forms.organisation import HALF, QUARTER, THIRD, WHOLE, DayInput, OrganisationForm
from branches.models import Enterprise
from core.masking import mask_phone
from core.steps import StepForm, day_field
from stations.models import Station

PHONE, CLEAR = "keeper_phone", "clear_keeper_phone"


class StationForm(OrganisationForm):
    """A station or incubation site. The keeper's number is stored masked from the page, and only ever replaced."""

    permission = "stations.add_station"
    sections = {
        "驿站或阵地": (
            {"kind": QUARTER, "name": HALF, "branch": QUARTER},
            {"host": HALF, "place": HALF},
            {"opened_on": QUARTER, "closed_on": QUARTER, "opening_hours": HALF},
        ),
        "负责人和说明": ({"keeper": THIRD, PHONE: THIRD, CLEAR: THIRD}, {"notes": WHOLE}),
    }

    class Meta:
        model = Station
        fields = (
            "kind", "name", "branch", "host", "place", "opened_on", "closed_on", "opening_hours",
            "keeper", "keeper_phone", "notes",
        )  # fmt: skip
        widgets = {
            "opened_on": DayInput,
            "closed_on": DayInput,
            "keeper_phone": forms.TextInput(
                attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "tel"}
            ),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "opening_hours": "如 工作日 8:30—17:30，会印在驿站的张贴页上。",
            "closed_on": "清空后恢复开放。",
            "notes": "会印在驿站的张贴页上。",
        }

    def narrow_choices(self) -> None:
        """Leave the branch to those who may open stations, and the day of closing to the step of its own."""
        self.fields["opened_on"].initial = timezone.localdate
        self.offer("host", Enterprise.objects.visible_to(self.by))
        if not self.instance.pk or self.by.has_perm(self.permission, self.instance):
            self.offer_branches(none="党委直接管理")
        else:
            del self.fields["branch"]
        if not self.instance.closed_on:
            del self.fields["closed_on"]
        self._mask_phone()

    def _mask_phone(self) -> None:
        """Show what is stored as a hint only: left empty it stays, a tick empties it."""
        self.held_phone = self.instance.keeper_phone if self.instance.pk else ""
        if not self.held_phone:
            return
        self.initial[PHONE] = ""
        self.fields[PHONE].widget.attrs["placeholder"] = mask_phone(self.held_phone)
        self.fields[PHONE].help_text = "不更换请留空"
        self.fields[CLEAR] = forms.BooleanField(label="清空电话", required=False)

    def values(self) -> dict[str, Any]:
        """Return what was filled in; a number that was left alone is not among it."""
        values = super().values()
        clears = values.pop(CLEAR, False)
        if self.held_phone and not values[PHONE] and not clears:
            del values[PHONE]
        return values


class CloseForm(StepForm):
    """From which day a station is closed."""

    closed_on = day_field("停用日期", help_text="从这一天起不再开放，不能晚于今天")
