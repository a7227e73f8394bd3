"""Volunteers: forty-two times by the end of 2024, and about once a month since."""

from __future__ import annotations

from datetime import date

from activities.models import ActivityKind
from config.demo.committee import PLANS
from config.demo.gatherings.branch_life import CLOSED
from config.demo.gatherings.programme import Programme
from config.demo.park import some_of
from config.demo.seed import chance
from core.periods import Month

_A_YEAR = {2019: 2, 2020: 6, 2021: 7, 2022: 8, 2023: 9, 2024: 10}
_SINCE = 11
_FIRST_MONTH = {2019: 9}
_KINDS = (
    ("长江岸线清洁行动", "新港区江堤 3 公里段", "清理岸线垃圾，向垂钓者发放禁捕宣传单。"),
    ("便民服务进宿舍", "标准厂房员工宿舍", "理发、磨刀、修小家电，顺便登记大家的困难。"),
    ("春运暖心服务", "城陵矶港区客运站", "为返乡职工提供热水、行李搬运和路线咨询。"),
    ("交通文明劝导", "新港大道路口", "早晚高峰在路口劝导，提醒骑行佩戴头盔。"),
    ("关爱留守儿童", "云溪区中心小学", "陪孩子们做手工、讲科普，送去图书。"),
    ("无偿献血", "党群服务中心广场", "党员带头，职工踊跃参加。"),
    ("防汛巡堤志愿行", "长江干堤新港段", "分班巡查堤段，协助搬运防汛物资。"),
    ("义务植树", "港区生态绿廊", "栽下樟树和乌桕，认领管护责任。"),
    ("敬老院慰问", "松杨湖敬老院", "打扫房间、包饺子、陪老人聊天。"),
    ("安全隐患随手拍", "各企业厂区", "分组走访厂区，发现的隐患当场告知企业整改。"),
    ("反诈宣传进车间", "各企业食堂", "用身边案例讲防骗，帮助职工安装反诈应用。"),
    ("高考护航", "云溪区一中考点", "设服务点，备文具、饮水和防暑药品。"),
)


def volunteer(programme: Programme) -> None:
    """Spread each year's over its months and branches; the committee calls all of them together now and then."""
    number = 0
    for year in range(2019, programme.park.today.year + 1):
        count = _A_YEAR.get(year, _SINCE)
        first = _FIRST_MONTH.get(year, 1)
        for turn in range(count):
            month = Month(year, first + (turn * (13 - first)) // count)
            _go_out(programme, number, month)
            number += 1


def _go_out(programme: Programme, number: int, month: Month) -> None:
    rng = chance("volunteering", number)
    if month in CLOSED:
        month = Month(2020, 4)
    on = date(month.year, month.number, rng.randint(4, 27))
    title, place, summary = _KINDS[(number * 5 + number // 12) % len(_KINDS)]
    founded = [plan for plan in PLANS if plan.founded_on <= on]
    branch = None if number % 5 == 0 else programme.park.branches[founded[number % len(founded)].code]
    if not programme.is_in_sight(on):
        return
    there = programme.park.present(on, branch)
    programme.hold(
        ActivityKind.VOLUNTEER,
        title,
        on,
        branch=branch,
        begins=(8, 30),
        hours=3,
        place=place,
        people=some_of(rng, there, rng.randint(5, 9) if branch else rng.randint(14, 24)),
        others=rng.choice((0, 0, 3, 6, 12)),
        summary=summary,
    )
