"""Lists to be worked through: who is to be contacted, whose card is to be checked."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.reminders import days_words
from members.choices import CardResult
from members.models import Member
from members.tables.cells import NOTHING, badge, cell

RESULT_LOOK = {
    CardResult.PASSED: "bg-soft-success",
    CardResult.REPLACED: "bg-soft-info",
    CardResult.PROBLEM: "bg-soft-danger",
}


class DueTable(tables.Table):
    """Base: members by name, branch and employer."""

    name = tables.TemplateColumn(
        template_name="members/_name.html",
        order_by=("name_pinyin",),
        verbose_name="姓名",
        attrs=cell("m-main"),
    )
    branch = tables.Column(
        accessor="branch__short_name", order_by=("branch__code",), verbose_name="党支部", attrs=cell("m-r")
    )
    enterprise = tables.Column(order_by=("enterprise__name",), attrs=cell("m-wide"))

    unit = "人"

    class Meta:
        default = NOTHING


class ContactTable(DueTable):
    """Who is to be contacted, by when; rows need what ``due.with_contacts`` adds."""

    last_contact_on = tables.Column(verbose_name="上次联系", attrs=cell("m-named", "nowrap"), empty_values=())
    contact_due_on = tables.Column(verbose_name="应联系日期", attrs=cell("m-r", "nowrap"))
    action = tables.TemplateColumn(
        '<a class="btn btn-sm btn-primary" href="{% url "members:contact_add" record.pk %}?back=contacts">记录联系</a>',
        verbose_name="",
        orderable=False,
        attrs=cell("m-wide", "text-md-end"),
    )

    empty_hint = "都在规定的时间内联系过。可以把“联系”改为“全部在册”，查看每个人上次联系的时间。"

    class Meta(DueTable.Meta):
        model = Member
        fields = ("name", "contact_due_on", "last_contact_on", "branch", "enterprise", "action")
        sequence = fields
        empty_text = "没有到期需要联系的党员。"

    def render_last_contact_on(self, value: date | None) -> str:
        return value.isoformat() if value else "还没有联系过"

    def render_contact_due_on(self, value: date) -> SafeString:
        """With how long there is, or how long it is over."""
        left = (value - timezone.localdate()).days
        look = "bg-soft-danger" if left < 0 else "bg-soft-warning" if left == 0 else "bg-soft-secondary"
        return format_html("{} {}", value.isoformat(), badge(look, days_words(left)))


class CardTable(DueTable):
    """Cards and what came of the year's check; rows need ``result`` and ``checked_on``."""

    card_number = tables.Column(verbose_name="活动证号", attrs=cell("m-named", "nowrap"), empty_values=())
    result = tables.Column(verbose_name="查验", orderable=False, attrs=cell("m-r"), empty_values=())
    action = tables.TemplateColumn(
        template_name="members/_card_action.html",
        verbose_name="",
        orderable=False,
        attrs=cell("m-wide", "text-md-end"),
    )

    empty_hint = "把“查验”改为“全部在册”，可以查看每个人的结果。"

    class Meta(DueTable.Meta):
        model = Member
        fields = ("name", "result", "card_number", "branch", "enterprise", "action")
        sequence = fields
        empty_text = "没有符合条件的党员。"

    def render_card_number(self, value: str) -> SafeString | str:
        return value or badge("bg-soft-warning", "没有登记")

    def render_result(self, record: Any) -> SafeString:  # noqa: ANN401  a member with annotations
        """The result with its day."""
        if not record.result:
            return badge("bg-soft-secondary", "未查验")
        result = CardResult(record.result)
        return format_html(
            "{} {}", badge(RESULT_LOOK[result], str(result.label)), record.checked_on.isoformat()
        )
