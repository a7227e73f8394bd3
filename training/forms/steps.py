"""The short forms about a session: held, called off."""

from __future__ import annotations

from django import forms

from core.steps import StepForm, day_field


class HoldForm(StepForm):
    """What became known when a session was held."""

    held_on = day_field("举办日期")
    hours = forms.DecimalField(label="学时", max_digits=4, decimal_places=1, min_value=0)
    other_count = forms.IntegerField(
        label="其他人员参加人数",
        min_value=0,
        max_value=100_000,
        help_text="不在流动党员名册里的人数；党员逐个登记或扫码签到。",
    )
    summary = forms.CharField(
        label="培训情况", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    materials = forms.CharField(
        label="资料",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="资料名称或存放地点，一行一项。",
    )

    def narrow_choices(self) -> None:
        """Begin with what is known."""
        activity = self.row.activity
        known = {
            "held_on": activity.held_on,
            "hours": self.row.hours,
            "other_count": activity.other_count,
            "summary": activity.summary,
            "materials": self.row.materials,
        }
        for name, value in known.items():
            self.fields[name].initial = value


class CancelForm(StepForm):
    """Why a session was called off."""

    reason = forms.CharField(label="原因", max_length=200)
