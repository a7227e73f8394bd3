"""The demo as on a fixed day, for tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

import time_machine
from django.db import transaction
from django.test import override_settings

from accounts.system import COMMAND_LINE
from branches.models import Committee
from config.demo.load import load_demo

TODAY = date(2026, 11, 23)
ARTICLE = {
    "members.managed": 112,
    "members.two_new": 110,
    "members.two_new_share": 98.2,
    "members.heads_share": 19.1,
    "members.workers_share": 70.9,
    "members.talent_share": 10.0,
    "branches.branches": 6,
    "branches.coverage": 100.0,
    "branches.partnerships": 1,
    "stations.stations": 7,
    "stations.incubators": 8,
    "stations.incubated": 26,
    "stations.active": 15,
    "members.settled": 126,
    "members.honoured": 12,
    "training.sessions": 86,
    "training.attendances": 3000,
    "activities.festivals": 4,
    "activities.festival_attendances": 1200,
    "activities.deals": 2,
    "activities.volunteering": 42,
    "services.solved": 209,
    "contributions.mediations": 216,
    "contributions.couple_rooms": 43,
    "contributions.parking_area": 5000,
    "contributions.suggestions": 126,
    "contributions.adopted": 45,
    "contributions.posts": 29,
    "contributions.venture_area": 24000,
    "contributions.patents": 80,
}
"""Every key of FIGURES.md. The article says "one or more" of the deals, and gives no number for the posts."""


@contextmanager
def at_noon_of(day: date) -> Iterator[None]:
    """Let it be ``day``: records judge by the clock which days have come."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    with time_machine.travel(noon, tick=True):
        yield


@contextmanager
def loaded_demo(day: date = TODAY) -> Iterator[Committee]:
    """Load the demo as on ``day``, let it be that day, and take everything back at the end."""
    with at_noon_of(day), transaction.atomic():
        with override_settings(DEMO=True):
            committee = load_demo(by=COMMAND_LINE, today=day)
        yield committee
        transaction.set_rollback(True)
