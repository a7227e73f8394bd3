"""The lists behind the figures of honours: the people, and what they were honoured as."""

from __future__ import annotations

from collections import defaultdict

import django_tables2 as tables
from django.http import HttpRequest

from core.figures.tables import HIDDEN, MAIN, RIGHT, WIDE, branch_column, day_column
from members.figures.honours import COUNTED
from members.models import Honour, Member


class HonouredRows(tables.Table):
    """Members with what they were honoured as."""

    name = tables.Column("姓名", order_by="name_pinyin", linkify=True, attrs=MAIN)
    branch = branch_column()
    enterprise = tables.Column("工作单位", accessor="enterprise__name", default=HIDDEN)
    titles = tables.Column("荣誉", accessor="pk", orderable=False, attrs=WIDE)

    unit = "名"
    honours: dict[int, list[str]]

    class Meta:
        empty_text = "这一时期没有获得市级以上荣誉的党员。"
        model = Member
        fields = ("name", "branch", "enterprise", "titles")

    def before_render(self, request: HttpRequest) -> None:  # noqa: ARG002  as django-tables2 calls it
        """Read the honours of the page's people at once."""
        people = [row.record.pk for row in self.paginated_rows]
        rows = Honour.objects.filter(COUNTED, member__in=people).values_list("member", "granted_on", "title")
        self.honours = defaultdict(list)
        for member, granted_on, title in rows:
            self.honours[member].append(f"{title}（{granted_on.year}年）")

    def render_titles(self, value: int) -> str:
        """All that count, the latest first."""
        return "、".join(self.honours[value])


class HonourRows(tables.Table):
    """Honours of members."""

    name = tables.Column(
        "姓名",
        accessor="member__name",
        order_by="member__name_pinyin",
        linkify=lambda record: record.member.get_absolute_url(),
        attrs=MAIN,
    )
    branch = branch_column(accessor="member__branch")
    title = tables.Column("荣誉名称", attrs=WIDE)
    level = tables.Column("级别", attrs=RIGHT)
    granted_by = tables.Column("授予单位", default=HIDDEN)
    granted_on = day_column("授予日期")

    unit = "项"

    class Meta:
        empty_text = "这一时期没有登记荣誉。"
        model = Honour
        fields = ("name", "branch", "title", "level", "granted_by", "granted_on")
