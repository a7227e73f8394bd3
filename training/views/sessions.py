"""Entering and changing sessions, and their steps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.views.generic import CreateView, UpdateView

from core.pages import FormPage
from core.records import VALID
from core.steps import StepPage, VoidPage
from core.views import PermittedMixin, ScopedMixin
from training.actions import (
    add_session,
    cancel_session,
    change_session,
    hold_session,
    reopen_session,
    void_session,
)
from training.forms import CancelForm, HoldForm, SessionForm
from training.models import TrainingSession

CHANGE = "training.change_trainingsession"


class SessionAdd(FormPage, PermittedMixin, CreateView[TrainingSession, SessionForm]):
    """Entering a session; ``?on=2024-12-05`` fills in the day."""

    model = TrainingSession
    form_class = SessionForm
    permission_required = CHANGE
    title = "登记大讲堂"
    saved = "大讲堂已登记。"
    explanation = "日期已过的直接计为已举办；今天和以后的先算筹备中，举办之后再标记。"

    def get_initial(self) -> dict[str, Any]:
        """Take the day from the address, as the calendar gives it."""
        try:
            return {"held_on": date.fromisoformat(self.request.GET.get("on", ""))}
        except ValueError:
            return {}

    def act(self, form: SessionForm) -> TrainingSession:  # type: ignore[override]  # the form of this page
        """Enter the session."""
        return add_session(by=self.actor, committee=form.chosen_committee(), values=form.values())

    def back(self) -> str:
        """Lead to the list."""
        return reverse("training:sessions")


class SessionEdit(FormPage, ScopedMixin, UpdateView[TrainingSession, SessionForm]):
    """Changing a session."""

    queryset = TrainingSession.objects.filter(VALID, activity__voided_at__isnull=True).select_related(
        "activity__committee", "activity__branch"
    )
    form_class = SessionForm
    permission_required = CHANGE
    title = "修改大讲堂"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the session, and lead to the page for what was entered in error."""
        void_link = reverse("training:session_void", args=[self.object.pk])
        return {**super().get_context_data(**kwargs), "about": str(self.object), "void_link": void_link}

    def act(self, form: SessionForm) -> TrainingSession:  # type: ignore[override]  # the form of this page
        """Change the session."""
        return change_session(
            by=self.actor, session=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to the session's page."""
        return reverse("training:session", args=[self.kwargs["pk"]])


class SessionHold(StepPage):
    """Noting that a session has been held."""

    model = TrainingSession
    form_class = HoldForm
    permission_required = CHANGE
    title, button, saved = "标记已举办", "确认已举办", "已标记为已举办。"
    explanation = "标记后计入大讲堂场次和培训人次。"

    def act(self, form: Any) -> TrainingSession:  # noqa: ANN401  the form of this page
        """Note it."""
        return hold_session(by=self.actor, session=self.row, values=form.cleaned_data)


class SessionCancel(StepPage):
    """Calling a session off."""

    model = TrainingSession
    form_class = CancelForm
    permission_required = CHANGE
    title, button, saved = "取消这场大讲堂", "确认取消", "已取消。"

    def act(self, form: Any) -> TrainingSession:  # noqa: ANN401  the form of this page
        """Call it off."""
        return cancel_session(by=self.actor, session=self.row, reason=form.cleaned_data["reason"])


class SessionReopen(StepPage):
    """Taking back that a session was held or called off."""

    model = TrainingSession
    permission_required = CHANGE
    title, button, saved = "改回筹备中", "确认", "已改回筹备中。"
    explanation = "误标了已举办或已取消的，用这一步改回来；改回后不计入统计，已登记的参加人员保留。"

    def act(self, form: Any) -> TrainingSession:  # noqa: ANN401, ARG002  there is nothing to fill in
        """Take it back."""
        return reopen_session(by=self.actor, session=self.row)


class SessionVoid(VoidPage):
    """A session that was entered in error."""

    model = TrainingSession
    permission_required = CHANGE
    explanation = (
        "作废后这场大讲堂和它的参加记录都不再计入统计，审计日志保留全部经过。没有办成的请用“取消”，不要作废。"
    )

    def act(self, form: Any) -> TrainingSession:  # noqa: ANN401  the form of this page
        """Mark it."""
        return void_session(by=self.actor, session=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse("training:sessions")
