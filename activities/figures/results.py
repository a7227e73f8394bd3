"""Festivals, and the deals that came of people meeting there."""

from __future__ import annotations

from django.db.models import FloatField, Q, Sum

from activities.models import Deal, Festival
from core.figures import Base, FlowFigure, Span
from core.periods import Period
from core.records import VALID

DEAL_ROWS = Base(
    Deal,
    branch="branch",
    table="activities.figures.tables.DealRows",
    related=("branch", "activity", "buyer", "seller"),
    only=VALID,
)


def _signed(period: Period) -> Q:
    return Q(signed_on__gte=period.first, signed_on__lte=period.last)


FESTIVALS = FlowFigure(
    "activities.festivals",
    "企业文化节",
    unit="届",
    base=Base(Festival, branch=None, table="activities.figures.tables.FestivalRows", only=VALID),
    within=lambda period: Q(started_on__gte=period.first, started_on__lte=period.last),
    told=Span.TO_DATE,
    definition="本期开始的企业文化节届数，一年一届；只按全党委计算。",
)
DEALS = FlowFigure(
    "activities.deals",
    "促成合作订单",
    unit="个",
    base=DEAL_ROWS,
    within=_signed,
    told=Span.TO_DATE,
    definition="本期签订的园区企业之间的合作订单个数，按签订日期计算；分支部时按促成支部计算。",
)
DEAL_AMOUNT = FlowFigure(
    "activities.deal_amount",
    "合作订单金额",
    unit="万元",
    base=DEAL_ROWS,
    within=_signed,
    measure=lambda condition: Sum("amount", filter=condition, output_field=FloatField()),
    told=Span.TO_DATE,
    definition="本期签订的合作订单金额之和；没有登记金额的按 0 计。",
)
