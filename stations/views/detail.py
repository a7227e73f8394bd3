"""A station's page, its keeper's number in full, and the page for its wall."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import DetailView, View

from branches.models import Branch
from branches.tables import ELSEWHERE
from core.periods import Month
from core.scope import Actor
from core.views import PermittedMixin, ScopedMixin
from stations.actions import reveal_keeper_phone
from stations.calendar import matrix_of
from stations.hanging import attached, held, settled
from stations.links import activities_of, address_of, plan_at
from stations.models import IncubatedOrganisation, Station
from stations.wall import doors_of, offers_of

LATEST = 8
_RIGHTS = {
    "may_change": "stations.change_station",
    "may_reveal": "stations.reveal_station",
    "may_incubate": "stations.change_incubatedorganisation",
}


class OneStation(ScopedMixin, DetailView[Station]):
    """Base: a page about one station."""

    queryset = Station.objects.select_related("committee", "branch", "host")
    permission_required = "stations.view_station"
    context_object_name = "station"

    def get_queryset(self) -> QuerySet[Station]:
        """What was entered in error has no page."""
        rows: Any = super().get_queryset()
        return rows.valid()  # type: ignore[no-any-return]  # of the same model


class StationDetail(OneStation):
    """What is known of a station, and what hangs on it."""

    template_name = "stations/station.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Gather what hangs on the station, each within the person's reach."""
        station, by, today = self.object, self.actor, timezone.localdate()
        people, came, gatherings = attached(by, station), settled(by, station), held(by, station)
        rows = matrix_of(by, Station.objects.filter(pk=station.pk), today.year, today).rows
        return {
            **super().get_context_data(**kwargs),
            **{name: by.has_perm(permission, station) for name, permission in _RIGHTS.items()},
            "facts": facts_of(station),
            "is_open": station.is_open_on(today),
            "year": rows[0] if rows else None,
            "month": Month.of(today),
            "people": people[:LATEST],
            "people_count": people.count(),
            "people_link": address_of("members:members", station=station.pk),
            "organisations": organisations_of(by, station),
            "settled": came[:LATEST],
            "settled_count": came.count(),
            "gatherings": gatherings[:LATEST],
            "gatherings_link": activities_of(station),
            "plan_link": plan_at(station) if self.request.user.has_perm("activities.add_activity") else "",
        }


def facts_of(station: Station) -> list[tuple[str, object]]:
    """Return what is known of a station, but for its keeper."""
    return [
        ("类别", station.get_kind_display()),
        ("所属党委", station.committee.short_name),
        ("负责支部", station.branch.name if station.branch else "党委直接管理"),
        ("依托企业", station.host),
        ("地点", station.place),
        ("开放时间", station.opening_hours),
        ("启用日期", station.opened_on.isoformat()),
        *([("停用日期", station.closed_on.isoformat())] if station.closed_on else []),
    ]


def organisations_of(by: Actor, station: Station) -> list[tuple[IncubatedOrganisation, str]]:
    """Return the organisations of a station, each with the branch that it became, as far as ``by`` may name it."""
    rows = list(station.incubated.visible_to(by).valid().select_related("enterprise"))
    own = {branch.pk: branch.short_name for branch in Branch.objects.visible_to(by)}
    return [(row, own.get(row.branch_id, ELSEWHERE) if row.branch_id else "") for row in rows]


class StationWall(OneStation):
    """A sheet of paper for the station's wall: who keeps it, when it is open, and codes for what one can do there."""

    template_name = "stations/wall.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what can be done there."""
        return {
            **super().get_context_data(**kwargs),
            "doors": doors_of(self.object, self.request),
            "offers": offers_of(self.object),
        }


class RevealPhone(PermittedMixin, View):
    """Shows the keeper's number in full, after the log has noted it."""

    model = Station
    permission_required = "stations.reveal_station"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer with the number alone to htmx, with a page of its own otherwise."""
        station = Station.objects.valid().get_for(self.actor, self.permission_required, pk=pk)
        context = {"station": station, "value": reveal_keeper_phone(by=self.actor, station=station)}
        is_part = getattr(request, "htmx", False)
        return render(request, "stations/_revealed.html" if is_part else "stations/revealed.html", context)
