"""How many activities were held, of which kind, and who else came."""

from __future__ import annotations

from django.db.models import Q, Sum

from activities.models import Activity, ActivityKind, ActivityQuerySet
from core.figures import Base, FlowFigure, Part, Span
from core.records import VALID

ACTIVITIES = Base(
    Activity,
    branch="branch",
    table="activities.figures.tables.ActivityRows",
    related=("branch", "station"),
    only=VALID,
)
HELD = FlowFigure(
    "activities.held",
    "举办活动",
    unit="场",
    base=ACTIVITIES,
    within=ActivityQuerySet.within_condition,
    definition="本期已举办的活动场数，文化节、驿站活动、志愿服务、组织生活、座谈会、大讲堂都计；筹备中和已取消的不计；"
    "分支部时按主办支部计算。",
)
BY_KIND = HELD.split(
    "activities.by_kind",
    "活动类别",
    *(Part(kind.value, str(kind.label), Q(kind=kind)) for kind in ActivityKind),
    definition="本期已举办的活动按类别分列。",
)
VOLUNTEERING = FlowFigure(
    "activities.volunteering",
    "志愿服务活动",
    unit="场",
    base=ACTIVITIES,
    within=lambda period: Q(kind=ActivityKind.VOLUNTEER) & ActivityQuerySet.within_condition(period),
    told=Span.TO_DATE,
    definition="本期已举办的活动中，类别为“志愿服务”的场数。",
)
OTHERS = FlowFigure(
    "activities.others",
    "其他人员参加",
    unit="人次",
    base=ACTIVITIES,
    within=ActivityQuerySet.within_condition,
    measure=lambda condition: Sum("other_count", filter=condition),
    definition="本期已举办的活动中，登记的其他人员（不在名册的）参加人数之和。",
)
