"""The form of a ticket inside: what the public form asks, and where it came from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from branches.forms.organisation import HALF, THIRD, WHOLE, DayInput
from core.masking import mask_phone
from core.texts import clean_phone
from services.choices import Source
from services.forms.people import NAME_INPUT, PersonForm
from services.models import Ticket
from services.rules import fault_of_phone
from services.steps import ASSIGN
from stations.models import Station

PHONE_INPUT = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "tel"})
_PERSON = ({"person_name": HALF, "person_phone": HALF},)
_MATTER = ({"kind": THIRD, "urgency": THIRD, "source": THIRD}, {"description": WHOLE})
_HELP = {
    "person_name": "在名册里的流动党员，填姓名后选出本人；不愿留名的不填。",
    "person_phone": "手机号，或带区号的固定电话；名册里的人不填则用名册里的号码。",
    "description": "什么事、发生在哪里、希望怎么办。",
    "station": "在驿站提出的，选是哪个驿站。",
}


class TicketForm(PersonForm):
    """A new ticket."""

    permission = "services.add_ticket"
    sections = {
        "求助人": _PERSON,
        "诉求": _MATTER,
        "办理": ({"branch": THIRD, "station": THIRD, "received_on": THIRD}, {"is_accepted": WHOLE}),
    }

    received_on = forms.DateField(label="登记日期", widget=DayInput, initial=timezone.localdate)
    is_accepted = forms.BooleanField(
        label="登记的同时受理，从今天起计算办理期限", required=False, initial=True
    )

    class Meta:
        model = Ticket
        fields = (
            "person_name",
            "person_phone",
            "kind",
            "urgency",
            "source",
            "description",
            "branch",
            "station",
        )
        widgets = {
            "person_name": NAME_INPUT,
            "person_phone": PHONE_INPUT,
            "description": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = _HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        kwargs["initial"] = {"source": Source.HOTLINE, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def narrow_choices(self) -> None:
        """Offer branches by right, and the stations that are open."""
        super().narrow_choices()
        self.offer_branches("党委办理")
        offer_stations(self)

    def clean_person_phone(self) -> str:
        """Judge the number at once with the rest of the form."""
        return judged_phone(self.cleaned_data["person_phone"])


class EditTicketForm(PersonForm):
    """A stored ticket; a number left empty stays as it is. Its branch is changed by forwarding."""

    permission = "services.change_ticket"
    sections = {"求助人": _PERSON, "诉求": _MATTER, "办理": ({"station": HALF, "due_on": HALF},)}

    class Meta:
        model = Ticket
        fields = (
            "person_name",
            "person_phone",
            "kind",
            "urgency",
            "source",
            "description",
            "station",
            "due_on",
        )
        widgets = {**TicketForm.Meta.widgets, "due_on": DayInput}
        help_texts = {
            **_HELP,
            "kind": "改了类别，办理期限不会跟着变。",
            "due_on": "受理时按类别和紧急程度定下；确有需要时可以改，改动会写入办理记录。",
        }

    def narrow_choices(self) -> None:
        """Leave the day it is due to those who assign; show only a part of the number."""
        super().narrow_choices()
        offer_stations(self)
        if self.instance.due_on is None or not self.by.has_perm(ASSIGN, self.instance):
            del self.fields["due_on"]
        if number := self.instance.person_phone:
            self.initial["person_phone"] = ""
            self.fields["person_phone"].widget.attrs["placeholder"] = mask_phone(number)
            self.fields["person_phone"].help_text = "不更换请留空。"

    def clean_person_phone(self) -> str:
        """Judge the number at once with the rest of the form."""
        return judged_phone(self.cleaned_data["person_phone"])

    def values(self) -> dict[str, Any]:
        """Return what was typed, without a number that was left alone."""
        found = super().values()
        if not found["person_phone"]:
            del found["person_phone"]
        return found


def offer_stations(form: PersonForm) -> None:
    """Offer the stations within reach that are open, and the one that is chosen already."""
    rows = Station.objects.visible_to(form.by).valid().on(timezone.localdate())
    if stored := getattr(form.instance, "station_id", None):
        rows |= Station.objects.visible_to(form.by).filter(pk=stored)
    form.offer("station", rows)


def judged_phone(text: str) -> str:
    """Return a number as digits; raise ``ValidationError`` with the sentence where it is none."""
    number = clean_phone(text)
    if fault := fault_of_phone(number):
        raise forms.ValidationError(fault)
    return number
