"""The list of stations as offices send it."""

from __future__ import annotations

from branches.intake.records import BranchSheet
from branches.intake.related import EnterpriseLookup, branch_column
from spreadsheets.kinds import PlannedRow, register
from spreadsheets.records import ColumnsOf, RecordContext
from stations import rules
from stations.hanging import planned_after
from stations.models import Station

KINDS = {
    "驿站": "暖流驿站", "党员驿站": "暖流驿站", "服务驿站": "暖流驿站",
    "阵地": "党建孵化阵地", "孵化阵地": "党建孵化阵地", "孵化基地": "党建孵化阵地", "党建阵地": "党建孵化阵地",
    "党建孵化基地": "党建孵化阵地",
}  # fmt: skip
of = ColumnsOf(Station)


class StationSheet(BranchSheet[Station]):
    """驿站和阵地名单."""

    key = "stations"
    rank = 30
    title = "驿站和阵地名单"
    noun = "个驿站或阵地"
    permission = "stations.import_station"
    object_label = "stations.station"
    model = Station
    ways = (("name",),)
    columns = (
        of("name", "驿站名称", "阵地名称", "驿站", "站点名称", "暖流驿站", "驿站或阵地",
           required=True, width=26, example="港兴智造暖流驿站"),
        of("kind", "类型", "驿站类别", "阵地类别", "种类", "性质", required=True, width=14, words=KINDS),
        of("host", "所在企业", "企业", "依托单位", "所在单位", "企业名称", "设在企业",
           related=EnterpriseLookup, width=28, hint="企业名录里的名称"),
        branch_column(of, "管理支部", "联系支部", "负责党支部"),
        of("place", "位置", "地址", "详细地址", "所在位置", "驿站地址", width=24, example="三号厂房一楼"),
        of("keeper", "站长", "管理员", "驿站负责人", "阵地负责人", "联系人", width=12, example="曾小红"),
        of("keeper_phone", "联系电话", "站长电话", "手机号", "负责人手机", "负责人联系电话", "电话", "联系方式",
           width=15, hint="手机号，或带区号的固定电话", example="13800000000"),
        of("opening_hours", "开放时段", "服务时间", "工作时间", width=20, example="周一至周五 9:00—20:00"),
        of("opened_on", "启用时间", "成立日期", "成立时间", "建成时间", "建成日期", "挂牌时间", "挂牌日期",
           "设立日期", "设立时间", "开放日期", "投用日期",
           required=True, hint="如 2024-03-01；只写到月的，按当月 1 日", example="2024-03-01"),
        of("closed_on", "停用时间", "关闭日期", "撤销日期", "撤销时间"),
        of("notes", "备注", "简介", "功能", "主要功能", "基本情况", "情况说明"),
    )  # fmt: skip

    def judge_record(self, row: PlannedRow, record: Station, context: RecordContext) -> None:
        """Judge telephone and days as the form does."""
        super().judge_record(row, record, context)
        self.tell(row, rules.faults_of_phone(row.record, "keeper_phone"))
        self.tell(row, rules.faults_of_days(row.record, opened_on="启用日期", closed_on="停用日期"))
        if "closed_on" in row.changes and (count := planned_after(record, row.record["closed_on"])):
            sentence = f"还有 {count} 场筹备中的活动定在停用之后，请先改地点或取消。"
            self.tell(row, {"closed_on": sentence})


STATIONS = register(StationSheet())
