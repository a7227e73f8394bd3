"""What the cells of these tables share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.partial_dates import PartialDate
from members.models import Member

NOTHING = "—"


def badge(look: str, words: str) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', look, words)


def day_words(value: date | str | None) -> str:
    return PartialDate(str(value)).words if value else NOTHING


def cell(*classes: str) -> dict[str, Any]:
    return {"td": {"class": " ".join(classes)}}


class VisibleMembers:
    """Learns, in one query for the rows of the page, which of their members may be opened."""

    visible: frozenset[int] = frozenset()

    def before_render(self, request: HttpRequest) -> None:
        """Ask once before the rows are drawn."""
        rows: Any = getattr(self, "paginated_rows", ())
        keys = [row.record.member_id for row in rows]
        found = Member.objects.visible_to(request.user).filter(pk__in=keys)
        self.visible = frozenset(found.values_list("pk", flat=True))

    def linked(self, member: Member) -> SafeString | str:
        """The name, as a link where its page may be opened."""
        if member.pk not in self.visible:
            return member.name
        return format_html('<a href="{}">{}</a>', member.get_absolute_url(), member.name)
