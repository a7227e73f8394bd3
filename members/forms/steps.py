"""The short forms: moving, ending, returning, contacts, requests, finding by number."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from core.scope import Actor
from members.choices import ContactKind, Departure
from members.forms.inputs import BranchField, day_field, private_input
from members.models import Member

_NOTE = 200
_BY_OTHER_WAYS = (
    Departure.MOVED,
    Departure.SETTLED,
)  # by moving to another branch, and by a transfer received
_NOT_TOGETHER = (*_BY_OTHER_WAYS, Departure.VOID)


class StepForm(forms.Form):
    """Base: fields one below the other, the frame drawn by the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        for field in self.fields.values():
            verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
            field.error_messages["required"] = f"请{verb}{field.label}。"

    def offer_branches(self, field: str, user: Actor, permission: str, committee: int | None) -> BranchField:
        """Fill a branch field with what ``user`` may choose."""
        branch: BranchField = self.fields[field]  # type: ignore[assignment]  # declared so by the form
        branch.offer(user, permission, committee=committee)
        return branch


class MoveForm(StepForm):
    """To which branch of the committee, from which day."""

    to_branch = BranchField(label="调入支部", queryset=None, empty_label="请选择支部")
    on = day_field("调整日期", help_text="从这一天起由调入支部管理")
    note = forms.CharField(label="说明", max_length=_NOTE, required=False)

    def __init__(self, *args: Any, user: Actor, member: Member, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        field = self.offer_branches("to_branch", user, "members.move_member", member.committee_id)
        if field.queryset is not None:
            field.queryset = field.queryset.exclude(pk=member.branch_id)


class EndForm(StepForm):
    """When and how somebody left the branch's care."""

    outcome = forms.ChoiceField(
        label="去向",
        choices=[("", "请选择去向"), *(pair for pair in Departure.choices if pair[0] not in _BY_OTHER_WAYS)],
    )
    on = day_field("结束日期", help_text="从这一天起不再由本支部管理")
    note = forms.CharField(label="说明", max_length=_NOTE, required=False)


class AbsentForm(EndForm):
    """When and how several people left who are missing from a roster; an error is told of one at a time."""

    outcome = forms.ChoiceField(
        label="去向",
        choices=[("", "请选择去向"), *(pair for pair in Departure.choices if pair[0] not in _NOT_TOGETHER)],
    )


class ReenrolForm(StepForm):
    """To which branch somebody comes back, and when."""

    branch = BranchField(label="登记到", queryset=None, empty_label="请选择支部")
    started_on = day_field("流入日期")
    note = forms.CharField(label="说明", max_length=_NOTE, required=False)

    def __init__(self, *args: Any, user: Actor, member: Member, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        field = self.offer_branches("branch", user, "members.add_member", member.committee_id)
        field.initial = field.initial or member.branch_id


class ContactForm(StepForm):
    """When, how, and what came of it."""

    on = day_field("日期")
    kind = forms.ChoiceField(label="方式", choices=[("", "请选择方式"), *ContactKind.choices])
    summary = forms.CharField(label="情况", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


class RequestForm(StepForm):
    """Whom a branch asks for. The number travels in the body of the request only."""

    national_id = forms.CharField(label="身份证号", max_length=40, widget=private_input())
    to_branch = BranchField(label="调入支部", queryset=None, empty_label="请选择支部")
    reason = forms.CharField(
        label="理由", max_length=_NOTE, required=False, help_text="如：已到本支部所在企业上班"
    )

    def __init__(self, *args: Any, user: Actor, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.offer_branches("to_branch", user, "members.add_moverequest", None)


class DecisionForm(StepForm):
    """Yes or no, with a word."""

    decision = forms.ChoiceField(
        label="决定", choices=[("approve", "同意调入"), ("decline", "不同意")], widget=forms.RadioSelect
    )
    on = day_field("调整日期", help_text="同意时，从这一天起由申请的支部管理")
    answer = forms.CharField(
        label="审批意见", max_length=_NOTE, required=False, help_text="不同意时必填，申请的支部会看到"
    )


class FindForm(StepForm):
    """A number by which somebody is looked for."""

    number = forms.CharField(
        label="身份证号或手机号",
        max_length=40,
        widget=private_input(),
        help_text="须是完整的号码",
    )
