"""Where a return stands, in words and, to help them, in a colour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.reminders import days_words
from reports.models import ReturnState

HANDED_IN = (ReturnState.SUBMITTED, ReturnState.ACCEPTED)
NOT_BEGUN = "未报"
OVERDUE = "逾期"
LOOKS = {
    ReturnState.DRAFT: "info",
    ReturnState.SUBMITTED: "warning",
    ReturnState.SENT_BACK: "danger",
    ReturnState.ACCEPTED: "success",
}


@dataclass(frozen=True)
class Standing:
    """A return's state on ``today`` (``None``: nobody has begun), the last day that is in time, and the month's."""

    state: ReturnState | None
    due_on: date
    today: date
    is_closed: bool = False

    @property
    def is_handed_in(self) -> bool:
        """Tell whether the branch has done its part."""
        return self.state in HANDED_IN

    @property
    def is_late(self) -> bool:
        """Tell whether it should have been handed in, and is not; after the closing nobody waits for it."""
        return not self.is_handed_in and not self.is_closed and self.today > self.due_on

    @property
    def words(self) -> str:
        """未报, 填写中, 已报送, 退回修改, 已审核; 逾期未报 or 填写中（逾期） where it is late."""
        if self.state is None:
            return f"{OVERDUE}{NOT_BEGUN}" if self.is_late else NOT_BEGUN
        return f"{self.state.label}（{OVERDUE}）" if self.is_late else str(self.state.label)

    @property
    def look(self) -> str:
        """The badge's colour."""
        if self.is_late:
            return "danger"
        return LOOKS[self.state] if self.state else "secondary"

    @property
    def deadline(self) -> str:
        """Until when it is due, and how long that is: nothing once it is handed in, or the month closed."""
        if self.is_handed_in or self.is_closed:
            return ""
        last = f"{self.due_on.year}年{self.due_on.month}月{self.due_on.day}日"
        return f"应在{last}前报送，{days_words((self.due_on - self.today).days, '截止')}"
