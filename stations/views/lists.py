"""The lists of stations and of incubated organisations, and the year of the stations."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.views.generic import ListView

from core.pages import ListPage
from core.periods import Month
from core.views import ScopedMixin
from spreadsheets.registry import SHEETS
from stations.calendar import matrix_of
from stations.filters import OrganisationFilter, StationFilter
from stations.hanging import stations_with_counts
from stations.models import IncubatedOrganisation, Station, StationKind
from stations.tables import OrganisationTable, StationTable

SHEET = "stations"
ORDER = ("-kind", "opened_on", "pk")
"""Stations before incubation sites, the oldest first."""


class StationList(ListPage):
    """The stations within reach, with the members attached and the activities of this month."""

    queryset = Station.objects.select_related("branch", "host").defer("keeper_phone", "notes")
    permission_required = "stations.view_station"
    table_class = StationTable
    filterset_class = StationFilter
    template_name = "stations/stations.html"

    def get_queryset(self) -> QuerySet[Station]:
        """Count in the same query."""
        rows: Any = super().get_queryset().order_by(*ORDER)
        return stations_with_counts(rows.valid(), self.actor, Month.current().period)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the way to the import, where there is one."""
        may_import = SHEET in SHEETS and self.request.user.has_perm(SHEETS[SHEET].permission)
        upload = reverse("spreadsheets:upload", args=[SHEET]) if may_import else ""
        return {**super().get_context_data(**kwargs), "upload": upload}


class OrganisationList(ListPage):
    """The organisations that grew at the stations within reach."""

    queryset = IncubatedOrganisation.objects.select_related("station", "enterprise")
    permission_required = "stations.view_incubatedorganisation"
    table_class = OrganisationTable
    filterset_class = OrganisationFilter
    template_name = "stations/organisations.html"

    def get_queryset(self) -> QuerySet[IncubatedOrganisation]:
        """First those that grow, then the latest approved; what was entered in error is left out."""
        rows: Any = (
            super()
            .get_queryset()
            .order_by(F("ended_on").asc(nulls_first=True), F("approved_on").desc(nulls_first=True), "name")
        )
        return rows.valid().filter(station__voided_at__isnull=True)  # type: ignore[no-any-return]  # of the same model


class StationCalendar(ScopedMixin, ListView[Station]):
    """A year of the stations, month by month: ``?year=2024&kind=station``."""

    queryset = Station.objects.select_related("branch").defer("keeper_phone", "notes")
    permission_required = "stations.view_station"
    template_name = "stations/calendar.html"

    def get_queryset(self) -> QuerySet[Station]:
        """Leave the kind that was asked for."""
        rows: Any = super().get_queryset().order_by(*ORDER)
        kind = self.kind
        return rows.valid().filter(kind=kind) if kind else rows.valid()  # type: ignore[no-any-return]  # of the same model

    @property
    def kind(self) -> str:
        """The kind of stations asked for, empty for all."""
        asked = self.request.GET.get("kind", "")
        return asked if asked in StationKind.values else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lay out the year, and the ways to those beside it."""
        today = timezone.localdate()
        first = min(self.get_queryset().aggregate(day=Min("opened_on"))["day"] or today, today).year
        year = _year(self.request.GET.get("year", ""), first, today.year)
        return {
            **super().get_context_data(**kwargs),
            "matrix": matrix_of(self.actor, self.get_queryset(), year, today),
            "before": year - 1 if year > first else None,
            "after": year + 1 if year < today.year else None,
            "kind": self.kind,
            "kinds": StationKind.choices,
        }


def _year(text: str, first: int, last: int) -> int:
    """Return the year asked for, kept between ``first`` and ``last``; the last one if none was."""
    return max(first, min(last, int(text))) if text.isascii() and text.isdigit() and len(text) <= 4 else last  # noqa: PLR2004  a year's digits
