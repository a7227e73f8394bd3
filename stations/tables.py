"""Lists of stations and of the organisations that grow there; on a phone each row is a card."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from branches.models import Branch
from branches.tables import ELSEWHERE, badge, on_phone
from core.periods import Month
from stations.links import activities_of, address_of
from stations.models import IncubatedOrganisation, IncubationState, Station

OWN = "党委直接管理"
_MAIN = {"td": {"class": "m-main"}}
_RIGHT = {"td": {"class": "m-r"}}
_RIGHT_NUMBER = {"td": {"class": "m-r num"}, "th": {"class": "num"}}
_NUMBER = {"td": {"class": "num"}, "th": {"class": "num"}}
_WIDE = {"td": {"class": "m-wide"}}
_HIDE = {"td": {"class": "m-hide"}}
_HIDE_DAY = {"td": {"class": "m-hide nowrap"}}
_DAY = {"td": {"class": "nowrap"}}
_RIGHT_DAY = {"td": {"class": "m-r nowrap"}}
LOOKS = {
    IncubationState.GROWING: "info",
    IncubationState.APPROVED: "success",
    IncubationState.ENDED: "secondary",
}


def held_words(station: Any, month: Month) -> SafeString | str:  # noqa: ANN401  a station with its counts
    """Return how many activities a station has held in ``month``, as a link to those that the reader may see."""
    if station.seen:
        rest = station.held - station.seen
        more = format_html(' <span class="quiet small">另 {} 场</span>', rest) if rest else ""
        return format_html('<a href="{}">{} 场</a>{}', activities_of(station, month), station.seen, more)
    if station.held:
        return f"{station.held} 场"
    return badge("warning", "尚无") if station.is_open_on(timezone.localdate()) else "—"


class StationTable(tables.Table):
    """Stations with what hangs on them; rows need the counts of ``stations.hanging.stations_with_counts``."""

    unit = "个"
    empty_hint = "驿站和阵地由党委工作人员新建，也可以从表格导入。"

    name = tables.Column(linkify=True, attrs=_MAIN)
    kind = tables.Column(attrs=_RIGHT_DAY)
    branch = tables.Column(
        "负责支部", accessor="branch__short_name", order_by=("branch__code",), default=OWN, attrs=_DAY
    )
    host = tables.Column("依托企业", accessor="host__name", order_by=("host__name",), attrs=_WIDE)
    keeper = tables.Column(attrs=_HIDE)
    opened_on = tables.DateColumn("Y-m-d", attrs=_HIDE_DAY)
    people = tables.Column("依托党员", attrs=_NUMBER)
    held = tables.Column("本月活动", attrs=_RIGHT_NUMBER)

    class Meta:
        model = Station
        empty_text = "没有符合条件的驿站和阵地。"
        fields = ("name", "kind", "branch", "host", "keeper", "opened_on", "people", "held")

    def render_name(self, record: Station) -> SafeString | str:
        """Return the name, marked where the station is closed."""
        if not record.is_open_on(timezone.localdate()):
            return format_html("{} {}", record.name, badge("secondary", "已停用"))
        return record.name

    def render_people(self, value: int, record: Station) -> SafeString:
        """Return the number of members attached, as a link to them."""
        address = address_of("members:members", station=record.pk) if value else ""
        words = format_html('<a href="{}">{} 人</a>', address, value) if address else f"{value} 人"
        return format_html("{}{}", on_phone("依托党员"), words)

    def render_held(self, record: Station) -> SafeString:
        """Return what was held this month."""
        return format_html("{}{}", on_phone("本月活动"), held_words(record, Month.current()))


class OrganisationTable(tables.Table):
    """Organisations that grew at stations; a branch's name shows only to those who may see that branch."""

    unit = "家"

    name = tables.Column(attrs=_MAIN)
    state = tables.Column("进展", empty_values=(), orderable=False, attrs=_RIGHT)
    kind = tables.Column(attrs=_RIGHT_DAY)
    station = tables.Column("驿站或阵地", accessor="station__name", order_by=("station__name",))
    enterprise = tables.Column(
        "所在企业", accessor="enterprise__name", order_by=("enterprise__name",), attrs=_WIDE
    )
    branch = tables.Column("成为的党支部", accessor="branch_id", order_by=("branch__code",), attrs=_HIDE)
    started_on = tables.DateColumn("Y-m-d", verbose_name="开始孵化", attrs=_HIDE_DAY)
    approved_on = tables.DateColumn("Y-m-d", verbose_name="批准成立", attrs=_RIGHT_DAY)
    act = tables.TemplateColumn(
        template_name="stations/_organisation_act.html", verbose_name="", orderable=False, attrs=_WIDE
    )

    class Meta:
        model = IncubatedOrganisation
        empty_text = "没有符合条件的孵化党组织。"
        empty_hint = "在驿站或阵地的页面上登记。"
        fields = (
            "name", "state", "kind", "station", "enterprise", "branch", "started_on", "approved_on", "act",
        )  # fmt: skip

    @cached_property
    def own_branches(self) -> dict[int, str]:
        """Branches that the reader may see."""
        rows = Branch.objects.visible_to(self.request.user)
        return dict(rows.values_list("pk", "short_name"))

    @cached_property
    def changeable(self) -> frozenset[int]:
        """Which rows of the page the reader may change, asked once for all of them."""
        keys = [row.record.pk for row in self.paginated_rows]
        permission = "stations.change_incubatedorganisation"
        rows = IncubatedOrganisation.objects.visible_to(self.request.user, permission).filter(pk__in=keys)
        return frozenset(rows.values_list("pk", flat=True))

    def render_state(self, record: IncubatedOrganisation) -> SafeString:
        """Return how far it has come."""
        return badge(LOOKS[record.state], record.state.label)

    def render_station(self, value: str, record: IncubatedOrganisation) -> SafeString:
        """Return the station as a link."""
        return format_html('<a href="{}">{}</a>', record.station.get_absolute_url(), value)

    def render_branch(self, value: int) -> str:
        """Return the branch that it became."""
        return self.own_branches.get(value, ELSEWHERE)

    def render_approved_on(self, value: date | None) -> SafeString | str:
        """Return the day, named on a phone."""
        return format_html("{}{}", on_phone("批准"), value.isoformat()) if value else "—"
