"""Single days of the table of holidays: entered, changed, taken out."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import CreateView, UpdateView, View

from core.pages import FormPage
from core.views import PermittedMixin, ScopedMixin
from services.actions import add_holiday, change_holiday, remove_holiday
from services.forms import HolidayForm
from services.models import Holiday

DAYS = "services.change_holiday"


class HolidayForms(FormPage):
    """Both forms lead back to the year of the day."""

    explanation = "已经受理的工单期限不变，从现在起受理的工单按新的节假日表计算。"

    def back(self) -> str:
        """Lead to the calendar."""
        return reverse("services:calendar")

    def after(self, result: Model) -> str:
        """Lead to the year of the day."""
        return f"{self.back()}?committee={result.committee_id}&year={result.on.year}"  # type: ignore[attr-defined]  # a day


class HolidayAdd(HolidayForms, PermittedMixin, CreateView[Holiday, HolidayForm]):
    """Entering a day."""

    model = Holiday
    form_class = HolidayForm
    permission_required = DAYS
    title = "登记节假日"
    saved = "日期已登记。"

    def act(self, form: HolidayForm) -> Holiday:  # type: ignore[override]  # the form of this page
        """Enter it."""
        return add_holiday(by=self.actor, committee=form.chosen_committee(), values=form.values())


class HolidayEdit(HolidayForms, ScopedMixin, UpdateView[Holiday, HolidayForm]):
    """Changing a day."""

    model = Holiday
    form_class = HolidayForm
    permission_required = DAYS
    title = "修改节假日"

    def act(self, form: HolidayForm) -> Holiday:  # type: ignore[override]  # the form of this page
        """Change it."""
        return change_holiday(by=self.actor, holiday=form.instance, values=form.values())


class RemoveHoliday(PermittedMixin, View):
    """Takes a day out of the table."""

    permission_required = DAYS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove it and go back to its year."""
        holiday = Holiday.objects.get_for(request.user, self.permission_required, pk=pk)
        remove_holiday(by=self.actor, holiday=holiday)
        messages.success(request, f"已从节假日表中去掉 {holiday.on:%Y-%m-%d}。")
        return redirect(
            f"{reverse('services:calendar')}?committee={holiday.committee_id}&year={holiday.on.year}"
        )
