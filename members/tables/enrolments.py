"""The rows behind the figures of the register."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from members.models import Enrolment, Member
from members.tables.cells import NOTHING, VisibleMembers, cell, day_words


class EnrolmentTable(VisibleMembers, tables.Table):
    """Enrolments, the rows behind the figures of the register; a person now elsewhere has no link."""

    member = tables.Column(order_by=("member__name_pinyin",), verbose_name="姓名", attrs=cell("m-main"))
    branch = tables.Column(
        accessor="branch__short_name", order_by=("branch__code",), verbose_name="党支部", attrs=cell("m-r")
    )
    enterprise = tables.Column(
        accessor="member__enterprise",
        order_by=("member__enterprise__name",),
        verbose_name="工作单位",
        attrs=cell(),
    )
    occupation = tables.Column(
        accessor="member__get_occupation_display", order_by=("member__occupation",), verbose_name="职业类别",
        attrs=cell("m-r"),
    )  # fmt: skip
    started_on = tables.Column(attrs=cell("nowrap"))
    ended_on = tables.Column(attrs=cell("m-r", "nowrap"))
    outcome = tables.Column(attrs=cell("m-hide"))

    unit = "人"

    class Meta:
        model = Enrolment
        fields = ("member", "branch", "enterprise", "occupation", "started_on", "ended_on", "outcome")
        empty_text = "没有计入的记录。"
        default = NOTHING

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in the library
        if isinstance(data, QuerySet):
            data = data.select_related("branch", "member__enterprise")
        super().__init__(data, *args, **kwargs)

    def render_member(self, value: Member) -> SafeString | str:
        return self.linked(value)

    def render_started_on(self, value: date) -> str:
        return day_words(value)

    def render_ended_on(self, value: date) -> str:
        return day_words(value)
