"""The forms of a mediation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from branches.forms.organisation import HALF, THIRD, WHOLE, DayInput
from contributions.choices import DisputeResult
from contributions.forms.records import RecordForm, area, line
from contributions.models import Mediation
from core.steps import StepForm, day_field


class MediationForm(RecordForm):
    """A mediation; how it ended is told by its own form, or along with a new one."""

    permission = "contributions.change_mediation"
    sections = {
        "受理": (
            {"on": THIRD, "kind": THIRD, "branch": THIRD},
            {"mediator": HALF, "place": HALF},
        ),
        "情况": ({"parties": WHOLE}, {"summary": WHOLE}),
        "结果": ({"result": HALF, "settled_on": HALF},),
    }

    class Meta:
        model = Mediation
        fields = (
            "on", "kind", "branch", "mediator", "place", "parties", "summary", "result", "settled_on",
        )  # fmt: skip
        widgets = {"on": DayInput, "settled_on": DayInput, "parties": line(), "summary": area(4)}
        help_texts = {
            "parties": "加密保存，只有本支部和党委看得到。",
            "settled_on": "调解成功时填写。",
        }

    def narrow_choices(self) -> None:
        """Ask for the result only while it is entered."""
        self.settle_place()
        self.offer_members("mediator")
        self.fields["parties"].required = True
        self.fields["on"].initial = timezone.localdate
        if self.instance.pk:
            del self.fields["result"], self.fields["settled_on"]
        else:
            self.fields["result"].required = False

    def values(self) -> dict[str, Any]:
        """Whoever says nothing about the result means that it is not over yet."""
        found = super().values()
        if "result" in found:
            found["result"] = found["result"] or DisputeResult.PENDING
        return found


class SettleForm(StepForm):
    """How it ended."""

    result = forms.ChoiceField(label="结果", choices=DisputeResult.choices, widget=forms.RadioSelect)
    settled_on = day_field("调解成功日期", required=False, help_text="只在调解成功时填写。")
