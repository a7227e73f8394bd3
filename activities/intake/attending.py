"""Judging a sign-in sheet: which person each row means, and what is asked where that is not sure."""

from __future__ import annotations

from collections.abc import Sequence

from activities.intake.meetings import Meeting, Meetings
from activities.intake.people import Register, narrowed
from branches.intake.related import BranchLookup
from members.intake.people import WHICH, options_of, which
from members.models import Enrolment
from spreadsheets.faults import FOREIGN, Fault
from spreadsheets.kinds import Option, PlannedRow, Question
from spreadsheets.models import RowOutcome
from spreadsheets.records import RecordContext
from spreadsheets.records.comparing import where

OTHERS, ONCE = "others", "once"
UNKNOWN, OTHER_PHONE, TWICE = "not_in_register", "other_phone", "same_person_twice"
COUNTED = "计入其他人员"
COUNT, COUNT_ALL = Option(OTHERS, COUNTED), Option(OTHERS, COUNTED, f"都{COUNTED}")
JUST_ONCE = Option(ONCE, "是同一个人，只记一次")
PRESENT, ABSENT = "是", "否"


class AttendanceJudge:
    """Judges the rows of one sheet."""

    def __init__(self, context: RecordContext) -> None:
        self._context = context
        self._register = context.once(Register)
        self._branches = context.once(BranchLookup)

    def judge(self, rows: Sequence[PlannedRow]) -> None:
        """Set problems, questions, outcome and record of each row."""
        meetings = Meetings(self._context, rows)
        marked = {row.sheet for row in rows if row.values.get("present") == PRESENT}
        for row in rows:
            unmarked = ABSENT if row.sheet in marked else PRESENT
            if row.values.get("present", unmarked) == ABSENT and not row.is_refused:
                row.outcome = RowOutcome.SKIP
                row.notices.append("没有签到，不登记")
            elif not row.problems:
                self._find_person(row, meetings.of(row))
        self._judge_together([row for row in rows if row.outcome is RowOutcome.CREATE], meetings)

    def _find_person(self, row: PlannedRow, meeting: Meeting) -> None:
        name = row.values.get("name", "")
        branch_key = self._branch_of(row)
        if not name:
            row.refuse("name", "name_missing", "没有写姓名，请补上。")
        if row.problems:
            return
        day = meeting.activity.held_on
        if national_id := row.values.get("national_id", ""):
            self._take_by_number(row, meeting, self._register.with_number(national_id, day))
            return
        found, speaks_against = narrowed(
            self._register.called(name, day),
            branch_key=branch_key,
            phone=row.values.get("phone", ""),
            firm=row.values.get("enterprise", ""),
        )
        if not found:
            self._ask_about_unknown(row, meeting)
        elif len(found) > 1:
            self._ask(row, meeting, WHICH, which(name, len(found)), found)
        elif speaks_against:
            sentence = f"名册里的“{name}”是另一个手机号，请确认是不是同一个人。"
            self._ask(row, meeting, OTHER_PHONE, sentence, found)
        else:
            self._take(row, meeting, found[0])

    def _branch_of(self, row: PlannedRow) -> int | None:
        words = row.values.get("branch", "")
        if not words:
            return None
        try:
            key, row.values["branch"] = self._branches.find(words)
        except Fault as fault:
            message = (
                "别的支部的党员由该支部登记，这一行不会存入。" if fault.code == FOREIGN else fault.message
            )
            row.refuse("branch", fault.code, message)
            return None
        return key

    def _take_by_number(self, row: PlannedRow, meeting: Meeting, stay: Enrolment | None) -> None:
        if stay is None:
            self._ask_about_unknown(row, meeting)
        elif stay.member.name != row.values["name"]:
            row.refuse("national_id", "id_of_another", "这个证件号在名册里是另一个人的，请核对姓名和证件号。")
        else:
            self._take(row, meeting, stay)

    def _ask_about_unknown(self, row: PlannedRow, meeting: Meeting) -> None:
        """Somebody who is not in the register counts among the others, if the person says so and may."""
        name = row.values["name"]
        if meeting.counted[name] > 0:
            meeting.counted[name] -= 1
            row.outcome, row.key = RowOutcome.UNCHANGED, meeting.activity.pk
            row.notices.append(f"以前导入时已{COUNTED}")
            return
        near = [] if row.values.get("national_id") else self._register.near(name, meeting.activity.held_on)
        if not near and not meeting.may_count:
            row.refuse(
                "name", FOREIGN, "不在您管理的名册里。别的支部的党员由该支部登记，其他人员由主办方登记。"
            )
            return
        advice = f"是不是“{near[0].member.name}”？" if near else "写错了的请改正；"
        rest = (
            f"不是流动党员的，可以{COUNTED}。"
            if meeting.may_count
            else "不是的，这一行不由您登记，不导入即可。"
        )
        sentence = f"活动当天的名册里没有“{name}”。{advice}{rest}"
        self._ask(row, meeting, UNKNOWN, sentence, near)

    def _ask(
        self, row: PlannedRow, meeting: Meeting, code: str, sentence: str, stays: Sequence[Enrolment]
    ) -> None:
        """Take what the person has picked, or ask."""
        people = options_of([stay.member for stay in stays])
        count = COUNT if stays else COUNT_ALL
        options = (*people, *([count] if meeting.may_count else []))
        picked = self._context.answers.picked.get(row.place, "")
        row.question = Question(code, options, chosen=picked if picked in {o.key for o in options} else "")
        if row.question.chosen == OTHERS:
            self._count(row, meeting)
        elif row.question.chosen:
            self._take(row, meeting, next(s for s in stays if str(s.member_id) == picked))
        else:
            row.refuse("name", code, sentence)

    def _take(self, row: PlannedRow, meeting: Meeting, stay: Enrolment) -> None:
        row.record |= {"member_id": stay.member_id, "branch_id": stay.branch_id}
        row.values |= {"branch": stay.branch.name, "name": stay.member.name}
        if stay.member_id in meeting.stored:
            row.key, row.revision = meeting.stored[stay.member_id]
            row.outcome = RowOutcome.UNCHANGED
            row.notices.append("已经登记过")

    def _count(self, row: PlannedRow, meeting: Meeting) -> None:
        row.outcome = RowOutcome.UPDATE
        row.key, row.revision = meeting.activity.pk, meeting.activity.revision
        row.changes = {"counted": ("", COUNTED)}

    # ── rows among each other ────────────────────────────────────────────────────────────────────────────────────

    def _judge_together(self, rows: Sequence[PlannedRow], meetings: Meetings) -> None:
        """Somebody who signed twice was there once; where the phones differ, it may be somebody else."""
        first_of: dict[tuple[int, int], PlannedRow] = {}
        for row in rows:
            first = first_of.setdefault((row.record["activity_id"], row.record["member_id"]), row)
            if first is row:
                continue
            place = where(first, row)
            phones = {row.values.get("phone"), first.values.get("phone")} - {None, ""}
            meeting = meetings.of(row)
            options = (JUST_ONCE, *([COUNT] if meeting.may_count else []))
            picked = self._context.answers.picked.get(row.place, "")
            if len(phones) > 1 and picked not in {ONCE, OTHERS}:
                row.refuse("name", TWICE, f"与{place}同名，手机号不同，请确认是不是同一个人。")
                row.question = Question(TWICE, options)
            elif picked == OTHERS and meeting.may_count:
                row.question = Question(TWICE, options, chosen=OTHERS)
                self._count(row, meeting)
            else:
                row.outcome = RowOutcome.UNCHANGED
                row.notices.append(f"与{place}是同一个人，只记一次")
