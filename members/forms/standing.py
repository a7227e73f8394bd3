"""Short forms about a member's standing: full membership, station, card."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from core.partial_dates import PartialDateInput
from core.scope import Actor
from members.choices import CardResult
from members.forms.inputs import day_field
from members.forms.steps import StepForm
from members.models import Enrolment, Member
from stations.models import Station


class ConfirmForm(StepForm):
    """From when somebody is a full member."""

    confirmed_on = PartialDateInput(label="转正日期", help_text="支部大会通过转正之日；只知道年月的写到月")


class StationForm(StepForm):
    """Through which station a member is looked after."""

    station = forms.ModelChoiceField(
        queryset=Station.objects.none(),
        label="驿站或阵地",
        required=False,
        empty_label="不依托驿站或阵地",
    )

    def __init__(self, *args: Any, user: Actor, member: Member, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        now = Enrolment.objects.open().filter(member=member).values_list("station", flat=True).first()
        held = Station.objects.visible_to(user).valid().filter(committee=member.committee_id)
        field: forms.ModelChoiceField[Station] = self.fields["station"]  # type: ignore[assignment]  # declared so
        field.queryset = held.on(timezone.localdate()) | held.filter(pk__in=[now] if now else [])
        field.initial = now


class CardForm(StepForm):
    """What came of the year's check of a card."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    on = day_field("查验日期")
    result = forms.ChoiceField(label="结果", choices=CardResult.choices, widget=forms.RadioSelect)
    card_number = forms.CharField(
        label="新证号", max_length=30, required=False, help_text="补发或换发时填写，会记到党员资料里"
    )
    note = forms.CharField(label="说明", max_length=200, required=False, help_text="有问题的，请写明情况")
