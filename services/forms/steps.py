"""The short forms of a ticket's steps. Each carries the revision that the person has before their eyes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.roles import GRANTS
from branches.models import Branch
from core.scope import Actor
from core.steps import StepForm, day_field
from services.choices import Rating, TicketKind, Urgency
from services.models import Ticket
from services.steps import ASSIGN, WORK

LINES = forms.Textarea(attrs={"rows": 4})
COMMITTEE = "committee"


class TicketStepForm(StepForm):
    """Base: the ticket of the page, and the revision of it that the person has before their eyes."""

    row: Ticket
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.row.revision

    def values(self) -> dict[str, Any]:
        """Return what the step takes."""
        return self.cleaned_data


class AcceptForm(TicketStepForm):
    """What it is about and how urgent it is, as those see it who accept it."""

    kind = forms.ChoiceField(label="类别", choices=TicketKind.choices)
    urgency = forms.ChoiceField(
        label="紧急程度",
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        help_text="紧急的期限减半，特急的 1 个工作日。",
    )
    note = forms.CharField(
        label="说明", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def narrow_choices(self) -> None:
        """Begin with what was chosen when it was handed in."""
        self.fields["kind"].initial, self.fields["urgency"].initial = self.row.kind, self.row.urgency


class AssignForm(TicketStepForm):
    """Who is to look after it."""

    assignee = forms.ModelChoiceField(User.objects.none(), label="承办人", empty_label="请选择承办人")
    note = forms.CharField(label="说明", max_length=1000, required=False)

    def narrow_choices(self) -> None:
        """Offer the people who may work on it."""
        field: Any = self.fields["assignee"]
        field.queryset = people_for(self.by, self.row)
        field.label_from_instance = lambda person: f"{person.name}（{person.roles_words()}）"
        field.initial = self.row.assignee_id


class ForwardForm(TicketStepForm):
    """To which branch, or back to the committee."""

    to = forms.ChoiceField(label="转给", widget=forms.RadioSelect)
    note = forms.CharField(
        label="说明", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def narrow_choices(self) -> None:
        """Offer the branches to those who may choose one, and the committee to those who are not it."""
        branches = Branch.objects.visible_to(self.by, ASSIGN).on(timezone.localdate())
        others = branches.filter(committee=self.row.committee)
        self.branches = {str(b.pk): b for b in others if b.pk != self.row.branch_id}
        back = [(COMMITTEE, "交回党委")] if self.row.branch_id else []
        choices = [*back, *((key, branch.short_name) for key, branch in self.branches.items())]
        field: Any = self.fields["to"]
        field.choices = choices
        if len(choices) == 1:
            field.initial = choices[0][0]
        if not self.branches:
            self.fields["note"].required = True
        self.fields["note"].help_text = "交回党委的，请写明原因。" if back else ""

    def values(self) -> dict[str, Any]:
        """Return the branch itself, ``None`` for the committee."""
        given = self.cleaned_data
        return {
            "branch": self.branches.get(given["to"]),
            "note": given["note"],
            "revision": given["revision"],
        }


class WorkForm(TicketStepForm):
    """What has been done."""

    note = forms.CharField(label="进展", max_length=1000, widget=LINES, help_text="内部记录，求助人看不到。")


class SolveForm(TicketStepForm):
    """What the person is told, and the day."""

    reply = forms.CharField(
        label="给求助人的答复",
        max_length=1000,
        widget=LINES,
        help_text="求助人凭查询码看得到，请不要写别人的姓名、电话。",
    )
    on = day_field("解决日期")


class ReasonForm(TicketStepForm):
    """Why."""

    reason = forms.CharField(label="原因", max_length=1000, widget=LINES)


class ReturnForm(TicketStepForm):
    """Why, in words for the person."""

    reason = forms.CharField(
        label="退回理由",
        max_length=1000,
        widget=LINES,
        help_text="求助人凭查询码看得到；请写明可以找哪里，不要写别人的姓名、电话。",
    )


class CallForm(TicketStepForm):
    """What the person said when they were called back."""

    rating = forms.TypedChoiceField(
        label="满意程度",
        choices=[(r.value, f"{r.value} 分 {r.label}") for r in Rating],
        coerce=int,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="原话", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def values(self) -> dict[str, Any]:
        """Return rating and words; whoever rates has nothing to overwrite."""
        return {"rating": self.cleaned_data["rating"], "words": self.cleaned_data["words"]}


class NoteForm(TicketStepForm):
    """A word for those inside."""

    note = forms.CharField(label="备注", max_length=1000, widget=LINES, help_text="求助人看不到。")


class ArchiveForm(TicketStepForm):
    """Nothing to fill in but a word, if there is one."""

    note = forms.CharField(label="说明", max_length=1000, required=False)


def people_for(by: Actor, ticket: Ticket) -> Any:  # noqa: ANN401  a QuerySet of users
    """Return the people who may work on ``ticket``: its branch's, and the committee's."""
    roles = [role for role, granted in GRANTS.items() if WORK in granted]
    place = Q(assignments__branch__isnull=True, assignments__committee=ticket.committee_id)
    if ticket.branch_id:
        place |= Q(assignments__branch=ticket.branch_id)
    people = User.objects.visible_to(by, ASSIGN).filter(place, is_active=True, assignments__role__in=roles)
    return people.distinct().order_by("name")
