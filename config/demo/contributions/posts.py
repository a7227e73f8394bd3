"""Posts that members hold where they work and live, for two years at a time."""

from __future__ import annotations

from datetime import date, timedelta

from config.demo.park import Park, Present, some_of
from config.demo.seed import COUNTED_ON, chance, day_within, moment
from config.demo.stored import store
from contributions.choices import PostKind
from contributions.models import Post
from members.choices import Occupation

_NEW = {2020: 7, 2021: 11, 2022: 15, 2023: 18, 2024: 20, 2025: 20, 2026: 17}
_KINDS = (
    PostKind.MODEL,
    PostKind.DORMITORY,
    PostKind.MODEL,
    PostKind.BUILDING,
    PostKind.DORMITORY,
    PostKind.MODEL,
)
_PLACES = {
    PostKind.MODEL: ("{firm}{job}岗",),
    PostKind.BUILDING: ("人才公寓 {n} 栋", "标准厂房宿舍 {n} 栋", "攀华职工公寓 {n} 栋"),
    PostKind.DORMITORY: (
        "人才公寓 {n} 栋 {room} 室",
        "盛亚宿舍 {n} 栋 {room} 室",
        "公元管道宿舍 {n} 栋 {room} 室",
    ),
}
_DUTIES = {
    PostKind.MODEL: "亮身份、带徒弟、守质量，每月至少一条改进建议。",
    PostKind.BUILDING: "收集住户诉求，调解邻里纠纷，巡查消防通道。",
    PostKind.DORMITORY: "管好内务和用电安全，关心同舍工友。",
}
_TERM_YEARS = 2
_SECOND_TERM, _HANDED_OVER_AFTER = 0.35, 25


def make_posts(park: Park) -> None:
    """Store the posts; whoever leaves the branch lays the post down on that day."""
    rows = [
        row
        for year, count in _NEW.items()
        for number in range(count)
        if (row := _post(park, year, number)) is not None
    ]
    _forget_one(rows)
    store(sorted(rows, key=lambda row: row.started_on))


def _forget_one(rows: list[Post]) -> None:
    """Let nobody have said yet that the post ended of whoever left last before the end of a term."""
    left = [
        row
        for row in rows
        if row.ended_on and row.ended_on > COUNTED_ON and row.term_ends_on and row.ended_on < row.term_ends_on
    ]
    if left:
        max(left, key=lambda row: row.ended_on or row.started_on).ended_on = None


def _post(park: Park, year: int, number: int) -> Post | None:
    rng = chance("post", year, number)
    started_on = day_within(rng, date(year, 1, 8), date(year, 12, 18))
    if started_on > park.today:
        return None
    # A post is entered in the branch that has its holder now, or had them last.
    there = [p for p in park.present(started_on) if p.spell is p.stay.last]
    present = some_of(rng, there, 1)[0]
    kind = _KINDS[number % len(_KINDS)]
    place = rng.choice(_PLACES[kind]).format(
        firm=present.member.enterprise,
        job=_job(present),
        n=rng.randint(1, 6),
        room=rng.randint(2, 6) * 100 + rng.randint(1, 24),
    )
    first_term, second_term = (_years_after(started_on, years) for years in (_TERM_YEARS, 2 * _TERM_YEARS))
    goes_on = rng.random() < _SECOND_TERM and first_term <= park.today
    term_ends_on = second_term if goes_on else first_term
    over = term_ends_on + timedelta(days=_HANDED_OVER_AFTER)
    ended_on = min(filter(None, (present.spell.ended_on, over)))
    return Post(
        branch=park.branch_of(present),
        member=present.member,
        kind=kind,
        place=place,
        enterprise=present.member.enterprise if kind is PostKind.MODEL else None,
        duties=_DUTIES[kind],
        started_on=started_on,
        term_ends_on=term_ends_on,
        ended_on=ended_on if ended_on <= park.today else None,
        created_at=moment(started_on),
        updated_at=moment(started_on),
    )


def _job(present: Present) -> str:
    return "经营管理" if present.stay.occupation is Occupation.HEAD else present.member.job_title


def _years_after(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))
