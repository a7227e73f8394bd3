"""Which members came: 人次 counts attendances, 人 counts people."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from activities.models import ActivityState, Attendance
from core.figures import Base, FlowFigure, Share, Span
from core.periods import Month, Period
from core.records import VALID
from members.figures.stock import MANAGED

ATTENDED = VALID & Q(activity__voided_at__isnull=True, activity__state=ActivityState.HELD)
ATTENDANCE_ROWS = Base(
    Attendance,
    branch="branch",
    table="activities.figures.tables.AttendanceRows",
    related=("member", "branch", "activity"),
    only=ATTENDED,
)


def members_present(activity: str = "pk") -> Coalesce:
    """How many members were at the activity to which the path ``activity`` leads.

    Asked for each row by itself, so that rows are counted once, whatever else is joined to them.
    """
    present = Attendance.objects.valid().filter(activity=OuterRef(activity)).order_by()
    counted = present.values("activity").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _within(period: Period) -> Q:
    return Q(activity__held_on__gte=period.first, activity__held_on__lte=period.last)


def _came_in_the_month(day: date) -> Q:
    """The enrolments whose member was at an activity since the first of the month."""
    since = Period(Month.of(day).first, day)
    return Q(Exists(Attendance.objects.filter(ATTENDED, _within(since), member=OuterRef("member"))))


ATTENDANCES = FlowFigure(
    "activities.attendances",
    "流动党员参加活动",
    unit="人次",
    base=ATTENDANCE_ROWS,
    within=_within,
    definition="本期已举办的活动中，流动党员参加的人次，一人参加几场计几次；分支部时按参加时所在支部计算。",
)
FESTIVAL_ATTENDANCES = FlowFigure(
    "activities.festival_attendances",
    "文化节参与",
    unit="人次",
    base=ATTENDANCE_ROWS,
    within=lambda period: (
        Q(activity__festival__isnull=False, activity__festival__voided_at__isnull=True) & _within(period)
    ),
    told=Span.TO_DATE,
    definition="本期流动党员参加企业文化节各项活动的人次，一人参加几场计几次；其他人员不计。",
)
PARTICIPANTS = MANAGED.where(
    "activities.participants",
    "本月参加活动的流动党员",
    lambda period: _came_in_the_month(period.last),
    definition="月末管理的流动党员中，当月至少参加过一场活动的人数，一人只计一次。",
)
PARTICIPATION = Share(
    "activities.participation",
    "本月活动参与率",
    part=PARTICIPANTS,
    whole=MANAGED,
    definition="本月参加活动的流动党员人数除以管理流动党员人数。",
)
