"""Mediations: 216 settled by members by the end of 2024, some that failed or went to the authorities, some pending."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from config.demo.park import Park, some_of
from config.demo.seed import COUNTED_ON, chance, day_within, moment, pick, shared_out
from config.demo.stored import store
from contributions.choices import DisputeKind, DisputeResult
from contributions.models import Mediation

_SETTLED = {2019: 10, 2020: 26, 2021: 36, 2022: 43, 2023: 48, 2024: 53}
_SINCE = 54
_OTHERWISE = {2019: 1, 2020: 3, 2021: 4, 2022: 6, 2023: 6, 2024: 7}
_OTHERWISE_SINCE = 6
_FIRST_MONTH = {2019: 5}
_KINDS = {
    DisputeKind.NEIGHBOURS: 30, DisputeKind.LABOUR: 20, DisputeKind.WAGES: 16, DisputeKind.TRAFFIC: 12,
    DisputeKind.CONTRACT: 8, DisputeKind.FAMILY: 8, DisputeKind.OTHER: 6,
}  # fmt: skip
_PENDING_DAYS = (2, 6, 11, 26, 43)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙胡朱高林何郭马罗"
# place | what it was about | how it was settled
_CASES = {
    DisputeKind.NEIGHBOURS: (
        ("人才公寓 3 栋", "楼上夜间拖动桌椅，楼下早班休息不好。", "双方约定晚十点后不挪动家具，楼长每周回访。"),
        ("标准厂房员工宿舍", "同舍工友因空调温度和电费分摊争执。", "重新约定温度和分摊办法，写入宿舍公约。"),
        ("盛亚宿舍区", "晾晒区长期被占用，几户住户争吵。", "划定晾晒位并编号，轮流使用。"),
        ("攀华职工公寓", "楼道堆放纸箱影响通行。", "当天清理，物业增设杂物间。"),
    ),
    DisputeKind.LABOUR: (
        ("企业会议室", "调岗后工时变化，职工不同意。", "企业与职工重新签订岗位协议，保留原津贴。"),
        ("党群服务中心", "离职证明迟迟不开，影响再就业。", "企业当日补开证明，双方互相谅解。"),
        ("车间办公室", "班组长批评方式不当，引发冲突。", "班组长当面致歉，企业开展管理培训。"),
    ),
    DisputeKind.WAGES: (
        ("企业财务室", "计件单价调整没有说清，少算了工资。", "核对产量单后补发差额。"),
        ("物流停车区", "司机与货主对压车费有分歧。", "按行业惯例折中，当场结清。"),
        ("党群服务中心", "外包人员年终奖标准不一。", "企业说明办法并补充公示，职工认可。"),
    ),
    DisputeKind.CONTRACT: (
        ("企业会议室", "小批量供货尺寸有偏差，买方拒付尾款。", "卖方补做一批，买方付清尾款。"),
        ("标准厂房一期", "厂房转租押金没有按约退还。", "扣除水电费后全额退还。"),
    ),
    DisputeKind.FAMILY: (
        ("人才公寓 2 栋", "夫妻因孩子由谁接送发生争吵。", "帮助联系托管班，双方约定轮流接送。"),
        ("暖流驿站", "兄弟为老人赡养费分摊不和。", "按收入比例分摊，签下协议。"),
    ),
    DisputeKind.TRAFFIC: (
        ("新港大道路边", "两车剐蹭，对责任和修车费有争议。", "互谅互让，各自修车。"),
        ("厂区门口", "货车占用职工车位，多次争执。", "划定货车临停区，错时停放。"),
    ),
    DisputeKind.OTHER: (
        ("职工食堂", "打饭插队引起口角。", "双方握手言和，食堂增设窗口和排队线。"),
        ("快递驿站", "快件丢失索赔谈不拢。", "按保价金额赔付。"),
    ),
}  # fmt: skip
_PARTIES = ("同舍工友", "邻居", "班组同事", "企业主管", "承包方代表", "货主")


def make_mediations(park: Park) -> None:
    """Store all mediations in the order of their days."""
    rows = [*_settled(park), *_otherwise(park), *_pending(park)]
    store(sorted(rows, key=lambda row: row.on))


def _settled(park: Park) -> Iterator[Mediation]:
    for year in range(2019, park.today.year + 1):
        for number, settled_on in enumerate(_days(year, _SETTLED.get(year, _SINCE), "settled")):
            if settled_on <= park.today:
                rng = chance("mediation", year, number)
                began = max(settled_on - timedelta(days=rng.choice((0, 0, 1, 2, 5, 9))), date(2019, 5, 1))
                row = _row(park, f"settled {year} {number}", began)
                row.result, row.settled_on = DisputeResult.SETTLED, settled_on
                row.updated_at = moment(settled_on, 16)
                yield row


def _otherwise(park: Park) -> Iterator[Mediation]:
    for year in range(2019, park.today.year + 1):
        for number, on in enumerate(_days(year, _OTHERWISE.get(year, _OTHERWISE_SINCE), "otherwise")):
            if on <= park.today - timedelta(days=20):
                row = _row(park, f"otherwise {year} {number}", on)
                row.result = (DisputeResult.FAILED, DisputeResult.REFERRED)[number % 2]
                yield row


def _pending(park: Park) -> Iterator[Mediation]:
    if park.today > COUNTED_ON:
        for days in _PENDING_DAYS:
            yield _row(park, f"pending {days}", park.today - timedelta(days=days))


def _days(year: int, count: int, topic: str) -> list[date]:
    rng = chance("mediations", topic, year)
    months = range(_FIRST_MONTH.get(year, 1), 13)
    numbers = shared_out(count, [rng.uniform(0.5, 1.5) for _ in months])
    found = (
        day_within(rng, date(year, month, 3), date(year, month, 28))
        for month, number in zip(months, numbers, strict=True)
        for _ in range(number)
    )
    return sorted(found)


def _row(park: Park, topic: str, on: date) -> Mediation:
    rng = chance("dispute", topic)
    kind = pick(rng, _KINDS)
    place, story, outcome = rng.choice(_CASES[kind])
    mediator = some_of(rng, park.present(on), 1)[0]
    first, second = rng.sample(_SURNAMES, 2)
    is_settled = topic.startswith("settled")
    return Mediation(
        committee=park.committee,
        branch=park.branch_of(mediator),
        on=on,
        kind=kind,
        mediator=mediator.member,
        parties=f"{first}某、{second}某（{rng.choice(_PARTIES)}）",
        place=place,
        summary=f"{story}{outcome}" if is_settled else story,
        created_at=moment(on, 11),
        updated_at=moment(on, 11),
    )
