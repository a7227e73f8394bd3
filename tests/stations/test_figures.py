"""The figures of stations, counted by hand for March 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounts.models import User
from branches.models import Branch, Committee
from core.figures import Span
from stations.models import IncubatedOrganisation, OrganisationKind, Station, StationKind
from tests.counting import MARCH, counted, in_span


def place(
    committee: Committee,
    branch: Branch | None,
    name: str,
    opened: str,
    closed: str = "",
    **values: Any,  # noqa: ANN401  of the model
) -> Station:
    return Station.objects.create(
        committee=committee,
        branch=branch,
        name=name,
        kind=values.pop("kind", StationKind.STATION),
        opened_on=date.fromisoformat(opened),
        closed_on=date.fromisoformat(closed) if closed else None,
        **values,
    )


def grown(
    station: Station,
    name: str,
    started: str = "",
    approved: str = "",
    **values: Any,  # noqa: ANN401  of the model
) -> None:
    IncubatedOrganisation.objects.create(
        station=station,
        name=name,
        kind=OrganisationKind.BRANCH,
        started_on=date.fromisoformat(started) if started else None,
        approved_on=date.fromisoformat(approved) if approved else None,
        **values,
    )


@pytest.fixture(autouse=True)
def rows(committee: Committee, branch_one: Branch, branch_two: Branch) -> None:
    """Five places, of which three are open at the end of March; four organisations, two of them approved by then."""
    voided: dict[str, Any] = {"voided_at": datetime(2024, 3, 2, tzinfo=UTC)}
    first = place(committee, branch_one, "甲驿站", "2024-03-31")
    place(committee, branch_one, "乙驿站", "2023-01-01", "2024-03-31")
    place(committee, branch_two, "丙阵地", "2022-05-01", kind=StationKind.INCUBATOR)
    place(committee, None, "丁驿站", "2020-01-01", "2024-04-01")
    wrong = place(committee, branch_one, "戊驿站", "2020-01-01", **voided)
    grown(first, "甲支部", "2024-01-10", "2024-03-31")
    grown(first, "乙支部", "2023-01-10", "2024-02-29")
    grown(first, "丙支部", "2024-03-31")
    grown(first, "丁支部", "2024-03-01", ended_on=date(2024, 3, 31))
    grown(first, "戊支部", "", "2024-03-05", **voided)
    grown(wrong, "己支部", "", "2024-03-05")


def test_the_month_is_as_counted_by_hand(branch_one: Branch, branch_two: Branch) -> None:
    assert counted("stations") == {
        "stations": 2,
        "incubators": 1,
        "places": 3,
        "incubated": 2,
        "incubated_by_kind:branch": 2,
        "incubating": 1,
    }
    assert in_span("stations.incubated", Span.MONTH) == 1
    assert counted("stations", MARCH.plus(-1)) == {
        "stations": 2,
        "incubators": 1,
        "places": 3,
        "incubated": 1,
        "incubated_by_kind:branch": 1,
        "incubating": 1,
    }
    assert counted("stations", branch=branch_two) == {"incubators": 1, "places": 1}


def test_a_secretary_counts_the_own_places_and_not_the_committees(secretary_one: User) -> None:
    assert counted("stations", user=secretary_one)["places"] == 1
