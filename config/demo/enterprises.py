"""Employers of the park: six of the article, the others invented, with credit codes that pass their check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from branches import credit_codes
from branches.models import Branch, Committee, Enterprise, Ownership
from config.demo.committee import PLANS
from config.demo.seed import COUNTED_ON, chance
from config.demo.stored import store

# name | ownership | industry | covering branch | employees | arrived | left
TABLE = """
盛亚体育用品有限公司|non_public|C|b1|860|2013-05-16|
湘汇羽毛球拍制造有限公司|non_public|C|b1|210|2016-04-11|
临湖运动服饰有限公司|non_public|C|b1|340|2017-09-05|
岳澜鞋材有限公司|mixed|C|b1|155|2018-03-20|
君峦包装印务有限公司|non_public|C|b1|120|2018-11-08|
新港众成人力资源服务有限公司|new_economic|L|b1|45|2019-01-15|
巴澜食品有限公司|non_public|C|b1|190|2021-03-09|
公元管道（湖南）有限公司|non_public|C|b2|520|2014-08-22|
洞澜塑业有限公司|non_public|C|b2|175|2015-10-13|
岳盾防水材料有限公司|non_public|C|b2|98|2017-06-01|
荆湘门窗系统有限公司|non_public|C|b2|130|2018-05-28|
港新装配建筑科技有限公司|mixed|E|b2|260|2018-12-19|
明澜会计师事务所（普通合伙）|new_economic|L|b2|28|2019-02-25|
湘北阀门制造有限公司|non_public|C|b2|88|2022-04-07|
攀华新材料有限公司|non_public|C|b3|610|2015-03-30|
远澜钢构有限公司|non_public|C|b3|240|2016-07-18|
江澄镀锌板材有限公司|mixed|C|b3|310|2017-11-23|
湖港机械维修有限公司|non_public|C|b3|76|2018-08-14|
澄源环保科技有限公司|non_public|M|b3|64|2019-01-07|
三江口粮油有限公司|non_public|C|b3|142|2020-10-26|
岳北焊接技术服务部|non_public|M|b3|22|2017-03-02|2023-08-31
华新电子科技有限公司|non_public|C|b4|480|2016-12-12|
芯澜半导体材料有限公司|non_public|C|b4|165|2018-09-17|
光屿显示技术有限公司|mixed|C|b4|220|2019-06-03|
云栈数据服务有限公司|new_economic|I|b4|58|2019-08-19|
微澜软件有限公司|new_economic|I|b4|41|2020-03-16|
恒屿精密电子有限公司|non_public|C|b4|135|2021-11-01|
临港物流有限公司|non_public|G|b5|290|2014-06-09|
通澜供应链管理有限公司|non_public|G|b5|118|2018-04-24|
城陵船舶代理有限公司|mixed|G|b5|52|2019-05-13|
港链智运科技有限公司|new_economic|I|b5|47|2019-11-18|
湘鄂冷链仓储有限公司|non_public|G|b5|87|2020-12-08|
新港区货车司机联合会|new_group|G|b5|160|2021-05-10|
新港区外卖配送服务站|new_group|G|b5|74|2021-06-01|
中瑞智创三维科技有限公司|non_public|C|b6|230|2019-10-15|
增材创新研究院有限公司|mixed|M|b6|66|2020-09-02|
岚图三维设计有限公司|new_economic|M|b6|33|2021-12-20|
新港区企业家联谊会|new_social|S|b6|12|2021-04-02|
暖港社会工作服务中心|new_social|S|b6|18|2022-03-15|
新澄模具有限公司|non_public|C|b6|95|2022-05-23|
临湖港务集团新港分公司|state|G||430|2012-09-18|
新港区公用事业投资公司|state|D||150|2013-02-27|
新港区职业技能培训中心|institution|S||36|2015-09-01|
"""
NEWEST, NEW_SINCE = "岳港新能源材料有限公司", timedelta(days=16)
_KINDS = {Ownership.NEW_SOCIAL: "52", Ownership.NEW_GROUP: "51", Ownership.INSTITUTION: "12"}
_BODY = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def make_enterprises(committee: Committee, branches: dict[str, Branch], today: date) -> list[Enterprise]:
    """Store the employers, the newest not yet covered by a branch, then name each branch's host."""
    lines = TABLE.strip().splitlines()
    if today - NEW_SINCE > COUNTED_ON:
        lines.append(f"{NEWEST}|non_public|C||85|{today - NEW_SINCE}|")
    rows = store([_enterprise(committee, branches, line) for line in lines])
    by_name = {enterprise.name: enterprise for enterprise in rows}
    for plan in PLANS:
        branches[plan.code].host = by_name[plan.host]
    Branch.objects.bulk_update(branches.values(), ["host"])
    return rows


def _enterprise(committee: Committee, branches: dict[str, Branch], line: str) -> Enterprise:
    name, ownership, industry, branch, employees, arrived, left = line.split("|")
    return Enterprise(
        committee=committee,
        name=name,
        credit_code=credit_code_for(name, Ownership(ownership)),
        ownership=ownership,
        industry=industry,
        covered_by=branches.get(branch),
        employee_count=int(employees),
        arrived_on=date.fromisoformat(arrived),
        left_on=date.fromisoformat(left) if left else None,
    )


def credit_code_for(name: str, ownership: Ownership) -> str:
    """Make a valid code out of a county that does not exist, so that it belongs to nobody."""
    rng = chance("credit code", name)
    first17 = _KINDS.get(ownership, "91") + "430699" + "".join(_characters(rng.choices(_BODY, k=9)))
    return first17 + credit_codes.check_character(first17)


def _characters(drawn: list[str]) -> Iterator[str]:
    yield from ("M", "A")
    yield from drawn[2:]
