"""What each table of the monthly report tells: the eight official forms, and what stands beside them."""

from __future__ import annotations

from collections.abc import Callable

from reports.content.beside import TREND, TREND_MONTHS, by_branch, definitions, trend
from reports.content.eight import PLANS
from reports.content.forms import form_maker
from reports.content.movement import movement
from reports.layout import Table
from reports.material import Material

__all__ = ["PLANS", "TABLES", "TREND", "TREND_MONTHS"]

_FORMS = tuple((plan.name, plan.holds, form_maker(plan)) for plan in PLANS)

TABLES: tuple[tuple[str, str, Callable[[Material], Table]], ...] = (
    *_FORMS[:2],
    ("2附 分支部增减", "月初、流入、离开、调整、月末，逐个支部校验", movement),
    *_FORMS[2:],
    ("分支部", "各党支部的主要指标和合计，附人数图", by_branch),
    ("近12个月", "十二个月的人数、流入和离开，附趋势图", trend),
    ("指标说明", "每个指标的定义，在哪张表第几行", definitions),
)
"""Each sheet: its name, what it holds, and what makes it."""
