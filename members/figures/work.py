"""What branches do for their members: transfers of formal membership, contacts, checks of cards."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from core.figures import Base, FlowFigure, Part, Span, StockFigure
from core.periods import Period
from core.records import VALID
from members.choices import ContactKind, Direction, TransferState
from members.models import CardCheck, Contact, RelationTransfer

TRANSFERS = Base(
    RelationTransfer,
    branch="branch",
    table="members.figures.tables.TransferRows",
    related=("member", "branch", "station"),
    only=VALID,
)


def _finished(state: TransferState, direction: Direction, period: Period) -> Q:
    return Q(state=state, direction=direction, finished_on__gte=period.first, finished_on__lte=period.last)


def _is_on_the_way(day: date) -> Q:
    return Q(sent_on__lte=day) & (Q(finished_on__isnull=True) | Q(finished_on__gt=day))


SETTLED = FlowFigure(
    "members.settled",
    "吸收转化党员",
    unit="名",
    base=TRANSFERS,
    within=lambda period: _finished(TransferState.RECEIVED, Direction.IN, period),
    told=Span.TO_DATE,
    definition="本期接收的转入园区组织关系件数，按办结日期计算；转入后即不再是流动党员，不在管理人数之内。",
)
MOVED_AWAY = FlowFigure(
    "members.transferred_out",
    "组织关系转出",
    unit="名",
    base=TRANSFERS,
    within=lambda period: _finished(TransferState.RECEIVED, Direction.OUT, period),
    told=Span.TO_DATE,
    definition="本期从园区转出、对方已接收的组织关系件数，按办结日期计算。",
)
LETTERS = StockFigure(
    "members.letters",
    "在途介绍信",
    unit="件",
    base=TRANSFERS,
    on=_is_on_the_way,
    definition="截至当日已开出介绍信、尚未办结的组织关系转接件数。",
)
CONTACTS = FlowFigure(
    "members.contacts",
    "联系党员",
    unit="次",
    base=Base(
        Contact,
        branch="branch",
        table="members.figures.tables.ContactRows",
        related=("member", "branch"),
    ),
    within=lambda period: Q(on__gte=period.first, on__lte=period.last),
    definition="本期各支部联系流动党员的次数，走访、谈心、电话、微信、组织生活都计。",
)
CONTACTS_BY_KIND = CONTACTS.split(
    "members.contacts_by_kind",
    "联系方式",
    *(Part(kind.value, str(kind.label), Q(kind=kind)) for kind in ContactKind),
    definition="本期联系流动党员的次数按方式分列。",
)
CARDS_CHECKED = FlowFigure(
    "members.cards_checked",
    "查验活动证",
    unit="本",
    base=Base(
        CardCheck,
        branch="branch",
        table="members.figures.tables.CardCheckRows",
        related=("member", "branch"),
        only=VALID,
    ),
    within=lambda period: Q(on__gte=period.first, on__lte=period.last),
    told=Span.YEAR,
    definition="本期查验的流动党员活动证本数，按查验日期计算。",
)
