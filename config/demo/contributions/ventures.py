"""Ventures of members who came home: the one of the article with its 80 patents, and smaller ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from config.demo.park import Park
from config.demo.seed import chance, moment
from config.demo.stays import CHAIRMEN
from config.demo.stored import store
from contributions.choices import ResultKind
from contributions.models import Venture, VentureResult
from members.choices import Occupation

_GREAT = "工业级三维打印生产研发基地"
# started | title | enterprise | branch | floor area | investment
_TABLE = f"""
2019-10-15|{_GREAT}|中瑞智创三维科技有限公司|b6|24000|32000
2020-03-16|港口物流软件工作室|微澜软件有限公司|b4||260
2021-12-20|三维设计服务中心|岚图三维设计有限公司|b6||180
2022-05-23|新澄模具返乡创业项目|新澄模具有限公司|b6||1500
2025-03-18|智能仓储系统项目|港链智运科技有限公司|b5|1800|420
"""
_PATENTS = {
    2020: (3, 5),
    2021: (6, 8),
    2022: (8, 9),
    2023: (9, 11),
    2024: (10, 11),
    2025: (9, 8),
    2026: (7, 6),
}
"""Patents granted in the two halves of each year: 80 by the end of 2024."""
_RESULTS = """
2021-11-19|title|国家高新技术企业|湖南省科学技术厅
2022-07-28|title|湖南省专精特新中小企业|湖南省工业和信息化厅
2022-12-09|award|湖南省技术发明奖二等奖|湖南省人民政府
2023-08-25|standard|金属增材制造团体标准（参编）|中国机械工程学会
2023-11-30|award|中国工业科技进步奖|中国工业合作协会
2024-06-20|award|全国增材制造创新大赛一等奖|大赛组委会
2024-10-11|title|国家专精特新“小巨人”企业|工业和信息化部
2025-12-05|award|湖南省科学技术进步奖|湖南省人民政府
"""


def make_ventures(park: Park) -> None:
    """Store the ventures, then what the great one achieved."""
    rows = [_venture(park, *line.split("|")) for line in _TABLE.strip().splitlines()]
    ventures = store([row for row in rows if row.started_on <= park.today])
    results = [*_patents(ventures[0]), *_others(ventures[0])]
    store(sorted((row for row in results if row.on <= park.today), key=lambda row: row.on))


def _venture(  # noqa: PLR0913, PLR0917  the columns of the table
    park: Park, day: str, title: str, firm: str, branch: str, area: str, investment: str
) -> Venture:
    started_on = date.fromisoformat(day)
    heads = [
        p
        for p in park.present(park.today, park.branches[branch])
        if p.stay.occupation is Occupation.HEAD and str(p.member.enterprise) == firm
    ]
    founder = min(heads, key=lambda p: p.stay.arrived_on, default=None)
    is_great = firm == CHAIRMEN["b6"]
    return Venture(
        committee=park.committee,
        branch=park.branches[branch],
        title=title,
        enterprise=park.enterprises[firm],
        member=founder.member if founder else None,
        started_on=started_on,
        floor_area=int(area) if area else None,
        investment=Decimal(investment),
        notes="董事长返乡创业，建成集生产、研发、检测为一体的工业级三维打印基地。" if is_great else "",
        created_at=moment(started_on),
        updated_at=moment(started_on),
    )


def _patents(venture: Venture) -> Iterator[VentureResult]:
    for year, halves in _PATENTS.items():
        for half, count in enumerate(halves):
            rng = chance("patents", year, half)
            on = date(year, 6 + half * 6, rng.randint(10, 26))
            words = "上半年" if half == 0 else "下半年"
            yield _result(venture, ResultKind.PATENT, on, f"{year}年{words}授权专利", "国家知识产权局", count)


def _others(venture: Venture) -> Iterator[VentureResult]:
    for line in _RESULTS.strip().splitlines():
        day, kind, title, body = line.split("|")
        yield _result(venture, ResultKind(kind), date.fromisoformat(day), title, body)


def _result(  # noqa: PLR0913, PLR0917  the parts of a result
    venture: Venture, kind: ResultKind, on: date, title: str, granted_by: str, count: int = 1
) -> VentureResult:
    return VentureResult(
        venture=venture,
        kind=kind,
        on=on,
        title=title,
        count=count,
        granted_by=granted_by,
        created_at=moment(on),
        updated_at=moment(on),
    )
