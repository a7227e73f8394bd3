"""Charts as server-rendered SVG: pure functions from numbers to markup.

Positions along the width are percentages and everything else is in pixels, so a chart stretches to its card while its
letters keep their size. For narrow places (a phone, large type) each chart has a second form, ``narrow=True``.
Only attributes and classes are used, no inline style: the content security policy forbids it.
"""

from core.charts.bars import bar_chart
from core.charts.data import Item, Series
from core.charts.months import month_item
from core.charts.shares import share_chart
from core.charts.trend import trend_chart

__all__ = ["Item", "Series", "bar_chart", "month_item", "share_chart", "trend_chart"]
