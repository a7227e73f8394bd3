"""Forms of a relation transfer: what it is about, the letter, how it ended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from branches.forms.organisation import HALF, THIRD, WHOLE, DayInput, OrganisationForm
from branches.models import Committee
from core.scope import Actor
from members.actions import last_day_of_letter
from members.choices import Departure, Direction, TransferState
from members.forms.inputs import day_field
from members.forms.rows import MemberField, RowStepForm
from members.models import Enrolment, Member, RelationTransfer
from stations.models import IncubatedOrganisation, Station

STAYS = "stays"
MOST_OFFERED = 100


class TransferForm(OrganisationForm):
    """Both organisations, the station, a note; once the letter is out also its data."""

    permission = "members.change_relationtransfer"
    sections = {
        "转接": (
            {"from_organisation": HALF, "to_organisation": HALF},
            {"station": HALF},
            {"note": WHOLE},
        ),
        "介绍信": ({"letter_number": THIRD, "sent_on": THIRD, "valid_until": THIRD},),
    }

    class Meta:
        model = RelationTransfer
        fields = (
            "from_organisation",
            "to_organisation",
            "station",
            "note",
            "letter_number",
            "sent_on",
            "valid_until",
        )
        widgets = {
            "sent_on": DayInput,
            "valid_until": DayInput,
            "to_organisation": forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
        }
        help_texts = {"station": "通过哪个驿站或阵地联系、服务的，没有可以不选。"}

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        self.member = member
        super().__init__(*args, **kwargs)

    def _only_committee(self) -> Committee:
        return self.member.committee

    def narrow_choices(self) -> None:
        """Stations that are open now, and the one chosen before; the letter only where it is out."""
        held = Station.objects.visible_to(self.by).valid()
        rows = held.on(timezone.localdate()) | held.filter(pk=self.instance.station_id)
        self.offer("station", rows)
        if self.instance.state != TransferState.SENT:
            for name in ("letter_number", "sent_on", "valid_until"):
                del self.fields[name]


def organisations_of(by: Actor, member: Member) -> list[str]:
    """Return organisations of the park that may receive the member: that did so before, or grew at the stations."""
    taken = RelationTransfer.objects.visible_to(by).valid().filter(direction=Direction.IN)
    before = taken.order_by().values_list("to_organisation", flat=True).distinct()[:MOST_OFFERED]
    grown = IncubatedOrganisation.objects.visible_to(by).valid()
    own = grown.filter(station__committee=member.committee_id, approved_on__isnull=False)
    return sorted({*before, *own.values_list("name", flat=True)})


def first_values(member: Member, direction: str, before: RelationTransfer | None) -> dict[str, Any]:
    """Return what a new transfer is likely to say: as ``before``, or from home to here."""
    if before is not None:
        return {
            "from_organisation": before.from_organisation,
            "to_organisation": before.to_organisation,
            "station": before.station_id,
        }
    open_now = Enrolment.objects.open().filter(member=member).first()
    return {
        "from_organisation": member.home_organisation,
        "station": open_now.station_id if open_now and direction == Direction.IN else None,
    }


class SendForm(RowStepForm):
    """The letter."""

    letter_number = forms.CharField(label="介绍信编号", max_length=40)
    sent_on = day_field("开出日期")
    valid_until = forms.DateField(label="有效期至", widget=DayInput(), required=False)

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        field = self.fields["valid_until"]
        field.initial = last_day_of_letter(committee, timezone.localdate())
        field.help_text = f"一般为 {committee.letter_days} 天；留空则从开出日期起算"


class ReceiveForm(RowStepForm):
    """When it was received; out of the park also whether the branch goes on looking after the member."""

    on = day_field("接收日期")
    outcome = forms.ChoiceField(
        label="今后的管理",
        choices=[
            (STAYS, "仍在园区务工，继续由本支部管理"),
            (Departure.RETURNED, "已离开园区：返回流出地"),
            (Departure.MOVED_ON, "已离开园区：再次流动"),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, asks_outcome: bool, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        if not asks_outcome:
            del self.fields["outcome"]

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        outcome = self.cleaned_data.get("outcome", STAYS)
        return {**self.cleaned_data, "outcome": "" if outcome == STAYS else outcome}


class SendBackForm(RowStepForm):
    """When and why the letter came back."""

    on = day_field("退回日期")
    reason = forms.CharField(label="退回原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class WhoForm(RowStepForm):
    """Whose formal membership moves."""

    member = MemberField(empty_label="请选择党员")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, by=by, **kwargs)
        field: MemberField = self.fields["member"]  # type: ignore[assignment]  # declared so above
        rows = Member.objects.visible_to(by, "members.change_relationtransfer")
        field.offer(rows.exclude(pk__in=RelationTransfer.objects.under_way().values("member")))
