"""Tickets: received, solved, in time, rated, still open."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from core.figures import Base, FlowFigure, Part, Share, Span, StockFigure
from core.periods import Period
from core.records import VALID
from services.choices import Source, Step, TicketKind, TicketState
from services.models import Ticket, TicketEntry, TicketQuerySet

CONTENT_FROM = 4
"""The rating, of 1 to 5, from which somebody counts as content."""

TICKETS = Base(
    Ticket,
    branch="branch",
    table="services.figures.tables.TicketRows",
    related=("branch", "assignee"),
    only=VALID,
)


def _received(period: Period) -> Q:
    return Q(received_on__gte=period.first, received_on__lte=period.last)


def _is_open(day: date) -> Q:
    """Received by then and not yet solved; what was returned or withdrawn was open until the step that closed it."""
    midnight = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    steps = TicketEntry.objects.filter(step__in=(Step.RETURN, Step.WITHDRAW), at__gte=midnight)
    gone = Q(state__in=(TicketState.RETURNED, TicketState.WITHDRAWN)) & ~Q(
        Exists(steps.filter(ticket=OuterRef("pk")))
    )
    return Q(received_on__lte=day) & (Q(solved_on__isnull=True) | Q(solved_on__gt=day)) & ~gone


RECEIVED = FlowFigure(
    "services.received",
    "登记服务工单",
    unit="件",
    base=TICKETS,
    within=_received,
    definition="本期登记的服务工单件数，热线、走访、驿站、网上来的都计；分支部时按办理支部计算，党委直接办理的不分到支部。",
)
BY_KIND = RECEIVED.split(
    "services.by_kind",
    "工单类别",
    *(Part(kind.value, str(kind.label), Q(kind=kind)) for kind in TicketKind),
    definition="本期登记的服务工单按类别分列。",
)
BY_SOURCE = RECEIVED.split(
    "services.by_source",
    "工单来源",
    *(Part(kind.value, str(kind.label), Q(source=kind)) for kind in Source),
    definition="本期登记的服务工单按来源分列。",
)
SOLVED = FlowFigure(
    "services.solved",
    "解决生活工作难题",
    unit="个",
    base=TICKETS,
    within=TicketQuerySet.solved_condition,
    told=Span.TO_DATE,
    definition="本期解决的服务工单个数，按解决日期计算；重新办理的，等再次解决后计算。",
)
SOLVED_BY_KIND = SOLVED.split(
    "services.solved_by_kind",
    "解决的难题类别",
    *(Part(kind.value, str(kind.label), Q(kind=kind)) for kind in TicketKind),
    definition="本期解决的服务工单按类别分列。",
)
TIMELY = SOLVED.where(
    "services.timely",
    "按期解决",
    Q(due_on__isnull=True) | Q(solved_on__lte=F("due_on")),
    definition="本期解决的服务工单中，解决日期不晚于办理期限的个数；没有期限的视为按期。",
)
TIMELINESS = Share(
    "services.timeliness",
    "按期解决率",
    part=TIMELY,
    whole=SOLVED,
    definition="按期解决的服务工单个数除以解决的个数。",
)
RATED = SOLVED.where(
    "services.rated",
    "已评价",
    Q(rating__isnull=False),
    definition="本期解决的服务工单中，诉求人已经评价的个数。",
)
SATISFIED = SOLVED.where(
    "services.satisfied",
    "评价满意",
    Q(rating__gte=CONTENT_FROM),
    definition=f"本期解决的服务工单中，评价为 {CONTENT_FROM} 分或 5 分的个数。",
)
SATISFACTION = Share(
    "services.satisfaction",
    "满意率",
    part=SATISFIED,
    whole=RATED,
    definition=f"评价为 {CONTENT_FROM} 分或 5 分的服务工单个数除以已评价的个数。",
)
OPEN = StockFigure(
    "services.open",
    "未办结工单",
    unit="件",
    base=TICKETS,
    on=_is_open,
    definition="截至当日已登记、尚未解决的服务工单件数；已退回、已撤销的，自退回或撤销之日起不计。",
)
OVERDUE = OPEN.where(
    "services.overdue",
    "超期未办结工单",
    lambda period: Q(due_on__lt=period.last),
    definition="未办结的服务工单中，当日已过办理期限的件数。",
)
