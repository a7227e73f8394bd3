"""Ventures that returning members brought, and what they achieved."""

from __future__ import annotations

from datetime import date

from django.db.models import FloatField, Q, Sum

from contributions.choices import ResultKind
from contributions.models import Venture, VentureResult
from core.figures import Base, FlowFigure, Span, StockFigure
from core.periods import Period
from core.records import VALID

VENTURE_ROWS = Base(
    Venture,
    branch="branch",
    table="contributions.figures.tables.VentureRows",
    related=("branch", "enterprise", "member"),
    only=VALID,
)
RESULT_ROWS = Base(
    VentureResult,
    branch="venture__branch",
    table="contributions.figures.tables.ResultRows",
    related=("venture",),
    only=VALID & Q(venture__voided_at__isnull=True),
)


def _is_running(day: date) -> Q:
    return Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


def _began(period: Period) -> Q:
    return Q(started_on__gte=period.first, started_on__lte=period.last)


VENTURES = StockFigure(
    "contributions.ventures",
    "创业项目",
    unit="个",
    base=VENTURE_ROWS,
    on=_is_running,
    definition="截至当日已落户、没有终止的返乡创业项目个数。",
)
VENTURE_AREA = FlowFigure(
    "contributions.venture_area",
    "创业项目厂房面积",
    unit="平方米",
    base=VENTURE_ROWS,
    within=_began,
    measure=lambda condition: Sum("floor_area", filter=condition),
    told=Span.TO_DATE,
    definition="本期落户的创业项目的厂房面积之和，按落户日期计算；没有登记面积的按 0 计。",
)
INVESTMENT = FlowFigure(
    "contributions.investment",
    "创业项目投资额",
    unit="万元",
    base=VENTURE_ROWS,
    within=_began,
    measure=lambda condition: Sum("investment", filter=condition, output_field=FloatField()),
    told=Span.TO_DATE,
    definition="本期落户的创业项目的投资额之和，按落户日期计算；没有登记投资额的按 0 计。",
)


def _results(key: str, title: str, kind: ResultKind, definition: str) -> FlowFigure:
    return FlowFigure(
        f"contributions.{key}",
        title,
        unit="项",
        base=RESULT_ROWS,
        within=lambda period: Q(kind=kind, on__gte=period.first, on__lte=period.last),
        measure=lambda condition: Sum("count", filter=condition),
        told=Span.TO_DATE,
        definition=definition,
    )


PATENTS = _results(
    "patents", "授权专利", ResultKind.PATENT, "本期创业项目获得授权的专利项数之和，按授权日期计算。"
)
AWARDS = _results(
    "awards", "创业项目获奖", ResultKind.AWARD, "本期创业项目获得的奖项数之和，按获奖日期计算。"
)
