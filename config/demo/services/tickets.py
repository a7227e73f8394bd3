"""Tickets: 209 solved by the end of 2024, some given back or withdrawn, and those that wait today."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

from branches.models import Branch
from config.demo.names import draw_name
from config.demo.park import Park, Present
from config.demo.seed import moment, pick
from config.demo.services.cases import Case, all_cases
from config.demo.services.life import live
from config.demo.stored import store
from services.choices import Source, TicketState
from services.models import Ticket
from services.numbers import NUMBERS
from services.working_days import WorkingDays

_SOURCES = {Source.HOTLINE: 34, Source.VISIT: 22, Source.STATION: 24, Source.WEB: 14, Source.OTHER: 4}
_WEB_SINCE = date(2022, 3, 1)
_BY_MEMBERS, _BY_BRANCH = 0.68, 0.8
_FIRST_PHONE = 13_800_736_000


def make_tickets(park: Park, calendar: WorkingDays) -> list[Ticket]:
    """Store all tickets with their entries, numbered by the day they came in; return them."""
    cases = sorted(all_cases(park, calendar), key=lambda case: case.received_on)
    given: Counter[int] = Counter()
    tickets = []
    for case in cases:
        year = case.received_on.year
        given[year] += 1
        tickets.append(_ticket(park, case, f"{NUMBERS.prefix}-{year}-{given[year]:04d}"))
    entries = [
        entry
        for case, ticket in zip(cases, tickets, strict=True)
        for entry in live(park, calendar, case, ticket)
    ]
    store(tickets)
    store(entries)
    return tickets


def _ticket(park: Park, case: Case, number: str) -> Ticket:
    rng = case.rng
    there = park.present(case.received_on, case.branch)
    present = rng.choice(there) if there and rng.random() < _BY_MEMBERS else None
    source = pick(rng, _SOURCES)
    if source is Source.WEB and case.received_on < _WEB_SINCE:
        source = Source.HOTLINE
    branch = case.branch
    if branch is None and present and rng.random() < _BY_BRANCH and case.state is not TicketState.HANDED_IN:
        branch = park.branch_of(present)
    name, phone = _person(rng, present)
    firm = present.member.enterprise if present else rng.choice(list(park.enterprises.values()))
    station = _station(park, rng, branch, case.received_on) if source is Source.STATION else None
    received_at = moment(case.received_on, 8, rng.randint(5, 55))
    return Ticket(
        committee=park.committee,
        branch=branch,
        number=number,
        source=source if station or source is not Source.STATION else Source.HOTLINE,
        kind=case.kind,
        urgency=case.urgency,
        state=case.state,
        member=present.member if present else None,
        station=park.stations[station] if station else None,
        person_name=name,
        person_phone=phone,
        description=case.matter.asked.format(firm=firm),
        received_on=case.received_on,
        due_on=case.due_on,
        solved_on=case.solved_on,
        created_at=received_at,
        updated_at=received_at,
    )


def _person(rng: Random, present: Present | None) -> tuple[str, str]:
    if present:
        return present.member.name, present.member.phone
    is_male = rng.random() < 0.6  # noqa: PLR2004  a share
    name = draw_name(rng, is_male=is_male, ethnic_group="01", birth_year=rng.randint(1968, 2001))
    return name, str(_FIRST_PHONE + rng.randrange(1000))


def _station(park: Park, rng: Random, branch: Branch | None, day: date) -> str:
    there = [
        key
        for key, station in park.stations.items()
        if station.opened_on <= day and (branch is None or station.branch in {branch, None})
    ]
    return rng.choice(there) if there else ""
