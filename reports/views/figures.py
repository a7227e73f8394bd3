"""Pages of figures: the dashboard, the rows behind a number, the monthly report."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import TemplateView, View
from django_tables2 import RequestConfig

from core.figures import FIGURES
from core.periods import Month
from core.scope import Actor
from core.views import PermittedMixin
from reports.actions import export_month
from reports.dashboard import Dashboard
from reports.drilldown import Drilldown
from reports.monthly import TABLES
from reports.selection import selection_of
from reports.todo import Todo
from reports.workbook import MIME_TYPE

ROWS = 50
MONTHS_LISTED = 24


class DashboardView(TemplateView):
    """The first page after logging in."""

    template_name = "reports/dashboard.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  as in Django
        """Lead those who may not see figures to what they may open, or tell them whom to ask."""
        user = cast("Actor", request.user)
        if user.has_perm("reports.view_dashboard"):
            return super().dispatch(request, *args, **kwargs)
        if user.roles_words():
            return redirect("accounts:start")
        return render(request, "reports/no_role.html")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Compute everything at once."""
        user = cast("Actor", self.request.user)
        selection = selection_of(self.request, user)
        todo = Todo(user, timezone.localdate(), selection.branch_key)
        page = Dashboard(user, selection)
        return super().get_context_data(page=page, todo=todo, selection=selection, **kwargs)


class FigureView(PermittedMixin, TemplateView):
    """A figure with its definition and the rows that it counts."""

    permission_required = "reports.view_dashboard"
    template_name = "reports/figure.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Answer 404 for a figure, part or form that does not exist."""
        user, asked = cast("Actor", self.request.user), self.request.GET
        selection = selection_of(self.request, user)
        try:
            page = Drilldown(
                user,
                selection,
                FIGURES[kwargs["key"]],
                part=asked.get("part", ""),
                span=asked.get("span", ""),
            )
        except (KeyError, ValueError) as unknown:
            raise Http404 from unknown
        table = page.table
        RequestConfig(self.request, paginate={"per_page": ROWS}).configure(table)
        return super().get_context_data(page=page, selection=selection, table=table, **kwargs)


class MonthlyView(PermittedMixin, TemplateView):
    """The months whose report can be exported, and what the report holds."""

    permission_required = "reports.export_report"
    template_name = "reports/monthly.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """List the latest months, the current one first."""
        current = Month.current()
        months = reversed(current.back(MONTHS_LISTED))
        return super().get_context_data(months=months, current=current, tables=TABLES, **kwargs)


class ExportView(PermittedMixin, View):
    """Answers with the workbook of a month."""

    permission_required = "reports.export_report"

    def post(self, request: HttpRequest) -> HttpResponse:
        """Export and record it; a month that cannot be exported leads back with the sentence."""
        try:
            month = Month.parse(request.POST.get("month", ""))
            exported = export_month(by=cast("Actor", request.user), month=month)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("reports:monthly")
        except ValueError as unknown:
            messages.error(request, str(unknown))
            return redirect("reports:monthly")
        headers = {"Content-Disposition": f"attachment; filename*=utf-8''{exported.quoted_name}"}
        return HttpResponse(exported.content, content_type=MIME_TYPE, headers=headers)
