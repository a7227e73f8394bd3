"""Mediations as their book tells them."""

from __future__ import annotations

from branches.intake.records import BranchSheet
from branches.intake.related import branch_column
from contributions.models import Mediation
from members.intake.people import PeopleLookup
from spreadsheets.kinds import PlannedRow, register
from spreadsheets.records import ColumnsOf, RecordContext

_DISPUTES = {
    "劳动": "劳动争议", "劳动纠纷": "劳动争议", "劳资纠纷": "劳动争议", "劳务纠纷": "劳动争议", "工伤": "劳动争议",
    "工资": "工资报酬", "欠薪": "工资报酬", "薪酬": "工资报酬", "讨薪": "工资报酬", "工资纠纷": "工资报酬",
    "邻里": "邻里宿舍", "宿舍": "邻里宿舍", "邻里纠纷": "邻里宿舍", "宿舍纠纷": "邻里宿舍",
    "合同": "经济合同", "经济纠纷": "经济合同", "合同纠纷": "经济合同", "租赁纠纷": "经济合同",
    "家庭": "婚姻家庭", "婚姻": "婚姻家庭", "家庭纠纷": "婚姻家庭", "婚姻家庭纠纷": "婚姻家庭",
    "停车": "停车出行", "交通": "停车出行", "交通纠纷": "停车出行", "停车纠纷": "停车出行",
    "其它": "其他",
}  # fmt: skip
_RESULTS = {
    "成功": "调解成功", "已调解": "调解成功", "化解": "调解成功", "已化解": "调解成功", "达成协议": "调解成功",
    "调解完毕": "调解成功", "已办结": "调解成功", "和解": "调解成功", "达成一致": "调解成功",
    "未成功": "未达成一致", "失败": "未达成一致", "调解失败": "未达成一致", "调解不成": "未达成一致",
    "未达成协议": "未达成一致",
    "移交": "移交有关部门", "移送": "移交有关部门", "转有关部门": "移交有关部门", "转办": "移交有关部门",
    "进行中": "调解中", "正在调解": "调解中", "未结": "调解中", "办理中": "调解中",
}  # fmt: skip
dispute = ColumnsOf(Mediation)


class MediationSheet(BranchSheet[Mediation]):
    """矛盾纠纷调解台账."""

    key = "mediations"
    rank = 90
    title = "矛盾纠纷调解台账"
    noun = "件调解"
    permission = "contributions.import_mediation"
    object_label = "contributions.mediation"
    model = Mediation
    ways = (("on", "parties"), ("on", "summary"), ("on", "kind"))
    apart = ("branch",)
    fixed = {"branch": "已登记的调解不改变支部；登记错了的请作废后重新登记。"}
    columns = (
        dispute("on", "受理时间", "日期", "时间", "调解日期", "调解时间", "发生时间", "登记日期", "纠纷日期",
                required=True, example="2024-03-01", hint="如 2024-03-01"),
        dispute("kind", "纠纷类型", "纠纷类别", "类型", "矛盾类型", "矛盾纠纷类型", "纠纷种类", required=True,
                words=_DISPUTES, width=14),
        dispute("parties", "当事人姓名", "双方当事人", "纠纷双方", "当事双方", "涉及人员", "纠纷当事人", width=24,
                example="甲公司与王某"),
        dispute("mediator", "调解员", "调解党员", "调解人员", "调解负责人", "党员调解员", "调解人姓名",
                related=PeopleLookup, width=14, hint="名册里的党员；不是的请空着"),
        branch_column(dispute),
        dispute("place", "调解地点", "发生地点", "纠纷地点", width=20),
        dispute("summary", "纠纷情况", "基本情况", "纠纷简要情况", "案情", "主要事实", "矛盾纠纷情况", "简要情况",
                "事由", "纠纷事由", "纠纷内容", "内容", "调解情况", width=48, example="因加班工资结算发生争议"),
        dispute("result", "调解结果", "处理结果", "化解情况", "是否化解", "办理结果", words=_RESULTS, width=14,
                hint="没有写的是“调解中”"),
        dispute("settled_on", "成功日期", "化解日期", "化解时间", "办结日期", "办结时间", "达成协议日期",
                "调解成功时间", "完成日期", hint="调解成功的要写"),
    )  # fmt: skip

    def complete(self, row: PlannedRow, record: Mediation | None, context: RecordContext) -> None:
        """A day of success says that it was settled."""
        if record is None and row.values.get("settled_on") and not row.values.get("result"):
            self.say(row, "result", "调解成功", context)

    def judge_record(self, row: PlannedRow, record: Mediation, context: RecordContext) -> None:
        """Two disputes of one day must differ in their words."""
        super().judge_record(row, record, context)
        if row.key is None and not (row.values.get("parties") or row.values.get("summary")):
            row.refuse("parties", "words_missing", "当事人和情况都没有写，与别的调解分不清，请至少补上一项。")


MEDIATIONS = register(MediationSheet())
