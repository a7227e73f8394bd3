"""Offices: in the committee, in each branch with the terms before, and the seat in Jingzhou."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from branches.models import Branch
from config.demo.accounts import ACCOUNTS
from config.demo.committee import LAST_TERM_DAYS, PLANS
from config.demo.park import KEENEST, Park, Present
from config.demo.seed import COUNTED_ON, moment
from config.demo.stays import CHAIRMEN
from config.demo.stored import store
from members.choices import Occupation, SeatRole
from members.models import Seat

_ROLES = (SeatRole.SECRETARY, SeatRole.ORGANISATION, SeatRole.PUBLICITY)
_TERM_YEARS = 3


def make_seats(park: Park) -> None:
    """Store the offices: of the committee, of each branch with the terms before, and the seat in Jingzhou."""
    rows = [*_committee_seats(park)]
    for plan in PLANS:
        rows += _branch_seats(park, park.branches[plan.code], plan.founded_on)
    chairman = next(p for p in park.spells if p.stay.firm == CHAIRMEN["b1"])
    rows.append(
        Seat(
            committee=park.committee,
            partnership=park.partnership,
            role=SeatRole.ORDINARY,
            member=chairman.member,
            holder_title=f"{chairman.stay.firm}{chairman.stay.title}",
            started_on=park.partnership.started_on,
        )
    )
    store(rows)


def _committee_seats(park: Park) -> Iterator[Seat]:
    people = (
        (SeatRole.SECRETARY, "章振国", "新港区党工委委员"),
        (SeatRole.DEPUTY, "龚瑞芳", "新港区党群工作部副部长"),
        (SeatRole.ORGANISATION, "盛晓燕", "华新电子科技有限公司党务专员"),
        (SeatRole.PUBLICITY, "贺雪梅", "党群服务中心主任"),
        (SeatRole.DISCIPLINE, "喻学文", "公元管道（湖南）有限公司行政经理"),
    )
    first = park.committee.founded_on or COUNTED_ON
    second = first.replace(year=first.year + 5)
    for role, name, title in people:
        if role in {SeatRole.SECRETARY, SeatRole.PUBLICITY}:
            before = {SeatRole.SECRETARY: "闵建华", SeatRole.PUBLICITY: "游立群"}[role]
            yield _seat(park, None, role, before, title, first, second, ended_on=second)
        yield _seat(park, None, role, name, title, second, second.replace(year=second.year + 5))


def _branch_seats(park: Park, branch: Branch, founded_on: date) -> Iterator[Seat]:
    """The branch's term that runs, and the one before it where the branch is old enough."""
    secretary = next(account.name for account in ACCOUNTS if account.branch == branch.code)
    ends_on = branch.term_ends_on or park.today
    began = ends_on.replace(year=ends_on.year - _TERM_YEARS, day=min(ends_on.day, 28)) + timedelta(days=1)
    title = f"{branch.host}党务干部"
    terms: list[tuple[date, date, date | None]] = [(began, ends_on, None)]
    if founded_on < began - timedelta(days=LAST_TERM_DAYS):
        terms.insert(0, (founded_on, began - timedelta(days=1), began))
    for first, last, ended_on in terms:
        yield _seat(park, branch, SeatRole.SECRETARY, secretary, title, first, last, ended_on=ended_on)
        there = park.lasting(
            max(first, founded_on + timedelta(days=120)), min(ended_on or park.today, park.today)
        )
        members = [
            p for p in there if park.branch_of(p) == branch and p.stay.occupation is not Occupation.HEAD
        ]
        members.sort(key=lambda p: (KEENEST - p.keenness, p.member.pk))
        for role, present in zip(_ROLES[1:], members, strict=False):
            yield _seat(park, branch, role, present, "", first, last, ended_on=ended_on)


def _seat(  # noqa: PLR0913, PLR0917  the parts of an office
    park: Park,
    branch: Branch | None,
    role: SeatRole,
    holder: Present | str,
    title: str,
    started_on: date,
    term_ends_on: date,
    *,
    ended_on: date | None = None,
) -> Seat:
    return Seat(
        committee=park.committee,
        branch=branch,
        role=role,
        member=None if isinstance(holder, str) else holder.member,
        holder_name=holder if isinstance(holder, str) else "",
        holder_title=title,
        started_on=started_on,
        term_ends_on=term_ends_on,
        ended_on=ended_on,
        created_at=moment(started_on),
        updated_at=moment(ended_on or started_on),
    )
