"""Organisations that grow at a station: noted, changed, approved, given up, void."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, UpdateView

from core.pages import FormPage
from core.records import VALID
from core.steps import StepPage, VoidPage
from core.views import PermittedMixin, ScopedMixin
from stations.actions import (
    add_organisation,
    approve_organisation,
    change_organisation,
    end_incubation,
    void_organisation,
)
from stations.forms import ApproveForm, EndForm, OrganisationForm
from stations.models import IncubatedOrganisation, Station

CHANGE = "stations.change_incubatedorganisation"


class OrganisationAdd(FormPage, PermittedMixin, CreateView[IncubatedOrganisation, OrganisationForm]):
    """Noting an organisation at the station of the address."""

    form_class = OrganisationForm
    permission_required = CHANGE
    title = "登记孵化党组织"
    saved = "孵化党组织已登记。"

    @cached_property
    def station(self) -> Station:
        """The station of the address."""
        return Station.objects.valid().get_for(self.actor, CHANGE, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which station it is about."""
        return {**super().get_form_kwargs(), "station": self.station}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the station beside the title."""
        return {**super().get_context_data(**kwargs), "about": self.station.name}

    def act(self, form: OrganisationForm) -> IncubatedOrganisation:  # type: ignore[override]  # the form of this page
        """Note it."""
        return add_organisation(by=self.actor, station=self.station, values=form.values())

    def back(self) -> str:
        """Lead to the station's page."""
        return self.station.get_absolute_url()


class OrganisationEdit(FormPage, ScopedMixin, UpdateView[IncubatedOrganisation, OrganisationForm]):
    """Changing an organisation."""

    queryset = IncubatedOrganisation.objects.filter(VALID).select_related("station__committee")
    form_class = OrganisationForm
    permission_required = CHANGE
    title = "修改孵化党组织"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which station it is about."""
        return {**super().get_form_kwargs(), "station": self.object.station}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Name the station, and lead to the page for what was entered in error."""
        void_link = reverse("stations:organisation_void", args=[self.object.pk])
        about = self.object.station.name
        return {**super().get_context_data(**kwargs), "about": about, "void_link": void_link}

    def act(self, form: OrganisationForm) -> IncubatedOrganisation:  # type: ignore[override]  # the form of this page
        """Change it."""
        return change_organisation(
            by=self.actor, organisation=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to its station's page."""
        return str(self.object.get_absolute_url())


class OrganisationApprove(StepPage):
    """Noting that an organisation was approved."""

    model = IncubatedOrganisation
    form_class = ApproveForm
    permission_required = CHANGE
    title, button, saved = "批准成立", "确认", "已登记批准成立。"
    explanation = "批准成立后计入孵化党组织。还没有批复的不要提前登记。"

    def act(self, form: Any) -> IncubatedOrganisation:  # noqa: ANN401  the form of this page
        """Note it."""
        given = dict(form.cleaned_data)
        return approve_organisation(
            by=self.actor, organisation=self.row, on=given.pop("approved_on"), values=given
        )


class OrganisationEnd(StepPage):
    """Noting that nothing came of it."""

    model = IncubatedOrganisation
    form_class = EndForm
    permission_required = CHANGE
    title, button, saved = "终止孵化", "确认终止", "已登记终止孵化。"

    def act(self, form: Any) -> IncubatedOrganisation:  # noqa: ANN401  the form of this page
        """Note it."""
        day, notes = form.cleaned_data["ended_on"], form.cleaned_data["notes"]
        return end_incubation(by=self.actor, organisation=self.row, on=day, notes=notes)


class OrganisationVoid(VoidPage):
    """An organisation that was entered in error."""

    model = IncubatedOrganisation
    permission_required = CHANGE

    def act(self, form: Any) -> IncubatedOrganisation:  # noqa: ANN401  the form of this page
        """Mark it."""
        return void_organisation(by=self.actor, organisation=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to its station's page."""
        return str(self.row.get_absolute_url())
