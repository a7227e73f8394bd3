"""The list of posts."""

from __future__ import annotations

from datetime import date

import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from branches.tables import on_phone, term_words
from contributions.models import Post
from contributions.tables.cells import People
from members.models import Member
from members.tables.cells import NOTHING, badge, cell


class PostTable(People, tables.Table):
    """Posts with their terms, each leading to where it is changed."""

    unit = "个"
    empty_hint = "在“登记岗位”里选党员、写明地点和任期。"

    member = tables.Column(order_by=("member__name_pinyin",), attrs=cell("m-main"))
    kind = tables.Column(attrs=cell("m-r"))
    place = tables.Column(attrs=cell())
    branch = tables.Column(
        "党支部", accessor="branch__short_name", order_by=("branch__code",), attrs=cell("m-r", "nowrap")
    )
    enterprise = tables.Column(accessor="enterprise__name", verbose_name="所在企业", attrs=cell("m-hide"))
    started_on = tables.DateColumn("Y-m-d", attrs=cell("m-hide", "nowrap"))
    term_ends_on = tables.Column("任期", empty_values=(), attrs=cell("m-wide", "nowrap"))
    steps = tables.TemplateColumn(
        template_name="contributions/_post_steps.html",
        verbose_name="",
        orderable=False,
        attrs=cell("m-wide", "nowrap"),
    )

    class Meta:
        model = Post
        fields = ("member", "kind", "place", "branch", "enterprise", "started_on", "term_ends_on", "steps")
        empty_text = "没有符合条件的岗位。"
        default = NOTHING

    def render_member(self, value: Member, record: Post) -> SafeString | str:
        """The holder, marked where they have left the branch and the post wants another one."""
        if record.ended_on is None and value.branch_id != record.branch_id:
            return format_html("{} {}", self.linked(value), badge("bg-soft-warning", "已调离支部"))
        return self.linked(value)

    def render_term_ends_on(self, value: date | None, record: Post) -> SafeString | str:
        """Until when: laid down, or the end of the term in words."""
        today = timezone.localdate()
        if record.ended_on is not None and record.ended_on <= today:
            return format_html("{} {}", record.ended_on.isoformat(), badge("bg-soft-secondary", "已卸任"))
        if value is None:
            return format_html("{}{}", on_phone("任期"), "长期")
        return format_html("{}{}", on_phone("届满"), term_words(value, today))
