"""The figures of 开放崛起大讲堂: sessions, who was trained, hours."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, F, FloatField, IntegerField, Q, Sum

from activities.figures.people import ATTENDANCE_ROWS, members_present
from activities.models import ActivityState
from core.figures import FIGURES, AtMost, Base, FlowFigure, Moment, Part, Span, Term, adds_up
from core.periods import Period
from core.records import VALID
from training.models import Audience, Mode, Topic, TrainingSession

SESSION_ROWS = Base(
    TrainingSession,
    branch="activity__branch",
    table="training.figures.tables.SessionRows",
    related=("activity", "activity__branch"),
    only=VALID & Q(activity__voided_at__isnull=True),
)


def _held(period: Period) -> Q:
    return Q(
        activity__state=ActivityState.HELD,
        activity__held_on__gte=period.first,
        activity__held_on__lte=period.last,
    )


def _people(condition: Q) -> Aggregate:
    trained: Any = F("activity__other_count") + members_present("activity")
    return Sum(trained, filter=condition, output_field=IntegerField())


SESSIONS = FlowFigure(
    "training.sessions",
    "大讲堂开班",
    unit="场",
    base=SESSION_ROWS,
    within=_held,
    told=Span.TO_DATE,
    definition="本期已举办的开放崛起大讲堂场数；筹备中和已取消的不计；分支部时按主办支部计算。",
)
BY_TOPIC = SESSIONS.split(
    "training.by_topic",
    "大讲堂内容",
    *(Part(kind.value, str(kind.label), Q(topic=kind)) for kind in Topic),
    definition="本期已举办的大讲堂按内容分列。",
)
BY_AUDIENCE = SESSIONS.split(
    "training.by_audience",
    "大讲堂对象",
    *(Part(kind.value, str(kind.label), Q(audience=kind)) for kind in Audience),
    definition="本期已举办的大讲堂按对象分列。",
)
BY_MODE = SESSIONS.split(
    "training.by_mode",
    "大讲堂方式",
    *(Part(kind.value, str(kind.label), Q(mode=kind)) for kind in Mode),
    definition="本期已举办的大讲堂按线上、线下分列。",
)
ATTENDANCES = FlowFigure(
    "training.attendances",
    "培训人次",
    unit="人次",
    base=SESSION_ROWS,
    within=_held,
    measure=_people,
    told=Span.TO_DATE,
    definition="本期已举办的大讲堂中，流动党员参加的人次与登记的其他人员参加人数之和；分支部时按主办支部计算。",
)
HOURS = FlowFigure(
    "training.hours",
    "大讲堂学时",
    unit="学时",
    base=SESSION_ROWS,
    within=_held,
    measure=lambda condition: Sum("hours", filter=condition, output_field=FloatField()),
    told=Span.TO_DATE,
    definition="本期已举办的大讲堂的学时之和。",
)
MEMBERS = FlowFigure(
    "training.member_attendances",
    "流动党员参加培训",
    unit="人次",
    base=ATTENDANCE_ROWS,
    within=lambda period: Q(
        activity__session__isnull=False,
        activity__session__voided_at__isnull=True,
        activity__held_on__gte=period.first,
        activity__held_on__lte=period.last,
    ),
    told=Span.TO_DATE,
    definition="本期流动党员参加大讲堂的人次，其他人员不计；分支部时按参加时所在支部计算。",
)

FIGURES.register(SESSIONS, ATTENDANCES, MEMBERS, HOURS, BY_TOPIC, BY_AUDIENCE, BY_MODE)
FIGURES.relate(
    AtMost(
        "流动党员参加培训不多于培训人次",
        Term(MEMBERS, Moment.EVER),
        Term(ATTENDANCES, Moment.EVER),
        whole_only=True,
    ),
    *(adds_up(split) for split in (BY_TOPIC, BY_AUDIENCE, BY_MODE)),
)
