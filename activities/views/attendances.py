"""Noting who was there."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from activities.actions import record_attendance, remove_attendance, set_other_count
from activities.actions.attendances import check_attendable, enrolments_for
from activities.asked import number_of
from activities.forms import AttendanceForm, OthersForm
from activities.models import Activity, Attendance
from activities.sheet_links import upload_link
from core.steps import StepPage, VoidPage


class RecordAttendance(StepPage):
    """Ticks beside the members whom the person's branches managed on the day; those noted already are left out."""

    model = Activity
    form_class = AttendanceForm
    permission_required = "activities.change_attendance"
    title, button = "登记参加人员", "登记"

    @cached_property
    def row(self) -> Any:  # noqa: ANN401  as in the base
        """The activity of the address, of those that the person may see: a branch notes its own at the committee's."""
        return Activity.objects.valid().get_for(self.actor, pk=self.kwargs["pk"])

    def get_template_names(self) -> list[str]:
        """A page of its own: many names."""
        return ["activities/attendance.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the names by branch, or why nobody can be noted."""
        data = super().get_context_data(**kwargs)
        ticked = set(data["form"].data.getlist("members")) if data["form"].is_bound else set()
        known = Attendance.objects.valid().filter(activity=self.row)
        rows = enrolments_for(self.actor, self.row).exclude(member__in=known.values("member"))
        named = rows.select_related("branch", "member__enterprise").order_by(
            "branch__code", "member__name_pinyin", "pk"
        )
        groups = [(branch, list(people)) for branch, people in groupby(named, key=lambda row: row.branch)]
        return {
            **data,
            "activity": self.row,
            "groups": groups,
            "count": sum(len(people) for _, people in groups),
            "known_count": known.visible_to(self.actor).count(),
            "ticked": {number_of(key) for key in ticked},
            "hindrance": self._hindrance(),
            "upload": upload_link(self.actor, "attendance", activity=self.row.pk),
        }

    def _hindrance(self) -> str:
        try:
            check_attendable(self.row)
        except ValidationError as refused:
            return " ".join(refused.messages)
        return ""

    def act(self, form: Any) -> None:  # noqa: ANN401  the form of this page
        """Note them."""
        members = list(form.cleaned_data["members"])
        made = record_attendance(by=self.actor, activity=self.row, members=members)
        words = f"已登记 {len(made)} 人参加。" if made else "勾选的人此前都已登记。"
        messages.success(self.request, words)

    def done(self, result: Model | None) -> HttpResponse:  # noqa: ARG002  it has been said already
        """Lead to the activity's page."""
        return HttpResponseRedirect(self.back())


class SetOthers(StepPage):
    """How many came who are no members of the register."""

    model = Activity
    form_class = OthersForm
    permission_required = "activities.change_activity"
    title, saved = "登记其他人员", "已保存其他人员参加人数。"

    def act(self, form: Any) -> Activity:  # noqa: ANN401  the form of this page
        """Note it."""
        return set_other_count(by=self.actor, activity=self.row, count=form.cleaned_data["count"])


class RemoveAttendance(VoidPage):
    """An attendance that was entered in error."""

    model = Attendance
    permission_required = "activities.change_attendance"
    title, button, saved = "移除参加记录", "确认移除", "已移除。"
    explanation = "登记错了人时用。移除后不计入人次，审计日志保留经过；真的参加了可以重新登记。"

    def act(self, form: Any) -> Attendance:  # noqa: ANN401  the form of this page
        """Mark it."""
        return remove_attendance(by=self.actor, attendance=self.row, reason=form.cleaned_data["reason"])

    def back(self) -> str:
        """Lead to the activity's page, or to the list where it is another branch's."""
        seen = Activity.objects.visible_to(self.actor).valid().filter(pk=self.row.activity_id).first()
        return seen.get_absolute_url() if seen else reverse("activities:activities")

    def back_to(self) -> str:
        """Lead to where one came from."""
        return self.back()
