"""The monthly report as data: tables of numbers, before any file format. Writers only lay them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from core.figures import FIGURES, PlaceRow, Span, asks, compute, places_of
from core.periods import Month
from core.scope import Actor
from reports import content
from reports.layout import Table
from reports.material import Material

EXPORT = "reports.export_report"

TABLES: tuple[tuple[str, str, Callable[[Material], Table]], ...] = (
    ("汇总", "每个指标的本月、上月、增减和本年累计，附校验结果", content.summary),
    ("分支部", "各党支部的主要指标和合计，附人数图", content.by_branch),
    ("增减情况", "月初、流入、离开（按去向）、支部间调整、月末，逐个支部校验", content.movement),
    ("构成", "单位性质、职业、年龄、学历、党员类别、性别", content.make_up),
    ("近12个月", "十二个月的人数、流入和离开，附趋势图", content.trend),
    ("指标说明", "每个指标的定义", content.definitions),
)
"""Each sheet: its name, what it holds, and what makes it."""


@dataclass(frozen=True)
class Report:
    """A month's report: who reports, as of when, and its tables."""

    month: Month
    reporter: str
    committees: tuple[int, ...]
    branch: PlaceRow | None
    made_at: datetime
    tables: tuple[Table, ...]

    @property
    def title(self) -> str:
        """Title of the whole."""
        return f"流动党员工作月报表（{self.month.title}）"

    @property
    def as_of(self) -> str:
        """The day up to which the numbers reach: the month's last or, while it runs, the day of the making."""
        if (today := self.made_at.date()) < self.month.last:
            return f"{today.year}年{today.month}月{today.day}日（本月尚未结束）"
        return self.month.last_day_title


def report_of(user: Actor, month: Month, branch: PlaceRow | None = None) -> Report:
    """Compute the report within ``user``'s right to export: one query for the branches and one for each base."""
    branches = places_of(user, month, EXPORT)
    months = [month.plus(-1), month]
    wanted = [
        *asks(FIGURES, months, (Span.DAY, Span.MONTH, Span.YEAR)),
        *asks([FIGURES[key] for key in content.TREND], month.back(content.TREND_MONTHS)),
        *(ask for relation in FIGURES.relations for ask in relation.asks(month)),
    ]
    found = compute(user, wanted, branch=branch.pk if branch else None, permission=EXPORT)
    material = Material(month, found, tuple(branches.shown(found)))
    rows = [branch] if branch else branches.rows
    return Report(
        month=month,
        reporter=branch.name if branch else branches.owners,
        committees=tuple(dict.fromkeys(row.owner_key for row in rows)),
        branch=branch,
        made_at=timezone.localtime(),
        tables=tuple(make(material) for _, _, make in TABLES),
    )
