"""Opening, changing, closing and voiding a station."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import CreateView, UpdateView

from core.pages import FormPage
from core.records import VALID
from core.steps import StepPage, VoidPage
from core.views import PermittedMixin, ScopedMixin
from stations.actions import add_station, change_station, close_station, void_station
from stations.forms import CloseForm, StationForm
from stations.models import Station

VOID = "stations.add_station"


class StationAdd(FormPage, PermittedMixin, CreateView[Station, StationForm]):
    """Opening a station."""

    model = Station
    form_class = StationForm
    permission_required = "stations.add_station"
    title = "新建驿站或阵地"
    saved = "已新建。"

    def act(self, form: StationForm) -> Station:  # type: ignore[override]  # the form of this page
        """Open the station."""
        return add_station(by=self.actor, committee=form.chosen_committee(), values=form.values())

    def back(self) -> str:
        """Lead to the list."""
        return reverse("stations:stations")


class StationEdit(FormPage, ScopedMixin, UpdateView[Station, StationForm]):
    """Changing a station."""

    queryset = Station.objects.filter(VALID).select_related("committee", "branch")
    form_class = StationForm
    permission_required = "stations.change_station"
    title = "修改驿站或阵地"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lead those who may open stations to the page for what was entered in error."""
        station: Station = Station.objects.get(pk=self.object.pk)
        may_void = self.actor.has_perm(VOID, station)
        void_link = reverse("stations:station_void", args=[station.pk]) if may_void else ""
        return {**super().get_context_data(**kwargs), "about": station.name, "void_link": void_link}

    def act(self, form: StationForm) -> Station:  # type: ignore[override]  # the form of this page
        """Change the station."""
        return change_station(
            by=self.actor, station=form.instance, values=form.values(), revision=form.revision
        )

    def back(self) -> str:
        """Lead to the station's page."""
        return reverse("stations:station", args=[self.kwargs["pk"]])


class StationClose(StepPage):
    """Closing a station."""

    model = Station
    form_class = CloseForm
    permission_required = "stations.change_station"
    title, button, saved = "停用", "确认停用", "已停用。"
    explanation = "停用后不再计入驿站和阵地个数，也不再提醒开展活动；以前的活动、党员和孵化情况都保留。"

    def act(self, form: Any) -> Station:  # noqa: ANN401  the form of this page
        """Close it."""
        return close_station(by=self.actor, station=self.row, on=form.cleaned_data["closed_on"])


class StationVoid(VoidPage):
    """A station that was entered in error."""

    model = Station
    permission_required = VOID

    def act(self, form: Any) -> Station:  # noqa: ANN401  the form of this page
        """Mark it."""
        return void_station(by=self.actor, station=self.row, reason=form.cleaned_data["reason"])

    def back_to(self) -> str:
        """Lead to the list."""
        return reverse("stations:stations")
