"""The list of improvements."""

from __future__ import annotations

import django_tables2 as tables

from contributions.models import Improvement
from contributions.tables.cells import COMMITTEE
from core.numbers import thousands
from members.tables.cells import NOTHING, cell


class ImprovementTable(tables.Table):
    """Improvements with quantity and unit."""

    unit = "项"
    empty_hint = "在“登记实事”里写明类别、数量和落实日期。"

    title = tables.Column(linkify=True, attrs=cell("m-main"))
    kind = tables.Column(attrs=cell())
    quantity = tables.Column(attrs={"td": {"class": "m-r num nowrap"}, "th": {"class": "num"}})
    delivered_on = tables.DateColumn("Y-m-d", attrs=cell("m-r", "nowrap"))
    place = tables.Column(attrs=cell("m-hide"))
    branch = tables.Column(
        "党支部",
        accessor="branch__short_name",
        order_by=("branch__code",),
        empty_values=(),
        attrs=cell("nowrap"),
    )

    class Meta:
        model = Improvement
        fields = ("title", "kind", "quantity", "delivered_on", "place", "branch")
        empty_text = "没有符合条件的实事。"
        default = NOTHING

    def render_quantity(self, value: int, record: Improvement) -> str:
        return f"{thousands(value)} {record.unit}"

    def render_branch(self, value: str | None) -> str:
        return value or COMMITTEE
