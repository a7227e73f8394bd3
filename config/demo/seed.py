"""The one seed of the demo, the days that its story hangs on, and ways to draw and to share out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from django.utils import timezone

T = TypeVar("T")

SEED = "暖流"
COUNTED_ON = date(2024, 12, 31)
"""The day on which the figures of the article hold."""

_SATURDAY = 5


def chance(*topic: object) -> Random:
    """Return the random numbers of one topic; drawing more in one place moves nothing in another."""
    return Random(":".join(map(str, (SEED, *topic))))  # noqa: S311  a demo, no secret


def pick(rng: Random, weights: Mapping[T, float]) -> T:
    """Draw one key by its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def office_day(day: date) -> date:
    """Move a weekend back to its Friday: offices register nobody on a Sunday."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def day_within(rng: Random, first: date, last: date) -> date:
    """Draw an office day from ``first`` to ``last``, both counted in."""
    day = office_day(first + timedelta(days=rng.randint(0, (last - first).days)))
    return max(day, first)


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """Return an hour of ``day`` in the portal's time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def shared_out(total: int, weights: Sequence[float]) -> list[int]:
    """Share ``total`` out by weights, so that the parts are whole and add up to it."""
    whole = sum(weights)
    parts = [int(total * weight / whole) for weight in weights]
    left = sorted(range(len(parts)), key=lambda n: parts[n] - total * weights[n] / whole)
    for number in left[: total - sum(parts)]:
        parts[number] += 1
    return parts
