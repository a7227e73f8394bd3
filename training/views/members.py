"""A member's training record, on the screen and on paper."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.views.generic import DetailView

from core.views import ScopedMixin
from members.models import Member
from training.record import record_of


class MemberRecord(ScopedMixin, DetailView[Member]):
    """The sessions that a member attended, with hours by year."""

    queryset = Member.objects.select_related("branch", "enterprise")
    permission_required = "members.view_member"
    context_object_name = "member"
    template_name = "training/member.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the record, of one year where that was asked for."""
        record = record_of(self.actor, self.object)
        asked = self.request.GET.get("year", "")
        year = int(asked) if asked in {str(each.year) for each in record.years} else None
        return {
            **super().get_context_data(**kwargs),
            "record": record.of(year),
            "years": [each.year for each in record.years],
            "year": year,
            "today": timezone.localdate(),
        }


class MemberCertificate(MemberRecord):
    """The same on a sheet of paper that a branch can put its seal to."""

    queryset = Member.objects.select_related("committee", "branch", "enterprise")
    template_name = "training/certificate.html"
