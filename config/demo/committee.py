"""The committee, its six branches, and the partnership with Jingzhou."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from branches.models import Branch, Committee, Partnership
from config.demo.stored import store

COMMITTEE_NAME = "城陵矶新港区流动党员党委"


@dataclass(frozen=True)
class Plan:
    """A branch as the story wants it: members at the end of 2024, and when it began."""

    code: str
    ordinal: str
    size: int
    founded_on: date
    term_ends_on: date
    host: str

    @property
    def short_name(self) -> str:
        """``第一支部``."""
        return f"第{self.ordinal}支部"


PLANS = (
    Plan("b1", "一", 26, date(2019, 3, 28), date(2028, 3, 27), "盛亚体育用品有限公司"),
    Plan("b2", "二", 22, date(2019, 3, 28), date(2028, 3, 27), "公元管道（湖南）有限公司"),
    Plan("b3", "三", 19, date(2019, 3, 28), date(2028, 3, 27), "攀华新材料有限公司"),
    Plan("b4", "四", 17, date(2020, 5, 20), date(2029, 5, 19), "华新电子科技有限公司"),
    Plan("b5", "五", 15, date(2021, 6, 18), date(2027, 6, 17), "临港物流有限公司"),
    Plan("b6", "六", 13, date(2022, 7, 1), date(2028, 6, 30), "中瑞智创三维科技有限公司"),
)
LAST_TERM_DAYS = 40


def make_committee() -> Committee:
    """Store the committee."""
    committee = Committee(
        name=COMMITTEE_NAME, short_name="新港区", region_code="430699", founded_on=date(2019, 3, 18)
    )
    store([committee])
    return committee


def make_branches(committee: Committee, today: date) -> dict[str, Branch]:
    """Store the branches by code; the fifth one's term ends soon, so that somebody has an election to prepare."""
    soon = today + timedelta(days=LAST_TERM_DAYS)
    rows = [
        Branch(
            committee=committee,
            name=f"流动党员{plan.short_name}",
            short_name=plan.short_name,
            code=plan.code,
            founded_on=plan.founded_on,
            term_ends_on=soon if plan.code == "b5" else plan.term_ends_on,
        )
        for plan in PLANS
    ]
    return {branch.code: branch for branch in store(rows)}


def make_partnership(committee: Committee) -> Partnership:
    """Store 荆岳共建."""
    partnership = Partnership(
        committee=committee,
        partner="荆州驻岳流动党员党委",
        region="湖北省荆州市",
        started_on=date(2021, 9, 17),
        notes="荆岳党建合作共建：两地党委互派委员、联合开展主题党日，盛亚体育用品有限公司董事长任对方党委委员。",
    )
    store([partnership])
    return partnership
