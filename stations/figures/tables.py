"""The lists behind the figures of stations."""

from __future__ import annotations

import django_tables2 as tables

from core.figures.tables import HIDDEN, MAIN, RIGHT, branch_column, day_column
from stations.models import IncubatedOrganisation, Station


class StationRows(tables.Table):
    """Stations and incubation sites."""

    name = tables.Column("名称", linkify=True, attrs=MAIN)
    kind = tables.Column("类别", attrs=RIGHT)
    branch = branch_column("负责支部")
    host = tables.Column("依托企业", accessor="host__name", default=HIDDEN)
    opened_on = day_column("启用日期")
    closed_on = day_column("停用日期")

    unit = "个"

    class Meta:
        empty_text = "没有驿站和阵地。"
        model = Station
        fields = ("name", "kind", "branch", "host", "opened_on", "closed_on")


class IncubatedRows(tables.Table):
    """Organisations that grew at the stations."""

    name = tables.Column("名称", attrs=MAIN)
    kind = tables.Column("类别", attrs=RIGHT)
    station = tables.Column(
        "驿站或阵地", accessor="station__name", linkify=lambda record: record.station.get_absolute_url()
    )
    branch = branch_column("负责支部", "station__branch")
    enterprise = tables.Column("所在企业", accessor="enterprise__name", default=HIDDEN)
    started_on = day_column("开始孵化")
    approved_on = day_column("批准成立")

    unit = "家"

    class Meta:
        empty_text = "这一时期没有孵化党组织。"
        model = IncubatedOrganisation
        fields = ("name", "kind", "station", "branch", "enterprise", "started_on", "approved_on")
