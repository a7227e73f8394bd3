"""The form of an activity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from activities.models import Activity, ActivityKind, ActivityState, Festival
from branches.forms.organisation import THIRD, TWO_THIRDS, WHOLE, DayInput, OrganisationForm
from stations.models import Station

BY_DAY = "按日期：过去的算已举办"


class ClockInput(forms.TimeInput):
    """The browser's own clock; without one, a text field that takes 14:30."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ActivityForm(OrganisationForm):
    """An activity. Whether it was held is said once, when it is entered; later that is a step of its own."""

    permission = "activities.add_activity"
    sections = {
        "活动": (
            {"title": TWO_THIRDS, "kind": THIRD},
            {"held_on": THIRD, "begins": THIRD, "ends": THIRD},
            {"branch": THIRD, "organiser": THIRD, "state": THIRD},
        ),
        "地点": ({"station": THIRD, "place": TWO_THIRDS}, {"festival": THIRD}),
        "活动之后": ({"other_count": THIRD}, {"summary": WHOLE}),
    }

    class Meta:
        model = Activity
        fields = (
            "title", "kind", "held_on", "begins", "ends", "branch", "organiser", "state", "station", "place",
            "festival", "other_count", "summary",
        )  # fmt: skip
        widgets = {
            "held_on": DayInput,
            "begins": ClockInput,
            "ends": ClockInput,
            "summary": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "begins": "填了时间，签到码在开始前一小时到结束后一小时有效；不填则全天有效。",
            "organiser": "具体负责的人，或合办的单位。",
            "station": "驿站活动必选；在驿站办的其他活动也可以选。",
            "place": "驿站以外的地点，或具体到房间。",
            "festival": "属于企业文化节的活动必选。",
            "other_count": "不在流动党员名册里的人数；党员逐个登记或扫码签到。",
        }

    def narrow_choices(self) -> None:
        """Offer what the person may choose; a session of 大讲堂 is entered in its own room, and stays one."""
        self._offer_kinds()
        self._offer_places()
        self.offer_branches(none="党委主办")
        self.fields["other_count"].required = False
        self.fields["held_on"].initial = timezone.localdate
        if self.instance.pk:
            del self.fields["state"]
        else:
            self.fields["state"].required = False
            self.initial["state"] = ""

    def _offer_kinds(self) -> None:
        field: Any = self.fields["kind"]
        is_session = self.instance.kind == ActivityKind.TRAINING
        field.choices = [
            (kind.value, kind.label) for kind in ActivityKind if (kind == ActivityKind.TRAINING) == is_session
        ]

    def _offer_places(self) -> None:
        stations: Any = Station.objects.visible_to(self.by).valid()
        festivals = Festival.objects.visible_to(self.by).valid()
        open_now = stations.on(timezone.localdate())
        if self.instance.station_id:
            open_now = open_now | stations.filter(pk=self.instance.station_id)
        self.offer("station", open_now.order_by("-kind", "name"))
        self.offer("festival", festivals)

    def _name_blanks(self) -> None:
        """Say what happens where no state is chosen."""
        super()._name_blanks()
        if "state" in self.fields:
            field: Any = self.fields["state"]
            said = (ActivityState.PLANNED, ActivityState.HELD)
            field.choices = [("", BY_DAY), *((state.value, state.label) for state in said)]

    def values(self) -> dict[str, Any]:
        """Return what was filled in; nobody else came where no number was given."""
        filled = super().values()
        return {**filled, "other_count": filled["other_count"] or 0}
