"""Orders between firms of the park that came of meeting at an activity."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from activities.models import Activity, Deal
from config.demo.gatherings.programme import Programme
from config.demo.seed import moment
from config.demo.stored import store

# signed | year and title of the activity | buyer | seller | subject | amount | branch
_TABLE = """
2023-11-14|2023|供需对接|攀华新材料有限公司|公元管道（湖南）有限公司|攀华二期项目采购给排水管材|186.50|
2024-11-08|2024|供需对接|盛亚体育用品有限公司|君峦包装印务有限公司|运动服饰包装年度供货|62.00|b1
2025-06-19|2025|企业家沙龙|通澜供应链管理有限公司|港链智运科技有限公司|车辆调度系统开发与运维|38.80|b5
2025-11-26|2025|供需对接|华新电子科技有限公司|中瑞智创三维科技有限公司|检测夹具三维打印件|24.60|
2026-10-30|2026|供需对接|远澜钢构有限公司|江澄镀锌板材有限公司|镀锌板材季度供货|118.00|b3
"""


def make_deals(programme: Programme) -> None:
    """Store the orders that have been signed by today."""
    store([row for line in _TABLE.strip().splitlines() if (row := _deal(programme, line))])


def _deal(programme: Programme, line: str) -> Deal | None:
    signed, year, title, buyer, seller, subject, amount, branch = line.split("|")
    park, signed_on = programme.park, date.fromisoformat(signed)
    if signed_on > park.today:
        return None
    return Deal(
        committee=park.committee,
        branch=park.branches.get(branch),
        activity=_activity(programme, int(year), title),
        buyer=park.enterprises[buyer],
        seller=park.enterprises[seller],
        subject=subject,
        amount=Decimal(amount),
        signed_on=signed_on,
        created_at=moment(signed_on),
        updated_at=moment(signed_on),
    )


def _activity(programme: Programme, year: int, title: str) -> Activity | None:
    found = (a for a in programme.activities if a.held_on.year == year and title in a.title)
    return next(found, None)
