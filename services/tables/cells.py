"""What the cells of these tables share."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from services.choices import AidState, TicketState, Urgency

NOTHING = "—"
NO_NAME = "未留姓名"

STATE_LOOK = {
    TicketState.HANDED_IN: "warning",
    TicketState.ACCEPTED: "info",
    TicketState.IN_WORK: "info",
    TicketState.SOLVED: "success",
    TicketState.RATED: "success",
    TicketState.ARCHIVED: "secondary",
    TicketState.RETURNED: "danger",
    TicketState.WITHDRAWN: "secondary",
}
AID_LOOK = {AidState.OPEN: "info", AidState.CLOSED: "success", AidState.ENDED: "secondary"}
URGENCY_LOOK = {Urgency.NORMAL: "secondary", Urgency.URGENT: "warning", Urgency.CRITICAL: "danger"}


def badge(look: str, words: str) -> SafeString:
    """Return a small coloured word; ``look`` is one of Bootstrap's (``danger``, ``warning`` …)."""
    return format_html('<span class="badge bg-soft-{}">{}</span>', look, words)


def cell(*classes: str) -> dict[str, Any]:
    """Return the classes of a column's cells."""
    return {"td": {"class": " ".join(classes)}}
