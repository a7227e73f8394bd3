"""Suggestions as they are collected."""

from __future__ import annotations

from collections.abc import Iterable

from branches.intake.numbered import NumberedSheet
from branches.intake.related import branch_column
from branches.models import Committee
from contributions.actions.suggestions import DECIDE, THEIR_WORDS
from contributions.choices import SuggestionState
from contributions.models import DECIDED, Suggestion
from contributions.numbers import next_numbers
from members.intake.people import link_member
from spreadsheets import cleaners
from spreadsheets.kinds import PlannedRow, register
from spreadsheets.records import ColumnsOf, RecordContext

TITLE_LENGTH = 100
SHORT_TITLE = 40

_SOURCES = {
    "座谈会": "座谈会茶话会", "茶话会": "座谈会茶话会", "会议": "座谈会茶话会", "座谈": "座谈会茶话会",
    "网上": "网上提交", "网络": "网上提交", "线上": "网上提交", "在线": "网上提交", "微信": "网上提交",
    "书面": "书面征集", "线下": "书面征集", "征集表": "书面征集", "问卷": "书面征集", "征集": "书面征集",
    "驿站": "驿站征集", "走访": "其他",
}  # fmt: skip
_STATES = {
    "采纳": "已采纳", "是": "已采纳", "同意": "已采纳", "部分采纳": "已采纳", "已同意": "已采纳",
    "未采纳": "已答复（未采纳）", "不采纳": "已答复（未采纳）", "否": "已答复（未采纳）", "已答复": "已答复（未采纳）",
    "不予采纳": "已答复（未采纳）", "答复": "已答复（未采纳）", "已回复": "已答复（未采纳）",
    "落实": "已落实", "已办结": "已落实", "办结": "已落实", "已完成": "已落实", "完成": "已落实", "已实施": "已落实",
    "研究": "研究中", "办理中": "研究中", "正在研究": "研究中", "论证中": "研究中", "待定": "研究中",
    "提交": "已提交", "待办": "已提交", "未办理": "已提交", "待答复": "已提交",
}  # fmt: skip
idea = ColumnsOf(Suggestion)


