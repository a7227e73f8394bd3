"""Columns that every gathering has, an activity of its own or a session of the training."""

from __future__ import annotations

from activities.intake.related import FestivalLookup
from activities.models import ActivityState
from branches.intake.related import branch_column
from spreadsheets.kinds import PlannedRow
from spreadsheets.records import ColumnsOf, RecordColumn
from stations.intake import StationLookup

STATES = {
    "举办": "已举办", "已开展": "已举办", "开展": "已举办", "完成": "已举办", "已完成": "已举办", "已结束": "已举办",
    "已开班": "已举办", "计划": "筹备中", "筹备": "筹备中", "未开展": "筹备中", "待开展": "筹备中",
    "计划中": "筹备中",
    "未开班": "筹备中", "取消": "已取消",
}  # fmt: skip
HINT_OF_DAY = "如 2024-03-01"


def days_and_times(of: ColumnsOf, *days: str) -> tuple[RecordColumn, ...]:
    """Return the day with other names for it, and the times."""
    return (
        of("held_on", *days, "时间", "举办日期", "举办时间", "开展日期", "开展时间",
           title="日期", required=True, example="2024-03-01", hint=HINT_OF_DAY),
        of("begins", "开始", "起始时间", "几点开始", hint="如 14:30"),
        of("ends", "结束", "终止时间", "几点结束", hint="如 16:00"),
    )  # fmt: skip


def where_and_who(of: ColumnsOf) -> tuple[RecordColumn, ...]:
    """Return place and organisers."""
    return (
        of("place", "活动地点", "举办地点", "地址", "培训地点", "会场", width=22, example="三号厂房会议室"),
        branch_column(of, "主办党支部", "承办支部", "组织支部", "举办支部"),
        of("organiser", "组织单位", "主办单位", "承办单位", "主办方", "组织人", "牵头单位", width=22),
        of("station", "驿站", "阵地", "驿站名称", "所在驿站", "依托驿站", related=StationLookup, width=22),
        of("festival", "文化节届次", "所属文化节", "届次", related=FestivalLookup, width=18, hint="名称或年份"),
    )  # fmt: skip


def outcome(of: ColumnsOf, *counts: str) -> tuple[RecordColumn, ...]:
    """Return what became of it."""
    return (
        of("other_count", "其他人员人数", "其他人员", "其他人数", "群众人数", "非党员人数",
           weak=("参加人数", "参与人数", "人数", "参加人次", "到场人数", *counts), width=16,
           hint="不含逐人登记的流动党员"),
        of("state", "开展情况", "是否开展", "是否举办", "进展", "完成情况", words=STATES, width=10,
           hint="不写的按日期：过了的是已举办"),
        of("summary", "活动内容", "主要内容", "内容", "情况", "简介", "成效", "备注", "活动简介", width=40),
    )  # fmt: skip


def judge_state(row: PlannedRow) -> None:
    """Let a sheet say that something prepared was held or called off; what goes back is done on its page."""
    before, after = row.changes.get("state", ("", ""))
    if before and before != ActivityState.PLANNED.label:
        row.refuse("state", "state", f"“{before}”的活动要改成“{after}”，请在活动页面上办理。")
