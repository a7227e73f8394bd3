"""The committee's page: who it is, its settings in words, its partnerships."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import CreateView, ListView, UpdateView

from branches.actions import add_committee, change_committee
from branches.forms import CommitteeForm
from branches.models import Committee
from branches.views.requests import actor_of
from core.pages import FormPage
from core.views import PermittedMixin, ScopedMixin


class CommitteePage(ScopedMixin, ListView[Committee]):
    """Each committee within reach: for nearly everybody, one."""

    model = Committee
    permission_required = "branches.view_committee"
    template_name = "branches/committee.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add which of them the person may change."""
        mine = Committee.objects.visible_to(self.request.user, "branches.change_committee")
        return {**super().get_context_data(**kwargs), "changeable": set(mine.values_list("pk", flat=True))}


class CommitteeAdd(FormPage, PermittedMixin, CreateView[Committee, CommitteeForm]):
    """A committee more, by whoever looks after the whole deployment; the first thing in a fresh one."""

    model = Committee
    form_class = CommitteeForm
    permission_required = "branches.add_committee"
    title = "新建党委"
    saved = "党委已建好。接下来可以新建党支部，再为它的工作人员建账号。"

    def act(self, form: CommitteeForm) -> Committee:  # type: ignore[override]  # the form of this page
        """Enter the committee."""
        return add_committee(by=actor_of(self.request), values=form.values())

    def back(self) -> str:
        """Lead to the page of the committees."""
        return reverse("branches:committee")

    def after(self, result: object) -> str:  # noqa: ARG002  there is one page for all
        """Lead to the page of the committees."""
        return self.back()


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
