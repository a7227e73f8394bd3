"""Tickets in the global search: by number, or by the name of a member; what is encrypted cannot be searched."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from core.finders import FINDERS, Finder, Hit
from core.scope import Actor
from services.models import Ticket


def find_tickets(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    """Return the tickets that ``by`` may see whose number holds ``text``, or whose member is called so."""
    rows = Ticket.objects.visible_to(by).valid().select_related("member")
    found = rows.filter(Q(number__icontains=text) | Q(member__name__contains=text)).order_by(
        "-received_on", "-pk"
    )
    return [
        Hit(ticket.number, "，".join(filter(None, _words(ticket))), ticket.get_absolute_url())
        for ticket in found[:limit]
    ]


def _words(ticket: Ticket) -> tuple[str, str, str]:
    return ticket.who, ticket.get_kind_display(), ticket.get_state_display()


FINDERS.register(
    Finder(
        "services.tickets",
        "服务工单",
        permission="services.view_ticket",
        icon="lifebuoy",
        find=find_tickets,
        everything="services:tickets",
    )
)
