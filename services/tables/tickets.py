"""The list of tickets: what waits longest stands first."""

from __future__ import annotations

from datetime import date

import django_tables2 as tables
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from branches.models import Committee
from services.choices import TicketState, Urgency
from services.due import Deadlines
from services.models import Ticket
from services.tables.cells import NO_NAME, NOTHING, STATE_LOOK, URGENCY_LOOK, badge, cell

EXCERPT, LONGEST_NAME = 28, 14
OWN = "党委"


class TicketTable(tables.Table):
    """Tickets with what one needs to choose the next."""

    number = tables.Column(linkify=True, attrs=cell("m-main", "nowrap"))
    state = tables.Column(attrs=cell("m-r"), order_by=("state", "number"))
    who = tables.Column("求助人", empty_values=(), orderable=False, attrs=cell())
    due_on = tables.Column("期限", empty_values=(), attrs=cell("m-r", "nowrap"))
    description = tables.Column("诉求", orderable=False, attrs=cell("m-wide"))
    branch = tables.Column(
        accessor="branch__short_name",
        verbose_name="办理",
        order_by=("branch__code",),
        empty_values=(),
        attrs=cell("nowrap"),
    )
    assignee = tables.Column(
        accessor="assignee__name", verbose_name="承办人", order_by=("assignee__name",), attrs=cell("m-r")
    )
    received_on = tables.DateColumn("Y-m-d", verbose_name="登记", attrs=cell("m-hide", "nowrap"))

    unit = "张"
    empty_hint = "热线、走访收到的诉求由工作人员登记；扫求助二维码提交的会自动出现在这里。"

    class Meta:
        model = Ticket
        fields = ("number", "state", "who", "due_on", "description", "branch", "assignee", "received_on")
        sequence = ("number", "who", "description", "state", "due_on", "branch", "assignee", "received_on")
        empty_text = "没有符合条件的工单。"
        default = NOTHING

    def before_render(self, request: HttpRequest) -> None:
        """Read the calendars once before the rows are drawn."""
        self.deadlines = Deadlines(Committee.objects.visible_to(request.user))

    def render_state(self, value: str, record: Ticket) -> SafeString:
        return badge(STATE_LOOK[TicketState(record.state)], value)

    def render_who(self, record: Ticket) -> str:
        return Truncator(record.who).chars(LONGEST_NAME) or NO_NAME

    def render_due_on(self, value: date | None, record: Ticket) -> SafeString | str:
        if deadline := self.deadlines.of(record):
            return badge(deadline.look, deadline.words)
        if record.state == TicketState.HANDED_IN:
            return "受理后确定"
        return value.isoformat() if value else NOTHING

    def render_description(self, value: str, record: Ticket) -> SafeString:
        urgent = ""
        if record.urgency != Urgency.NORMAL:
            urgent = badge(URGENCY_LOOK[Urgency(record.urgency)], record.get_urgency_display())
        excerpt = Truncator(" ".join(value.split())).chars(EXCERPT)
        return format_html("{} {}：{}", urgent, record.get_kind_display(), excerpt)

    def render_branch(self, value: str | None) -> str:
        return value or OWN
