"""A year's list of sessions: each row is a session and the activity that it is."""

from __future__ import annotations

from activities.actions.planning import state_on
from activities.models import Activity, ActivityKind, Attendance
from activities.sheets.columns import days_and_times, judge_state, outcome, where_and_who
from branches.intake.records import BranchSheet
from spreadsheets.kinds import PlannedRow, register
from spreadsheets.records import ColumnsOf, RecordContext
from training.models import TrainingSession

AUDIENCES = {
    "企业管理人员": "管理人员", "负责人": "管理人员", "企业负责人": "管理人员", "管理层": "管理人员",
    "高管": "管理人员",
    "职工": "技术职工", "技术工人": "技术职工", "一线职工": "技术职工", "工人": "技术职工", "员工": "技术职工",
    "技能人才": "技术人才", "人才": "技术人才", "技术人员": "技术人才", "专业技术人才": "技术人才",
    "金融": "金融专员", "财务人员": "金融专员", "金融人员": "金融专员", "财务": "金融专员",
    "流动党员": "全体流动党员", "全体党员": "全体流动党员", "党员": "全体流动党员", "其它": "其他",
}  # fmt: skip
TOPICS = {
    "政策": "政策解读", "政策宣讲": "政策解读", "惠企政策": "政策解读", "政策宣传": "政策解读", "技能": "技能培训",
    "业务培训": "技能培训", "技术培训": "技能培训", "职业技能": "技能培训", "金融": "金融服务",
    "金融知识": "金融服务",
    "融资": "金融服务", "理论": "党的理论", "理论学习": "党的理论", "党课": "党的理论", "党建": "党的理论",
    "党史": "党的理论",
    "法律": "法律知识", "普法": "法律知识", "法治": "法律知识", "法律法规": "法律知识", "安全": "安全生产",
    "消防安全": "安全生产", "安全培训": "安全生产", "其它": "其他",
}  # fmt: skip
MODES = {
    "线上直播": "线上", "网络": "线上", "直播": "线上", "视频": "线上", "线上培训": "线上", "现场": "线下",
    "集中": "线下",
    "面授": "线下", "集中授课": "线下", "线下培训": "线下", "线上线下": "线上线下联动", "线上+线下": "线上线下联动",
    "线上线下结合": "线上线下联动", "联动": "线上线下联动", "线上、线下": "线上线下联动", "混合": "线上线下联动",
}  # fmt: skip
lesson, gathering = ColumnsOf(TrainingSession), ColumnsOf(Activity, "activity")


class SessionSheet(BranchSheet[TrainingSession]):
    """大讲堂场次表."""

    key = "sessions"
    rank = 60
    title = "大讲堂场次表"
    noun = "场大讲堂"
    permission = "training.import_trainingsession"
    object_label = "training.trainingsession"
    model = TrainingSession
    base = "activity"
    path = "activity__"
    ways = (("title", "held_on"),)
    apart = ("branch",)
    columns = (
        gathering("title", "主题", "培训主题", "课题", "课程名称", "培训名称", "大讲堂主题", "讲座题目", "题目",
                  "活动名称",
                  "大讲堂名称", "名称及主题", title="名称", required=True, width=30, example="惠企政策解读"),
        *days_and_times(gathering, "培训日期", "培训时间", "开班日期", "开班时间", "授课时间", "授课日期"),
        lesson("audience", "培训对象", "参训对象", "授课对象", "受众", "参训人员", "培训人员", required=True,
               words=AUDIENCES, width=14),
        lesson("topic", "培训内容", "内容类别", "类别", "课程类别", "培训类别", "培训类型", "类型",
               title="内容类别", required=True,
               words=TOPICS, width=12),
        lesson("mode", "培训方式", "授课方式", "培训形式", "形式", "开展方式", "线上线下", words=MODES, width=14,
               hint="不写的是线下"),
        lesson("lecturer", "授课人", "讲师", "主讲", "授课老师", "培训讲师", "老师", "主讲老师", width=12,
               example="周明远"),
        lesson("lecturer_title", "主讲人单位", "讲师单位", "主讲人职务", "讲师简介", "授课人单位", "主讲人简介",
               width=24),
        lesson("hours", "课时", "培训学时", "时长", "培训课时", width=8, hint="不写的按 2 学时"),
        *where_and_who(gathering),
        *outcome(gathering, "参训人数", "培训人数", "培训人次", "听课人数"),
        lesson("materials", "培训资料", "课件", "材料", "学习资料", width=24),
    )  # fmt: skip

    def begin(self, row: PlannedRow, context: RecordContext) -> TrainingSession:
        del row  # as above in the class it derives from
        committee = context.place.committee_key
        return TrainingSession(activity=Activity(committee_id=committee, kind=ActivityKind.TRAINING))

    def complete(self, row: PlannedRow, record: TrainingSession | None, context: RecordContext) -> None:
        """The state of a new session follows from its day."""
        if record is None and not row.values.get("state"):
            self.say(row, "state", state_on(row.record.get("activity.held_on")).label, context)

    def judge_record(self, row: PlannedRow, record: TrainingSession, context: RecordContext) -> None:
        super().judge_record(row, record, context)
        judge_state(row)
        cancelled = row.changes.get("state", ("", ""))[1] == "已取消"
        if cancelled and Attendance.objects.valid().filter(activity=record.activity_id).exists():
            row.refuse("state", "attended", "已经有党员签到或登记参加，不能取消。")


SESSIONS = register(SessionSheet())
