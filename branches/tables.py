"""Lists of branches, enterprises and partnerships; on a phone each row is a card."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from branches.models import Branch, Enterprise, Ownership, Partnership

ELSEWHERE = "其他支部"
TERM_WARNING = timedelta(days=90)

_MAIN = {"td": {"class": "m-main"}}
_RIGHT = {"td": {"class": "m-r"}}
_WIDE = {"td": {"class": "m-wide"}}
_HIDE = {"td": {"class": "m-hide"}}
_HIDE_DAY = {"td": {"class": "m-hide nowrap"}}
_DAY = {"td": {"class": "nowrap"}}
_RIGHT_DAY = {"td": {"class": "m-r nowrap"}}


def badge(kind: str, words: str) -> SafeString:
    """Return a small coloured word; ``kind`` is one of Bootstrap's (``danger``, ``warning`` …)."""
    return format_html('<span class="badge bg-soft-{}">{}</span>', kind, words)


def on_phone(words: str) -> SafeString:
    """Return the name of a column for a phone, where there is no head of the table."""
    return format_html('<span class="d-md-none">{} </span>', words)


def term_words(ends_on: date | None, today: date) -> SafeString | str:
    """Return the end of a term, marked where it is near or past."""
    if ends_on is None:
        return "—"
    if ends_on < today:
        return format_html("{} {}", ends_on.isoformat(), badge("danger", "已届满"))
    if ends_on <= today + TERM_WARNING:
        days = (ends_on - today).days
        return format_html("{} {}", ends_on.isoformat(), badge("warning", f"剩 {days} 天"))
    return ends_on.isoformat()


class PeopleColumn(tables.Column):
    """A number of people that leads to them, for those who may see the register."""

    def __init__(self, query: str, **kwargs: Any) -> None:  # noqa: ANN401  as in django-tables2
        self.query = query
        super().__init__("在册党员", accessor="people", attrs=_RIGHT, **kwargs)

    def render(self, value: int, record: Branch | Enterprise, table: tables.Table) -> SafeString | str:
        """Return ``26 人`` as a link."""
        user = table.request.user
        if not value or not user.has_perm("members.view_member"):
            return format_html("{}{} 人", on_phone("在册"), value)
        address = f"{reverse('members:members')}?{self.query}={record.pk}"
        return format_html('{}<a href="{}">{} 人</a>', on_phone("在册"), address, value)


class BranchTable(tables.Table):
    """Branches with what they look after."""

    unit = "个"

    name = tables.Column(linkify=True, attrs=_MAIN)
    people = PeopleColumn("branch")
    firms = tables.Column("联系企业")
    term_ends_on = tables.Column(attrs=_RIGHT_DAY)
    host = tables.Column(attrs=_WIDE)
    founded_on = tables.DateColumn("Y-m-d", attrs=_HIDE_DAY)

    class Meta:
        model = Branch
        empty_text = "没有符合条件的党支部。"
        fields = ("name", "people", "firms", "term_ends_on", "host", "founded_on")

    def render_name(self, record: Branch) -> SafeString | str:
        """Return the name, marked where the branch is no more."""
        if record.dissolved_on:
            return format_html("{} {}", record.name, badge("secondary", "已撤销"))
        return record.name

    def render_firms(self, value: int, record: Branch) -> SafeString:
        """Return the number as a link to the enterprises."""
        address = f"{reverse('branches:enterprises')}?covered={record.pk}"
        return format_html('{}<a href="{}">{} 家</a>', on_phone("联系企业"), address, value)

    def render_term_ends_on(self, value: date) -> SafeString | str:
        """Return the end of the term in words."""
        return format_html("{}{}", on_phone("届满"), term_words(value, timezone.localdate()))


class EnterpriseTable(tables.Table):
    """Enterprises, who covers them, and the people who work there."""

    unit = "家"

    name = tables.Column(linkify=True, attrs=_MAIN)
    ownership = tables.Column(attrs=_RIGHT)
    # By number: the row of a branch is not fetched for each enterprise.
    covered_by = tables.Column(
        accessor="covered_by_id", empty_values=(), order_by=("covered_by__code", "name")
    )
    people = PeopleColumn("enterprise")
    industry = tables.Column(attrs=_HIDE)
    arrived_on = tables.DateColumn("Y-m-d", attrs=_HIDE_DAY)

    class Meta:
        model = Enterprise
        empty_text = "没有符合条件的企业。"
        fields = ("name", "ownership", "covered_by", "people", "industry", "arrived_on")

    @cached_property
    def own_branches(self) -> dict[int, Branch]:
        """Branches that the reader may see: another's name is not shown."""
        return {branch.pk: branch for branch in Branch.objects.visible_to(self.request.user)}

    def render_name(self, record: Enterprise) -> SafeString | str:
        """Return the name, marked where the enterprise has left."""
        if record.left_on and record.left_on <= timezone.localdate():
            return format_html("{} {}", record.name, badge("secondary", "已离园"))
        return record.name

    def render_covered_by(self, record: Enterprise) -> SafeString | str:
        """Return the covering branch; none at all is a fault where the enterprise is non-public."""
        if record.covered_by_id is None:
            return badge("danger", "尚无支部联系") if record.ownership == Ownership.NON_PUBLIC else "—"
        branch = self.own_branches.get(record.covered_by_id)
        return branch.short_name if branch else ELSEWHERE


class PartnershipTable(tables.Table):
    """Partnerships, each leading to where it is changed."""

    unit = "个"

    partner = tables.Column(attrs=_MAIN)
    started_on = tables.DateColumn("Y-m-d", attrs=_DAY)
    region = tables.Column(attrs=_RIGHT)
    ended_on = tables.DateColumn("Y-m-d", attrs=_HIDE_DAY)
    notes = tables.Column(attrs=_WIDE)
    edit = tables.TemplateColumn(
        '<a class="btn btn-sm btn-light" href="{% url "branches:partnership_edit" record.pk %}">修改</a>',
        verbose_name="",
        orderable=False,
        attrs=_RIGHT,
    )

    class Meta:
        model = Partnership
        empty_text = "还没有登记党建共建。"
        fields = ("partner", "started_on", "region", "ended_on", "notes")
        sequence = ("partner", "edit", "started_on", "region", "ended_on", "notes")
