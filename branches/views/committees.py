"""The committee's page: who it is, its settings in words, its partnerships."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import ListView, UpdateView

from branches.actions import change_committee
from branches.forms import CommitteeForm
from branches.models import Committee
from branches.views.pages import FormPage
from branches.views.requests import actor_of
from core.views import ScopedMixin


class CommitteePage(ScopedMixin, ListView[Committee]):
    """Each committee within reach: for nearly everybody, one."""

    model = Committee
    permission_required = "branches.view_committee"
    template_name = "branches/committee.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add which of them the person may change."""
        mine = Committee.objects.visible_to(self.request.user, "branches.change_committee")
        return {**super().get_context_data(**kwargs), "changeable": set(mine.values_list("pk", flat=True))}


class CommitteeEdit(FormPage, ScopedMixin, UpdateView[Committee, CommitteeForm]):
    """Changing the committee's data and periods."""

    model = Committee
    form_class = CommitteeForm
    permission_required = "branches.change_committee"
    title = "修改党委信息和设置"

    def act(self, form: CommitteeForm) -> Committee:  # type: ignore[override]  # the form of this page
        """Change the committee."""
        return change_committee(by=actor_of(self.request), committee=form.instance, values=form.values())

    def back(self) -> str:
        """Lead to the page of the committee."""
        return reverse("branches:committee")

    def after(self, result: object) -> str:  # noqa: ARG002  there is one page for all
        """Lead to the page of the committee."""
        return self.back()
