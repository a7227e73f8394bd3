"""Entering and changing activities, and their steps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.views.generic import CreateView, UpdateView

from activities.actions import (
    add_activity,
    cancel_activity,
    change_activity,
    hold_activity,
    reopen_activity,
    void_activity,
)
from activities.asked import number_of
from activities.forms import ActivityForm, CancelForm, HoldForm
from activities.models import Activity, ActivityKind
from core.pages import FormPage
from core.records import VALID
from core.steps import StepPage, VoidPage
from core.views import PermittedMixin, ScopedMixin

CHANGE = "activities.change_activity"
KIND_OF = {"station": ActivityKind.STATION, "festival": ActivityKind.FESTIVAL}
"""What is entered from the page of a station or a festival is of that kind, unless said otherwise."""


class ActivityAdd(FormPage, PermittedMixin, CreateView[Activity, ActivityForm]):
    """Entering an activity; ``?station=3``, ``?festival=4`` and ``?on=2024-12-05`` fill in what is known."""

    model = Activity
    form_class = ActivityForm
    permission_required = "activities.add_activity"
    title = "登记活动"
    saved = "活动已登记。"
    explanation = "准备办的、已经办过的都在这里登记。大讲堂请在“大讲堂”里登记。"

    def get_initial(self) -> dict[str, Any]:
        """Take what the address says; what is no day and no number is left out."""
        asked, found = self.request.GET, dict[str, Any]()
        for name, kind in KIND_OF.items():
            if number := number_of(asked.get(name)):
                found |= {name: number, "kind": kind}
        try:
            found["held_on"] = date.fromisoformat(asked.get("on", ""))
        except ValueError:
            return found
        return found

    def act(self, form: ActivityForm) -> Activity:  # type: ignore[override]  # the form of this page
        """Enter the activity."""
        return add_activity(by=self.actor, committee=form.chosen_committee(), values=form.values())

    def back(self) -> str:
        """Lead to the list."""
        return reverse("activities:activities")


class ActivityEdit(FormPage, ScopedMixin, UpdateView[Activity, ActivityForm]):
    """Changing an activity."""

    queryset = Activity.objects.filter(VALID).select_related("committee", "branch")
    form_class = ActivityForm
    permission_required = CHANGE
    title = "修改活动"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lead to the page for what was entered in error; a session of 大讲堂 has its own."""
        is_session = self.object.kind == ActivityKind.TRAINING
        void_link = "" if is_session else reverse("activities:activity_void", args=[self.object.pk])
        return {**super().get_context_data(**kwargs), "void_link": void_link}

    def act(self, form: ActivityForm) -> Activity:  # type: ignore[override]  # the form of this page
        """Change the activity."""
        return change_activity(
            by=self.actor, activity=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to the activity's page."""
        return reverse("activities:activity", args=[self.kwargs["pk"]])


class ActivityHold(StepPage):
    """Noting that an activity has been held."""

    model = Activity
    form_class = HoldForm
    permission_required = CHANGE
    title, button, saved = "标记已举办", "确认已举办", "已标记为已举办。"
    explanation = "标记后计入活动场次和参加人次。"

    def act(self, form: Any) -> Activity:  # noqa: ANN401  the form of this page
        """Note it."""
        return hold_activity(by=self.actor, activity=self.row, values=form.cleaned_data)


class ActivityCancel(StepPage):
    """Calling an activity off."""

    model = Activity
    form_class = CancelForm
    permission_required = CHANGE
    title, button, saved = "取消活动", "确认取消", "活动已取消。"
    explanation = "取消的活动仍能查到，但不计入统计，签到码同时失效。"

    def act(self, form: Any) -> Activity:  # noqa: ANN401  the form of this page
        """Call it off."""
        return cancel_activity(by=self.actor, activity=self.row, reason=form.cleaned_data["reason"])


class ActivityReopen(StepPage):
    """Taking back that an activity was held or called off."""

    model = Activity
    permission_required = CHANGE
    title, button, saved = "改回筹备中", "确认", "已改回筹备中。"
    explanation = "误标了已举办或已取消的，用这一步改回来；改回后不计入统计，已登记的参加人员保留。"

    def act(self, form: Any) -> Activity:  # noqa: ANN401, ARG002  there is nothing to fill in
        """Take it back."""
        return reopen_activity(by=self.actor, activity=self.row)


class ActivityVoid(VoidPage):
    """An activity that was entered in error."""

    model = Activity
    permission_required = CHANGE
    explanation = (
        "作废后这次活动和它的参加记录都不再计入统计，审计日志保留全部经过。没有办成的请用“取消”，不要作废。"
    )

    def act(self, form: Any) -> Activity:  # noqa: ANN401  the form of this page
        """Mark it."""
        return void_activity(by=self.actor, activity=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse("activities:activities")
