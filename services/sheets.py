"""The book of tickets: what was asked, what was done about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from branches.intake.numbered import NumberedSheet
from branches.intake.related import branch_column
from branches.models import Committee
from core.scope import Actor
from members.intake.people import link_member
from services import rules
from services.choices import TicketState
from services.intake.life import enter_steps, enter_taking_back, steps_between
from services.intake.limits import DueDays
from services.intake.words import KINDS, RATINGS, SOURCES, STATES, URGENCIES
from services.models import SOLVED, Ticket
from services.numbers import next_numbers
from services.steps import ASSIGN
from spreadsheets import cleaners
from spreadsheets.kinds import PlannedRow, register
from spreadsheets.records import ColumnsOf, RecordContext
from stations.intake import StationLookup

RATED = (TicketState.RATED, TicketState.ARCHIVED)
WAITING = (TicketState.HANDED_IN, TicketState.RETURNED, TicketState.WITHDRAWN)
"""States without a day by which the ticket is due."""
of = ColumnsOf(Ticket)


class TicketSheet(NumberedSheet[Ticket]):
    """服务台账."""

    key = "tickets"
    rank = 70
    title = "服务台账"
    noun = "张工单"
    permission = "services.import_ticket"
    object_label = "services.ticket"
    model = Ticket
    prefix = "FW"
    day = "received_on"
    ways = (("number",), ("received_on", "description"))
    apart = ("branch", "person_name")
    starting = {"source": "热线"}
    fixed = {"branch": "转办请在工单页面上办理，导入不改变由谁办理。"}
    own = frozenset({"entries"})
    course = frozenset({"reply", "rating", "rating_words"})
    columns = (
        of("number", "工单编号", "工单号", "服务编号", clean=cleaners.compact, width=16,
           hint="新的不用填，导入时自动编号"),
        of("received_on", "登记日期", "登记时间", "受理日期", "受理时间", "来电时间", "来电日期", "反映时间",
           "反映日期",
           "日期", "时间", "接待时间", "求助时间", title="登记日期", required=True, example="2024-03-01",
           hint="如 2024-03-01"),
        of("source", "受理渠道", "来源渠道", "反映渠道", "渠道", "受理方式", "反映方式", words=SOURCES, width=10),
        of("kind", "诉求类别", "诉求类型", "问题类别", "问题类型", "服务类别", "服务类型", "类型", "事项类别",
           required=True, words=KINDS, width=12),
        of("urgency", "紧急度", "缓急", "轻重缓急", words=URGENCIES, width=10, hint="没有写的是“一般”"),
        of("person_name", "求助人", "反映人", "来电人", "诉求人", "当事人", "服务对象", "党员姓名", "申请人",
           "咨询人",
           stand_in="member.name", width=12, example="曾小红", hint="名册里的党员会自动认出"),
        of("person_phone", "电话", "手机号", "手机", "联系方式", "来电号码", "来电电话", "求助人电话", "反映人电话",
           stand_in="member.phone", width=15, hint="手机号，或带区号的固定电话"),
        of("description", "诉求内容", "反映问题", "问题描述", "反映内容", "事项", "求助内容", "服务内容", "难题",
           "主要诉求",
           "问题", "具体诉求", "内容", "诉求事项", required=True, width=48,
           example="孩子九月上小学，想了解入学要办哪些手续。"),
        branch_column(of, "承办支部", "责任支部", "办理单位"),
        of("station", "驿站", "驿站名称", "所属驿站", related=StationLookup, width=22),
        of("state", "办理状态", "办理进度", "是否解决", "是否办结", "进度", "办结情况", words=STATES, width=12,
           hint="没有写的是“待受理”，写了解决日期的是“已解决”"),
        of("due_on", "期限", "办结期限", "办理时限", "截止日期", permission=ASSIGN, hint="不写的按类别自动算出"),
        of("solved_on", "解决时间", "办结日期", "办结时间", "完成日期", "完成时间", hint="已解决的要写"),
        of("reply", "办理结果", "办理情况", "处理结果", "处理情况", "答复内容", "解决情况", "答复情况", "解决措施"),
        of("rating", "满意程度", "满意度评价", "评价等级", "回访满意度", clean=RATINGS, permission=ASSIGN, width=10,
           hint="5 非常满意，4 满意，3 一般，2 不满意，1 很不满意"),
        of("rating_words", "评价内容", "回访意见", "回访情况", "评价意见", permission=ASSIGN),
    )  # fmt: skip

    def next_numbers(self, committee: Committee, years: Iterable[int]) -> list[str]:
        return next_numbers(committee, years)

    def complete(self, row: PlannedRow, record: Ticket | None, context: RecordContext) -> None:
        """What was solved says so, with a reply; what is worked on has a day by which it is due."""
        if record is None and "state" not in row.values and row.values.get("solved_on"):
            self.say(row, "state", TicketState.SOLVED.label, context)
        if record is None and row.values.get("rating") and row.record.get("state") == TicketState.SOLVED:
            self.say(row, "state", TicketState.RATED.label, context)
        state = row.record.get("state") or getattr(record, "state", TicketState.HANDED_IN)
        if row.values.get("rating") and state not in RATED:
            row.refuse("rating", "too_early", "还没有解决的工单不能评价，请核对状态。")
        if state in SOLVED:
            if not (row.values.get("solved_on") or getattr(record, "solved_on", None)):
                row.refuse("solved_on", "solved_on_missing", "没有写解决日期，请补上。")
            if not (row.values.get("reply") or getattr(record, "reply", "")):
                self.say(row, "reply", "已解决。", context)
        if state == TicketState.RETURNED and not (row.values.get("reply") or getattr(record, "reply", "")):
            row.refuse("reply", "reply_missing", "退回的请写明理由。")
        if state == TicketState.RATED and not (row.values.get("rating") or getattr(record, "rating", None)):
            row.refuse("rating", "rating_missing", "已评价的请写满意度，1 至 5。")

    def judge_record(self, row: PlannedRow, record: Ticket, context: RecordContext) -> None:
        """Judge as the steps and the form do."""
        super().judge_record(row, record, context)
        if row.key is None:
            link_member(row, record, context)
        phone = row.values.get("person_phone", "")
        if (row.key is None or "person_phone" in row.changes) and (fault := rules.fault_of_phone(phone)):
            self.tell(row, {"person_phone": fault})
        days = ("received_on", "solved_on")
        self.tell(
            row, {n: "日期不能晚于今天。" for n in days if rules.is_future(row.record.get(n) or date.min)}
        )
        self._judge_life(row, record)
        if row.key is not None and record.member_id and "person_name" in row.changes:
            row.refuse("person_name", "person", "这张工单记在名册里的人名下，改成别人请在工单页面上办理。")
        if not row.is_refused and (row.key is None or "state" in row.changes):
            self._set_days(row, record, context)

    def _judge_life(self, row: PlannedRow, record: Ticket) -> None:
        """A ticket goes on from state to state; one that was put away stays as it is."""
        before = _state_before(row, record)
        if row.key is not None and before == TicketState.ARCHIVED and row.changes:
            row.refuse("state", "archived", "工单已经归档，不能再修改。")
        elif row.key is not None and steps_between(before, record.state) is None:
            words = TicketState(before).label
            row.refuse(
                "state",
                "state",
                f"工单现在是“{words}”，不能改成“{row.values['state']}”，请在工单页面上办理。",
            )
        if record.due_on and record.due_on < record.received_on:
            row.refuse("due_on", "rule", "办理期限不能早于登记日期。")
        if row.record.get("due_on") and record.state in WAITING:
            row.refuse("due_on", "rule", "办理期限在受理时确定，未受理的不填。")

    def _set_days(self, row: PlannedRow, record: Ticket, context: RecordContext) -> None:
        """Set the day by which it is due where the sheet does not tell it, and the moment of the rating."""
        if record.due_on is None and record.state not in WAITING:
            record.due_on = context.once(DueDays).of(record.kind, record.urgency, record.received_on)
            self.say(row, "due_on", record.due_on.isoformat(), context)
            if row.key is not None:
                row.changes["due_on"] = ("", record.due_on.isoformat())
        if record.rating and record.rated_at is None:
            record.rated_at = timezone.now()

    def after_insert(self, pairs: Sequence[tuple[PlannedRow, Ticket]], context: RecordContext) -> None:
        """Give each new ticket the entries that its row tells."""
        enter_steps([(ticket, None) for _, ticket in pairs], context.by)

    def after_update(self, pairs: Sequence[tuple[PlannedRow, Ticket]], context: RecordContext) -> None:
        """Enter the steps that a change of state stands for."""
        enter_steps([(ticket, _state_before(row, ticket)) for row, ticket in pairs], context.by)
        rated = [ticket.pk for row, ticket in pairs if "rating" in row.changes]
        Ticket.objects.filter(pk__in=rated).update(rated_at=timezone.now())

    def after_undo(self, records: Sequence[Ticket], *, by: Actor) -> None:
        """Enter that what a sheet told was taken back."""
        enter_taking_back(records, by)


def _state_before(row: PlannedRow, ticket: Ticket) -> str:
    words = row.changes.get("state", ("", ""))[0]
    return next((state.value for state in TicketState if state.label == words), ticket.state)


TICKETS = register(TicketSheet())
