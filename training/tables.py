"""Lists of sessions, and of members with their hours; on a phone each row is a card."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from activities.models import ActivityState
from branches.tables import badge, on_phone
from members.models import Member
from training.models import TrainingSession

OWN = "党委"
LOOKS = {
    ActivityState.PLANNED: "info",
    ActivityState.HELD: "success",
    ActivityState.CANCELLED: "secondary",
}
_MAIN = {"td": {"class": "m-main"}}
_RIGHT = {"td": {"class": "m-r nowrap"}}
_PLAIN = {"td": {"class": "nowrap"}}
_HIDE = {"td": {"class": "m-hide"}}
_NUMBER = {"td": {"class": "m-r num nowrap"}, "th": {"class": "num"}}


def hours_words(hours: Decimal) -> str:
    """Write hours without a zero behind the point: 2, 1.5."""
    return f"{hours.normalize():f}"


class SessionTable(tables.Table):
    """Sessions; rows need ``people``, see ``training.counts``."""

    unit = "场"
    empty_hint = "可以逐场登记，也可以导入全年的安排表。"

    title = tables.Column(
        "名称", accessor="activity__title", order_by=("activity__title",), linkify=True, attrs=_MAIN
    )
    held_on = tables.DateColumn(
        "Y-m-d",
        accessor="activity__held_on",
        order_by=("activity__held_on",),
        verbose_name="日期",
        attrs=_RIGHT,
    )
    state = tables.Column("状态", accessor="activity__state", attrs=_RIGHT)
    topic = tables.Column(attrs=_PLAIN)
    audience = tables.Column(attrs=_HIDE)
    mode = tables.Column(attrs=_HIDE)
    lecturer = tables.Column(attrs=_PLAIN)
    branch = tables.Column(
        "主办",
        accessor="activity__branch__short_name",
        order_by=("activity__branch__code",),
        default=OWN,
        attrs=_PLAIN,
    )
    hours = tables.Column(attrs={"td": {"class": "m-hide num"}, "th": {"class": "num"}})
    people = tables.Column("人次", empty_values=(), order_by=("people",), attrs=_NUMBER)

    class Meta:
        model = TrainingSession
        empty_text = "没有符合条件的大讲堂。"
        order_by = "-held_on"
        fields = (
            "title", "held_on", "state", "topic", "audience", "mode", "lecturer", "branch", "hours", "people",
        )  # fmt: skip

    def render_state(self, record: TrainingSession) -> SafeString:
        """Return the state as a small coloured word."""
        state = ActivityState(record.activity.state)
        return badge(LOOKS[state], state.label)

    def render_hours(self, value: Decimal) -> str:
        """Return the hours."""
        return hours_words(value)

    def render_people(self, record: Any) -> SafeString | str:  # noqa: ANN401  a session with its counts
        """Return how many were there; nothing for what has not been held."""
        if record.activity.state != ActivityState.HELD:
            return "—"
        return format_html("{}{}", record.people, on_phone(" 人次"))


class LearnerTable(tables.Table):
    """Members with the sessions that they attended in a year; rows need ``sessions`` and ``hours``."""

    unit = "人"

    name = tables.Column("姓名", order_by=("name_pinyin",), attrs=_MAIN)
    branch = tables.Column("党支部", accessor="branch__short_name", order_by=("branch__code",), attrs=_RIGHT)
    enterprise = tables.Column("工作单位", accessor="enterprise__name", order_by=("enterprise__name",))
    sessions = tables.Column("参加场次", attrs=_NUMBER)
    hours = tables.Column("学时", attrs=_NUMBER)

    class Meta:
        model = Member
        empty_text = "没有符合条件的党员。"
        order_by = "-hours"
        fields = ("name", "branch", "enterprise", "sessions", "hours")

    def render_name(self, record: Member) -> SafeString:
        """Return the name as a link to the training record."""
        return format_html('<a href="{}">{}</a>', reverse("training:member", args=[record.pk]), record.name)

    def render_sessions(self, value: int) -> str:
        """Return the number of sessions."""
        return f"{value} 场"

    def render_hours(self, value: Decimal) -> SafeString:
        """Return the hours, named on a phone."""
        return format_html("{}{}", hours_words(value), on_phone(" 学时"))
