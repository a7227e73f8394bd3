"""Working days by the State Council's calendars of real years."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import User
from branches.models import Committee
from services.actions import fill_official_days
from services.choices import DayKind
from services.models import Holiday
from services.official_days import NOTICES, official_days
from services.working_days import WorkingDays

pytestmark = pytest.mark.django_db

# Days off (weekend days among them) and weekend days worked, as the notices add up.
COUNTED = {
    2019: (30, 7), 2020: (30, 6), 2021: (31, 7), 2022: (31, 7), 2023: (27, 7), 2024: (28, 8), 2025: (28, 5),
    2026: (33, 6),
}  # fmt: skip
SATURDAY = 5


@pytest.fixture
def calendar(staff: User, committee: Committee) -> WorkingDays:
    for year in (2024, 2025, 2026):
        fill_official_days(by=staff, committee=committee, year=year)
    return WorkingDays.of(committee)


@pytest.mark.parametrize("year", NOTICES)
def test_the_known_calendars_add_up(year: int) -> None:
    days = official_days(year)
    off = [day.on for day in days if day.kind == DayKind.OFF]
    worked = [day.on for day in days if day.kind == DayKind.WORKED]
    assert (len(off), len(worked)) == COUNTED[year]
    assert len({*off, *worked}) == len(days)
    assert [day for day in worked if day.weekday() < SATURDAY] == []
    assert {day.year for day in off + worked} <= {year - 1, year}


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        ("2024-02-09", True),  # the eve of the Spring Festival was worked in 2024
        ("2024-02-10", False),
        ("2024-02-17", False),
        ("2024-02-18", True),  # a Sunday, worked
        ("2024-05-11", True),  # a Saturday, worked
        ("2024-09-14", True),
        ("2025-01-27", True),
        ("2025-01-28", False),
        ("2025-04-27", True),
        ("2025-10-08", False),
        ("2026-02-14", True),
        ("2026-02-23", False),
        ("2026-02-28", True),
        ("2026-01-04", True),
        ("2026-11-21", False),  # an ordinary Saturday
        ("2026-11-23", True),
    ],
)
def test_real_days(calendar: WorkingDays, day: str, is_one: bool) -> None:  # noqa: FBT001  a column of the table
    assert calendar.is_one(date.fromisoformat(day)) is is_one


@pytest.mark.parametrize(
    ("accepted", "days", "last"),
    [
        ("2024-02-08", 5, "2024-02-21"),  # the 9th, then Sunday the 18th to the 21st
        ("2024-09-30", 3, "2024-10-10"),
        ("2024-12-31", 1, "2025-01-02"),
        ("2025-09-30", 2, "2025-10-10"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 2, "2026-11-24"),
    ],
)
def test_counting_over_holidays(calendar: WorkingDays, accepted: str, days: int, last: str) -> None:
    assert calendar.plus(date.fromisoformat(accepted), days) == date.fromisoformat(last)


def test_days_left_and_days_past() -> None:
    week = WorkingDays()
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert week.until(friday, friday) == 0
    assert week.until(friday, monday) == 1
    assert week.until(friday, date(2026, 11, 27)) == 5
    assert week.until(monday, friday) == -1
    assert week.until(date(2026, 11, 22), friday) == -1  # a weekend on, still at least one
    assert week.until(date(2026, 11, 27), friday) == -5


def test_each_committee_has_its_own_table(
    committee: Committee, other_committee: Committee, calendar: WorkingDays
) -> None:
    Holiday.objects.create(committee=committee, on=date(2026, 11, 25), kind=DayKind.OFF, name="停产检修")
    assert not WorkingDays.of(committee).is_one(date(2026, 11, 25))
    assert WorkingDays.of(other_committee).is_one(date(2026, 11, 25))
    assert WorkingDays.of(other_committee).is_one(date(2026, 10, 1))
