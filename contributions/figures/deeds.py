"""Posts that are held, disputes that were settled, things that were delivered."""

from __future__ import annotations

from django.db.models import Aggregate, Q, Sum

from contributions.choices import DisputeKind, DisputeResult, ImprovementKind, PostKind
from contributions.models import Improvement, Mediation, Post
from contributions.models.posts import PostQuerySet
from core.figures import Base, FlowFigure, Part, Span, StockFigure
from core.periods import Period
from core.records import VALID

MEDIATION_ROWS = Base(
    Mediation,
    branch="branch",
    table="contributions.figures.tables.MediationRows",
    related=("branch", "mediator"),
    only=VALID,
)
IMPROVEMENT_ROWS = Base(
    Improvement,
    branch="branch",
    table="contributions.figures.tables.ImprovementRows",
    related=("branch", "enterprise"),
    only=VALID,
)

POSTS = StockFigure(
    "contributions.posts",
    "示范岗、楼长、舍长",
    unit="个",
    base=Base(
        Post,
        branch="branch",
        table="contributions.figures.tables.PostRows",
        related=("branch", "member"),
        only=VALID,
    ),
    on=PostQuerySet.on_condition,
    definition="截至当日流动党员担任的党员示范岗、楼长、舍长个数；已卸任的不计。",
)
BY_POST = POSTS.split(
    "contributions.posts_by_kind",
    "岗位类别",
    *(Part(kind.value, str(kind.label), Q(kind=kind)) for kind in PostKind),
    definition="流动党员担任的岗位按类别分列。",
)
DISPUTES = FlowFigure(
    "contributions.disputes",
    "受理矛盾纠纷",
    unit="件",
    base=MEDIATION_ROWS,
    within=lambda period: Q(on__gte=period.first, on__lte=period.last),
    definition="本期受理的矛盾纠纷件数，按受理日期计算；分支部时按登记支部计算。",
)
MEDIATIONS = FlowFigure(
    "contributions.mediations",
    "调解纠纷矛盾",
    unit="件",
    base=MEDIATION_ROWS,
    within=lambda period: Q(
        result=DisputeResult.SETTLED,
        mediator__isnull=False,
        settled_on__gte=period.first,
        settled_on__lte=period.last,
    ),
    told=Span.TO_DATE,
    definition="本期由流动党员调解成功的矛盾纠纷件数，按调解成功日期计算；没有登记调解人的不计。",
)
BY_DISPUTE = MEDIATIONS.split(
    "contributions.mediations_by_kind",
    "调解的纠纷类别",
    *(Part(kind.value, str(kind.label), Q(kind=kind)) for kind in DisputeKind),
    definition="流动党员调解成功的矛盾纠纷按类别分列。",
)


def _delivered(period: Period) -> Q:
    return Q(delivered_on__gte=period.first, delivered_on__lte=period.last)


def _quantity(condition: Q) -> Aggregate:
    return Sum("quantity", filter=condition)


IMPROVEMENTS = FlowFigure(
    "contributions.improvements",
    "落实实事",
    unit="件",
    base=IMPROVEMENT_ROWS,
    within=_delivered,
    told=Span.TO_DATE,
    definition="本期落实的实事件数，一条记录计一件，按落实日期计算。",
)
BY_IMPROVEMENT = IMPROVEMENTS.split(
    "contributions.improvements_by_kind",
    "实事类别",
    *(Part(kind.value, str(kind.label), Q(kind=kind)) for kind in ImprovementKind),
    definition="本期落实的实事按类别分列。",
)
COUPLE_ROOMS = FlowFigure(
    "contributions.couple_rooms",
    "落实“夫妻房”",
    unit="间",
    base=IMPROVEMENT_ROWS,
    within=lambda period: Q(kind=ImprovementKind.COUPLE_ROOM) & _delivered(period),
    measure=_quantity,
    told=Span.TO_DATE,
    definition="本期落实的实事中，“夫妻房”的间数之和。",
)
PARKING_AREA = FlowFigure(
    "contributions.parking_area",
    "新建停车场",
    unit="平方米",
    base=IMPROVEMENT_ROWS,
    within=lambda period: Q(kind=ImprovementKind.PARKING) & _delivered(period),
    measure=_quantity,
    told=Span.TO_DATE,
    definition="本期落实的实事中，停车场的面积之和。",
)
