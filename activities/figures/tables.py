"""The lists behind the figures of activities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import Model

from activities.figures.people import members_present
from activities.models import Activity, Attendance, Deal, Festival
from core.figures.tables import (
    HIDDEN,
    MAIN,
    NUMBER,
    RIGHT,
    WIDE,
    RowsTable,
    branch_column,
    day_column,
    links_to,
)
from members.figures.tables import member_name
from members.models import Member
from stations.models import Station

ELSEWHERE = "其他支部的活动"


class ActivityRows(RowsTable):
    """Activities held."""

    title = tables.Column("名称", linkify=True, attrs=MAIN)
    kind = tables.Column("类别", attrs=RIGHT)
    branch = branch_column("主办")
    station = tables.Column("驿站或阵地", empty_values=(), order_by="station__name")
    held_on = day_column("日期")
    members = tables.Column("流动党员", attrs=NUMBER)
    other_count = tables.Column("其他人员", attrs=NUMBER)

    unit = "场"
    guarded: ClassVar[Mapping[str, type[Model]]] = {"station": Station}

    class Meta:
        empty_text = "这一时期没有举办活动。"
        model = Activity
        fields = ("title", "kind", "branch", "station", "held_on", "members", "other_count")

    def __init__(self, data: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-tables2
        super().__init__(data.annotate(members=members_present()), **kwargs)

    def render_station(self, record: Activity) -> str:
        """The station, where it is the reader's business."""
        return record.station.name if record.station and self.knows(record, "station") else HIDDEN


class AttendanceRows(RowsTable):
    """Attendances of members, also at activities of other branches: those show their day and no more."""

    name = member_name()
    branch = branch_column()
    activity = tables.Column("活动", accessor="activity__title", linkify=links_to("activity"), attrs=WIDE)
    held_on = day_column("日期", accessor="activity__held_on")
    source = tables.Column("来源", attrs=RIGHT)

    unit = "人次"
    guarded: ClassVar[Mapping[str, type[Model]]] = {"member": Member, "activity": Activity}

    class Meta:
        empty_text = "这一时期没有参加记录。"
        model = Attendance
        fields = ("name", "branch", "activity", "held_on", "source")

    def render_activity(self, value: str, record: Attendance) -> str:
        """The activity by its title, where it is the reader's business."""
        return value if self.knows(record, "activity") else ELSEWHERE


class FestivalRows(tables.Table):
    """Festivals."""

    name = tables.Column("名称", linkify=True, attrs=MAIN)
    year = tables.Column("年份", attrs=RIGHT)
    theme = tables.Column("主题", default=HIDDEN, attrs=WIDE)
    started_on = day_column("开始日期")
    ended_on = day_column("结束日期")

    unit = "届"

    class Meta:
        empty_text = "这一时期没有举办文化节。"
        model = Festival
        fields = ("name", "year", "theme", "started_on", "ended_on")


class DealRows(RowsTable):
    """Deals between enterprises of the park."""

    subject = tables.Column("合作内容", attrs=MAIN)
    buyer = tables.Column("采购方", accessor="buyer__name")
    seller = tables.Column("供应方", accessor="seller__name")
    activity = tables.Column(
        "促成的活动",
        accessor="activity__title",
        linkify=links_to("activity"),
        default=HIDDEN,
        attrs=WIDE,
    )
    branch = branch_column("促成")
    amount = tables.Column("金额（万元）", default=HIDDEN, attrs=NUMBER)
    signed_on = day_column("签订日期")

    unit = "个"
    guarded: ClassVar[Mapping[str, type[Model]]] = {"activity": Activity}

    class Meta:
        empty_text = "这一时期没有合作订单。"
        model = Deal
        fields = ("subject", "buyer", "seller", "activity", "branch", "amount", "signed_on")

    def render_activity(self, value: str, record: Deal) -> str:
        """The activity by its title, where it is the reader's business."""
        return value if self.knows(record, "activity") else ELSEWHERE
