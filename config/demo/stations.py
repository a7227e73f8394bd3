"""Stations and incubation sites as they opened one after another, and who leans on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from branches.models import Branch, Committee, Enterprise
from config.demo.seed import chance, moment
from config.demo.stays import Spell, Stay
from config.demo.stored import store
from members.models import Member
from stations.models import Station, StationKind


@dataclass(frozen=True)
class Plan:
    """A place to be."""

    key: str
    kind: StationKind
    branch: str
    name: str
    host: str
    place: str
    keeper: str
    opened_on: date
    hours: str


# key | kind | branch | name | host | place | keeper | opened | hours
_TABLE = """
home|station||党群服务中心暖流驿站（流动党员之家）||党群服务中心一楼|毛翠平|2019-06-28|每天 8:30–20:00
sports|station|b1|盛亚体育暖流驿站|盛亚体育用品有限公司|盛亚体育行政楼一楼|万桂香|2019-11-15|
workshop|incubator|b1|标准厂房一期党建孵化阵地|湘汇羽毛球拍制造有限公司|标准厂房一期 3 栋|方卫平|2020-05-22|
pipes|station|b2|公元管道暖流驿站|公元管道（湖南）有限公司|公元管道综合楼二楼|喻学文|2020-07-01|
steel|station|b3|攀华新材料暖流驿站|攀华新材料有限公司|攀华职工活动中心|欧腊梅|2020-10-16|每天 8:00–20:00
plastics|incubator|b2|洞澜塑业党建孵化阵地|洞澜塑业有限公司|洞澜塑业办公楼三楼|游立群|2020-11-20|
frames|incubator|b3|远澜钢构党建孵化阵地|远澜钢构有限公司|远澜钢构会议中心|岳红英|2021-04-16|
electronics|station|b4|华新电子暖流驿站|华新电子科技有限公司|华新电子食堂二楼|盛晓燕|2021-06-25|每天 9:00–21:00
chips|incubator|b4|芯澜半导体党建孵化阵地|芯澜半导体材料有限公司|芯澜研发楼 105|祝文斌|2021-09-24|
drivers|station|b5|司机之家暖流驿站|临港物流有限公司|临港物流停车区东侧|戚宏伟|2022-03-18|全天开放
printing|incubator|b6|增材创新党建孵化阵地|增材创新研究院有限公司|研究院 B 座|封玉洁|2022-08-05|
supply|incubator|b5|通澜供应链党建孵化阵地|通澜供应链管理有限公司|通澜大厦 401|蒲少华|2022-11-11|
flats|station|b6|人才公寓暖流驿站||人才公寓 2 栋架空层|阳慧|2023-05-12|每天 8:00–22:00
precision|incubator|b4|恒屿精密党建孵化阵地|恒屿精密电子有限公司|恒屿精密行政楼|瞿志强|2023-09-15|
garments|incubator|b1|临湖服饰党建孵化阵地|临湖运动服饰有限公司|临湖服饰培训室|竺春莲|2024-04-19|
coldchain|station|b5|湘鄂冷链暖流驿站|湘鄂冷链仓储有限公司|值班楼一楼|丘海生|2025-09-26|全天开放
"""
OFFICE_HOURS = "工作日 8:30–17:30"


def _plan(line: str) -> Plan:
    key, kind, branch, name, host, place, keeper, opened, hours = line.split("|")
    opened_on = date.fromisoformat(opened)
    return Plan(key, StationKind(kind), branch, name, host, place, keeper, opened_on, hours or OFFICE_HOURS)


PLANS = tuple(_plan(line) for line in _TABLE.strip().splitlines())
_LEANING, _ELSEWHERE = 0.86, 0.15
_FIRST_PHONE = 13_800_739_000


def make_stations(
    committee: Committee, branches: dict[str, Branch], enterprises: Sequence[Enterprise], today: date
) -> dict[str, Station]:
    """Store the places that have opened by ``today``, by their keys."""
    firms = {enterprise.name: enterprise for enterprise in enterprises}
    rows = [
        Station(
            committee=committee,
            branch=branches.get(plan.branch),
            kind=plan.kind,
            name=plan.name,
            host=firms.get(plan.host),
            place=plan.place,
            keeper=plan.keeper,
            keeper_phone=str(_FIRST_PHONE + number * 37),
            opening_hours=plan.hours,
            opened_on=plan.opened_on,
            created_at=moment(plan.opened_on),
            updated_at=moment(plan.opened_on),
        )
        for number, plan in enumerate(PLANS)
        if plan.opened_on <= today
    ]
    keys = {plan.name: plan.key for plan in PLANS}
    return {keys[station.name]: station for station in store(rows)}


def lean_on_stations(people: Sequence[tuple[Stay, Member]], today: date) -> None:
    """Choose for most spells the station that somebody leans on: at the own firm, of the branch, or the common one."""
    for position, (stay, member) in enumerate(people):
        for spell in stay.spells:
            rng = chance("leaning", position, spell.started_on)
            spell.station = _station_of(rng.random(), rng.random(), spell, str(member.enterprise), today)


def _station_of(whether: float, which: float, spell: Spell, firm: str, today: date) -> str:
    last = min(spell.ended_on or today, today) - timedelta(days=30)
    there = [plan for plan in PLANS if plan.opened_on <= last and plan.branch == spell.branch]
    at_work = next((plan.key for plan in there if plan.host == firm), "")
    if at_work or whether >= _LEANING:
        return at_work
    if not there or which < _ELSEWHERE:
        return "home" if PLANS[0].opened_on <= last else ""
    return there[int(which * 1000) % len(there)].key
