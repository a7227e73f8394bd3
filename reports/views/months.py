"""The months of a committee: all of them, and one as a piece of work."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from core.periods import Month
from reports.closing import CLOSE
from reports.formats import FORMATS
from reports.monthly import EXPORT
from reports.months.listing import month_rows
from reports.months.page import MonthPage
from reports.views.committee import CommitteeMixin

VIEW = "reports.view_monthlyreport"


class MonthPicked(CommitteeMixin, TemplateView):
    """A page whose month picker (``?month=2024-12``) leads to the page of that month."""

    permission_required = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Go where the picker says; stay, with a sentence, where it says no month."""
        named = request.GET.get("month")
        if not named:
            return super().get(request, *args, **kwargs)
        try:
            return redirect(reverse("reports:month", args=[_begun(named)]) + self.kept)
        except ValueError as wrong:
            messages.error(request, str(wrong))
            return redirect(request.path + self.kept)


class MonthlyView(MonthPicked):
    """The months of a committee, newest first: where each stands."""

    template_name = "reports/monthly.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """List the latest months, the current one first."""
        rows = month_rows(self.chosen, Month.current()) if self.chosen else []
        return super().get_context_data(**kwargs, rows=rows)


class MonthView(MonthPicked):
    """One month, from the returns to the files."""

    template_name = "reports/month.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Answer 404 for a month that has not begun."""
        if kwargs["month"] > Month.current():
            raise Http404
        return super().get_context_data(
            **kwargs,
            page=MonthPage(self.committee, kwargs["month"]),
            formats=FORMATS.values(),
            may_close=self.actor.has_perm(CLOSE, self.committee),
            may_export=self.actor.has_perm(EXPORT, self.committee),
        )


def _begun(text: str) -> Month:
    """Read a month; raise ``ValueError`` with a sentence where it is none, or has not begun."""
    month = Month.parse(text)
    if month > Month.current():
        message = f"{month.title}还没有到。"
        raise ValueError(message)
    return month
