"""The report of a month as a page to print, for machines without typesetter and for a quick copy."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import View

from core.periods import Month
from core.scope import Actor
from core.views import PermittedMixin
from reports.actions import print_month
from reports.committees import committee_of
from reports.monthly import EXPORT
from reports.paper import paper_of


class PaperView(PermittedMixin, View):
    """Answers with the page, by POST only as other exports: what is printed is in the log, and reading never writes."""

    permission_required = "reports.export_report"

    def post(self, request: HttpRequest, month: Month) -> HttpResponse:
        """Record and show it; a month that cannot be exported leads back with the sentence."""
        user = cast("Actor", request.user)
        committee = committee_of(request, user, EXPORT)
        if committee is None:
            raise Http404
        try:
            report = print_month(by=user, committee=committee, month=month)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("reports:monthly")
        context = {"paper": paper_of(report), "month": month, "committee": committee}
        return render(request, "reports/paper.html", context)
