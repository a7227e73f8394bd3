"""Visits: before the festivals to many, in other months to those who need it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from config.demo.committee import PLANS
from config.demo.gatherings.branch_life import CLOSED
from config.demo.park import Park, Present
from config.demo.seed import chance, moment, office_day, pick
from config.demo.stored import store
from core.periods import Month
from services.choices import VisitKind
from services.models import Visit

_KINDS = {VisitKind.ROUTINE: 52, VisitKind.HARDSHIP: 22, VisitKind.ILLNESS: 18, VisitKind.OTHER: 4}
_SUMMARIES = {
    VisitKind.FESTIVAL: (
        "送上节日问候，询问返乡安排和家中情况。",
        "节前走访，工作生活都好，对食堂有改进建议。",
    ),
    VisitKind.HARDSHIP: ("家中老人患病，已协助申请补助。", "子女上学开支大，列入结对帮扶名单。"),
    VisitKind.ILLNESS: ("术后休养，恢复良好，已与企业商定病假。", "住院探望，协助办理异地就医备案。"),
    VisitKind.ROUTINE: ("到岗位走访，了解轮班和住宿情况，无困难。", "新到岗不久，介绍了驿站和服务热线。"),
    VisitKind.OTHER: ("乔迁走访，核对了新住址。",),
}
_GOODS = {
    VisitKind.ILLNESS: ("水果、鲜花",),
}
_FESTIVE_GOODS = {1: ("米、油、牛奶", "春联和慰问品"), 9: ("米、油、牛奶", "月饼、水果")}
_AMOUNTS = {VisitKind.HARDSHIP: (500, 800, 1000), VisitKind.ILLNESS: (300, 500)}
_FESTIVE = {1: 3, 9: 2}
"""Months before the Spring and the Mid-Autumn Festival, and how many visits each branch makes then."""


def make_visits(park: Park) -> None:
    """Store the visits of every branch and month."""
    rows = [
        visit
        for plan in PLANS
        for month in park.months(plan.founded_on)[1:]
        if month not in CLOSED
        for visit in _of_month(park, plan.code, month)
        if visit.on <= park.today
    ]
    store(sorted(rows, key=lambda visit: visit.on))


def _of_month(park: Park, code: str, month: Month) -> Iterator[Visit]:
    rng = chance("visits", code, month)
    festive = _FESTIVE.get(month.number, 0)
    for number in range(festive or rng.choice((0, 1, 1))):
        on = office_day(date(month.year, month.number, rng.randint(6, 26)))
        there = park.present(on, park.branches[code])
        if there:
            yield _visit(park, on, rng.choice(there), f"{code} {month} {number}", is_festive=bool(festive))


def _visit(park: Park, on: date, present: Present, topic: str, *, is_festive: bool) -> Visit:
    rng = chance("visit", topic)
    kind = VisitKind.FESTIVAL if is_festive else pick(rng, _KINDS)
    branch = park.branch_of(present)
    goods = _FESTIVE_GOODS[on.month] if is_festive else _GOODS.get(kind, ("",))
    amounts = _AMOUNTS.get(kind)
    return Visit(
        committee=park.committee,
        branch=branch,
        kind=kind,
        on=on,
        member=present.member,
        person_name=present.member.name,
        visitors=park.keeper_of(branch).name,
        goods=rng.choice(goods),
        amount=Decimal(rng.choice(amounts)) if amounts else None,
        summary=rng.choice(_SUMMARIES[kind]),
        created_at=moment(on, 17),
        updated_at=moment(on, 17),
    )
