"""Improvements: list with totals, page, forms."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.views.generic import CreateView, DetailView, UpdateView

from contributions.actions import add_improvement, change_improvement, void_improvement
from contributions.choices import ImprovementKind
from contributions.filters import ImprovementFilter
from contributions.forms import ImprovementForm
from contributions.models import Improvement
from contributions.tables import ImprovementTable
from contributions.views.traces import traces_of
from core.numbers import thousands
from core.pages import FormPage, ListPage
from core.steps import VoidPage
from core.views import PermittedMixin, ScopedMixin

LIST = "contributions:improvements"
CHANGE = "contributions.change_improvement"
ROWS = Improvement.objects.valid().select_related("branch", "enterprise", "committee")


class ImprovementList(ListPage):
    """What was delivered, and how much of each kind."""

    permission_required = "contributions.view_improvement"
    queryset = ROWS
    table_class = ImprovementTable
    filterset_class = ImprovementFilter
    template_name = "contributions/improvements.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add up what the filter leaves."""
        data = super().get_context_data(**kwargs)
        return {**data, "totals": totals_of(self.object_list)}


def totals_of(rows: QuerySet[Improvement]) -> list[dict[str, str]]:
    """Return the sum for each kind and unit, in the order of the kinds; rooms are not added to square metres."""
    sums = list(rows.order_by().values("kind", "unit").annotate(sum=Sum("quantity")).order_by("unit"))
    return [
        {
            "title": str(kind.label),
            "value": thousands(total["sum"]),
            "unit": total["unit"],
            "href": f"{reverse(LIST)}?kind={kind.value}",
        }
        for kind in ImprovementKind
        for total in sums
        if total["kind"] == kind
    ]


class ImprovementDetail(ScopedMixin, DetailView[Improvement]):
    """One improvement."""

    permission_required = "contributions.view_improvement"
    queryset = ROWS
    context_object_name = "improvement"
    template_name = "contributions/improvement.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what the person may do, and what was done."""
        improvement = self.object
        return super().get_context_data(
            **kwargs,
            may_change=self.actor.has_perm(CHANGE, improvement),
            traces=traces_of(self.actor, improvement),
        )


class ImprovementAdd(FormPage, PermittedMixin, CreateView[Improvement, ImprovementForm]):
    """Entering what was delivered."""

    model = Improvement
    form_class = ImprovementForm
    permission_required = CHANGE
    title = "登记实事"
    saved = "实事已登记。"

    def act(self, form: Any) -> Improvement:  # noqa: ANN401  the form of this page
        """Enter it."""
        return add_improvement(
            by=self.actor, committee=form.chosen_committee(), branch=form.branch(), values=form.values()
        )

    def back(self) -> str:
        """Lead to the list."""
        return reverse(LIST)


class ImprovementEdit(FormPage, ScopedMixin, UpdateView[Improvement, ImprovementForm]):
    """Changing it."""

    queryset: QuerySet[Improvement] = ROWS
    form_class = ImprovementForm
    permission_required = CHANGE
    title = "修改实事"

    def act(self, form: Any) -> Improvement:  # noqa: ANN401  the form of this page
        """Change it."""
        return change_improvement(
            by=self.actor, improvement=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to its page."""
        return reverse("contributions:improvement", args=[self.kwargs["pk"]])


class ImprovementVoid(VoidPage):
    """Taking out what was entered in error."""

    model = Improvement
    permission_required = CHANGE
    title = "作废实事"

    def act(self, form: Any) -> Improvement:  # noqa: ANN401  the form of this page
        """Void it."""
        return void_improvement(by=self.actor, improvement=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse(LIST)
