"""The Party organisations that grew at the stations, firm by firm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from config.demo.enterprises import TABLE
from config.demo.park import Park
from config.demo.seed import COUNTED_ON, chance, day_within, moment
from config.demo.stations import PLANS
from config.demo.stored import store
from stations.models import IncubatedOrganisation, OrganisationKind, Station

_APPROVED = {2020: 2, 2021: 5, 2022: 6, 2023: 7, 2024: 6, 2025: 4, 2026: 3}
"""Organisations approved in each year: 26 of them by the end of 2024."""
_FROM = {2020: 9}
"""The month from which approvals begin in a year: the first incubation site opened in May 2020."""
_GROWING_DAYS = (90, 320)
_GENERAL, _SINGLE, _JOINT = 400, 110, 45
"""Employees from which a firm has a general branch, a branch, a joint branch."""


def make_incubated(park: Park) -> None:
    """Store the organisations that grew at the stations, those that still grow, and one that came to nothing."""
    firms = _firms()
    rows = []
    for year, count in _APPROVED.items():
        for number in range(count):
            row = _approved(park, firms, year, number)
            if row and row.approved_on and row.approved_on <= park.today:
                rows.append(row)
    rows += _unfinished(park, firms)
    store(rows)


def _firms() -> list[tuple[str, str, int, date]]:
    """The covered firms by arrival: name, branch, employees, day."""
    found = []
    for line in TABLE.strip().splitlines():
        name, _, _, branch, employees, arrived, left = line.split("|")
        if branch and not left:
            found.append((name, branch, int(employees), date.fromisoformat(arrived)))
    return sorted(found, key=lambda firm: firm[3])


def _approved(
    park: Park, firms: list[tuple[str, str, int, date]], year: int, number: int
) -> IncubatedOrganisation | None:
    """Take the next firm whose branch has had a place for some months by then."""
    rng = chance("incubated", year, number)
    approved_on = day_within(rng, date(year, _FROM.get(year, 3), 5), date(year, 12, 20))
    latest = approved_on - timedelta(days=_GROWING_DAYS[0])
    for firm in firms:
        station = _place_for(park, firm[1], latest)
        if station and firm[3] <= latest:
            firms.remove(firm)
            started_on = max(
                station.opened_on, firm[3], approved_on - timedelta(days=rng.randint(*_GROWING_DAYS))
            )
            return _organisation(park, firm, station, started_on, approved_on)
    return None


def _place_for(park: Park, branch: str, day: date) -> Station | None:
    """The incubation site of a branch if it has one by ``day``, else its station."""
    day = min(day, park.today)
    there = [park.stations[p.key] for p in PLANS if p.branch == branch and p.opened_on <= day]
    return min(there, key=lambda station: (station.kind, station.opened_on), default=None)


def _organisation(
    park: Park,
    firm: tuple[str, str, int, date],
    station: Station,
    started_on: date,
    approved_on: date | None,
) -> IncubatedOrganisation:
    name, _, employees, _ = firm
    kind, words = _kind_for(employees)
    return IncubatedOrganisation(
        station=station,
        name=f"中共{name}{words}",
        kind=kind,
        enterprise=park.enterprises[name],
        started_on=started_on,
        approved_on=approved_on,
        created_at=moment(started_on),
        updated_at=moment(approved_on or started_on),
    )


def _kind_for(employees: int) -> tuple[OrganisationKind, str]:
    if employees >= _GENERAL:
        return OrganisationKind.GENERAL_BRANCH, "总支部委员会"
    if employees >= _SINGLE:
        return OrganisationKind.BRANCH, "支部委员会"
    if employees >= _JOINT:
        return OrganisationKind.JOINT_BRANCH, "联合支部委员会"
    return OrganisationKind.GROUP, "党小组"


def _unfinished(park: Park, firms: list[tuple[str, str, int, date]]) -> Iterator[IncubatedOrganisation]:
    """Three that were begun after the article, and one that ended."""
    first = COUNTED_ON + timedelta(days=20)
    for number, firm in enumerate(firms[:4]):
        started_on = first if number == 0 else park.today - timedelta(days=60 * number)
        station = _place_for(park, firm[1], started_on)
        if started_on < first or station is None or firm[3] > started_on:
            continue
        row = _organisation(park, firm, station, started_on, None)
        ended_on = started_on + timedelta(days=150)
        if number == 0 and ended_on <= park.today:
            row.ended_on, row.notes = ended_on, "党员人数不足三名，暂缓成立，由联合党支部代管。"
        yield row
