"""Time limits and the table of holidays of one committee."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from branches.models import Committee
from core.pages import FormPage
from core.views import PermittedMixin
from services.actions import fill_official_days, set_time_limits
from services.choices import Urgency
from services.forms import LimitsForm
from services.models import Holiday
from services.official_days import NOTICES
from services.reminders import missing_years
from services.time_limits import limits_of, shortened

LIMITS = "services.change_timelimit"
DAYS = "services.change_holiday"
YEAR_LENGTH = 4


def year_in(text: str) -> int:
    """Return the year that ``text`` writes, 0 where it writes none."""
    return int(text) if text.isdecimal() and len(text) == YEAR_LENGTH else 0


class OfCommittee(PermittedMixin):
    """A page about one committee: the one that ``?committee=`` names, else the person's first."""

    @cached_property
    def committees(self) -> list[Committee]:
        """Those in which the person may do what the page is for; who may see days in branches sees the committee's."""
        seen = Committee.objects.visible_to(self.actor)
        held = Committee.objects.visible_to(self.actor, self.permission_required)
        return list(
            held or (seen if self.permission_required.partition(".")[2].startswith("view_") else held)
        )

    @cached_property
    def committee(self) -> Committee:
        """The committee of the page; 404 for one out of reach."""
        asked = self.request.GET.get("committee", "")
        found = [c for c in self.committees if not asked or str(c.pk) == asked]
        if not found:
            raise Http404
        return found[0]

    def calendar_url(self, year: int | None = None) -> str:
        """Return the address of the committee's calendar."""
        query = f"?committee={self.committee.pk}" if len(self.committees) > 1 else ""
        if year is not None:
            query += f"{'&' if query else '?'}year={year}"
        return reverse("services:calendar") + query


class CalendarPage(OfCommittee, TemplateView):
    """Both tables, and what is missing in them."""

    permission_required = "services.view_holiday"
    template_name = "services/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Gather the limits, and the days of the year."""
        committee, year = self.committee, self.year
        days = Holiday.objects.visible_to(self.actor).filter(committee=committee)
        with_days = {day.year for day in days.order_by().dates("on", "year")}
        return {
            **super().get_context_data(**kwargs),
            "committee": committee,
            "committees": self.committees,
            "limits": [
                (kind.label, n, shortened(n, Urgency.URGENT), shortened(n, Urgency.CRITICAL))
                for kind, n in limits_of(committee).items()
            ],
            "days": days.filter(on__year=year).order_by("on"),
            "year": year,
            "years": sorted({*NOTICES, *with_days, timezone.localdate().year}, reverse=True),
            "notice": NOTICES.get(year),
            "missing": missing_years(with_days, timezone.localdate()),
            "known": sorted(NOTICES),
            "query": f"?committee={committee.pk}" if len(self.committees) > 1 else "",
            "may_limit": self.request.user.has_perm(LIMITS, committee),
            "may_change": self.request.user.has_perm(DAYS, committee),
        }

    @property
    def year(self) -> int:
        """The year that the address asks for, else this one."""
        return year_in(self.request.GET.get("year", "")) or timezone.localdate().year


class SetLimits(OfCommittee, FormPage, FormView[LimitsForm]):
    """The working days of each kind."""

    permission_required = LIMITS
    form_class = LimitsForm
    title = "修改办理期限"
    explanation = "单位是工作日，从受理的下一个工作日数起；紧急的减半，特急的 1 天。已经受理的工单期限不变。"
    saved = "办理期限已保存，从现在起受理的工单按新的期限。"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its committee."""
        return {**super().get_form_kwargs(), "committee": self.committee}

    def act(self, form: LimitsForm) -> None:  # type: ignore[override]  # the form of this page
        """Set them."""
        set_time_limits(by=self.actor, committee=self.committee, limits=form.cleaned_data)

    def back(self) -> str:
        """Lead to the calendar."""
        return self.calendar_url()


class FillYear(OfCommittee, View):
    """Fills in the State Council's days of one year."""

    permission_required = DAYS
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Fill them in, and say how many were new."""
        year = year_in(request.POST.get("year", ""))
        try:
            new, kept = fill_official_days(by=self.actor, committee=self.committee, year=year)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect(self.calendar_url())
        words = f"已填入 {year} 年的放假安排：新增 {new} 天"
        messages.success(request, f"{words}，原来登记的 {kept} 天没有改动。" if kept else f"{words}。")
        return redirect(self.calendar_url(year))
