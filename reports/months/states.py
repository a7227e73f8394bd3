"""Where a month stands: running, waiting to be closed, closed, open again."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from core.periods import Month
from reports.models import MonthlyReport


class MonthState(Enum):
    """What a month is to the office; ``label`` is what people read, ``look`` the colour that helps."""

    RUNNING = "进行中", "info"
    UNTOUCHED = "未结账", "secondary"
    """Long ended, and nobody has begun to work on it."""
    WAITING = "待结账", "warning"
    CLOSED = "已结账", "success"
    REOPENED = "重新打开", "warning"

    @property
    def label(self) -> str:
        """The word on the page."""
        return self.value[0]

    @property
    def look(self) -> str:
        """The ending of the badge's class."""
        return self.value[1]

    @property
    def is_open(self) -> bool:
        """Tell whether numbers may still change."""
        return self is not MonthState.CLOSED


def state_of(month: Month, revisions: Sequence[MonthlyReport], *, touched: bool) -> MonthState:
    """Return the state of ``month`` after all its ``revisions``; ``touched``: somebody has worked on it already."""
    if any(closed.is_standing for closed in revisions):
        return MonthState.CLOSED
    if revisions:
        return MonthState.REOPENED
    if month >= Month.current():
        return MonthState.RUNNING
    return MonthState.WAITING if touched or month.plus(1) == Month.current() else MonthState.UNTOUCHED
