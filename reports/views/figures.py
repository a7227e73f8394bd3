"""Pages of figures: the dashboard, the rows behind a number."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import TemplateView
from django_tables2 import RequestConfig

from core.figures import FIGURES
from core.scope import Actor
from core.views import PermittedMixin
from reports.dashboard import Dashboard, Work
from reports.drilldown import Drilldown
from reports.selection import selection_of, stretch_of
from reports.todo import Todo

ROWS = 50


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
        selection = stretch_of(self.request, user)
        today = timezone.localdate()
        return super().get_context_data(
            page=Dashboard(user, selection),
            todo=Todo(user, today, selection.branch_key),
            work=Work(user, selection, today),
            selection=selection,
            stretches=selection.stretches(self.request.GET),
            **kwargs,
        )


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
