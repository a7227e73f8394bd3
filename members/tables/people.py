"""The list of members."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString

from core.masking import mask_phone
from core.partial_dates import PartialDate
from members.choices import Category
from members.models import Enrolment, Member
from members.tables.cells import NOTHING, badge, cell, day_words

_LOOK = {Category.FORMAL: "bg-soft-danger", Category.PROBATIONARY: "bg-soft-info"}


class MemberTable(tables.Table):
    """Members with what one looks for most; rows need ``started_on`` and ``outcome`` of the last enrolment."""

    name = tables.TemplateColumn(
        template_name="members/_name.html",
        order_by=("name_pinyin",),
        verbose_name="姓名",
        attrs=cell("m-main"),
    )
    branch = tables.Column(
        accessor="branch__short_name",
        order_by=("branch__code",),
        verbose_name="所在党支部",
        attrs=cell("m-r"),
    )
    sex = tables.Column(attrs=cell("m-hide"))
    enterprise = tables.Column(attrs=cell(), order_by=("enterprise__name",))
    category = tables.Column(attrs=cell("m-r"))
    joined_on = tables.Column(attrs=cell("m-hide", "nowrap"))
    started_on = tables.Column(verbose_name="流入日期", attrs=cell("m-hide", "nowrap"))
    outcome = tables.Column(verbose_name="状态", orderable=False, empty_values=(), attrs=cell())
    phone = tables.Column(orderable=False, attrs=cell("m-r", "nowrap"))

    unit = "人"

    class Meta:
        model = Member
        fields = (
            "name", "sex", "branch", "enterprise", "category", "joined_on", "started_on", "outcome", "phone",
        )  # fmt: skip
        order_by = "name"
        empty_text = "没有符合条件的党员。"
        default = NOTHING

    def render_category(self, value: str, record: Member) -> SafeString:
        return badge(_LOOK.get(Category(record.category), "bg-soft-secondary"), value)

    def render_joined_on(self, value: PartialDate) -> str:
        return value.words

    def render_started_on(self, value: date) -> str:
        return day_words(value)

    def render_outcome(self, record: Any) -> SafeString:  # noqa: ANN401  a member with annotations
        words = dict(Enrolment._meta.get_field("outcome").flatchoices).get(record.outcome, "在册")
        return badge("bg-soft-secondary" if record.outcome else "bg-soft-success", str(words))

    def render_phone(self, value: str) -> str:
        return mask_phone(value)
