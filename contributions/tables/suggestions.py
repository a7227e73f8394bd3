"""The list of suggestions."""

from __future__ import annotations

import django_tables2 as tables
from django.utils import timezone
from django.utils.safestring import SafeString

from contributions.choices import SuggestionState
from contributions.models import Suggestion
from contributions.tables.cells import COMMITTEE, ELSEWHERE, People, day, left
from members.tables.cells import NOTHING, badge, cell

LOOKS = {
    SuggestionState.HANDED_IN: "bg-soft-warning",
    SuggestionState.UNDER_REVIEW: "bg-soft-info",
    SuggestionState.ADOPTED: "bg-soft-success",
    SuggestionState.ANSWERED: "bg-soft-secondary",
    SuggestionState.CARRIED_OUT: "bg-soft-success",
}


class SuggestionTable(People, tables.Table):
    """Suggestions, and how long there is to answer them."""

    unit = "个"
    empty_hint = "可以在这里登记，也可以把金点子的二维码贴出去，大家扫码就能提。"

    title = tables.Column(linkify=True, attrs=cell("m-main"))
    state = tables.Column(attrs=cell("m-r"))
    number = tables.Column(attrs=cell("nowrap"))
    term = tables.Column("答复", accessor="decided_on", empty_values=(), attrs=cell("m-r", "nowrap"))
    who = tables.Column("提出人", accessor="member", empty_values=(), orderable=False, attrs=cell("m-hide"))
    source = tables.Column(attrs=cell("nowrap"))
    branch = tables.Column(
        "办理",
        accessor="branch__short_name",
        order_by=("branch__code",),
        empty_values=(),
        attrs=cell("m-r", "nowrap"),
    )
    handed_in_on = tables.DateColumn("Y-m-d", attrs=cell("m-hide", "nowrap"))

    class Meta:
        model = Suggestion
        fields = ("title", "state", "number", "term", "who", "source", "branch", "handed_in_on")
        empty_text = "没有符合条件的金点子。"
        default = NOTHING

    def render_state(self, value: str, record: Suggestion) -> SafeString:
        return badge(LOOKS[SuggestionState(record.state)], value)

    def render_term(self, record: Suggestion) -> SafeString | str:
        """The days left; of what is decided the day."""
        if record.is_waiting:
            return left(record.due_on, timezone.localdate())
        return day(record.decided_on)

    def render_who(self, record: Suggestion) -> SafeString | str:
        """A member by a link where their page may be opened; nobody of a branch that the reader may not see."""
        if record.member is None:
            return record.person_name or NOTHING
        return self.linked(record.member) if record.member_id in self.visible else ELSEWHERE

    def render_branch(self, value: str | None) -> str:
        return value or COMMITTEE
