"""The report of a month as a file."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View

from core.periods import Month
from reports.actions import Exported, export_month
from reports.formats import WORKBOOK
from reports.monthly import EXPORT
from reports.views.committee import CommitteeMixin


class ExportView(CommitteeMixin, View):
    """Answers with the report of a month as a file."""

    permission_required = EXPORT

    def post(self, request: HttpRequest) -> HttpResponse:
        """Export and record it; a month that cannot be exported leads back with the sentence."""
        asked = request.POST
        try:
            month = Month.parse(asked.get("month", ""))
        except ValueError as unknown:
            messages.error(request, str(unknown))
            return redirect("reports:monthly")
        try:
            exported = export_month(
                by=self.actor,
                committee=self.committee,
                month=month,
                form=asked.get("form", WORKBOOK),
                members="members" in asked,
                full="full" in asked,
            )
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            begun = month <= Month.current()
            page = reverse("reports:month", args=[month]) if begun else reverse("reports:monthly")
            return redirect(page + self.kept)
        return download(exported)


def download(exported: Exported) -> HttpResponse:
    """Answer with a file."""
    headers = {"Content-Disposition": f"attachment; filename*=utf-8''{exported.quoted_name}"}
    return HttpResponse(exported.content, content_type=exported.mime_type, headers=headers)
