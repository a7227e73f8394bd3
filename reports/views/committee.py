"""What pages of one committee's months share: whose they are, and the way from one committee to another."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property

from branches.models import Committee
from core.views import PermittedMixin
from reports.committees import committee_of, committees_for


class CommitteeMixin(PermittedMixin):
    """A page about one of the committees for which the person holds ``permission_required``: ``?committee=2``."""

    @cached_property
    def committees(self) -> list[Committee]:
        """All committees that the person could choose."""
        return list(committees_for(self.actor, self.permission_required))

    @cached_property
    def chosen(self) -> Committee | None:
        """The committee that the address names, else the first; ``None`` where there is none at all."""
        return committee_of(self.request, self.actor, self.permission_required)

    @property
    def committee(self) -> Committee:
        """The same, for pages that cannot be without: 404 where there is none."""
        if self.chosen is None:
            raise Http404
        return self.chosen

    @property
    def kept(self) -> str:
        """The end of the address of every page about the same committee; empty where there is nothing to choose."""
        return f"?committee={self.committee.pk}" if len(self.committees) > 1 else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell the committee, those to choose from, and what addresses keep."""
        data: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # of Django's view beside this
        return {**data, "committee": self.chosen, "committees": self.committees, "kept": self.kept}
