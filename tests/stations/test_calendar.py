"""The year of the stations: what was held, what is missing, what does not count as missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from branches.models import Branch
from stations.calendar import Matrix, matrix_of
from stations.models import Station
from tests.gatherings import Gather

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
TODAY = date(2025, 1, 25)


def words(matrix: Matrix, row: int = 0) -> str:
    """One sign for each month: a number, x for a gap, a dot for nothing."""
    return "".join("x" if c.is_gap else str(c.held) if c.held else "." for c in matrix.rows[row].cells)


def test_gaps_are_whole_months_that_are_past(staff: User, lakeside: Station, gather: Gather) -> None:
    gather(lakeside, date(2022, 4, 2))
    gather(lakeside, date(2022, 4, 20))
    gather(lakeside, date(2022, 6, 30))
    gather(lakeside, date(2022, 7, 1), state="planned")
    Station.objects.update(closed_on=date(2022, 10, 15))
    matrix = matrix_of(staff, Station.objects.all(), 2022, TODAY)
    # Opened in March, closed in October: neither month is held against it.
    assert words(matrix) == "...2x1xxx..."
    assert (matrix.gaps, matrix.rows[0].gaps, matrix.rows[0].total) == (4, 4, 3)
    assert [(c.active, c.open) for c in matrix.columns][2:11] == [
        (0, 1), (1, 1), (0, 1), (1, 1), (0, 1), (0, 1), (0, 1), (0, 0), (0, 0),
    ]  # fmt: skip


def test_this_month_and_the_coming_are_no_gaps(staff: User, lakeside: Station) -> None:
    matrix = matrix_of(staff, Station.objects.all(), 2025, TODAY)
    assert (words(matrix), [c.month.number for c in matrix.rows[0].cells if c.is_current]) == (
        "............",
        [1],
    )


def test_a_station_that_was_closed_before_is_left_out(staff: User, lakeside: Station, hub: Station) -> None:
    Station.objects.filter(pk=lakeside.pk).update(closed_on=date(2024, 1, 1))
    matrix = matrix_of(staff, Station.objects.all(), 2024, TODAY)
    assert [row.station for row in matrix.rows] == [hub]


def test_what_others_held_here_is_no_gap_and_no_link(
    secretary_one: User, lakeside: Station, branch_two: Branch, gather: Gather
) -> None:
    gather(lakeside, date(2024, 5, 5), branch=branch_two, title="外支部的活动")
    gather(lakeside, date(2024, 6, 5), branch=branch_two)
    gather(lakeside, date(2024, 6, 9))
    cells = matrix_of(secretary_one, Station.objects.all(), 2024, TODAY).rows[0].cells
    assert [(c.seen, c.elsewhere, c.is_gap, bool(c.href)) for c in cells[4:6]] == [
        (0, 1, False, False),
        (1, 1, False, bool(cells[5].href)),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_two_queries_whatever_the_size(
    staff: User, hub: Station, gather: Gather, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        station = Station.objects.create(
            committee=hub.committee, kind="station", name=f"驿站{number}", opened_on=date(2023, 1, 1)
        )
        gather(station, date(2024, 1 + number, 1))
    staff.reach("activities.view_activity")
    stations = Station.objects.select_related("branch")
    with django_assert_num_queries(2):
        matrix_of(staff, stations, 2024, TODAY)


def test_the_page(client_of: Browse, staff: User, lakeside: Station, hub: Station, gather: Gather) -> None:
    gather(lakeside, date(2024, 5, 5))
    client = client_of(staff)
    page = client.get("/stations/calendar/?year=2024").content.decode()
    assert page.count('class="month-gap"') == 11 + 12
    assert [words in page for words in ("有 23 处缺活动", "湖滨暖流驿站", "港口孵化阵地")] == [True] * 3
    assert ["?year=2023" in page, "?year=2025" in page, "?year=2026" in page] == [True, True, False]
    only = client.get("/stations/calendar/?year=2024&kind=incubator").content.decode()
    assert ("湖滨暖流驿站" in only, "港口孵化阵地" in only) == (False, True)


@pytest.mark.parametrize(("asked", "shown"), [("", 2025), ("1999", 2021), ("3000", 2025), ("昨年", 2025)])
def test_the_year_stays_within_reason(
    client_of: Browse, staff: User, hub: Station, asked: str, shown: int
) -> None:
    page = client_of(staff).get("/stations/calendar/", {"year": asked}).content.decode()
    assert f"<h1>{shown} 年活动月历</h1>" in page


def test_nothing_to_show(client_of: Browse, staff: User) -> None:
    page = client_of(staff).get("/stations/calendar/").content.decode()
    assert "这一年没有开放的驿站和阵地。" in page
