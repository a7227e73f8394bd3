"""One version of the template of the briefing: its file, trying it, taking it, putting it aside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import View

from core.periods import Month
from core.views import PermittedMixin
from reports.actions import hand_in_template, preview_template, put_template_aside, take_template
from reports.briefings import CHANGE, examined
from reports.models import ReportTemplate
from reports.views.templates import file_answer


class OneTemplate(PermittedMixin):
    """Something about one version."""

    permission_required = CHANGE
    model = ReportTemplate
    kwargs: dict[str, Any]

    @cached_property
    def row(self) -> ReportTemplate:
        """The version of the address; 404 for one that is missing or foreign."""
        rows = ReportTemplate.objects.select_related("committee")
        return rows.get_for(self.actor, CHANGE, pk=self.kwargs["pk"])


class TemplateFile(OneTemplate, View):
    """A version as it was handed in."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002  told by the row
        """Hand it out."""
        return file_answer(f"简报模板-第{self.row.version}版.docx", bytes(self.row.content))


class TemplatePreview(OneTemplate, View):
    """The briefing of a month from a version."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002  told by the row
        """Make it and record that; what cannot be leads back with the sentence."""
        try:
            month = Month.parse(request.POST.get("month", ""))
            made = preview_template(by=self.actor, template=self.row, month=month)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        except ValueError as unknown:
            messages.error(request, str(unknown))
        else:
            return file_answer(made.name, made.content)
        return redirect(self.row)


class TemplateStep(OneTemplate, View):
    """A button that does something with a version and leads back."""

    done: str

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002  told by the row
        """Do it, and say so, or why not."""
        try:
            self.act()
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, self.done)
        return redirect(self.row)

    def act(self) -> Model:
        """Call the action."""
        raise NotImplementedError


class TemplateTake(TemplateStep):
    """Use it from now on."""

    done = "已启用。以后导出的简报都用这个模板；已结账的月份仍用结账时的模板。"

    def act(self) -> Model:
        """Take it."""
        return take_template(by=self.actor, template=self.row)


class TemplateAside(TemplateStep):
    """Decide against it."""

    done = "没有采用，仍用原来的模板。"

    def act(self) -> Model:
        """Put it aside."""
        return put_template_aside(by=self.actor, template=self.row)


class TemplateAgain(TemplateStep):
    """Let an earlier version wait to be taken again."""

    done = "已作为新的一版等待启用。请先预览，再启用。"

    def act(self) -> Model:
        """Judge it once more, for tags may have changed since; then keep it as another version."""
        committee = self.row.committee
        checked = examined(committee, bytes(self.row.content))
        return hand_in_template(by=self.actor, committee=committee, name=self.row.name, checked=checked)
