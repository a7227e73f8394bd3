"""The short forms about an activity: held, called off."""

from __future__ import annotations

from django import forms

from activities.models import MOST_OTHERS
from core.steps import StepForm, day_field


class HoldForm(StepForm):
    """What became known when an activity was held."""

    held_on = day_field("举办日期")
    other_count = forms.IntegerField(
        label="其他人员参加人数",
        min_value=0,
        max_value=MOST_OTHERS,
        help_text="不在流动党员名册里的人数；党员逐个登记或扫码签到。没有填 0。",
    )
    summary = forms.CharField(
        label="活动情况", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def narrow_choices(self) -> None:
        """Begin with what is known."""
        for name in ("held_on", "other_count", "summary"):
            self.fields[name].initial = getattr(self.row, name)


class CancelForm(StepForm):
    """Why an activity was called off."""

    reason = forms.CharField(
        label="原因", max_length=200, help_text="如：场地停电，改到下月。会记入操作记录。"
    )
