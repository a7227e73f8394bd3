"""The list behind the figures of the register: enrolments with their members."""

from __future__ import annotations

import django_tables2 as tables
from django.http import HttpRequest

from members.models import Enrolment, Member

HIDDEN = "—"


class EnrolmentRows(tables.Table):
    """Enrolments of a branch, also of members who have since left it.

    What a member does today belongs to the branch that manages them today: whoever may not see the member
    sees the name that the enrolment carries, and no more.
    """

    name = tables.Column(
        "姓名",
        accessor="member__name",
        order_by="member__name_pinyin",
        linkify=lambda record, table: record.member.get_absolute_url() if table.knows(record) else None,
        attrs={"td": {"class": "m-main"}},
    )
    branch = tables.Column(
        "党支部", accessor="branch__short_name", order_by="branch__code", attrs={"td": {"class": "m-r"}}
    )
    enterprise = tables.Column(
        "工作单位", accessor="member__enterprise", empty_values=(), attrs={"td": {"class": "m-wide"}}
    )
    occupation = tables.Column("职业类别", accessor="member__occupation", empty_values=())
    started_on = tables.DateColumn(
        verbose_name="流入日期", format="Y-m-d", attrs={"td": {"class": "m-named nowrap"}}
    )
    ended_on = tables.DateColumn(
        verbose_name="结束日期", format="Y-m-d", attrs={"td": {"class": "m-named nowrap"}}
    )
    outcome = tables.Column("去向", attrs={"td": {"class": "m-r"}})

    unit = "条"
    visible: frozenset[int] = frozenset()

    class Meta:
        empty_text = "这一时期没有符合条件的人员。"
        model = Enrolment
        fields = ("name", "branch", "enterprise", "occupation", "started_on", "ended_on", "outcome")

    def before_render(self, request: HttpRequest) -> None:
        """Ask once which members of the page may be seen."""
        rows = [row.record.member_id for row in self.paginated_rows]
        visible = Member.objects.visible_to(request.user).filter(pk__in=rows)
        self.visible = frozenset(visible.values_list("pk", flat=True))

    def knows(self, record: Enrolment) -> bool:
        """Tell whether the reader may see the member's own page."""
        return record.member_id in self.visible

    def render_enterprise(self, record: Enrolment) -> str:
        """Where the member works, if that is the reader's business."""
        return str(record.member.enterprise or HIDDEN) if self.knows(record) else HIDDEN

    def render_occupation(self, record: Enrolment) -> str:
        """What the member does there, likewise."""
        return record.member.get_occupation_display() or HIDDEN if self.knows(record) else HIDDEN
