"""Things delivered: 43 rooms for couples and 5,000 square metres of parking by the end of 2024, and much else."""

from __future__ import annotations

from datetime import date

from config.demo.park import Park
from config.demo.seed import moment
from config.demo.stored import store
from contributions.choices import ImprovementKind
from contributions.models import Improvement

# day | kind | title | quantity | unit | place | enterprise | branch
_TABLE = """
2020-06-18|couple_room|盛亚宿舍首批夫妻房|6|间|盛亚宿舍 2 栋|盛亚体育用品有限公司|b1
2020-09-24|canteen|职工早餐窗口|2|个|标准厂房食堂||
2020-11-12|parking|江堤路临时停车场改造|1200|平方米|江堤路东侧||
2021-03-25|charging|电动车充电桩|60|个|标准厂房一期车棚||b1
2021-05-20|couple_room|公元管道夫妻房|8|间|公元管道宿舍 1 栋|公元管道（湖南）有限公司|b2
2021-08-27|nursery|四点半课堂|1|处|党群服务中心二楼||
2021-12-09|shuttle|夜班公交专线|1|条|港区至云溪城区||
2022-04-21|couple_room|攀华职工公寓夫妻房|9|间|攀华职工公寓 5 栋|攀华新材料有限公司|b3
2022-06-30|parking|标准厂房二期停车场|1800|平方米|标准厂房二期北侧||
2022-09-08|culture|职工书屋|3|处|各暖流驿站||
2022-11-17|charging|货车司机充电与热水设施|12|个|司机之家|临港物流有限公司|b5
2023-03-16|couple_room|华新电子夫妻房|7|间|华新电子宿舍 A 栋|华新电子科技有限公司|b4
2023-07-13|culture|室外篮球场|2|片|人才公寓||b6
2023-10-19|couple_room|人才公寓夫妻房（第一批）|8|间|人才公寓 3 栋||b6
2023-12-21|canteen|清真和素食窗口|2|个|攀华职工食堂|攀华新材料有限公司|b3
2024-03-28|parking|港区南门停车场|2000|平方米|港区南门||
2024-06-13|nursery|暑期托管班|2|个|人才公寓架空层||b6
2024-08-22|couple_room|临湖服饰夫妻房|5|间|临湖服饰宿舍|临湖运动服饰有限公司|b1
2024-10-17|shuttle|高铁站接驳班线|1|条|岳阳东站至港区||
2024-11-28|other|货车司机淋浴间|6|间|司机之家|临港物流有限公司|b5
2025-04-24|couple_room|人才公寓夫妻房（第二批）|6|间|人才公寓 4 栋||b6
2025-09-11|charging|新能源重卡充电桩|8|个|临港物流停车区|临港物流有限公司|b5
2025-12-18|culture|职工健身房|1|处|华新电子园区|华新电子科技有限公司|b4
2026-05-21|parking|综保区东侧停车场|1600|平方米|综保区东侧||
2026-08-20|nursery|暑期托管班（扩容）|3|个|党群服务中心||
2026-10-22|couple_room|恒屿精密夫妻房|4|间|恒屿精密宿舍|恒屿精密电子有限公司|b4
"""


def make_improvements(park: Park) -> None:
    """Store what has been delivered by today."""
    rows = [_row(park, *line.split("|")) for line in _TABLE.strip().splitlines()]
    store([row for row in rows if row.delivered_on <= park.today])


def _row(  # noqa: PLR0913, PLR0917  the columns of the table
    park: Park, day: str, kind: str, title: str, quantity: str, unit: str, place: str, firm: str, branch: str
) -> Improvement:
    delivered_on = date.fromisoformat(day)
    return Improvement(
        committee=park.committee,
        branch=park.branches.get(branch),
        kind=ImprovementKind(kind),
        title=title,
        quantity=int(quantity),
        unit=unit,
        delivered_on=delivered_on,
        place=place,
        enterprise=park.enterprises.get(firm),
        created_at=moment(delivered_on),
        updated_at=moment(delivered_on),
    )
