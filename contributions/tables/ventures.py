"""The list of ventures."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from branches.tables import on_phone
from contributions.models import Venture
from contributions.tables.cells import COMMITTEE, People
from core.numbers import thousands
from members.models import Member
from members.tables.cells import NOTHING, badge, cell

_NUMBER = {"td": {"class": "m-hide num nowrap"}, "th": {"class": "num"}}


class VentureTable(People, tables.Table):
    """Ventures with size and patents; rows need ``patents``."""

    unit = "个"
    empty_hint = "在“登记项目”里写明返乡的党员、落户日期和厂房面积，再登记专利和奖项。"

    title = tables.Column(linkify=True, attrs=cell("m-main"))
    member = tables.Column("返乡党员", order_by=("member__name_pinyin",), attrs=cell())
    enterprise = tables.Column(accessor="enterprise__name", verbose_name="企业", attrs=cell("m-hide"))
    floor_area = tables.Column("厂房面积", attrs={"td": {"class": "m-r num nowrap"}, "th": {"class": "num"}})
    investment = tables.Column("投资额", attrs=_NUMBER)
    patents = tables.Column("授权专利", empty_values=(), attrs={**_NUMBER, "td": {"class": "m-r num nowrap"}})
    branch = tables.Column(
        "党支部",
        accessor="branch__short_name",
        order_by=("branch__code",),
        empty_values=(),
        attrs=cell("nowrap"),
    )
    started_on = tables.DateColumn("Y-m-d", attrs=cell("m-hide", "nowrap"))

    class Meta:
        model = Venture
        fields = (
            "title", "member", "enterprise", "floor_area", "investment", "patents", "branch", "started_on",
        )  # fmt: skip
        empty_text = "没有符合条件的创业项目。"
        default = NOTHING

    def render_title(self, value: str, record: Venture) -> SafeString | str:
        """The name, marked where it is over."""
        if record.ended_on:
            return format_html("{} {}", value, badge("bg-soft-secondary", "已终止"))
        return value

    def render_member(self, value: Member) -> SafeString | str:
        return self.linked(value)

    def render_floor_area(self, value: int) -> str:
        return f"{thousands(value)} 平方米"

    def render_investment(self, value: float) -> str:
        return f"{thousands(value)} 万元"

    def render_patents(self, value: int | None) -> SafeString:
        return format_html("{}{} 项", on_phone("专利"), thousands(value or 0))

    def render_branch(self, value: str | None) -> str:
        return value or COMMITTEE