class SuggestionSheet(NumberedSheet[Suggestion]):
    """金点子征集表."""

    key = "suggestions"
    rank = 80
    title = "金点子征集表"
    noun = "条金点子"
    permission = "contributions.import_suggestion"
    object_label = "contributions.suggestion"
    model = Suggestion
    prefix = "JY"
    day = "handed_in_on"
    ways = (("number",), ("title", "handed_in_on"))
    apart = ("branch", "person_name")
    starting = {"source": "书面征集"}
    fixed = {"branch": "转交请在金点子的页面上办理，导入不改变由谁办理。"}
    course = frozenset({"content", "reply", "outcome"})
    columns = (
        idea("number", "金点子编号", "建议编号", clean=cleaners.compact, hint="新的不用填，导入时自动编号", width=16),
        idea("title", "题目", "金点子标题", "建议标题", "金点子名称", "建议名称", "主题", "建议主题", required=False,
             width=30, example="在三号门加装充电桩", hint="一句话；没有标题的，取内容的开头"),
        idea("content", "建议内容", "金点子内容", "具体内容", "主要内容", "意见建议", "建议", "金点子", "意见和建议",
             "内容摘要", "详细内容", width=48, example="下夜班的职工没有地方充电，建议在三号门外加装充电桩。"),
        idea("source", "征集方式", "征集渠道", "提交方式", "渠道", "来源渠道", words=_SOURCES, width=14),
        branch_column(idea, "办理支部", "所属组织"),
        idea("person_name", "提出人", "建议人", "提交人", "提议人", "反映人", "献策人", "党员姓名", "建议人姓名",
             stand_in="member.name", width=12, example="曾小红", hint="名册里的党员会自动认出"),
        idea("person_phone", "电话", "手机号", "手机", "联系方式", "建议人电话", "提交人电话",
             stand_in="member.phone", width=15, hint="手机号，或带区号的固定电话"),
        idea("handed_in_on", "提交时间", "提出时间", "提出日期", "征集时间", "征集日期", "日期", "时间", "建议时间",
             "建议日期", "收到日期", required=True, example="2024-03-01", hint="如 2024-03-01"),
        idea("state", "办理状态", "是否采纳", "采纳情况", "办理情况", "进展", "办理结果", words=_STATES, width=18,
             hint="没有写的是“已提交”"),
        idea("decided_on", "答复日期", "答复时间", "采纳日期", "采纳时间", "回复时间", "回复日期", permission=DECIDE,
             hint="已采纳、已答复、已落实的要写"),
        idea("reply", "答复内容", "答复意见", "回复", "回复内容", "处理意见", "采纳意见", "答复情况", permission=DECIDE,
             hint="没有采纳的要写明理由"),
        idea("carried_out_on", "落实时间", "完成时间", "完成日期", "办结时间", "办结日期"),
        idea("outcome", "落实结果", "落实成效", "完成情况", "实施情况", "成效"),
    )  # fmt: skip

    def next_numbers(self, committee: Committee, years: Iterable[int]) -> list[str]:
        return next_numbers(committee, years)

    def read(self, row: PlannedRow, context: RecordContext) -> None:
        """Take the beginning of the content for a title where there is none."""
        super().read(row, context)
        content = row.values.get("content", "")
        if content and not row.values.get("title"):
            line = content.partition("\n")[0]
            self.say(row, "title", line if len(line) <= TITLE_LENGTH else f"{line[:SHORT_TITLE]}……", context)
            if line == content and len(line) <= TITLE_LENGTH:
                del row.values["content"], row.record["content"]

    def complete(self, row: PlannedRow, record: Suggestion | None, context: RecordContext) -> None:
        """A decision has an answer and a day; what was carried out says so."""
        is_new = record is None
        state = row.record.get("state") or ("" if record is None else record.state)
        if is_new and row.values.get("carried_out_on") and "state" not in row.values:
            self.say(row, "state", SuggestionState.CARRIED_OUT.label, context)
            state = SuggestionState.CARRIED_OUT
        if state in DECIDED and not (row.values.get("decided_on") or getattr(record, "decided_on", None)):
            row.refuse("decided_on", "decided_on_missing", "没有写采纳或答复的日期，请补上。")
        if state in DECIDED and not (row.values.get("reply") or getattr(record, "reply", "")):
            if state == SuggestionState.ANSWERED:
                row.refuse("reply", "reply_missing", "没有采纳的请写明答复的理由。")
            else:
                self.say(row, "reply", "已采纳。", context)
        if state == SuggestionState.CARRIED_OUT:
            if not (row.values.get("carried_out_on") or getattr(record, "carried_out_on", None)):
                row.refuse("carried_out_on", "carried_out_on_missing", "没有写落实日期，请补上。")
            if not (row.values.get("outcome") or getattr(record, "outcome", "")):
                self.say(row, "outcome", "已落实。", context)

    def judge_record(self, row: PlannedRow, record: Suggestion, context: RecordContext) -> None:
        """What people sent in keeps its words; decisions are for those who may decide."""
        super().judge_record(row, record, context)
        if row.key is None:
            link_member(row, record, context)
        elif record.is_sent_in:
            for name in sorted(THEIR_WORDS & row.changes.keys()):
                row.refuse(name, "sent_in", "本人网上提交的，内容、来源和日期不能修改；可以修改标题。")
        before = row.changes.get("state", ("", ""))[0]
        steps_on = record.state == SuggestionState.CARRIED_OUT and before == SuggestionState.ADOPTED.label
        is_told = row.key is None or "state" in row.changes
        if is_told and record.state in DECIDED and not steps_on and not context.by.has_perm(DECIDE):
            row.refuse("state", "not_yours", "采纳和答复由党委办理，请改成“已提交”或“研究中”，或清空这一格。")


SUGGESTIONS = register(SuggestionSheet())
