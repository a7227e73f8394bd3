"""The form of a session: what every gathering has and what a session has besides, as one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils import timezone

from activities.models import Activity
from branches.forms.organisation import (
    QUARTER,
    REVISION,
    THIRD,
    TWO_THIRDS,
    WHOLE,
    DayInput,
    OrganisationForm,
)
from stations.models import Station
from training.models import TrainingSession

GATHERING = (
    "title", "held_on", "begins", "ends", "branch", "station", "place", "organiser", "other_count", "summary",
)  # fmt: skip


class ClockInput(forms.TimeInput):
    """The browser's own clock; without one, a text field that takes 14:30."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class SessionForm(OrganisationForm):
    """A session and the activity that it is."""

    permission = "training.change_trainingsession"
    sections = {
        "场次": (
            {"title": TWO_THIRDS, "branch": THIRD},
            {"held_on": THIRD, "begins": THIRD, "ends": THIRD},
            {"station": THIRD, "place": THIRD, "organiser": THIRD},
        ),
        "内容": (
            {"audience": QUARTER, "topic": QUARTER, "mode": QUARTER, "hours": QUARTER},
            {"lecturer": THIRD, "lecturer_title": TWO_THIRDS},
            {"materials": WHOLE},
        ),
        "举办之后": (
            {"other_count": THIRD},
            {"summary": WHOLE},
        ),
    }

    class Meta:
        model = TrainingSession
        fields = ("audience", "topic", "mode", "hours", "lecturer", "lecturer_title", "materials")
        widgets = {"materials": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"hours": "每人可记的学时，如 2 或 1.5。", "lecturer_title": "如 岳阳市委党校 副教授。"}

    def narrow_choices(self) -> None:
        """Add the activity's fields, each with what it holds."""
        self.fields.update(
            fields_for_model(
                Activity,
                fields=GATHERING,
                widgets={
                    "held_on": DayInput(),
                    "begins": ClockInput(),
                    "ends": ClockInput(),
                    "summary": forms.Textarea(attrs={"rows": 4}),
                },
                help_texts={
                    "organiser": "如与其他单位合办，写在这里。",
                    "other_count": "不在流动党员名册里的人数。党员逐个登记或扫码签到。",
                },
            )
        )
        self.fields["mode"].initial = self.fields["mode"].initial or "on_site"
        self.fields["held_on"].initial = timezone.localdate
        if self.instance.pk:
            stored = {name: getattr(self.instance.activity, name) for name in GATHERING}
            self.initial.update({**stored, "branch": self.instance.branch_id})
            self.fields[REVISION].initial = self.instance.whole_revision
        today = timezone.localdate()
        stations: Any = Station.objects.visible_to(self.by).valid().on(today)
        if self.instance.pk and self.instance.activity.station_id:
            stations = stations | Station.objects.visible_to(self.by).filter(
                pk=self.instance.activity.station_id
            )
        self.offer("station", stations.order_by("-kind", "name"))
        self.offer_branches(none="党委主办")
