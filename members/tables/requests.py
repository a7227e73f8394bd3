"""The list of requests to move."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.safestring import SafeString

from core.masking import mask_national_id
from members.choices import RequestState
from members.models import Member, MoveRequest
from members.tables.cells import NOTHING, VisibleMembers, badge, cell

_LOOK = {
    RequestState.PENDING: "bg-soft-warning",
    RequestState.APPROVED: "bg-soft-success",
    RequestState.DECLINED: "bg-soft-danger",
    RequestState.WITHDRAWN: "bg-soft-secondary",
}


def _wide_if_answered(record: MoveRequest) -> str:
    return "m-wide" if record.answer else "m-hide"


class RequestTable(VisibleMembers, tables.Table):
    """Requests to move. Who may not open the person sees only the masked number that their branch typed."""

    member = tables.Column(verbose_name="党员", orderable=False, attrs=cell("m-main"))
    state = tables.Column(attrs=cell("m-r"), orderable=False)
    from_branch = tables.Column(
        accessor="member__branch__short_name", verbose_name="现支部", orderable=False, attrs=cell()
    )
    to_branch = tables.Column(
        accessor="to_branch__short_name", verbose_name="申请调入", orderable=False, attrs=cell("m-r")
    )
    reason = tables.Column(orderable=False, attrs=cell("m-wide"))
    requested_by = tables.Column(
        accessor="requested_by__name", verbose_name="申请人", orderable=False, attrs=cell("m-hide")
    )
    requested_at = tables.DateTimeColumn(
        verbose_name="申请时间", format="Y-m-d H:i", attrs=cell("m-wide", "nowrap")
    )
    answer = tables.Column(orderable=False, attrs={"td": {"class": _wide_if_answered}})
    action = tables.TemplateColumn(
        template_name="members/_request_action.html",
        verbose_name="办理",
        orderable=False,
        attrs=cell("m-wide"),
    )

    unit = "份"
    empty_hint = "登记时如果发现此人由其他支部管理，可以在登记页面上提出调入申请。"

    class Meta:
        model = MoveRequest
        fields = (
            "member", "state", "from_branch", "to_branch", "reason", "requested_by", "requested_at", "answer", "action",
        )  # fmt: skip
        empty_text = "没有调入申请。"
        default = NOTHING

    def render_member(self, value: Member) -> SafeString | str:
        return self.linked(value) if value.pk in self.visible else mask_national_id(value.national_id)

    def render_from_branch(self, value: str, record: MoveRequest) -> str:
        return value if record.member_id in self.visible else "其他支部"

    def render_to_branch(self, value: str) -> str:
        return f"→ {value}"

    def render_state(self, value: str, record: MoveRequest) -> SafeString:
        return badge(_LOOK[RequestState(record.state)], value)
