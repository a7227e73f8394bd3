"""Life after 2024: in each month some leave and as many of the same kind come, until the day of loading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from config.demo.seed import COUNTED_ON, chance, day_within, office_day, pick
from config.demo.stays import Spell, Stay
from core.periods import Month
from members.choices import Departure

_OUTCOMES = {
    Departure.SETTLED: 9,
    Departure.RETURNED: 5,
    Departure.MOVED_ON: 4,
    Departure.OTHER: 1,
}
_PAIRS = {0: 1, 1: 3, 2: 4, 3: 3, 4: 1}
_LEAST_STAY = timedelta(days=120)
_GAP = 50


def let_life_go_on(stays: list[Stay], today: date) -> None:
    """Extend ``stays`` in place. Somebody leaves only if the successor has come by ``today``: the number stays."""
    month = Month.of(COUNTED_ON).plus(1)
    while month.first <= today:
        rng = chance("turnover", month)
        for _ in range(pick(rng, _PAIRS)):
            stays.extend(_replace_one(rng, stays, month, today))
        month = month.plus(1)


def _replace_one(rng: Random, stays: list[Stay], month: Month, today: date) -> Iterator[Stay]:
    leaves_on = day_within(rng, month.first, month.last)
    there = [
        stay
        for stay in stays
        if stay.last.ended_on is None and not stay.firm and stay.last.started_on + _LEAST_STAY <= leaves_on
    ]
    leaver = rng.choice(there)
    comes_on = office_day(leaves_on + timedelta(days=rng.randint(-_GAP, _GAP)))
    comes_on = max(comes_on, COUNTED_ON + timedelta(days=1))
    outcome = pick(rng, _OUTCOMES)
    if max(leaves_on, comes_on) > today:
        return
    leaver.last.ended_on, leaver.last.outcome = leaves_on, outcome
    yield Stay(leaver.occupation, [Spell(leaver.last.branch, comes_on)])
