"""What is known of a ticket, a visit, a matter of legal aid: pairs of name and value."""

from __future__ import annotations

from services.choices import Rating
from services.models import LegalAid, Ticket, Visit
from services.tables import OWN, given_words

Facts = list[tuple[str, object]]


def facts_of_ticket(ticket: Ticket) -> Facts:
    """Return what is known of ``ticket`` beside the person and the words."""
    found: Facts = [
        ("类别", ticket.get_kind_display()),
        ("来源", ticket.get_source_display()),
        ("登记日期", ticket.received_on.isoformat()),
        (
            "办理期限",
            ticket.due_on.isoformat() if ticket.due_on else "受理后确定" if ticket.is_open else None,
        ),
        ("办理", ticket.branch or OWN),
        ("承办人", ticket.assignee.name if ticket.assignee else None),
    ]
    if ticket.station:
        found.append(("驿站或阵地", ticket.station))
    if ticket.solved_on:
        found.append(("解决日期", ticket.solved_on.isoformat()))
    if ticket.rating:
        found.append(("满意度", f"{ticket.rating} 分，{Rating(ticket.rating).label}"))
    return found


def facts_of_visit(visit: Visit) -> Facts:
    """Return what is known of ``visit``."""
    return [
        ("走访日期", visit.on.isoformat()),
        ("类别", visit.get_kind_display()),
        ("走访支部", visit.branch or OWN),
        ("走访人", visit.visitors),
        ("慰问", given_words(visit.goods, visit.amount)),
    ]


def facts_of_aid(aid: LegalAid) -> Facts:
    """Return what is known of ``aid``."""
    return [
        ("受理日期", aid.on.isoformat()),
        ("事由", aid.get_matter_display()),
        ("支部", aid.branch or OWN),
        ("承办律师或机构", aid.lawyer),
        ("办结日期", aid.closed_on and aid.closed_on.isoformat()),
    ]
