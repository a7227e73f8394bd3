"""The drawings of one screen, each of the size of its panel."""

from __future__ import annotations

from django.utils.safestring import SafeString

from reports.screen.contents import Screen
from reports.screen.drawing import bars, columns, ring, trend

SIDE, MIDDLE = 520, 656
HIGH, LOW, FLAT = 350, 240, 214


def pictures_of(screen: Screen) -> dict[str, SafeString]:
    """Return the drawings by the names under which the page shows them."""
    return {
        "branches": bars(screen.by_branch, (SIDE, HIGH), title="各党支部流动党员", unit="人"),
        "ages": columns(screen.ages, (SIDE, LOW), title="年龄结构", unit="人"),
        "trend": trend(screen.trend, (MIDDLE, HIGH), title="管理流动党员人数", unit="人"),
        "learning": columns(screen.learning, (MIDDLE, LOW), title="大讲堂培训人次", unit="人次"),
        "structure": ring(screen.structure, (SIDE, FLAT), title="党员结构", unit="人"),
    }
