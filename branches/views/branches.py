"""Branches: list, page, form."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.views.generic import CreateView, DetailView, UpdateView

from branches.actions import add_branch, change_branch
from branches.counts import SEE_PEOPLE, branches_with_counts
from branches.filters import BranchFilter
from branches.forms import BranchForm
from branches.models import Branch, Enterprise
from branches.tables import BranchTable, term_words
from branches.views.requests import actor_of
from core.pages import FormPage, ListPage
from core.scope import Actor
from core.views import PermittedMixin, ScopedMixin

LATEST = 8


class BranchList(ListPage):
    """The branches within reach, with the members they manage and the enterprises they cover."""

    model = Branch
    permission_required = "branches.view_branch"
    table_class = BranchTable
    filterset_class = BranchFilter
    template_name = "branches/branches.html"

    def get_queryset(self) -> QuerySet[Branch]:
        """Count in the same query."""
        rows = super().get_queryset().select_related("host")
        counted = branches_with_counts(rows, actor_of(self.request), timezone.localdate())
        return counted.order_by("committee__name", "code")

    def get_table_kwargs(self) -> dict[str, Any]:
        """Leave out numbers of people for those who may not see the register, such as the auditor."""
        return {} if self.request.user.has_perm(SEE_PEOPLE) else {"exclude": ("people",)}


class BranchDetail(ScopedMixin, DetailView[Branch]):
    """One branch: its term, who came last, the enterprises it covers."""

    model = Branch
    permission_required = "branches.view_branch"
    template_name = "branches/branch.html"

    def get_queryset(self) -> QuerySet[Branch]:
        """Count in the same query."""
        rows = super().get_queryset().select_related("host", "committee")
        return branches_with_counts(rows, actor_of(self.request), timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what belongs to the branch."""
        branch: Branch = self.object
        user = actor_of(self.request)
        firms = Enterprise.objects.visible_to(user).on(timezone.localdate()).filter(covered_by=branch)
        enrolments = branch.enrolments.visible_to(user).open().select_related("member__enterprise")
        return {
            **super().get_context_data(**kwargs),
            "facts": self._facts(branch),
            "branch_key": str(branch.pk),
            "firms": firms,
            "latest": enrolments[:LATEST],
            "seats": self._seats(branch, user),
            "sees_people": user.has_perm(SEE_PEOPLE),
            "may_change": user.has_perm("branches.change_branch", branch),
        }

    @staticmethod
    def _seats(branch: Branch, user: Actor) -> QuerySet[Any]:
        """Who holds which office now; a room above keeps that, so the rows come by the reverse relation."""
        seats: Any = branch.seats
        now: QuerySet[Any] = seats.visible_to(user).valid().filter(ended_on__isnull=True)
        return now.select_related("member").order_by("started_on", "pk")

    @staticmethod
    def _facts(branch: Branch) -> list[tuple[str, object]]:
        return [
            ("简称", branch.short_name),
            ("代码", branch.code),
            ("所属党委", branch.committee),
            ("依托企业", branch.host),
            ("成立日期", branch.founded_on and branch.founded_on.isoformat()),
            ("届满日期", term_words(branch.term_ends_on, timezone.localdate())),
            *([("撤销日期", branch.dissolved_on.isoformat())] if branch.dissolved_on else []),
        ]


class BranchAdd(FormPage, PermittedMixin, CreateView[Branch, BranchForm]):
    """Founding a branch."""

    model = Branch
    form_class = BranchForm
    permission_required = "branches.add_branch"
    title = "新建党支部"
    saved = "党支部已建立。"

    def act(self, form: BranchForm) -> Branch:  # type: ignore[override]  # the form of this page
        """Found the branch."""
        return add_branch(by=actor_of(self.request), committee=form.chosen_committee(), values=form.values())

    def back(self) -> str:
        """Lead to the list."""
        return reverse("branches:branches")


class BranchEdit(FormPage, ScopedMixin, UpdateView[Branch, BranchForm]):
    """Changing a branch."""

    model = Branch
    form_class = BranchForm
    permission_required = "branches.change_branch"
    title = "修改党支部"

    def act(self, form: BranchForm) -> Branch:  # type: ignore[override]  # the form of this page
        """Change the branch."""
        return change_branch(by=actor_of(self.request), branch=form.instance, values=form.values())

    def back(self) -> str:
        """Lead to the branch's page."""
        return reverse("branches:branch", args=[self.kwargs["pk"]])
