"""Stations and incubation sites, month by month; since 2024 each of them in each month, before that with gaps."""

from __future__ import annotations

from datetime import date

from activities.models import ActivityKind
from config.demo.gatherings.branch_life import CLOSED
from config.demo.gatherings.programme import Programme
from config.demo.park import Park, Present, some_of
from config.demo.seed import COUNTED_ON, chance
from config.demo.stations import PLANS, Plan
from core.periods import Month
from stations.models import StationKind

_HELD = {2019: 0.7, 2020: 0.72, 2021: 0.8, 2022: 0.86, 2023: 0.93, 2024: 1.0}
_SINCE = 0.975
_SETTLING_IN = 12
_SILENT = ("chips", "supply")
"""Nothing has happened there yet in the month of loading: somebody has to see to it."""

_AT_STATIONS = {
    1: ("写春联、送祝福", "返乡政策与购票咨询", "暖冬义诊"),
    2: ("猜灯谜、闹元宵", "新春招聘政策咨询", "节后安全第一课"),
    3: ("学雷锋便民集市", "女职工插花沙龙", "就业政策“早餐会”"),
    4: ("清明读书会", "春季健步走", "社保医保政策解答"),
    5: ("劳动者故事会", "职工子女开放日", "法律顾问坐诊"),
    6: ("包粽子、话团圆", "高考志愿填报讲座", "红色观影"),
    7: ("重温入党誓词", "夏日送清凉", "暑期托管咨询会"),
    8: ("退役军人座谈", "防溺水亲子课堂", "应急救护体验"),
    9: ("中秋品月茶会", "消防知识问答", "金秋读书分享"),
    10: ("国庆观影与交流", "重阳敬老行", "职工歌友会"),
    11: ("119 消防演练", "旧书交换日", "冬季健康讲座"),
    12: ("冬日暖心姜汤日", "年终谈心会", "宪法宣传周法律咨询"),
}
_AT_INCUBATORS = (
    "组织关系转接政策解读",
    "党建指导员进车间",
    "入党积极分子谈心会",
    "企业党建工作交流",
    "联合主题学习",
    "“双培养”结对座谈",
    "党务实操辅导",
    "孵化企业走访日",
)
_SUMMARIES = (
    "驿站备了茶点，大家边吃边聊，气氛热烈。",
    "现场解答咨询，带不走的问题登记为工单，由支部跟进。",
    "新来的流动党员第一次参加，互相留了联系方式。",
    "依托企业提供了场地，周边企业的职工也来参加。",
)


def hold_station_activities(programme: Programme) -> None:
    """Plan an activity for each place and month, left out by chance as often as it was in those years."""
    for plan in PLANS:
        if plan.key in programme.park.stations:
            for month in programme.park.months(plan.opened_on)[1:]:
                _meet_there(programme, plan, month)


def _meet_there(programme: Programme, plan: Plan, month: Month) -> None:
    park = programme.park
    rng = chance("station", plan.key, month)
    chance_of_one = _HELD.get(month.year, _SINCE)
    if rng.random() >= chance_of_one or month in CLOSED or _is_silent(park, plan, month):
        return
    on = date(month.year, month.number, rng.randint(3, 26))
    title = rng.choice(_AT_STATIONS[month.number])
    if plan.kind == StationKind.INCUBATOR:
        title = _AT_INCUBATORS[(month.number * 3 + month.year + len(plan.key)) % len(_AT_INCUBATORS)]
    if not programme.is_in_sight(on):
        return
    programme.hold(
        ActivityKind.STATION,
        title,
        on,
        branch=park.branches.get(plan.branch),
        begins=rng.choice(((12, 20), (16, 0), (17, 40), (19, 0))),
        hours=1.5,
        place=plan.place,
        station=park.stations[plan.key],
        people=some_of(rng, _neighbours(park, plan, on), rng.randint(4, _SETTLING_IN)),
        others=rng.randint(0, 18),
        summary=rng.choice(_SUMMARIES),
    )


def _is_silent(park: Park, plan: Plan, month: Month) -> bool:
    now = Month.of(park.today)
    return plan.key in _SILENT and month == now and now.first > COUNTED_ON


def _neighbours(park: Park, plan: Plan, on: date) -> list[Present]:
    """Those who lean on the place; where these are few, their branch (or everybody) is invited."""
    there = park.present(on, park.branches.get(plan.branch))
    leaning = [present for present in there if present.spell.station == plan.key]
    return leaning if len(leaning) >= _SETTLING_IN else there
