"""What a month was closed with, what has changed since, and which rows made the change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View
from django_tables2 import RequestConfig

from accounts.system import Office
from core.figures import PlaceRow, places_of
from core.scope import OutOfReach
from core.views import PermittedMixin
from reports.actions import export_closed
from reports.closing import CLOSE
from reports.formats import FORMATS, WORKBOOK
from reports.models import MonthlyReport
from reports.monthly import EXPORT
from reports.months.closed import ClosedPage
from reports.months.rows import ClosedNumber
from reports.months.since import changed_count
from reports.selection import NUMBER
from reports.views.exports import download

VIEW = "reports.view_monthlyreport"
ROWS = 50


class ClosedMixin(PermittedMixin):
    """A page about one closing of a committee's month; 404 for one that is missing or foreign."""

    permission_required = VIEW
    model = MonthlyReport
    kwargs: dict[str, Any]

    @cached_property
    def closed(self) -> MonthlyReport:
        """The closing of the address; its long content is read only where it is asked for."""
        return self._closing(self.kwargs["pk"])

    def _closing(self, pk: int) -> MonthlyReport:
        closings = MonthlyReport.objects.select_related("committee").defer("content", "appendix")
        return closings.get_for(self.actor, self.permission_required, pk=pk)


class ClosedView(ClosedMixin, TemplateView):
    """One closing: its numbers, its code, what has changed since, and how it differs from another revision."""

    template_name = "reports/closed.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lay it out; ``?check=1`` holds what is stored against its fingerprint."""
        page = ClosedPage(self.closed, self._other())
        committee = self.closed.committee
        return super().get_context_data(
            **kwargs,
            page=page,
            closed=self.closed,
            formats=FORMATS.values(),
            checked=self.request.GET.get("check") == "1",
            may_close=self.actor.has_perm(CLOSE, committee),
            may_export=self.actor.has_perm(EXPORT, committee),
        )

    def _other(self) -> MonthlyReport | None:
        """Return the revision that ``?with=`` names; one of another month is not found."""
        named = self.request.GET.get("with", "")
        if not named:
            return None
        other = self._closing(int(named)) if NUMBER.fullmatch(named) else None
        if other is None or (other.committee_id, other.month) != (
            self.closed.committee_id,
            self.closed.month,
        ):
            raise OutOfReach(f"with={named}")
        return other


class ClosedExportView(ClosedMixin, View):
    """Answers with the report of one closing as a file."""

    permission_required = EXPORT

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:  # noqa: ANN401, ARG002  as in Django
        """Export and record it; an unknown format leads back with the sentence."""
        try:
            form = request.POST.get("form", WORKBOOK)
            return download(export_closed(by=self.actor, closed=self.closed, form=form))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return HttpResponseRedirect(self.closed.get_absolute_url())


class ChangesView(ClosedMixin, TemplateView):
    """How many numbers have changed since: asked for by a page when it has been drawn."""

    template_name = "reports/_changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Count them."""
        return super().get_context_data(**kwargs, closed=self.closed, count=changed_count(self.closed))


class ClosedRowsView(ClosedMixin, TemplateView):
    """The rows by which a closed number would be another now."""

    template_name = "reports/closed_rows.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Answer 404 for a figure, part or form that does not exist."""
        span = self.request.GET.get("span", "")
        try:
            number = ClosedNumber(self.actor, self.closed, kwargs["key"], span, self._branch())
        except (KeyError, ValueError) as unknown:
            raise Http404 from unknown
        groups = number.groups
        for group in groups:
            RequestConfig(self.request, paginate={"per_page": ROWS}).configure(group.table)
        return super().get_context_data(**kwargs, closed=self.closed, number=number, groups=groups)

    def _branch(self) -> PlaceRow | None:
        """Return the branch that the address names (``?branch=3``), one of the committee's."""
        named = self.request.GET.get("branch", "")
        if not named:
            return None
        places = places_of(Office(self.closed.committee), self.closed.month)
        branch = places.with_key(int(named)) if NUMBER.fullmatch(named) else None
        if branch is None:
            raise OutOfReach(f"branch={named}")
        return branch
