"""What can be taken away: a template to fill in, and the list itself."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET
from django.views.generic import FormView

from core.scope import Actor
from spreadsheets.blank_sheets import template_of
from spreadsheets.exports import ListExport, export_of
from spreadsheets.forms import ExportForm
from spreadsheets.registry import EXPORTS, SHEETS
from spreadsheets.views.requests import actor_of, kinds_for
from spreadsheets.workbooks import ExportedFile


@require_GET
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Give an empty workbook to fill in."""
    user = actor_of(request)
    sheet = next((k for k in kinds_for(user) if k.key == kind), None)
    places = sheet.places(by=user) if sheet else []
    if sheet is None or not places:
        raise Http404 if kind not in SHEETS else PermissionDenied
    return download(template_of(sheet, by=user, place=places[0]))


def download(made: ExportedFile) -> HttpResponse:
    """Answer with a file."""
    response = HttpResponse(made.content, content_type=made.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=made.name)
    return response


class ExportList(FormView[ExportForm]):
    """Asks for the format; the file comes by POST only, and the audit log tells who took what."""

    form_class = ExportForm
    template_name = "spreadsheets/export.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  as in Django
        """Let only those through who may see the list."""
        if kwargs["kind"] not in EXPORTS:
            raise Http404
        if not self.actor.has_perm(self.export.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def actor(self) -> Actor:
        """The person who is logged in."""
        return actor_of(self.request)

    @property
    def export(self) -> ListExport:
        """What the address names."""
        return export_of(self.kwargs["kind"])

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """The rows of the list with the filters of the address; without any, all that one may take."""
        rows = self.export.rows(by=self.actor)
        return self.export.narrowed(rows, self.filters, self.request) if self.filters else rows

    @cached_property
    def filters(self) -> QueryDict:
        """What the address says of the rows, without the order and the page of the list."""
        query = self.request.GET.copy()
        for name in ("page", "sort"):
            query.pop(name, None)
        return query

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer full numbers to those who may reveal them."""
        return {**super().get_form_kwargs(), "may_reveal": self.export.may_reveal(self.actor)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell how many rows the file will hold."""
        return super().get_context_data(
            **kwargs, export=self.export, count=self.rows.count(), is_filtered=bool(self.filters)
        )

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Answer with the file."""
        full, file_format = form.cleaned_data.get("full", False), form.cleaned_data["file_format"]
        return download(self.export.make(by=self.actor, rows=self.rows, full=full, file_format=file_format))

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Show the form again."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
