"""Sign-in sheets: who was at an activity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from activities.intake import storing
from activities.intake.attending import AttendanceJudge
from activities.intake.meetings import KIND
from activities.intake.related import ActivityLookup, is_number
from activities.models import Activity, ActivityState, Attendance
from branches.intake.records import BranchSheet
from branches.intake.related import BranchLookup
from core.masking import mask_national_id, mask_phone
from core.scope import Actor
from members.sheets import name_cell, national_id_cell
from spreadsheets import cleaners, numerals
from spreadsheets.columns import Column
from spreadsheets.kinds import Link, Place, PlannedRow, Subject, Written, register
from spreadsheets.models import ImportRow, RowOutcome
from spreadsheets.reader.book import Cell
from spreadsheets.records import RecordColumn, RecordContext

SUBJECTS = 200
_ABSENT = frozenset("× x 否 无 缺席 缺勤 未到 未参加 未签到 请假 事假 病假 公假 没来 不参加".split())  # noqa: SIM905  words


def presence(cell: Cell) -> str:
    """Return 否 for a mark of absence, 是 for any other: a tick, a time, a signature."""
    found = cleaners.text(100)(cell) if cleaners.text_of(cell).strip() not in {"×", "x", "X", "无"} else "否"
    return "" if not found else "否" if found.lower() in _ABSENT else "是"


class AttendanceSheet(BranchSheet[Attendance]):
    """活动签到表."""

    key = KIND
    rank = 50
    title = "活动签到表"
    noun = "人"
    permission = "activities.import_activity"
    object_label = "activities.attendance"
    model = Attendance
    ways = (("name",),)
    whole = "各支部的党员"
    subject_name = "activity"
    subject_label = "活动"
    beyond_columns = {"counted": "计入其他人员"}
    columns = (
        RecordColumn(
            "name", "姓名", name_cell,
            ("参加人员", "签到人", "参会人员", "参训人员", "参加人", "人员姓名", "党员姓名"),
            required=True, distinct=True, width=12, example="曾小红",
        ),
        RecordColumn(
            "phone", "手机号", numerals.phone, ("手机", "联系电话", "电话", "手机号码", "联系方式"),
            distinct=True, mask=mask_phone, width=15, hint="有同名的，靠它分清", example="13800000000",
        ),
        RecordColumn(
            "national_id", "身份证号", national_id_cell,
            ("身份证", "身份证号码", "证件号", "证件号码", "公民身份号码"),
            distinct=True, mask=mask_national_id, width=22, hint="可不填",
        ),
        RecordColumn(
            "enterprise", "单位", cleaners.text(100),
            ("工作单位", "所在单位", "企业", "单位名称", "所在企业", "公司"), width=26, hint="可不填",
        ),
        RecordColumn(
            "branch", "党支部", cleaners.text(100),
            ("支部", "所在支部", "所在党支部", "所属支部", "所属党支部"),
            width=22, hint="可不填", path="branch", related=BranchLookup,
        ),
        RecordColumn(
            "present", "签到", presence,
            ("签名", "签字", "是否参加", "是否到场", "到场情况", "出席情况", "参加情况", "签到时间", "签到情况"),
            width=10, hint="打了勾的才登记；整列空着，表中的人都登记", example="√",
        ),
        RecordColumn(
            "activity", "活动名称", cleaners.text(100), ("活动", "活动主题", "会议名称", "培训主题", "主题"),
            required=True, width=28, hint="整张表是同一次活动的，可不写，上传时选定", example="三月志愿服务日",
        ),
        RecordColumn(
            "held_on", "活动日期", cleaners.day_text,
            ("活动时间", "日期", "举办日期", "培训时间", "时间"),
            width=13, hint="如 2024-03-05", example="2024-03-05",
        ),
    )  # fmt: skip

    # ── which activity ───────────────────────────────────────────────────────────────────────────────────────────

    def subjects(self, *, by: Actor, place: Place | None = None, also: str = "") -> list[Subject]:
        """Return the latest activities at which somebody can have been, and the one numbered ``also``."""
        found = Activity.objects.visible_to(by).valid().exclude(state=ActivityState.CANCELLED)
        if place is not None:
            found = found.filter(committee=place.committee_key)
        had = found.filter(held_on__lte=timezone.localdate()).select_related("branch")
        rows = list(had[:SUBJECTS])
        if is_number(also) and int(also) not in {activity.pk for activity in rows}:
            rows += had.filter(pk=int(also))
        return [Subject(str(a.pk), f"{a.held_on} {a.title}（{_whose(a)}）") for a in rows]

    def values_of_heading(self, heading: Sequence[str], context: RecordContext) -> dict[str, str]:
        """The activity chosen for the whole sheet, else the one whose title stands above the table."""
        lookup = context.once(ActivityLookup)
        subject = context.answers.subject
        found = lookup.called(subject) if subject else lookup.told_by(list(heading))
        return {"activity": found.title, "held_on": found.held_on.isoformat()} if found else {}

    def offered(self, column: Column, context: RecordContext) -> Sequence[str]:
        """Offer branches; titles are typed, or told by choosing an activity for the sheet."""
        return context.once(BranchLookup).branch_names() if column.field == "branch" else ()

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def judge(self, rows: Sequence[PlannedRow], context: RecordContext) -> None:
        AttendanceJudge(context).judge(rows)

    def write(self, rows: Sequence[PlannedRow], context: RecordContext, *, by: Actor) -> Iterable[Written]:
        del context  # judging has found everybody
        return storing.write(rows, by=by)

    def undo(self, rows: Sequence[ImportRow], *, by: Actor) -> None:
        del by  # the import's own entry names the actor
        storing.undo(rows)

    def links_of(self, rows: Sequence[ImportRow], *, by: Actor) -> dict[int, Link]:
        """Members by their names, others by the name that the sheet gave; each leads to the activity."""
        keys = [row.object_key for row in rows if row.outcome != RowOutcome.UPDATE]
        attended = (
            Attendance.objects.visible_to(by)
            .filter(pk__in=[key for key in keys if key])
            .select_related("member")
        )
        names = {a.pk: (a.member.name, a.activity_id) for a in attended}
        found: dict[int, Link] = {}
        for row in rows:
            counted = (row.after or {}).get("counted", "")
            name, activity = (
                (counted, row.object_key) if counted else names.get(row.object_key or 0, ("", None))
            )
            if activity:
                found[row.pk] = Link(name, reverse("activities:activity", args=[activity]))
        return found

    # ── away ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def with_related(self, records: QuerySet[Attendance]) -> QuerySet[Attendance]:
        return records.select_related("activity", "member__enterprise", "branch")

    def as_written(self, record: Attendance, name: str) -> str:
        member = record.member
        written: dict[str, str] = {
            "name": member.name,
            "phone": member.phone,
            "national_id": member.national_id,
            "enterprise": member.enterprise.name if member.enterprise else "",
            "branch": record.branch.name,
            "present": "是",
            "activity": record.activity.title,
            "held_on": record.activity.held_on.isoformat(),
        }
        return written[name]


def _whose(activity: Activity) -> str:
    return activity.branch.short_name if activity.branch else "党委"


ATTENDANCE = register(AttendanceSheet())
