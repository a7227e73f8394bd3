"""Who was honoured as a model worker, a craftsman and the like, and how often members were honoured at all."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from core.figures import Base, FlowFigure, Part, Span
from core.periods import Period
from core.records import VALID
from members.choices import HonourLevel
from members.models import Honour, Member

COUNTED = VALID & Q(level__in=(HonourLevel.NATIONAL, HonourLevel.PROVINCIAL, HonourLevel.MUNICIPAL))
"""The honours that make somebody one of the honoured: municipal or above."""


def _granted(period: Period) -> Q:
    return Q(granted_on__gte=period.first, granted_on__lte=period.last)


HONOURED = FlowFigure(
    "members.honoured",
    "获评劳模、工匠",
    unit="名",
    base=Base(
        Member,
        branch="branch",
        table="members.figures.honour_tables.HonouredRows",
        related=("branch", "enterprise"),
    ),
    within=lambda period: Q(Exists(Honour.objects.filter(COUNTED, _granted(period), member=OuterRef("pk")))),
    told=Span.TO_DATE,
    definition="本期获得市级、省级或国家级荣誉的党员人数，一人获得几项只计一次；分支部时按党员现在（或最后）所在支部计算。",
)
HONOURS = FlowFigure(
    "members.honours",
    "荣誉",
    unit="项",
    base=Base(
        Honour,
        branch="member__branch",
        table="members.figures.honour_tables.HonourRows",
        related=("member", "member__branch"),
        only=VALID,
    ),
    within=_granted,
    told=Span.TO_DATE,
    definition="本期授予流动党员的各级荣誉项数；一人获得几项计几项。",
)
HONOURS_BY_LEVEL = HONOURS.split(
    "members.honours_by_level",
    "荣誉级别",
    *(Part(kind.value, str(kind.label), Q(level=kind)) for kind in HonourLevel),
    definition="本期授予流动党员的荣誉按级别分列。",
)
