"""The forms of a suggestion and of its steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from branches.forms.organisation import HALF, QUARTER, THIRD, WHOLE, DayInput
from branches.models import Branch
from contributions.actions.suggestions import THEIR_WORDS
from contributions.forms.records import CHOOSE, COMMITTEE, RecordForm, area, line
from contributions.models import Suggestion
from core.masking import mask_phone
from core.steps import StepForm, day_field

_TEXT = 1000


class SuggestionForm(RecordForm):
    """A suggestion as it was handed in; a stored telephone number shows masked and is only ever replaced."""

    permission = "contributions.add_suggestion"
    sections = {
        "金点子": (
            {"title": WHOLE},
            {"content": WHOLE},
            {"source": THIRD, "handed_in_on": THIRD, "branch": THIRD},
        ),
        "提出人": (
            {"member": HALF, "person_name": QUARTER, "person_phone": QUARTER},
            {"clear_phone": WHOLE},
        ),
    }

    clear_phone = forms.BooleanField(label="清空联系电话", required=False)

    class Meta:
        model = Suggestion
        fields = (
            "title", "content", "source", "handed_in_on", "branch", "member", "person_name", "person_phone",
        )  # fmt: skip
        widgets = {
            "content": area(5),
            "handed_in_on": DayInput,
            "person_name": line(),
            "person_phone": line(inputmode="numeric"),
        }
        labels = {"branch": "由谁办理"}
        help_texts = {
            "title": "一句话，如 在三号门加装充电桩。",
            "member": "不是本党委党员的，在右边写姓名。",
        }

    def narrow_choices(self) -> None:
        """What somebody has sent in keeps its words."""
        self.settle_place()
        self.offer_members("member")
        held = self.instance.person_phone if self.instance.pk else ""
        if held:
            self.initial["person_phone"] = ""
            phone = self.fields["person_phone"]
            phone.widget.attrs["placeholder"] = mask_phone(held)
            phone.help_text = "不更换请留空。"
        else:
            del self.fields["clear_phone"]
        if not self.instance.pk:
            self.fields["handed_in_on"].initial = timezone.localdate
        elif self.instance.is_sent_in:
            for name in THEIR_WORDS:
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        """Return what was typed; a number left empty stays as it is unless it is to be cleared."""
        found = super().values()
        clears = found.pop("clear_phone", None)
        if clears is not None and not found["person_phone"] and not clears:
            del found["person_phone"]
        return found


class ReplyForm(StepForm):
    """The answer, and its day."""

    reply = forms.CharField(
        label="答复", max_length=_TEXT, widget=area(4), help_text="提交人凭查询码会看到这段话。"
    )
    on = day_field("日期")


class CarryOutForm(StepForm):
    """What was done, and when."""

    outcome = forms.CharField(
        label="落实情况", max_length=_TEXT, widget=area(4), help_text="提交人凭查询码会看到这段话。"
    )
    on = day_field("落实日期")


class ForwardForm(StepForm):
    """To whom it goes."""

    branch = forms.ModelChoiceField(Branch.objects.none(), label="转交给", required=False)
    note = forms.CharField(label="说明", max_length=200, required=False, help_text="记入审计日志。")

    def narrow_choices(self) -> None:
        """Offer the branches to those who answer, and the committee to those who are not it."""
        branches = Branch.objects.visible_to(self.by, "contributions.decide_suggestion")
        here = branches.on(timezone.localdate()).filter(committee=self.row.committee_id)
        field: Any = self.fields["branch"]
        field.queryset = here.exclude(pk=self.row.branch_id) if self.row.branch_id else here
        field.empty_label = COMMITTEE if self.row.branch_id else CHOOSE
        field.required = not self.row.branch_id
        field.label_from_instance = lambda branch: branch.name
