"""Lists of visits and of legal aid."""

from __future__ import annotations

from decimal import Decimal

import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from core.numbers import thousands
from services.choices import AidState
from services.models import LegalAid, Visit
from services.tables.cells import AID_LOOK, NO_NAME, NOTHING, badge, cell
from services.tables.tickets import OWN

EXCERPT = 24


def _branch(title: str) -> tables.Column:
    return tables.Column(
        accessor="branch__short_name",
        verbose_name=title,
        order_by=("branch__code",),
        empty_values=(),
        attrs=cell("m-r"),
    )


class VisitTable(tables.Table):
    """Visits, the latest first."""

    who = tables.Column("走访对象", empty_values=(), orderable=False, linkify=True, attrs=cell("m-main"))
    on = tables.DateColumn("Y-m-d", verbose_name="日期", attrs=cell("m-r", "nowrap"))
    kind = tables.Column(attrs=cell())
    branch = _branch("走访支部")
    visitors = tables.Column(attrs=cell("m-hide"))
    given = tables.Column("慰问", empty_values=(), orderable=False, attrs=cell("m-wide"))
    ticket = tables.Column(
        accessor="ticket__number",
        verbose_name="工单",
        order_by=("ticket__number",),
        attrs=cell("m-wide", "nowrap", "m-named"),
    )

    unit = "次"

    class Meta:
        model = Visit
        fields = ("who", "on", "kind", "branch", "visitors", "given", "ticket")
        empty_text = "没有符合条件的走访记录。"
        default = NOTHING

    def render_who(self, record: Visit) -> str:
        return record.who or NO_NAME

    def render_branch(self, value: str | None) -> str:
        return value or OWN

    def render_given(self, record: Visit) -> str:
        return given_words(record.goods, record.amount) or NOTHING


class LegalAidTable(tables.Table):
    """Matters of legal aid, the latest first."""

    who = tables.Column("受援人", empty_values=(), orderable=False, linkify=True, attrs=cell("m-main"))
    state = tables.Column(attrs=cell("m-r"))
    matter = tables.Column(attrs=cell())
    on = tables.DateColumn("Y-m-d", verbose_name="受理", attrs=cell("m-r", "nowrap"))
    summary = tables.Column(orderable=False, attrs=cell("m-wide"))
    lawyer = tables.Column(verbose_name="承办", attrs=cell("m-hide"))
    branch = _branch("支部")
    ticket = tables.Column(
        accessor="ticket__number",
        verbose_name="工单",
        order_by=("ticket__number",),
        attrs=cell("m-wide", "nowrap", "m-named"),
    )

    unit = "件"

    class Meta:
        model = LegalAid
        fields = ("who", "matter", "summary", "state", "on", "lawyer", "branch", "ticket")
        empty_text = "没有符合条件的法律援助。"
        default = NOTHING

    def render_who(self, record: LegalAid) -> str:
        return record.who or NO_NAME

    def render_state(self, value: str, record: LegalAid) -> SafeString:
        return badge(AID_LOOK[AidState(record.state)], value)

    def render_summary(self, value: str) -> str:
        return Truncator(" ".join(value.split())).chars(EXCERPT)

    def render_branch(self, value: str | None) -> str:
        return value or OWN


def given_words(goods: str, amount: Decimal | None) -> str:
    """Say what was brought: 米、油各一份，500 元."""
    return "，".join(filter(None, (goods, f"{thousands(amount)} 元" if amount else "")))
