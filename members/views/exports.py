"""Taking the list away: the rows of the list as it was filtered, masked unless full numbers are asked for."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.views.generic import FormView

from core.views import PermittedMixin
from members.filters import MemberFilter
from members.forms import ExportForm
from members.models import Member, MemberQuerySet
from members.resources import export_members

REVEAL = "members.reveal_member"


class ExportMembers(PermittedMixin, FormView[ExportForm]):
    """Asks for the format; the file comes by POST only, and the audit log tells who took what."""

    permission_required = "members.export_member"
    form_class = ExportForm
    template_name = "members/export.html"

    @cached_property
    def rows(self) -> QuerySet[Member]:
        """The rows of the list with the filters of the address."""
        visible = Member.objects.visible_to(self.actor, self.permission_required)
        rows: QuerySet[Member] = MemberFilter(self.request.GET, queryset=visible, request=self.request).qs
        return rows

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer full numbers to those who may reveal them."""
        return {**super().get_form_kwargs(), "may_reveal": self.actor.has_perm(REVEAL)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell how many people the file will hold."""
        return super().get_context_data(**kwargs, count=self.rows.count(), query=self.request.GET.urlencode())

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Answer with the file."""
        full = form.cleaned_data.get("full", False)
        if full and not self.actor.has_perm(REVEAL):
            raise PermissionDenied
        rows = cast("MemberQuerySet", self.rows)
        made = export_members(
            by=self.actor, rows=rows, full=full, file_format=form.cleaned_data["file_format"]
        )
        response = HttpResponse(made.content, content_type=made.content_type)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=made.name)
        return response
