"""Ventures: list, page with what they achieve, forms."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse
from django.views.generic import CreateView, DetailView, UpdateView

from contributions.actions import add_venture, change_venture, end_venture, void_venture
from contributions.choices import ResultKind
from contributions.filters import VentureFilter
from contributions.forms import DayForm, VentureForm
from contributions.models import Venture, VentureResult
from contributions.tables import VentureTable
from contributions.views.results import achieved
from contributions.views.traces import may_open, traces_of
from core.pages import FormPage, ListPage
from core.steps import StepPage, VoidPage
from core.views import PermittedMixin, ScopedMixin

LIST = "contributions:ventures"
CHANGE = "contributions.change_venture"
ROWS = Venture.objects.valid().select_related("member", "enterprise", "branch", "committee")
PATENTS = Sum("results__count", filter=Q(results__kind=ResultKind.PATENT, results__voided_at__isnull=True))


class VentureList(ListPage):
    """The ventures, and what they amount to together."""

    permission_required = "contributions.view_venture"
    queryset = ROWS.annotate(patents=PATENTS)
    table_class = VentureTable
    filterset_class = VentureFilter
    template_name = "contributions/ventures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add up what the filter leaves."""
        data = super().get_context_data(**kwargs)
        keys = self.object_list.order_by().values("pk")
        sizes = Venture.objects.filter(pk__in=keys).aggregate(
            area=Sum("floor_area"), investment=Sum("investment")
        )
        results = VentureResult.objects.valid().filter(venture__in=keys, kind=ResultKind.PATENT)
        return {**data, "sums": {**sizes, **results.aggregate(patents=Sum("count"))}}


class VentureDetail(ScopedMixin, DetailView[Venture]):
    """One venture: size, who came home, and its results over time."""

    permission_required = "contributions.view_venture"
    queryset = ROWS
    context_object_name = "venture"
    template_name = "contributions/venture.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add results, what the person may do, and what was done."""
        venture = self.object
        results = list(VentureResult.objects.visible_to(self.actor).valid().filter(venture=venture))
        return super().get_context_data(
            **kwargs,
            results=results,
            achieved=achieved(results),
            may_change=self.actor.has_perm(CHANGE, venture),
            may_open=may_open(self.actor, venture.member_id),
            traces=traces_of(self.actor, venture),
        )


class VentureAdd(FormPage, PermittedMixin, CreateView[Venture, VentureForm]):
    """Entering a venture."""

    model = Venture
    form_class = VentureForm
    permission_required = CHANGE
    title = "登记创业项目"
    saved = "创业项目已登记，接着可以登记专利和奖项。"

    def act(self, form: Any) -> Venture:  # noqa: ANN401  the form of this page
        """Enter it."""
        return add_venture(
            by=self.actor, committee=form.chosen_committee(), branch=form.branch(), values=form.values()
        )

    def back(self) -> str:
        """Lead to the list."""
        return reverse(LIST)


class VentureEdit(FormPage, ScopedMixin, UpdateView[Venture, VentureForm]):
    """Changing it."""

    queryset: QuerySet[Venture] = ROWS
    form_class = VentureForm
    permission_required = CHANGE
    title = "修改创业项目"

    def act(self, form: Any) -> Venture:  # noqa: ANN401  the form of this page
        """Change it."""
        return change_venture(
            by=self.actor, venture=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to its page."""
        return reverse("contributions:venture", args=[self.kwargs["pk"]])


class VentureEnd(StepPage):
    """Ending a venture."""

    model = Venture
    form_class = DayForm
    permission_required = CHANGE
    title, button, saved = "登记终止", "确认终止", "已登记终止。"
    explanation = "终止后不再列在“在园”的项目里；已登记的面积、专利和奖项仍计入累计。"

    def act(self, form: Any) -> Venture:  # noqa: ANN401  the form of this page
        """End it."""
        return end_venture(by=self.actor, venture=self.row, on=form.cleaned_data["on"])


class VentureVoid(VoidPage):
    """Taking out a venture that was entered in error."""

    model = Venture
    permission_required = CHANGE
    title = "作废创业项目"
    explanation = "项目和它的成果一起作废，不再计入统计；记录和审计日志仍然保留。"

    def act(self, form: Any) -> Venture:  # noqa: ANN401  the form of this page
        """Void it."""
        return void_venture(by=self.actor, venture=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse(LIST)
