"""The form of an office."""

from __future__ import annotations

from branches.forms.organisation import HALF, THIRD, DayInput, OrganisationForm
from branches.models import Partnership
from members.forms.inputs import day_field
from members.forms.rows import MemberField, RowStepForm
from members.models import Member, Seat


class SeatForm(OrganisationForm):
    """Who holds which office in which body, from when until when."""

    permission = "members.change_seat"
    sections = {
        "班子": ({"branch": HALF, "partnership": HALF},),
        "任职": (
            {"role": THIRD},
            {"member": THIRD, "holder_name": THIRD, "holder_title": THIRD},
            {"started_on": THIRD, "term_ends_on": THIRD, "ended_on": THIRD},
        ),
    }

    member = MemberField(required=False, help_text="由流动党员担任的，在这里选择。")

    class Meta:
        model = Seat
        fields = (
            "branch", "partnership", "role", "member", "holder_name", "holder_title", "started_on", "term_ends_on",
            "ended_on",
        )  # fmt: skip
        widgets = {"started_on": DayInput, "term_ends_on": DayInput, "ended_on": DayInput}
        help_texts = {
            "partnership": "在共建地区党组织任职的，在这里选择。",
            "holder_title": "如 某某公司党支部书记。",
            "term_ends_on": "这一届任期到哪一天。",
        }

    def narrow_choices(self) -> None:
        """The body is chosen once; who works for branches only enters offices of theirs."""
        field: MemberField = self.fields["member"]  # type: ignore[assignment]  # declared so above
        rows = Member.objects.visible_to(self.by)
        field.offer(rows.filter(committee=self.committee) if self.committee else rows)
        if self.instance.pk:
            del self.fields["branch"], self.fields["partnership"]
            return
        del self.fields["ended_on"]
        self.offer_branches("党委班子")
        self.offer("partnership", Partnership.objects.visible_to(self.by))
        if self.by.reach(self.permission).only_branches:
            del self.fields["partnership"]


class EndSeatForm(RowStepForm):
    """When somebody left an office."""

    on = day_field("卸任日期")
