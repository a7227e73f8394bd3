"""Stations, activities and sessions for tests: a branch's own, the committee's, the neighbour's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from activities.models import Activity
from branches.models import Branch, Committee
from stations.models import Station

Gather = Callable[..., Activity]


@pytest.fixture
def lakeside(branch_one: Branch) -> Station:
    """A station that 第一支部 keeps, open since March 2022."""
    return Station.objects.create(
        committee=branch_one.committee,
        branch=branch_one,
        kind="station",
        name="湖滨暖流驿站",
        place="湖滨路三号",
        keeper="柳依依",
        keeper_phone="13807301234",
        opening_hours="工作日 9:00—17:00",
        opened_on=date(2022, 3, 10),
    )


@pytest.fixture
def hub(committee: Committee) -> Station:
    """An incubation site that the committee keeps itself, open since May 2021."""
    return Station.objects.create(
        committee=committee, kind="incubator", name="港口孵化阵地", opened_on=date(2021, 5, 1)
    )


@pytest.fixture
def uphill(branch_two: Branch) -> Station:
    """A station of 第二支部."""
    return Station.objects.create(
        committee=branch_two.committee,
        branch=branch_two,
        kind="station",
        name="岭上暖流驿站",
        opened_on=date(2023, 1, 1),
    )


@pytest.fixture
def gather() -> Gather:
    """Store an activity, by default one that was held."""

    def store(place: Branch | Station, on: date, **values: Any) -> Activity:  # noqa: ANN401  values of an activity
        station = place if isinstance(place, Station) else None
        branch = place.branch if isinstance(place, Station) else place
        given = {
            "branch": branch,
            "station": station,
            "kind": "station",
            "title": "邻里茶话",
            "state": "held",
        }
        return Activity.objects.create(committee=place.committee, held_on=on, **{**given, **values})

    return store
