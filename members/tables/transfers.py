"""The list of transfers."""

from __future__ import annotations

from datetime import date

import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from members.choices import Direction, TransferState
from members.models import Member, RelationTransfer
from members.tables.cells import NOTHING, badge, cell

STATE_LOOK = {
    TransferState.DRAFT: "bg-soft-secondary",
    TransferState.SENT: "bg-soft-info",
    TransferState.RECEIVED: "bg-soft-success",
    TransferState.SENT_BACK: "bg-soft-warning",
    TransferState.EXPIRED: "bg-soft-danger",
    TransferState.CANCELLED: "bg-soft-secondary",
}


class TransferTable(tables.Table):
    """Transfers: who, which way, how it stands."""

    member = tables.Column(
        order_by=("member__name_pinyin",),
        verbose_name="党员",
        attrs=cell("m-main"),
        linkify=lambda record: record.get_absolute_url(),
    )
    state = tables.Column(attrs=cell("m-r"))
    direction = tables.Column(attrs=cell("nowrap"))
    branch = tables.Column(
        accessor="branch__short_name", order_by=("branch__code",), verbose_name="经办支部", attrs=cell("m-r")
    )
    other = tables.Column(empty_values=(), orderable=False, verbose_name="对方党组织", attrs=cell("m-wide"))
    letter_number = tables.Column(attrs=cell("m-hide"))
    valid_until = tables.Column(attrs=cell("m-named", "nowrap"))
    finished_on = tables.Column(attrs=cell("m-named", "m-r", "nowrap"))

    unit = "项"
    empty_hint = "在党员的页面上点“组织关系转接”，或点右上角的按钮开始办理。"

    class Meta:
        model = RelationTransfer
        fields = (
            "member", "state", "direction", "branch", "other", "letter_number", "valid_until", "finished_on",
        )  # fmt: skip
        empty_text = "没有符合条件的转接。"
        default = NOTHING

    def render_member(self, value: Member) -> str:
        return value.name

    def render_state(self, value: str, record: RelationTransfer) -> SafeString:
        return badge(STATE_LOOK[TransferState(record.state)], value)

    def render_other(self, record: RelationTransfer) -> str:
        """The organisation that is not here."""
        return record.from_organisation if record.direction == Direction.IN else record.to_organisation

    def render_valid_until(self, value: date, record: RelationTransfer) -> SafeString | str:
        """Marked where the letter waits and has run out."""
        if record.state == TransferState.SENT and value < timezone.localdate():
            return format_html("{} {}", value.isoformat(), badge("bg-soft-danger", "已过期"))
        return value.isoformat()

    def render_finished_on(self, value: date) -> str:
        return value.isoformat()
