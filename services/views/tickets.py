"""Tickets: the list, and the page of one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import DetailView

from audit.trail import record_view
from branches.models import Committee
from core.pages import ListPage
from core.views import ScopedMixin
from services.choices import TicketState
from services.due import Deadlines
from services.filters import TicketFilter, in_order
from services.models import LegalAid, Ticket, TicketEntry, Visit
from services.progress import progress_of
from services.steps import ASSIGN, WORK, open_steps
from services.tables import TicketTable
from services.views.facts import facts_of_ticket
from services.views.revealing import REVEAL
from services.views.steps import FIRST, PATHS
from spreadsheets.registry import SHEETS

SHEET = "tickets"
MAIN_FILTERS = ("q", "state", "due", "kind", "branch")


class TicketList(ListPage):
    """Tickets within reach, at first those that somebody waits for."""

    queryset = Ticket.objects.valid().select_related("branch", "member", "assignee")
    permission_required = "services.view_ticket"
    table_class = TicketTable
    filterset_class = TicketFilter
    template_name = "services/tickets.html"

    def get_queryset(self) -> QuerySet[Ticket]:
        """Put first what waits longest."""
        return in_order(super().get_queryset())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell which filters stand open, and offer the ways in that the person may use."""
        context = super().get_context_data(**kwargs)
        form = context["filter"].form
        user = self.request.user
        may_import = SHEET in SHEETS and user.has_perm(SHEETS[SHEET].permission)
        more = [field for field in form if field.name not in MAIN_FILTERS]
        return {
            **context,
            "main_fields": [field for field in form if field.name in MAIN_FILTERS],
            "more_fields": more,
            "is_more_open": any(form.data.get(field.name) for field in more),
            "upload": reverse("spreadsheets:upload", args=[SHEET]) if may_import else "",
        }


class TicketDetail(ScopedMixin, DetailView[Ticket]):
    """One ticket: what it is about, where it stands, what can be done now. The visit is recorded."""

    queryset = Ticket.objects.valid().select_related("committee", "branch", "member", "station", "assignee")
    permission_required = "services.view_ticket"
    template_name = "services/ticket.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Show the page and leave the trace."""
        response = super().get(request, *args, **kwargs)
        record_view(by=self.actor, obj=self.object)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Gather what hangs on the ticket, each within the person's reach."""
        ticket, user = self.object, self.actor
        entries = TicketEntry.objects.visible_to(user).filter(ticket=ticket)
        may_change = user.has_perm(WORK, ticket)
        committee = Committee.objects.filter(pk=ticket.committee_id)
        return {
            **super().get_context_data(**kwargs),
            "facts": facts_of_ticket(ticket),
            "deadline": Deadlines(committee).of(ticket),
            "progress": progress_of(ticket),
            "steps": [
                (step, PATHS[step], step in FIRST)
                for step in sorted(open_steps(ticket, user), key=lambda step: step not in FIRST)
            ],
            "entries": entries,
            "member_link": ticket.member is not None and user.has_perm("members.view_member", ticket.member),
            "visits": Visit.objects.visible_to(user).valid().filter(ticket=ticket),
            "legal_aids": LegalAid.objects.visible_to(user).valid().filter(ticket=ticket),
            "may_change": may_change and ticket.state != TicketState.ARCHIVED,
            "may_reveal": user.has_perm(REVEAL, ticket),
            "may_void": user.has_perm(ASSIGN, ticket),
            "may_aid": may_change and user.has_perm("services.change_legalaid"),
        }
