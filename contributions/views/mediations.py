"""Mediations: list, page, forms."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import CreateView, DetailView, UpdateView

from audit.trail import record_view
from contributions.actions import add_mediation, change_mediation, settle_mediation, void_mediation
from contributions.choices import DisputeResult
from contributions.filters import MediationFilter
from contributions.forms import MediationForm, SettleForm
from contributions.models import Mediation
from contributions.tables import MediationTable
from contributions.tables.mediations import LOOKS
from contributions.views.traces import may_open, traces_of
from contributions.views.ways import ways_of
from core.pages import FormPage, ListPage
from core.steps import StepPage, VoidPage
from core.views import PermittedMixin, ScopedMixin

LIST = "contributions:mediations"
CHANGE = "contributions.change_mediation"
ROWS = Mediation.objects.valid().select_related("mediator", "branch", "committee")


class MediationList(ListPage):
    """Disputes and how they ended."""

    permission_required = "contributions.view_mediation"
    queryset = ROWS
    table_class = MediationTable
    filterset_class = MediationFilter
    template_name = "contributions/mediations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Count the results of what the filter leaves."""
        data = super().get_context_data(**kwargs)
        counts = {result.name.lower(): Count("pk", filter=Q(result=result)) for result in DisputeResult}
        counted = self.object_list.order_by().aggregate(**counts)
        return {**data, "counts": counted, "ways": ways_of(self.request, "mediations")}


class MediationDetail(ScopedMixin, DetailView[Mediation]):
    """One mediation with who quarrelled over what; the visit is recorded."""

    permission_required = "contributions.view_mediation"
    queryset = ROWS
    context_object_name = "mediation"
    template_name = "contributions/mediation.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Show the page and leave the trace."""
        response = super().get(request, *args, **kwargs)
        record_view(by=self.actor, obj=self.object)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what the person may do, and what was done."""
        mediation = self.object
        return super().get_context_data(
            **kwargs,
            look=LOOKS[DisputeResult(mediation.result)],
            may_change=self.actor.has_perm(CHANGE, mediation),
            may_open=may_open(self.actor, mediation.mediator_id),
            traces=traces_of(self.actor, mediation),
        )


class MediationAdd(FormPage, PermittedMixin, CreateView[Mediation, MediationForm]):
    """Taking a dispute in."""

    model = Mediation
    form_class = MediationForm
    permission_required = CHANGE
    title = "登记调解"
    saved = "调解已登记。"

    def act(self, form: Any) -> Mediation:  # noqa: ANN401  the form of this page
        """Enter it."""
        return add_mediation(
            by=self.actor, committee=form.chosen_committee(), branch=form.branch(), values=form.values()
        )

    def back(self) -> str:
        """Lead to the list."""
        return reverse(LIST)


class MediationEdit(FormPage, ScopedMixin, UpdateView[Mediation, MediationForm]):
    """Changing what is known of it; opening it is recorded like opening the page."""

    queryset: QuerySet[Mediation] = ROWS
    form_class = MediationForm
    permission_required = CHANGE
    title = "修改调解"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Show the form and leave the trace."""
        response = super().get(request, *args, **kwargs)
        record_view(by=self.actor, obj=self.object)
        return response

    def act(self, form: Any) -> Mediation:  # noqa: ANN401  the form of this page
        """Change it."""
        return change_mediation(
            by=self.actor, mediation=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to its page."""
        return reverse("contributions:mediation", args=[self.kwargs["pk"]])


class MediationSettle(StepPage):
    """Saying how it ended."""

    model = Mediation
    form_class = SettleForm
    permission_required = CHANGE
    title, saved = "登记结果", "结果已登记。"

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is most often wanted: an agreement; or with the result that stands there."""
        held = self.row.result
        result = DisputeResult.SETTLED if held == DisputeResult.PENDING else held
        day = {"settled_on": self.row.settled_on} if self.row.settled_on else {}
        return {**super().get_initial(), "result": result, **day}

    def act(self, form: Any) -> Mediation:  # noqa: ANN401  the form of this page
        """Store the result."""
        return settle_mediation(by=self.actor, mediation=self.row, **form.cleaned_data)


class MediationVoid(VoidPage):
    """Taking out a mediation that was entered in error."""

    model = Mediation
    permission_required = CHANGE
    title = "作废调解"

    def act(self, form: Any) -> Mediation:  # noqa: ANN401  the form of this page
        """Void it."""
        return void_mediation(by=self.actor, mediation=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse(LIST)
