"""Branches side by side, and one branch's year."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import DetailView, TemplateView

from branches.models import Branch
from core.periods import FIRST_YEAR, Month
from core.views import PermittedMixin, ScopedMixin
from reports.branch_year import BranchYear
from reports.compare import Comparison
from reports.grains import Grain
from reports.selection import PERMISSION, Selection, stretch_of

YEAR = re.compile(r"[0-9]{4}")


class ComparisonView(PermittedMixin, TemplateView):
    """The branches by rates; who sees only one is led to its year."""

    permission_required = PERMISSION
    template_name = "reports/compare.html"

    @cached_property
    def selection(self) -> Selection:
        """The stretch of time: a year where the address names none, as a month alone says little."""
        return stretch_of(self.request, self.actor, Grain.YEAR)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Compare where there is something to compare."""
        rows = self.selection.branches.rows
        if len(rows) == 1:
            return redirect("reports:branch_year", rows[0].pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Answer 404 for a nest or an order that does not exist."""
        asked = self.request.GET
        try:
            page = Comparison(self.actor, self.selection, asked.get("nest", ""), asked.get("sort", ""))
        except KeyError as unknown:
            raise Http404 from unknown
        stretches = self.selection.stretches(asked)
        return super().get_context_data(page=page, selection=self.selection, stretches=stretches, **kwargs)


class BranchYearView(ScopedMixin, DetailView[Branch]):
    """One branch with the twelve months of a year."""

    model = Branch
    pk_url_kwarg = "branch"
    permission_required = PERMISSION
    template_name = "reports/branch_year.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Answer 404 for a year that is none, or has not come."""
        asked, current = self.request.GET.get("year", ""), Month.current().year
        if asked and not YEAR.fullmatch(asked):
            raise Http404
        year = int(asked) if asked else current
        if not FIRST_YEAR <= year <= current:
            raise Http404
        return super().get_context_data(page=BranchYear(self.actor, self.object, year), **kwargs)
