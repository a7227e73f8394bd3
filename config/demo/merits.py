"""Honours, offices, and the yearly check of activity cards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from branches.models import Branch
from config.demo.accounts import ACCOUNTS
from config.demo.committee import COMMITTEE_NAME, LAST_TERM_DAYS, PLANS
from config.demo.park import KEENEST, Park, Present
from config.demo.seed import COUNTED_ON, chance, day_within, moment
from config.demo.stays import CHAIRMEN
from config.demo.stored import store
from members.choices import CardResult, HonourKind, HonourLevel, Occupation, SeatRole
from members.models import CardCheck, Honour, Seat

# year-month | level | kind | title | granted by
_COUNTED = """
2020-04|municipal|model_worker|岳阳市劳动模范|岳阳市人民政府
2021-04|municipal|medal|岳阳市五一劳动奖章|岳阳市总工会
2021-12|municipal|craftsman|巴陵工匠|岳阳市总工会
2022-04|provincial|medal|湖南省五一劳动奖章|湖南省总工会
2022-04|municipal|model_worker|岳阳市劳动模范|岳阳市人民政府
2022-12|municipal|craftsman|巴陵工匠|岳阳市总工会
2023-04|provincial|model_worker|湖南省劳动模范|湖南省人民政府
2023-04|municipal|medal|岳阳市五一劳动奖章|岳阳市总工会
2023-11|municipal|craftsman|巴陵工匠|岳阳市总工会
2024-04|municipal|model_worker|岳阳市劳动模范|岳阳市人民政府
2024-09|provincial|craftsman|湖湘工匠|湖南省总工会
2024-11|municipal|craftsman|巴陵工匠|岳阳市总工会
2025-04|municipal|medal|岳阳市五一劳动奖章|岳阳市总工会
2025-11|municipal|craftsman|巴陵工匠|岳阳市总工会
2026-04|provincial|medal|湖南省五一劳动奖章|湖南省总工会
"""
"""One person each: twelve of them by the end of 2024."""
_AGAIN = "2024-04|municipal|craftsman|巴陵工匠（提名）|岳阳市总工会"
"""For somebody who has been honoured before: two honours, one person."""
_LOCAL = (
    ("county", "member", "云溪区优秀共产党员", "中共岳阳市云溪区委员会"),
    ("park", "member", "新港区优秀流动党员", COMMITTEE_NAME),
    ("park", "other", "新港区岗位能手", "城陵矶新港区工会"),
)
_ROLES = (SeatRole.SECRETARY, SeatRole.ORGANISATION, SeatRole.PUBLICITY)
_TERM_YEARS = 3
_CHECKED, _FAULTY = 0.96, 0.05
_REPLACED = 0.6


def make_honours(park: Park) -> None:
    """Store honours of the city and the province for one person each, and those of district and park for many."""
    rows: list[Honour] = []
    taken: set[int] = set()
    for number, line in enumerate(_COUNTED.strip().splitlines()):
        row = _honour(park, number, line, taken)
        if row.granted_on <= park.today:
            rows.append(row)
            taken.add(row.member.pk)
    again = _honour(park, 99, _AGAIN, set())
    again.member = rows[3].member
    rows.append(again)
    rows += _local_honours(park)
    store(sorted(rows, key=lambda row: row.granted_on))


def _honour(park: Park, number: int, line: str, taken: set[int]) -> Honour:
    month, level, kind, title, body = line.split("|")
    rng = chance("honour", number)
    granted_on = date.fromisoformat(f"{month}-{rng.randint(16, 29)}")
    present = _deserving(park, granted_on, taken, heads=kind == HonourKind.MODEL_WORKER, place=number)
    return _row(present, level, kind, title, body, granted_on)


def _deserving(park: Park, day: date, taken: set[int], *, heads: bool, place: int) -> Present:
    """One of the keenest of the day: heads of firms for model workers, workers and engineers for the rest."""
    found = [
        p
        for p in park.present(min(day, park.today))
        if p.member.pk not in taken and (p.stay.occupation is Occupation.HEAD) == heads
    ]
    found.sort(key=lambda p: (KEENEST - p.keenness, p.member.pk))
    return found[place % 7]


def _row(  # noqa: PLR0913, PLR0917  the parts of an honour
    present: Present, level: str, kind: str, title: str, body: str, granted_on: date
) -> Honour:
    return Honour(
        member=present.member,
        kind=HonourKind(kind),
        level=HonourLevel(level),
        title=title,
        granted_by=body,
        granted_on=granted_on,
        created_at=moment(granted_on),
        updated_at=moment(granted_on),
    )


def _local_honours(park: Park) -> Iterator[Honour]:
    """Each year before the first of July some are praised in the park."""
    for year in range(2019, park.today.year + 1):
        day = date(year, 6, 28)
        if day > park.today:
            continue
        rng = chance("local honours", year)
        people = rng.sample(park.present(day), min(len(park.present(day)), 2 + (year - 2019)))
        for number, present in enumerate(people):
            yield _row(present, *_LOCAL[number % len(_LOCAL)], day)


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


def make_card_checks(park: Park) -> None:
    """Store each autumn's checks; this year's have only begun."""
    rows = [row for year in range(2020, park.today.year + 1) for row in _checks_of(park, year)]
    store(rows)


def _checks_of(park: Park, year: int) -> Iterator[CardCheck]:
    first, last = date(year, 10, 8), date(year, 12, 2)
    for present in park.present(min(first, park.today)) if first <= park.today else ():
        rng = chance("card", year, present.member.card_number)
        on = day_within(rng, first, last)
        if on > park.today or not present.spell.covers(on) or rng.random() > _CHECKED:
            continue
        is_faulty = rng.random() < _FAULTY
        result = CardResult.PASSED
        if is_faulty:
            result = CardResult.REPLACED if rng.random() < _REPLACED else CardResult.PROBLEM
        yield CardCheck(
            member=present.member,
            branch=park.branch_of(present),
            year=year,
            on=on,
            result=result,
            note={
                CardResult.REPLACED: "证件破损，已换发。",
                CardResult.PROBLEM: "流出地信息与名册不符，待核对。",
            }.get(result, ""),
            created_at=moment(on),
            updated_at=moment(on),
        )
