"""Stations without an activity this month; finding stations."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import User
from branches.models import Branch, Committee
from core.finders import FINDERS
from core.reminders import REMINDERS
from stations.actions import add_organisation
from stations.models import Station
from tests.gatherings import Gather

pytestmark = pytest.mark.django_db
LATE, EARLY = date(2025, 1, 20), date(2025, 1, 19)


def idle(by: User, today: date) -> list[str]:
    return [task.words for task in REMINDERS["stations.idle"].tasks(by, today)]


def test_idle_from_the_set_day_on(staff: User, lakeside: Station, committee: Committee) -> None:
    assert (idle(staff, EARLY), idle(staff, LATE)) == ([], ["湖滨暖流驿站：1 月还没有活动"])
    Committee.objects.update(station_notice_day=10)
    assert idle(staff, EARLY) == ["湖滨暖流驿站：1 月还没有活动"]
    [task] = REMINDERS["stations.idle"].tasks(staff, LATE)
    assert (task.due_on, task.days_left(LATE), task.place) == (date(2025, 1, 31), 11, "第一支部")


@pytest.mark.parametrize(
    ("on", "state", "count"),
    [
        (date(2025, 1, 2), "held", 0),
        (date(2025, 1, 30), "planned", 0),
        (date(2025, 1, 2), "cancelled", 1),
        (date(2024, 12, 31), "held", 1),
    ],
)
def test_what_was_held_or_is_planned_this_month_settles_it(
    staff: User, lakeside: Station, gather: Gather, on: date, state: str, count: int
) -> None:
    gather(lakeside, on, state=state)
    assert len(idle(staff, LATE)) == count


def test_whoever_organised_it(
    secretary_one: User, lakeside: Station, branch_two: Branch, gather: Gather
) -> None:
    gather(lakeside, date(2025, 1, 2), branch=branch_two)
    assert idle(secretary_one, LATE) == []


def test_who_is_reminded(
    secretary_one: User, staff: User, auditor: User, lakeside: Station, hub: Station, uphill: Station
) -> None:
    Station.objects.filter(pk=uphill.pk).update(closed_on=date(2025, 1, 1))
    assert [REMINDERS["stations.idle"].count(by, LATE) for by in (secretary_one, staff, auditor)] == [1, 2, 0]


def test_found_by_name_place_and_keeper(
    secretary_one: User, staff: User, lakeside: Station, uphill: Station
) -> None:
    add_organisation(by=staff, station=uphill, values={"name": "岭上支部", "kind": "branch"})

    def found(by: User, text: str) -> list[str]:
        return [hit.title for _, hits in FINDERS.find(by, text, 5) for hit in hits]

    assert [found(staff, text) for text in ("湖滨", "柳依依", "岭上")] == [
        ["湖滨暖流驿站"],
        ["湖滨暖流驿站"],
        ["岭上暖流驿站", "岭上支部"],
    ]
    assert (found(secretary_one, "岭上"), found(secretary_one, "湖滨")) == ([], ["湖滨暖流驿站"])
