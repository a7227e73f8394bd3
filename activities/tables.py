"""Lists of activities, festivals and deals; on a phone each row is a card."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from activities.models import Activity, ActivityState, Deal, Festival
from branches.tables import badge, on_phone
from core.numbers import thousands

OWN = "党委"
LOOKS = {
    ActivityState.PLANNED: "info",
    ActivityState.HELD: "success",
    ActivityState.CANCELLED: "secondary",
}
_MAIN = {"td": {"class": "m-main"}}
_RIGHT = {"td": {"class": "m-r nowrap"}}
_PLAIN = {"td": {"class": "nowrap"}}
_WIDE = {"td": {"class": "m-wide"}}
_HIDE = {"td": {"class": "m-hide"}}
_NUMBER = {"td": {"class": "m-r num nowrap"}, "th": {"class": "num"}}


def when_words(activity: Activity) -> str:
    """Return day and time of an activity: ``2024-12-05 14:30—16:00``."""
    times = "—".join(f"{clock:%H:%M}" for clock in (activity.begins, activity.ends) if clock)
    return f"{activity.held_on.isoformat()} {times}".strip()


class ActivityTable(tables.Table):
    """Activities; rows need ``members`` and ``people``, see ``activities.counts``."""

    unit = "场"
    empty_hint = "可以换个条件，也可以登记一场活动。"

    title = tables.Column(linkify=True, attrs=_MAIN)
    held_on = tables.DateColumn("Y-m-d", attrs=_RIGHT)
    kind = tables.Column(attrs=_PLAIN)
    state = tables.Column(attrs=_RIGHT)
    branch = tables.Column("主办", empty_values=(), order_by=("branch__code",), attrs=_PLAIN)
    place = tables.Column("地点", empty_values=(), order_by=("station__name", "place"), attrs=_HIDE)
    people = tables.Column("参加", empty_values=(), order_by=("people",), attrs=_NUMBER)

    class Meta:
        model = Activity
        empty_text = "没有符合条件的活动。"
        order_by = "-held_on"
        fields = ("title", "held_on", "kind", "state", "branch", "place", "people")

    def render_state(self, value: str, record: Activity) -> SafeString:
        """Return the state as a small coloured word."""
        return badge(LOOKS[ActivityState(record.state)], value)

    def render_branch(self, record: Activity) -> str:
        """Return who organises it."""
        return record.branch.short_name if record.branch else OWN

    def render_place(self, record: Activity) -> str:
        """Return the station, or where else it is held."""
        return record.station.name if record.station else record.place or "—"

    def render_people(self, record: Any) -> SafeString | str:  # noqa: ANN401  an activity with its counts
        """Return how many were there, and how many of them members; nothing where nobody has been noted."""
        if not record.people:
            return "—"
        if record.people == record.members:
            return f"{record.people} 人"
        return format_html('{} 人 <span class="quiet small">党员 {}</span>', record.people, record.members)


class FestivalTable(tables.Table):
    """Festivals; rows need ``gatherings`` and ``attendances``."""

    unit = "届"

    year = tables.Column(attrs=_RIGHT)
    name = tables.Column(linkify=True, attrs=_MAIN)
    theme = tables.Column(attrs=_WIDE)
    started_on = tables.DateColumn("Y-m-d", attrs=_PLAIN)
    ended_on = tables.DateColumn("Y-m-d", attrs=_HIDE)
    gatherings = tables.Column("活动", attrs=_NUMBER)
    attendances = tables.Column("党员参加", attrs=_NUMBER)

    class Meta:
        model = Festival
        empty_text = "还没有登记企业文化节。"
        empty_hint = "文化节由党委工作人员登记，一年一届；再把各场活动归到它下面。"
        order_by = "-year"
        fields = ("name", "year", "theme", "started_on", "ended_on", "gatherings", "attendances")

    def render_year(self, value: int) -> str:
        """Return the year without a comma."""
        return str(value)

    def render_gatherings(self, value: int) -> str:
        """Return the number of activities."""
        return f"{value} 场"

    def render_attendances(self, value: int) -> SafeString:
        """Return the attendances of members, named on a phone."""
        return format_html("{}{} 人次", on_phone("党员参加"), thousands(value))


class DealTable(tables.Table):
    """Deals between enterprises; an activity is named only to those who may see it."""

    unit = "个"

    subject = tables.Column(attrs=_MAIN)
    signed_on = tables.DateColumn("Y-m-d", attrs=_RIGHT)
    buyer = tables.Column(
        accessor="buyer__name", order_by=("buyer__name",), verbose_name="采购方", attrs=_WIDE
    )
    seller = tables.Column(
        accessor="seller__name", order_by=("seller__name",), verbose_name="供应方", attrs=_WIDE
    )
    amount = tables.Column(attrs=_NUMBER)
    activity = tables.Column("促成的活动", accessor="activity_id", orderable=False, attrs=_HIDE)
    branch = tables.Column(
        "促成支部", accessor="branch__short_name", order_by=("branch__code",), default=OWN, attrs=_PLAIN
    )
    act = tables.TemplateColumn(
        template_name="activities/_deal_act.html", verbose_name="", orderable=False, attrs=_RIGHT
    )

    class Meta:
        model = Deal
        empty_text = "没有符合条件的合作订单。"
        empty_hint = "企业之间在活动上谈成的订单，可以在活动页面上登记。"
        order_by = "-signed_on"
        fields = ("subject", "signed_on", "buyer", "seller", "amount", "activity", "branch", "act")

    @cached_property
    def seen(self) -> dict[int, Activity]:
        """The activities of this page that the reader may see, asked once for all of them."""
        keys = [row.record.activity_id for row in self.paginated_rows if row.record.activity_id]
        rows = Activity.objects.visible_to(self.request.user).valid().filter(pk__in=keys)
        return {activity.pk: activity for activity in rows.only("title")}

    @cached_property
    def changeable(self) -> frozenset[int]:
        """Which rows of the page the reader may change."""
        keys = [row.record.pk for row in self.paginated_rows]
        rows = Deal.objects.visible_to(self.request.user, "activities.change_deal").filter(pk__in=keys)
        return frozenset(rows.values_list("pk", flat=True))

    def render_buyer(self, value: str) -> SafeString:
        """Return the buyer, named on a phone."""
        return format_html("{}{}", on_phone("采购方"), value)

    def render_seller(self, value: str) -> SafeString:
        """Return the seller, named on a phone."""
        return format_html("{}{}", on_phone("供应方"), value)

    def render_amount(self, value: Decimal) -> str:
        """Return the amount in ten thousands."""
        return f"{thousands(value)} 万元"

    def render_activity(self, value: int) -> SafeString | str:
        """Return the activity as a link."""
        activity = self.seen.get(value)
        if activity is None:
            return "其他支部的活动"
        return format_html('<a href="{}">{}</a>', activity.get_absolute_url(), activity.title)

    def render_signed_on(self, value: date) -> str:
        """Return the day."""
        return value.isoformat()
