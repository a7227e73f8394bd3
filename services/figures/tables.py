"""The lists behind the figures of services. Who asked and what for is told on the rows' own pages alone."""

from __future__ import annotations

import django_tables2 as tables

from core.figures.tables import HIDDEN, MAIN, NUMBER, RIGHT, branch_column, day_column
from services.models import LegalAid, Ticket, Visit


class TicketRows(tables.Table):
    """Tickets."""

    number = tables.Column("编号", linkify=True, attrs=MAIN)
    kind = tables.Column("类别")
    source = tables.Column("来源")
    branch = branch_column("办理支部")
    assignee = tables.Column("承办人", accessor="assignee__name", default=HIDDEN)
    received_on = day_column("登记日期")
    due_on = day_column("办理期限")
    solved_on = day_column("解决日期")
    rating = tables.Column("满意度", default=HIDDEN, attrs=NUMBER)
    state = tables.Column("状态", attrs=RIGHT)

    unit = "件"

    class Meta:
        empty_text = "这一时期没有服务工单。"
        model = Ticket
        fields = ("number", "kind", "source", "branch", "assignee", "received_on", "due_on", "solved_on",
                  "rating", "state")  # fmt: skip


class VisitRows(tables.Table):
    """Visits."""

    on = tables.DateColumn(verbose_name="走访日期", format="Y-m-d", linkify=True, attrs=MAIN)
    kind = tables.Column("类别", attrs=RIGHT)
    branch = branch_column("走访支部")
    visitors = tables.Column("走访人", default=HIDDEN)

    unit = "人次"

    class Meta:
        empty_text = "这一时期没有走访慰问。"
        model = Visit
        fields = ("on", "kind", "branch", "visitors")


class LegalAidRows(tables.Table):
    """Matters of legal aid."""

    on = tables.DateColumn(verbose_name="受理日期", format="Y-m-d", linkify=True, attrs=MAIN)
    matter = tables.Column("事由")
    branch = branch_column("支部")
    lawyer = tables.Column("承办律师或机构", default=HIDDEN)
    closed_on = day_column("办结日期")
    state = tables.Column("状态", attrs=RIGHT)

    unit = "件"

    class Meta:
        empty_text = "这一时期没有法律援助。"
        model = LegalAid
        fields = ("on", "matter", "branch", "lawyer", "closed_on", "state")
