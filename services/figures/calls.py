"""Visits and legal aid."""

from __future__ import annotations

from django.db.models import Q

from core.figures import Base, FlowFigure, Part, Span
from core.records import VALID
from services.choices import AidState, VisitKind
from services.models import LegalAid, Visit

AID_ROWS = Base(
    LegalAid,
    branch="branch",
    table="services.figures.tables.LegalAidRows",
    related=("branch",),
    only=VALID,
)

VISITS = FlowFigure(
    "services.visits",
    "走访慰问",
    unit="人次",
    base=Base(
        Visit,
        branch="branch",
        table="services.figures.tables.VisitRows",
        related=("branch",),
        only=VALID,
    ),
    within=lambda period: Q(on__gte=period.first, on__lte=period.last),
    definition="本期登记的走访慰问人次；分支部时按走访支部计算。",
)
VISITS_BY_KIND = VISITS.split(
    "services.visits_by_kind",
    "走访类别",
    *(Part(kind.value, str(kind.label), Q(kind=kind)) for kind in VisitKind),
    definition="本期走访慰问按类别分列。",
)
AIDS = FlowFigure(
    "services.legal_aids",
    "法律援助",
    unit="件",
    base=AID_ROWS,
    within=lambda period: Q(on__gte=period.first, on__lte=period.last),
    told=Span.TO_DATE,
    definition="本期受理的法律援助件数，按受理日期计算。",
)
AIDS_CLOSED = FlowFigure(
    "services.legal_aids_closed",
    "办结法律援助",
    unit="件",
    base=AID_ROWS,
    within=lambda period: Q(state=AidState.CLOSED, closed_on__gte=period.first, closed_on__lte=period.last),
    told=Span.TO_DATE,
    definition="本期办结的法律援助件数，按办结日期计算；终止的不计。",
)
