"""Tickets to be: when each came in, how long it may take, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from branches.models import Branch
from config.demo.park import Park
from config.demo.seed import COUNTED_ON, chance, day_within, pick, shared_out
from config.demo.services.words import MATTERS, Matter
from services.choices import TicketKind, TicketState, Urgency
from services.time_limits import USUAL, shortened
from services.working_days import WorkingDays

_SOLVED = {2019: 9, 2020: 24, 2021: 33, 2022: 42, 2023: 48, 2024: 53}
_SINCE = 58
_CLOSED_OTHERWISE = {2019: 1, 2020: 2, 2021: 3, 2022: 4, 2023: 4, 2024: 5}
_FIRST_MONTH = {2019: 5}
_KINDS: Mapping[TicketKind, float] = {
    TicketKind.LIFE: 14, TicketKind.WORK: 11, TicketKind.WAGES: 15, TicketKind.LEGAL: 10, TicketKind.SKILL: 9,
    TicketKind.SCHOOL: 14, TicketKind.HOUSING: 12, TicketKind.MEDICAL: 7, TicketKind.TRAFFIC: 9,
    TicketKind.RELATION: 12, TicketKind.OTHER: 5,
}  # fmt: skip
_URGENCIES = {Urgency.NORMAL: 82, Urgency.URGENT: 15, Urgency.CRITICAL: 3}
_LATE = 0.07

# days since it was received | kind | urgency | state | branch; these lie open on the day of loading
_OPEN = (
    (0, TicketKind.TRAFFIC, Urgency.NORMAL, TicketState.HANDED_IN, "b5"),
    (1, TicketKind.SCHOOL, Urgency.NORMAL, TicketState.HANDED_IN, ""),
    (1, TicketKind.WAGES, Urgency.URGENT, TicketState.ACCEPTED, "b1"),
    (5, TicketKind.LIFE, Urgency.NORMAL, TicketState.IN_WORK, "b2"),
    (9, TicketKind.MEDICAL, Urgency.NORMAL, TicketState.ACCEPTED, "b3"),
    (6, TicketKind.WAGES, Urgency.NORMAL, TicketState.IN_WORK, "b4"),
    (10, TicketKind.LEGAL, Urgency.NORMAL, TicketState.IN_WORK, ""),
    (4, TicketKind.HOUSING, Urgency.NORMAL, TicketState.IN_WORK, "b6"),
    (20, TicketKind.SKILL, Urgency.NORMAL, TicketState.IN_WORK, "b2"),
)


@dataclass
class Case:
    """A ticket to be: what it is about, and the days of its life."""

    rng: Random
    kind: TicketKind
    urgency: Urgency
    received_on: date
    accepted_on: date | None
    due_on: date | None
    state: TicketState
    solved_on: date | None = None
    closed_on: date | None = None
    branch: Branch | None = None

    @property
    def matter(self) -> Matter:
        """What is asked for: always the same for one case."""
        matters = MATTERS[self.kind]
        return matters[hash_of(self.received_on, self.kind) % len(matters)]


def hash_of(day: date, kind: TicketKind) -> int:
    """Return a number that is the same on every machine."""
    return day.toordinal() * 7 + len(kind.value)


def all_cases(park: Park, calendar: WorkingDays) -> Iterator[Case]:
    """Return those that were solved or closed by today, and those that lie open."""
    for year in range(2019, park.today.year + 1):
        for number, day in enumerate(_days(year, _SOLVED.get(year, _SINCE), "solved")):
            case = _solved(calendar, chance("ticket", year, number), day)
            if day <= park.today:
                yield case
            elif case.received_on <= park.today:
                yield _unsolved(case, park.today)
        for number, day in enumerate(_days(year, _CLOSED_OTHERWISE.get(year, 5), "closed")):
            if day <= park.today:
                yield _closed(calendar, chance("closed ticket", year, number), day)
    if park.today > COUNTED_ON:
        yield from (_open(park, calendar, number, *row) for number, row in enumerate(_OPEN))


def _days(year: int, count: int, topic: str) -> list[date]:
    """Spread so many days over the months of a year, more in the months before school begins and before new year."""
    rng = chance("tickets", topic, year)
    first = _FIRST_MONTH.get(year, 1)
    months = range(first, 13)
    numbers = shared_out(count, [rng.uniform(0.5, 1.6) for _ in months])
    found = [
        day_within(rng, date(year, month, 2), date(year, month, 28))
        for month, number in zip(months, numbers, strict=True)
        for _ in range(number)
    ]
    return sorted(found)


def _solved(calendar: WorkingDays, rng: Random, solved_on: date) -> Case:
    """Go back from the day of solving by as many working days as it took."""
    kind, urgency = pick(rng, _KINDS), pick(rng, _URGENCIES)
    limit = shortened(USUAL[kind], urgency)
    share = rng.uniform(1.1, 1.7) if rng.random() < _LATE else rng.uniform(0.2, 1.0)
    accepted_on = _back(calendar, solved_on, round(limit * share))
    received_on = accepted_on if rng.random() < 0.6 else _back(calendar, accepted_on, 1)  # noqa: PLR2004  a share
    return Case(
        rng,
        kind,
        urgency,
        received_on,
        accepted_on,
        calendar.plus(accepted_on, limit),
        TicketState.SOLVED,
        solved_on,
    )


def _back(calendar: WorkingDays, day: date, count: int) -> date:
    while count > 0:
        day -= timedelta(days=1)
        count -= calendar.is_one(day)
    return day


def _unsolved(case: Case, today: date) -> Case:
    """What will be solved after today is still being worked on, or waits to be accepted."""
    if case.accepted_on and case.accepted_on <= today:
        return replace(case, state=TicketState.IN_WORK, solved_on=None)
    return replace(case, state=TicketState.HANDED_IN, solved_on=None, accepted_on=None, due_on=None)


def _closed(calendar: WorkingDays, rng: Random, closed_on: date) -> Case:
    kind, urgency = pick(rng, _KINDS), Urgency.NORMAL
    received_on = _back(calendar, closed_on, rng.randint(1, 3))
    accepted_on = min(calendar.plus(received_on, 1), closed_on)
    state = rng.choice((TicketState.RETURNED, TicketState.WITHDRAWN))
    due_on = calendar.plus(accepted_on, USUAL[kind])
    return Case(rng, kind, urgency, received_on, accepted_on, due_on, state, closed_on=closed_on)


def _open(  # noqa: PLR0913, PLR0917  the columns of the table
    park: Park,
    calendar: WorkingDays,
    number: int,
    days: int,
    kind: TicketKind,
    urgency: Urgency,
    state: TicketState,
    code: str,
) -> Case:
    received_on = park.today - timedelta(days=days)
    is_accepted = state is not TicketState.HANDED_IN
    accepted_on = min(calendar.plus(received_on, 1), park.today) if is_accepted else None
    due_on = calendar.plus(accepted_on, shortened(USUAL[kind], urgency)) if accepted_on else None
    rng = chance("open ticket", number)
    return Case(rng, kind, urgency, received_on, accepted_on, due_on, state, branch=park.branches.get(code))
