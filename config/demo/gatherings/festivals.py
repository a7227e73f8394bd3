"""The festivals, one a year since 2021: 1,200 attendances of members at the first four."""

from __future__ import annotations

from datetime import date, timedelta

from activities.models import ActivityKind, Festival
from config.demo.gatherings.programme import Programme
from config.demo.park import Park, some_of
from config.demo.seed import chance, moment, shared_out
from config.demo.stored import store

_ATTENDANCES = {2021: 210, 2022: 270, 2023: 330, 2024: 390}
_SINCE = 410
_FIRST_DAYS = {2021: (9, 18), 2022: (9, 17), 2023: (9, 16), 2024: (9, 21), 2025: (9, 20), 2026: (9, 19)}
_ORDINALS = "一二三四五六七八九十"
_THEMES = {
    2021: "百年荣光，港城同行",
    2022: "喜迎盛会，奋进新港",
    2023: "开放新港，家在新港",
    2024: "十五载奔流，一颗心向党",
    2025: "流而有家，暖在新港",
    2026: "与港同兴",
}
# day | title | place | weight of members | others | hours
_PARTS = (
    (0, "开幕式暨“走江堤、看新港”健步行", "长江干堤新港段", 1.6, 160, 2.5),
    (5, "红色文化朗诵比赛", "党群服务中心剧场", 1.1, 60, 3.0),
    (9, "流动党员心连心联谊会", "人才公寓广场", 1.4, 25, 2.5),
    (13, "职工趣味运动会", "港区体育公园", 1.2, 140, 3.5),
    (18, "岗位技能大比武", "公元管道实训车间", 0.8, 45, 3.0),
    (22, "企业产品展示与供需对接会", "新港会展中心", 0.9, 80, 3.0),
    (28, "职工文艺汇演暨闭幕式", "党群服务中心剧场", 1.3, 220, 2.5),
    (15, "亲子开放日", "攀华职工活动中心", 0.7, 90, 3.0),
)
_EIGHT_SINCE = 2023
_SUMMARIES = (
    "各支部组队参加，赛后互留联系方式，不少人第一次认识了隔壁企业的党员。",
    "现场设了驿站服务点和征集“金点子”的信箱。",
    "企业提供场地和奖品，流动党员担任志愿者维持秩序。",
    "节目多由流动党员自编自演，家属也来观看。",
)


def hold_festivals(programme: Programme) -> None:
    """Hold each year's festival from its first day on, as far as it has come."""
    for year in range(2021, programme.park.today.year + 1):
        first = date(year, *_FIRST_DAYS.get(year, (9, 20)))
        if programme.is_in_sight(first):
            _hold(programme, year, first)


def _hold(programme: Programme, year: int, first: date) -> None:
    parts = _PARTS if year >= _EIGHT_SINCE else _PARTS[:-1]
    festival = _festival(programme.park, year, first)
    rng = chance("festival", year)
    weights = [weight * rng.uniform(0.85, 1.15) for _, _, _, weight, _, _ in parts]
    numbers = shared_out(_ATTENDANCES.get(year, _SINCE), weights)
    for (days, title, place, _, others, hours), number in zip(parts, numbers, strict=True):
        on = first + timedelta(days=days)
        programme.hold(
            ActivityKind.FESTIVAL,
            title,
            on,
            begins=(8, 30) if days in {0, 13, 15} else (14, 0),
            hours=hours,
            place=place,
            festival=festival,
            people=some_of(rng, programme.park.present(on), number),
            others=round(others * rng.uniform(0.7, 1.2)),
            summary=rng.choice(_SUMMARIES),
        )


def _festival(park: Park, year: int, first: date) -> Festival:
    last = max(days for days, *_ in _PARTS)
    festival = Festival(
        committee=park.committee,
        name=f"新港区第{_ORDINALS[year - 2021]}届企业文化节",
        year=year,
        theme=_THEMES.get(year, ""),
        started_on=first,
        ended_on=first + timedelta(days=last),
        created_at=moment(min(first - timedelta(days=30), park.today)),
        updated_at=moment(min(first, park.today)),
    )
    store([festival])
    return festival
