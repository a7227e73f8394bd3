"""The form of an incubated organisation, and those of its steps."""

from __future__ import annotations

from typing import Any

from django import forms

from branches.forms import organisation as base
from branches.forms.organisation import HALF, NOT_SAID, QUARTER, THIRD, WHOLE, DayInput
from branches.models import Branch, Enterprise
from core.scope import Actor
from core.steps import StepForm, day_field
from stations.models import IncubatedOrganisation, Station


class OrganisationForm(base.OrganisationForm):
    """An organisation that grows at ``station``."""

    permission = "stations.change_incubatedorganisation"
    sections = {
        "孵化党组织": (
            {"name": HALF, "kind": QUARTER},
            {"enterprise": HALF, "branch": HALF},
        ),
        "进展": (
            {"started_on": THIRD, "approved_on": THIRD, "ended_on": THIRD},
            {"notes": WHOLE},
        ),
    }

    class Meta:
        model = IncubatedOrganisation
        fields = (
            "name", "kind", "enterprise", "branch", "started_on", "approved_on", "ended_on", "notes",
        )  # fmt: skip
        widgets = {
            "started_on": DayInput,
            "approved_on": DayInput,
            "ended_on": DayInput,
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "enterprise": "在哪家企业里孵化。",
            "branch": "批准后成为本党委管理的支部的，在这里选择。",
            "approved_on": "上级批准成立的日期；还在孵化的不填。",
            "ended_on": "没有孵化成功的，填终止日期。",
        }

    def __init__(self, *args: Any, by: Actor, station: Station, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        self.station = station
        super().__init__(*args, by=by, **kwargs)

    def _only_committee(self) -> Any:  # noqa: ANN401  the committee of the station
        return self.station.committee

    def narrow_choices(self) -> None:
        """Enterprises and branches of the station's committee."""
        self.offer("enterprise", Enterprise.objects.visible_to(self.by))
        self.offer("branch", Branch.objects.visible_to(self.by))
        branches = Branch.objects.visible_to(self.by)
        if self.instance.branch_id and not branches.filter(pk=self.instance.branch_id).exists():
            del self.fields["branch"]  # It became a branch that the person does not see: that stays.


class ApproveForm(StepForm):
    """When it was approved, and what it is now."""

    approved_on = day_field("批准成立日期")
    branch = forms.ModelChoiceField(
        Branch.objects.none(),
        label="成为的党支部",
        required=False,
        empty_label=NOT_SAID,
        help_text="成为本党委管理的支部的，在这里选择。",
    )

    def narrow_choices(self) -> None:
        """Branches of the station's committee."""
        field: Any = self.fields["branch"]
        field.queryset = Branch.objects.visible_to(self.by).filter(committee=self.row.station.committee_id)
        field.initial = self.row.branch_id


class EndForm(StepForm):
    """When and why it was given up."""

    ended_on = day_field("终止孵化日期")
    notes = forms.CharField(
        label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
