"""The personal data on a ticket, shown when the log has noted it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from core.views import PermittedMixin
from services.actions import REVEALED, reveal_ticket
from services.models import Ticket

REVEAL = "services.reveal_ticket"


class RevealTicket(PermittedMixin, View):
    """Shows the number or the follow code of a ticket in full, after the log has noted it."""

    permission_required = REVEAL
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer with the value alone to htmx, with a page of its own otherwise."""
        ticket = (
            Ticket.objects.valid()
            .select_related("member")
            .get_for(request.user, self.permission_required, pk=pk)
        )
        field = request.POST.get("field", "")
        if field not in REVEALED:
            raise Http404
        value = reveal_ticket(by=self.actor, ticket=ticket, field=field)
        follow = ""
        if field == "follow_code":
            follow = request.build_absolute_uri(reverse("services:follow_code", args=[value]))
        context = {"ticket": ticket, "value": value, "title": REVEALED[field], "follow": follow}
        is_part = getattr(request, "htmx", False)
        return render(request, "services/_revealed.html" if is_part else "services/revealed.html", context)
