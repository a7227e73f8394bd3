"""The list of honours."""

from __future__ import annotations

from datetime import date

import django_tables2 as tables
from django.utils.safestring import SafeString

from members.choices import HonourLevel
from members.models import Honour
from members.tables.cells import NOTHING, badge, cell

LEVEL_LOOK = {
    HonourLevel.NATIONAL: "bg-soft-danger",
    HonourLevel.PROVINCIAL: "bg-soft-danger",
    HonourLevel.MUNICIPAL: "bg-soft-warning",
}


class HonourTable(tables.Table):
    """Honours: who, as what, by whom, when."""

    member = tables.Column(
        accessor="member__name",
        order_by=("member__name_pinyin",),
        verbose_name="党员",
        attrs=cell("m-main"),
        linkify=lambda record: record.member.get_absolute_url(),
    )
    granted_on = tables.Column(attrs=cell("m-r", "nowrap"))
    title = tables.Column(attrs=cell("m-wide"))
    kind = tables.Column(attrs=cell())
    level = tables.Column(attrs=cell("m-r"))
    granted_by = tables.Column(attrs=cell("m-wide"))
    branch = tables.Column(
        accessor="member__branch__short_name",
        order_by=("member__branch__code",),
        verbose_name="党支部",
        attrs=cell(),
    )
    edit = tables.TemplateColumn(
        '<a class="btn btn-sm btn-light" href="{% url "members:honour_edit" record.pk %}">修改</a>',
        verbose_name="",
        orderable=False,
        attrs=cell("m-r", "text-md-end"),
    )

    unit = "项"
    empty_hint = "获得劳动模范、工匠、优秀共产党员等荣誉的，可以在这里或党员的页面上登记。"

    class Meta:
        model = Honour
        fields = ("member", "granted_on", "title", "kind", "level", "granted_by", "branch", "edit")
        empty_text = "没有符合条件的荣誉。"
        default = NOTHING

    def render_granted_on(self, value: date) -> str:
        return value.isoformat()

    def render_level(self, value: str, record: Honour) -> SafeString:
        return badge(LEVEL_LOOK.get(HonourLevel(record.level), "bg-soft-secondary"), value)
