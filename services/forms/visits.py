"""Forms of visits and legal aid, and the one that makes a ticket of either."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from branches.forms.organisation import HALF, THIRD, WHOLE, DayInput
from core.steps import StepForm, day_field
from services.choices import TicketKind, Urgency
from services.forms.people import NAME_INPUT, PersonForm
from services.models import LegalAid, Ticket, Visit

NO_TICKET = "没有找到这张工单，请核对编号。"


class VisitForm(PersonForm):
    """A visit."""

    permission = "services.change_visit"
    sections = {
        "走访": (
            {"on": THIRD, "kind": THIRD, "branch": THIRD},
            {"person_name": HALF, "visitors": HALF},
            {"goods": HALF, "amount": HALF},
            {"summary": WHOLE},
        ),
    }

    class Meta:
        model = Visit
        fields = ("on", "kind", "branch", "person_name", "visitors", "goods", "amount", "summary")
        widgets = {
            "on": DayInput,
            "person_name": NAME_INPUT,
            "summary": forms.Textarea(attrs={"rows": 4}),
            "amount": forms.NumberInput(attrs={"min": 0, "step": "0.01", "inputmode": "decimal"}),
        }
        help_texts = {
            "person_name": "在名册里的流动党员，填姓名后选出本人。",
            "visitors": "几个人的，用顿号隔开。",
            "goods": "如 米、油各一份；没有的不填。",
            "summary": "有当场解决不了的事，保存后可以转成工单。",
        }

    def narrow_choices(self) -> None:
        """Offer branches by right."""
        super().narrow_choices()
        self.offer_branches("党委走访")
        if not self.instance.pk:
            self.initial.setdefault("on", timezone.localdate())


class LegalAidForm(PersonForm):
    """A matter of legal aid; the ticket is named by its number."""

    permission = "services.change_legalaid"
    sections = {
        "受理": (
            {"on": THIRD, "matter": THIRD, "branch": THIRD},
            {"person_name": HALF, "lawyer": HALF},
            {"summary": WHOLE},
            {"ticket_number": THIRD},
        ),
    }

    ticket_number = forms.CharField(
        label="相关工单",
        max_length=20,
        required=False,
        help_text="填编号，如 FW-2024-0001；没有的不填，保存后也可以转成工单。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = LegalAid
        fields = ("on", "matter", "branch", "person_name", "lawyer", "summary")
        widgets = {
            "on": DayInput,
            "person_name": NAME_INPUT,
            "summary": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "person_name": "在名册里的流动党员，填姓名后选出本人。",
            "lawyer": "如 某某律师事务所；还没有定的不填。",
        }

    def narrow_choices(self) -> None:
        """Offer branches by right."""
        super().narrow_choices()
        self.offer_branches("党委办理")
        if not self.instance.pk:
            self.initial.setdefault("on", timezone.localdate())
        elif self.instance.ticket:
            self.initial["ticket_number"] = self.instance.ticket.number

    def clean_ticket_number(self) -> Ticket | None:
        """Find the ticket of this number among those that the person may see."""
        number = str(self.cleaned_data["ticket_number"]).strip().upper()
        if not number:
            return None
        rows = Ticket.objects.visible_to(self.by).valid().filter(number=number)
        ticket = (rows.filter(committee=self.committee) if self.committee else rows).first()
        if ticket is None:
            raise forms.ValidationError(NO_TICKET)
        return ticket

    def values(self) -> dict[str, Any]:
        """Return what was filled in, the ticket itself instead of its number."""
        found = super().values()
        found["ticket"] = found.pop("ticket_number")
        return found


class CloseAidForm(StepForm):
    """When and how a matter ended."""

    is_ended = forms.TypedChoiceField(
        label="结果",
        choices=[("no", "已办结"), ("yes", "终止（撤回、不再需要等）")],
        initial="no",
        coerce="yes".__eq__,
        widget=forms.RadioSelect,
    )
    on = day_field("办结日期")
    result = forms.CharField(label="情况", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class ToTicketForm(StepForm):
    """What a ticket needs beyond what the visit or the matter tells already."""

    kind = forms.ChoiceField(label="类别", choices=TicketKind.choices)
    urgency = forms.ChoiceField(
        label="紧急程度", choices=Urgency.choices, initial=Urgency.NORMAL, widget=forms.RadioSelect
    )
    description = forms.CharField(label="诉求", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
