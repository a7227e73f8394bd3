"""The list of mediations."""

from __future__ import annotations

from datetime import date

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from contributions.choices import DisputeResult
from contributions.models import Mediation
from contributions.tables.cells import COMMITTEE, People
from members.models import Member
from members.tables.cells import NOTHING, badge, cell

LOOKS = {
    DisputeResult.PENDING: "bg-soft-warning",
    DisputeResult.SETTLED: "bg-soft-success",
    DisputeResult.FAILED: "bg-soft-danger",
    DisputeResult.REFERRED: "bg-soft-info",
}


class MediationTable(People, tables.Table):
    """Mediations; who quarrelled stands on their pages only."""

    person = "mediator"
    unit = "件"
    empty_hint = "在“登记调解”里写明类别、当事人和情况；当事人和情况加密保存。"

    on = tables.Column(attrs=cell("m-main", "nowrap"))
    kind = tables.Column(attrs=cell())
    result = tables.Column(attrs=cell("m-r"))
    mediator = tables.Column(order_by=("mediator__name_pinyin",), attrs=cell("m-named"))
    branch = tables.Column(
        "党支部",
        accessor="branch__short_name",
        order_by=("branch__code",),
        empty_values=(),
        attrs=cell("m-r", "nowrap"),
    )
    place = tables.Column(attrs=cell("m-wide"))
    settled_on = tables.DateColumn("Y-m-d", verbose_name="调解成功", attrs=cell("m-hide", "nowrap"))

    class Meta:
        model = Mediation
        fields = ("on", "kind", "result", "mediator", "branch", "place", "settled_on")
        empty_text = "没有符合条件的调解。"
        default = NOTHING

    def render_on(self, value: date, record: Mediation) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), value.isoformat())

    def render_result(self, value: str, record: Mediation) -> SafeString:
        return badge(LOOKS[DisputeResult(record.result)], value)

    def render_mediator(self, value: Member) -> SafeString | str:
        return self.linked(value)

    def render_branch(self, value: str | None) -> str:
        return value or COMMITTEE
