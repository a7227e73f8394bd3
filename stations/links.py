"""Addresses in rooms above, by the names of their views; empty where there is no such view."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from core.periods import Month
from stations.models import Station


def address_of(view: str, *args: Any, **query: Any) -> str:  # noqa: ANN401  what the address holds
    """Return the address of ``view`` with ``query``, or the empty string."""
    try:
        address = reverse(view, args=args)
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode(query)}" if query else address


def activities_of(station: Station, month: Month | None = None) -> str:
    """Return the address of the list of the station's activities: those held in one month, or all."""
    held = {"month": str(month), "state": "held"} if month else {}
    return address_of("activities:activities", station=station.pk, **held)


def plan_at(station: Station) -> str:
    """Return the address where an activity at ``station`` is entered."""
    return address_of("activities:activity_add", station=station.pk)
