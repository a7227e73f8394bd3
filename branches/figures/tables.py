"""The lists behind the figures of the organisation."""

from __future__ import annotations

from functools import cached_property

import django_tables2 as tables

from branches.models import Branch, Enterprise, Partnership

ELSEWHERE = "其他支部"
MAIN = {"td": {"class": "m-main"}}
RIGHT = {"td": {"class": "m-r"}}


class BranchRows(tables.Table):
    """Branches on a day."""

    name = tables.Column("名称", linkify=True, attrs=MAIN)
    short_name = tables.Column("简称", attrs=RIGHT)
    host = tables.Column("依托企业", default="—")
    founded_on = tables.DateColumn(verbose_name="成立日期", format="Y-m-d")

    unit = "个"

    class Meta:
        empty_text = "没有党支部。"
        model = Branch
        fields = ("name", "short_name", "host", "founded_on")


class EnterpriseRows(tables.Table):
    """Enterprises on a day. All branches see them; which other branch covers one is not their business."""

    name = tables.Column("名称", linkify=True, attrs=MAIN)
    ownership = tables.Column("所有制", attrs=RIGHT)
    covered_by = tables.Column("联系支部", order_by="covered_by", default="未明确")
    arrived_on = tables.DateColumn(verbose_name="入园日期", format="Y-m-d")

    unit = "家"

    class Meta:
        empty_text = "没有企业。"
        model = Enterprise
        fields = ("name", "ownership", "covered_by", "arrived_on")

    @cached_property
    def visible(self) -> frozenset[int]:
        """Branches that the reader may see."""
        return frozenset(Branch.objects.visible_to(self.request.user).values_list("pk", flat=True))

    def render_covered_by(self, value: Branch) -> str:
        """The covering branch, by name only where the reader may see it."""
        return value.short_name if value.pk in self.visible else ELSEWHERE


class PartnershipRows(tables.Table):
    """Partnerships on a day."""

    partner = tables.Column("共建党组织", attrs=MAIN)
    region = tables.Column("地区", default="—", attrs=RIGHT)
    started_on = tables.DateColumn(verbose_name="共建日期", format="Y-m-d")

    unit = "个"

    class Meta:
        empty_text = "没有共建党组织。"
        model = Partnership
        fields = ("partner", "region", "started_on")
