"""Who is managed on a day, and how many of them come from 两企三新 and do what there."""

from __future__ import annotations

from django.db.models import Q

from branches.models import TWO_NEW as TWO_NEW_KINDS
from core.figures import Base, Share, StockFigure
from members.choices import Departure, Occupation
from members.models import Enrolment, EnrolmentQuerySet

ENROLMENTS = Base(
    Enrolment,
    branch="branch",
    table="members.figures.tables.EnrolmentRows",
    related=("member", "member__enterprise", "branch"),
    only=~Q(outcome=Departure.VOID),
)
MANAGED = StockFigure(
    "members.managed",
    "管理流动党员",
    unit="人",
    base=ENROLMENTS,
    on=EnrolmentQuerySet.on_condition,
    definition="截至当日流入日期已到、且没有结束管理的流动党员人数；当日结束的不计。",
)
TWO_NEW = MANAGED.where(
    "members.two_new",
    "来自“两企三新”的流动党员",
    Q(member__enterprise__ownership__in=TWO_NEW_KINDS),
    definition="管理的流动党员中，工作单位属于混合所有制企业、非公有制企业、新经济组织、新社会组织、新就业群体的人数。",
)
TWO_NEW_SHARE = Share(
    "members.two_new_share",
    "“两企三新”占比",
    part=TWO_NEW,
    whole=MANAGED,
    definition="来自“两企三新”的流动党员人数除以管理流动党员人数。",
)


def _occupied(key: str, occupation: Occupation) -> tuple[StockFigure, Share]:
    """Declare how many of 两企三新 have an occupation, and their share."""
    part = TWO_NEW.where(
        f"members.{key}",
        f"“两企三新”中的{occupation.label}",
        Q(member__occupation=occupation),
        definition=f"来自“两企三新”的流动党员中，职业类别为“{occupation.label}”的人数。",
    )
    share = Share(
        f"members.{key}_share",
        f"{occupation.label}占比",
        part=part,
        whole=TWO_NEW,
        definition=f"来自“两企三新”的流动党员中，职业类别为“{occupation.label}”的人数除以总人数。",
    )
    return part, share


HEADS, HEADS_SHARE = _occupied("heads", Occupation.HEAD)
WORKERS, WORKERS_SHARE = _occupied("workers", Occupation.WORKER)
TALENT, TALENT_SHARE = _occupied("talent", Occupation.TALENT)
ATTACHED = MANAGED.where(
    "members.attached",
    "依托驿站和阵地的流动党员",
    Q(station__isnull=False),
    definition="管理的流动党员中，登记了所依托驿站或阵地的人数。",
)
