"""Templates of the briefing: what is in use, handing one in, all tags with their meaning."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from branches.models import Committee
from core.pages import FormPage
from core.periods import Month
from core.views import PermittedMixin
from reports.actions import hand_in_template, return_to_standard
from reports.briefings import CHANGE, examined
from reports.committees import committee_of, committees_for
from reports.docx import MIME_TYPE, standard_template, tags_of
from reports.docx.guide import Guide
from reports.forms.templates import TemplateForm
from reports.models import ReportTemplate
from reports.selection import YEARS
from reports.standing import standing_report

PAGE = "reports:templates"
MONTHS_OFFERED = 36


class OfCommittee(PermittedMixin):
    """A page about the templates of ``?committee=``."""

    permission_required = CHANGE

    @cached_property
    def committee(self) -> Committee:
        """Whose templates these are; 404 for a foreign committee, and where there is none at all."""
        found = committee_of(self.request, self.actor, CHANGE)
        if found is None:
            raise Http404
        return found

    def choices(self) -> dict[str, Any]:
        """Return what the picker of committees takes."""
        return {"committee": self.committee, "committees": committees_for(self.actor, CHANGE)}


class TemplatesView(OfCommittee, FormPage, FormView[TemplateForm]):
    """What is in use, what waits, all versions; and the form that takes a file."""

    form_class = TemplateForm
    title, button = "简报模板", "上传并检查"
    saved = "检查通过。请先预览，再决定是否启用。"

    def get_template_names(self) -> list[str]:
        """Draw it as a page of its own."""
        return ["reports/templates.html"]

    def act(self, form: TemplateForm) -> ReportTemplate:  # type: ignore[override]  # its own form
        """Judge the file, then keep it."""
        file = form.cleaned_data["file"]
        checked = examined(self.committee, file.read())
        return hand_in_template(by=self.actor, committee=self.committee, name=file.name, checked=checked)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the versions, without the files themselves."""
        versions = list(ReportTemplate.objects.filter(committee=self.committee).defer("content"))
        current = Month.current()
        return super().get_context_data(
            **kwargs,
            **self.choices(),
            versions=versions,
            in_use=next((each for each in versions if each.is_in_use), None),
            waiting=next((each for each in versions if each.is_waiting), None),
            months=list(reversed(current.back(MONTHS_OFFERED))),
            chosen=current.plus(-1),
        )

    def back(self) -> str:
        """Lead to the month's reports."""
        return reverse("reports:monthly")


class StandardFile(OfCommittee, View):
    """The standard template as a file."""

    def get(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002  the same for everybody
        """Hand it out."""
        return file_answer("简报标准模板.docx", standard_template())


class StandardUse(OfCommittee, View):
    """Back to the standard template."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it, and say so, or why not."""
        try:
            return_to_standard(by=self.actor, committee=self.committee)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, "已改回标准模板。")
        return redirect(f"{reverse(PAGE)}?committee={self.committee.pk}")


class TagsView(OfCommittee, TemplateView):
    """All tags with what they mean, and what stands for them in a month."""

    template_name = "reports/template_tags.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell the tags of the month that the address names, else of the last."""
        month, current = self._month(), Month.current()
        return super().get_context_data(
            **kwargs,
            **self.choices(),
            guide=Guide(tags_of(standing_report(self.committee, month))),
            month=month,
            first_month=Month(current.year - YEARS + 1, 1),
            last_month=current,
        )

    def _month(self) -> Month:
        named = self.request.GET.get("month", "")
        try:
            month = Month.parse(named) if named else Month.current().plus(-1)
        except ValueError as unknown:
            raise Http404 from unknown
        if month > Month.current():
            raise Http404
        return month


def file_answer(name: str, content: bytes) -> HttpResponse:
    """Answer with a docx file."""
    headers = {"Content-Disposition": f"attachment; filename*=utf-8''{quote(name)}"}
    return HttpResponse(content, content_type=MIME_TYPE, headers=headers)
