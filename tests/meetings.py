"""Activities for tests, entered as people enter them, and what a browser sends for one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.system import COMMAND_LINE
from activities.actions import add_activity, add_festival
from activities.models import Activity, Festival
from branches.models import Branch, Committee

TODAY = date(2025, 1, 15)
Meet = Callable[..., Activity]
FORM = {
    "title": "迎新春座谈会",
    "kind": "talk",
    "held_on": "2025-01-20",
    "begins": "14:30",
    "ends": "16:00",
    "place": "二楼",
}


@pytest.fixture
def meet(committee: Committee) -> Meet:
    """Enter an activity, by default a meeting of the committee on 15 January 2025."""

    def enter(title: str = "座谈会", on: date = TODAY, **values: Any) -> Activity:  # noqa: ANN401  values of an activity
        given = {"title": title, "held_on": on, "kind": "talk", **values}
        return add_activity(by=COMMAND_LINE, committee=committee, values=given)

    return enter


@pytest.fixture
def festival(committee: Committee) -> Festival:
    """The committee's festival of 2024."""
    values = {"name": "第四届企业文化节", "year": 2024, "theme": "同心同港", "started_on": date(2024, 9, 1)}
    return add_festival(by=COMMAND_LINE, committee=committee, values=values)


@pytest.fixture
def of_one(branch_one: Branch, meet: Meet) -> Activity:
    """Today's meeting of 第一支部."""
    return meet("一支部座谈会", branch=branch_one)


@pytest.fixture
def of_two(branch_two: Branch, meet: Meet) -> Activity:
    """Today's meeting of 第二支部."""
    return meet("二支部座谈会", branch=branch_two)
