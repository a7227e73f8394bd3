"""The list of activities as offices keep it."""

from __future__ import annotations

from activities.actions.planning import state_on
from activities.models import Activity, ActivityKind, Attendance
from activities.sheets.columns import days_and_times, judge_state, outcome, where_and_who
from branches.intake.records import BranchSheet
from spreadsheets.kinds import PlannedRow, register
from spreadsheets.records import ColumnsOf, RecordContext

KINDS = {
    "企业文化节": "文化节", "文化活动": "文化节", "驿站": "驿站活动", "驿站服务": "驿站活动", "志愿": "志愿服务",
    "志愿活动": "志愿服务", "志愿服务活动": "志愿服务", "党员志愿服务": "志愿服务", "主题党日": "组织生活",
    "三会一课": "组织生活", "党课": "组织生活", "党员大会": "组织生活", "组织生活会": "组织生活",
    "支部活动": "组织生活",
    "座谈": "座谈会", "茶话会": "座谈会", "恳谈会": "座谈会", "培训": "大讲堂", "其它": "其他",
}  # fmt: skip
AS_SESSION = "大讲堂要写明对象和内容，请用“大讲堂场次表”导入。"
of = ColumnsOf(Activity)


class ActivitySheet(BranchSheet[Activity]):
    """活动台账."""

    key = "activities"
    rank = 40
    title = "活动台账"
    noun = "场活动"
    permission = "activities.import_activity"
    object_label = "activities.activity"
    model = Activity
    ways = (("title", "held_on"),)
    apart = ("branch",)
    columns = (
        of("title", "活动名称", "活动主题", "主题", "活动标题", "活动", "项目名称",
           title="名称", required=True, width=30, example="三月志愿服务日"),
        *days_and_times(of, "活动日期", "活动时间"),
        of("kind", "活动类别", "活动类型", "类型", "活动种类", "性质", words=KINDS, width=12,
           hint="不写的，写了驿站的是驿站活动，写了文化节的是文化节"),
        *where_and_who(of),
        *outcome(of),
    )  # fmt: skip

    def complete(self, row: PlannedRow, record: Activity | None, context: RecordContext) -> None:
        """Kind and state follow from what else is told of a new activity."""
        if record is not None:
            return
        if not row.values.get("kind") and (row.values.get("festival") or row.values.get("station")):
            kind = ActivityKind.FESTIVAL if row.values.get("festival") else ActivityKind.STATION
            self.say(row, "kind", kind.label, context)
        if not row.values.get("state"):
            self.say(row, "state", state_on(row.record.get("held_on")).label, context)

    def judge_record(self, row: PlannedRow, record: Activity, context: RecordContext) -> None:
        super().judge_record(row, record, context)
        judge_state(row)
        if row.record.get("kind") == ActivityKind.TRAINING and (row.key is None or "kind" in row.changes):
            row.refuse("kind", "as_session", AS_SESSION)
        if "state" in row.changes and row.changes["state"][1] == "已取消" and _was_attended(record):
            row.refuse("state", "attended", "已经有党员签到或登记参加，不能取消。")


def _was_attended(activity: Activity) -> bool:
    return Attendance.objects.valid().filter(activity=activity).exists()


ACTIVITIES = register(ActivitySheet())
