"""How stations, and the organisations that grew there, are found by a piece of their names."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from core.finders import FINDERS, Finder, Hit
from core.scope import Actor
from stations.models import IncubatedOrganisation, Station


def find_stations(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    """Find by name, place or keeper."""
    rows = Station.objects.visible_to(by).valid().select_related("branch", "host")
    named = Q(name__icontains=text) | Q(place__icontains=text) | Q(keeper__icontains=text)
    return [Hit(row.name, _about(row), row.get_absolute_url()) for row in rows.filter(named)[:limit]]


def find_organisations(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    """Find by name; a hit leads to the station."""
    rows = IncubatedOrganisation.objects.visible_to(by).valid().filter(station__voided_at__isnull=True)
    found = rows.filter(name__icontains=text).select_related("station")[:limit]
    return [Hit(row.name, f"{row.state.label} · {row.station.name}", row.get_absolute_url()) for row in found]


def _about(station: Station) -> str:
    keeper = station.branch.short_name if station.branch else "党委直接管理"
    return " · ".join(filter(None, (station.get_kind_display(), keeper, station.place)))


FINDERS.register(
    Finder(
        "stations.stations",
        "驿站和阵地",
        "stations.view_station",
        "map-pin",
        find_stations,
        everything="stations:stations",
    ),
    Finder(
        "stations.organisations",
        "孵化党组织",
        "stations.view_incubatedorganisation",
        "sparkles",
        find_organisations,
        everything="stations:organisations",
    ),
)
