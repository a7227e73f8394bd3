"""The lists behind the figures of contributions. Parties and senders are told on the rows' own pages alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import django_tables2 as tables
from django.db.models import Model

from contributions.models import Improvement, Mediation, Post, Suggestion, Venture, VentureResult
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
from members.figures.tables import MEMBER, member_name
from members.models import Member


class PostRows(RowsTable):
    """Posts that members hold."""

    name = member_name()
    kind = tables.Column("岗位", attrs=RIGHT)
    branch = branch_column()
    place = tables.Column("岗位地点", attrs=WIDE)
    started_on = day_column("任职日期")
    term_ends_on = day_column("届满日期")

    unit = "个"
    guarded: ClassVar[Mapping[str, type[Model]]] = MEMBER

    class Meta:
        empty_text = "当日没有担任岗位的流动党员。"
        model = Post
        fields = ("name", "kind", "branch", "place", "started_on", "term_ends_on")


class MediationRows(RowsTable):
    """Disputes; who quarrelled is nobody's business here."""

    on = tables.DateColumn(verbose_name="受理日期", format="Y-m-d", linkify=True, attrs=MAIN)
    kind = tables.Column("类别")
    branch = branch_column()
    mediator = tables.Column(
        "调解人", accessor="mediator__name", linkify=links_to("mediator"), default=HIDDEN
    )
    settled_on = day_column("调解成功")
    result = tables.Column("结果", attrs=RIGHT)

    unit = "件"
    guarded: ClassVar[Mapping[str, type[Model]]] = {"mediator": Member}

    class Meta:
        empty_text = "这一时期没有矛盾纠纷。"
        model = Mediation
        fields = ("on", "kind", "branch", "mediator", "settled_on", "result")


class ImprovementRows(tables.Table):
    """Things delivered."""

    title = tables.Column("名称", linkify=True, attrs=MAIN)
    kind = tables.Column("类别", attrs=RIGHT)
    branch = branch_column()
    enterprise = tables.Column("企业", accessor="enterprise__name", default=HIDDEN)
    quantity = tables.Column("数量", attrs=NUMBER)
    unit_name = tables.Column("单位", accessor="unit")
    delivered_on = day_column("落实日期")

    unit = "件"

    class Meta:
        empty_text = "这一时期没有落实实事。"
        model = Improvement
        fields = ("title", "kind", "branch", "enterprise", "quantity", "unit_name", "delivered_on")


class SuggestionRows(tables.Table):
    """Suggestions."""

    title = tables.Column("标题", linkify=True, attrs=MAIN)
    number = tables.Column("编号")
    source = tables.Column("来源")
    branch = branch_column()
    handed_in_on = day_column("提交日期")
    decided_on = day_column("采纳或答复")
    state = tables.Column("状态", attrs=RIGHT)

    unit = "个"

    class Meta:
        empty_text = "这一时期没有“金点子”。"
        model = Suggestion
        fields = ("title", "number", "source", "branch", "handed_in_on", "decided_on", "state")


class VentureRows(RowsTable):
    """Ventures."""

    title = tables.Column("项目名称", linkify=True, attrs=MAIN)
    enterprise = tables.Column("企业", accessor="enterprise__name", default=HIDDEN)
    member = tables.Column(
        "返乡创业党员", accessor="member__name", linkify=links_to("member"), default=HIDDEN
    )
    branch = branch_column()
    floor_area = tables.Column("厂房面积（平方米）", default=HIDDEN, attrs=NUMBER)
    investment = tables.Column("投资额（万元）", default=HIDDEN, attrs=NUMBER)
    started_on = day_column("落户日期")

    unit = "个"
    guarded: ClassVar[Mapping[str, type[Model]]] = MEMBER

    class Meta:
        empty_text = "这一时期没有创业项目。"
        model = Venture
        fields = ("title", "enterprise", "member", "branch", "floor_area", "investment", "started_on")


class ResultRows(tables.Table):
    """What ventures achieved."""

    title = tables.Column("名称", attrs=MAIN)
    kind = tables.Column("类别", attrs=RIGHT)
    venture = tables.Column(
        "创业项目",
        accessor="venture__title",
        linkify=lambda record: record.venture.get_absolute_url(),
        attrs=WIDE,
    )
    count = tables.Column("数量", attrs=NUMBER)
    granted_by = tables.Column("授予单位", default=HIDDEN)
    on = day_column("日期")

    unit = "项"

    class Meta:
        empty_text = "这一时期没有创业成果。"
        model = VentureResult
        fields = ("title", "kind", "venture", "count", "granted_by", "on")
