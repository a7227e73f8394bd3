"""What the cells of these tables share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.reminders import days_words
from members.models import Member
from members.tables.cells import badge

COMMITTEE = "党委"
ELSEWHERE = "其他支部的党员"
SOON = 7  # days


class People:
    """Learns, in one query for the rows of the page, which of the people in them may be opened."""

    person = "member"
    """The field of a row that names somebody."""
    visible: frozenset[int] = frozenset()

    def before_render(self, request: HttpRequest) -> None:
        """Ask once before the rows are drawn."""
        rows: Any = getattr(self, "paginated_rows", ())
        keys = {getattr(row.record, f"{self.person}_id") for row in rows} - {None}
        found = Member.objects.visible_to(request.user).filter(pk__in=keys)
        self.visible = frozenset(found.values_list("pk", flat=True))

    def linked(self, member: Member) -> SafeString | str:
        """The name, as a link where its page may be opened."""
        if member.pk not in self.visible:
            return member.name
        return format_html('<a href="{}">{}</a>', member.get_absolute_url(), member.name)


def day(value: date | None) -> str:
    """``2024-12-01``, or nothing."""
    return value.isoformat() if value else ""


def left(due_on: date, today: date) -> SafeString:
    """How long there is until ``due_on``, marked where it is near or past."""
    days = (due_on - today).days
    look = "bg-soft-danger" if days < 0 else "bg-soft-warning" if days <= SOON else "bg-soft-secondary"
    return badge(look, days_words(days))
