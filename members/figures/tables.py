"""The lists behind the figures of the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import Model

from core.figures.tables import HIDDEN, MAIN, RIGHT, WIDE, RowsTable, branch_column, day_column, links_to
from members.models import CardCheck, Contact, Enrolment, Member, RelationTransfer

MEMBER: Mapping[str, type[Model]] = {"member": Member}


def member_name(attrs: Mapping[str, Any] = MAIN) -> tables.Column:
    """A column with a member's name, which leads to the member's page where the reader may see it."""
    return tables.Column(
        "姓名",
        accessor="member__name",
        order_by="member__name_pinyin",
        linkify=links_to("member"),
        attrs=attrs,
    )


class EnrolmentRows(RowsTable):
    """Enrolments of a branch, also of members who have since left it.

    What a member does today belongs to the branch that manages them today: whoever may not see the member
    sees the name that the enrolment carries, and no more.
    """

    name = member_name()
    branch = branch_column()
    enterprise = tables.Column("工作单位", accessor="member__enterprise", empty_values=(), attrs=WIDE)
    occupation = tables.Column("职业类别", accessor="member__occupation", empty_values=())
    started_on = day_column("流入日期")
    ended_on = day_column("结束日期")
    outcome = tables.Column("去向", attrs=RIGHT)

    unit = "条"
    guarded: ClassVar[Mapping[str, type[Model]]] = MEMBER

    class Meta:
        empty_text = "这一时期没有符合条件的人员。"
        model = Enrolment
        fields = ("name", "branch", "enterprise", "occupation", "started_on", "ended_on", "outcome")

    def render_enterprise(self, record: Enrolment) -> str:
        """Where the member works, if that is the reader's business."""
        return str(record.member.enterprise or HIDDEN) if self.knows(record, "member") else HIDDEN

    def render_occupation(self, record: Enrolment) -> str:
        """What the member does there, likewise."""
        shown = record.member.get_occupation_display() if self.knows(record, "member") else ""
        return shown or HIDDEN


class TransferRows(RowsTable):
    """Transfers of formal membership."""

    name = member_name()
    branch = branch_column("经办支部")
    direction = tables.Column("方向", attrs={"td": {"class": "nowrap"}})
    from_organisation = tables.Column("转出党组织", attrs=WIDE)
    to_organisation = tables.Column("接收党组织", attrs=WIDE)
    station = tables.Column("经由", accessor="station__name", default=HIDDEN)
    sent_on = day_column("开出日期")
    finished_on = day_column("办结日期")
    state = tables.Column("状态", linkify=True, attrs=RIGHT)

    unit = "件"
    guarded: ClassVar[Mapping[str, type[Model]]] = MEMBER

    class Meta:
        empty_text = "这一时期没有组织关系转接。"
        model = RelationTransfer
        fields = ("name", "branch", "direction", "from_organisation", "to_organisation", "station", "sent_on",
                  "finished_on", "state")  # fmt: skip


class ContactRows(RowsTable):
    """Contacts that branches had with members; what was talked about stays on the member's page."""

    name = member_name()
    branch = branch_column()
    on = day_column("日期")
    kind = tables.Column("方式", attrs=RIGHT)

    unit = "次"
    guarded: ClassVar[Mapping[str, type[Model]]] = MEMBER

    class Meta:
        empty_text = "这一时期没有联系记录。"
        model = Contact
        fields = ("name", "branch", "on", "kind")


class CardCheckRows(RowsTable):
    """Checked cards."""

    name = member_name()
    branch = branch_column()
    year = tables.Column("年度")
    on = day_column("查验日期")
    result = tables.Column("结果", attrs=RIGHT)

    unit = "次"
    guarded: ClassVar[Mapping[str, type[Model]]] = MEMBER

    class Meta:
        empty_text = "这一时期没有查验活动证。"
        model = CardCheck
        fields = ("name", "branch", "year", "on", "result")
