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
