"""Who was there: members by ticks, others by number."""

from __future__ import annotations

from typing import Any

from django import forms

from activities.actions.attendances import enrolments_for
from activities.models import MOST_OTHERS
from core.steps import StepForm
from members.models import Member


class AttendanceForm(StepForm):
    """Ticks beside the names of those whom the person's branches managed on the day."""

    members = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="参加人员",
        error_messages={
            "invalid_choice": "名单已经变了，请刷新页面重新勾选。",
            "invalid_pk_value": "名单已经变了，请刷新页面重新勾选。",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.fields["members"].error_messages["required"] = "请至少勾选一个人。"

    def narrow_choices(self) -> None:
        """Offer those whose attendance the person keeps."""
        field: Any = self.fields["members"]
        managed = enrolments_for(self.by, self.row).values("member")
        field.queryset = Member.objects.filter(pk__in=managed)


class OthersForm(StepForm):
    """How many came who are no members of the register."""

    count = forms.IntegerField(
        label="其他人员参加人数",
        min_value=0,
        max_value=MOST_OTHERS,
        help_text="不在流动党员名册里的人数，如职工、家属、园区外的来宾。",
    )

    def narrow_choices(self) -> None:
        """Begin with what is known."""
        self.fields["count"].initial = self.row.other_count
